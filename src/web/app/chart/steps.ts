/** One page of a chart: its address and its name in the row of pages. */
export interface ChartStep {
  readonly to:
    | '/patients/$patientId'
    | '/patients/$patientId/identity'
    | '/patients/$patientId/background'
    | '/patients/$patientId/plan'
    | '/visits/$visitId'
    | '/visits/$visitId/examination'
    | '/visits/$visitId/scores'
    | '/visits/$visitId/safety'
    | '/visits/$visitId/procedure'
    | '/visits/$visitId/note'
    | '/visits/$visitId/ultrasound';
  readonly text: string;
  /** Also for those who see no chart, such as the front desk. */
  readonly isForAll?: true;
}

/** Pages about a patient, whatever the visit. */
export const PATIENT_STEPS: readonly ChartStep[] = [
  { to: '/patients/$patientId', text: 'Overview', isForAll: true },
  { to: '/patients/$patientId/identity', text: 'Identity', isForAll: true },
  { to: '/patients/$patientId/background', text: 'Background' },
  { to: '/patients/$patientId/plan', text: 'Plan' },
];

/** Pages of one visit, in the order of care. */
export const VISIT_STEPS: readonly ChartStep[] = [
  { to: '/visits/$visitId', text: 'Drawing' },
  { to: '/visits/$visitId/examination', text: 'Examination' },
  { to: '/visits/$visitId/scores', text: 'Scores' },
  { to: '/visits/$visitId/safety', text: 'Safety' },
  { to: '/visits/$visitId/procedure', text: 'Procedure' },
  { to: '/visits/$visitId/note', text: 'Note' },
];

/** The ultrasound workspace for a visit; shown where an owner has switched it on. */
export const ULTRASOUND_STEP: ChartStep = {
  to: '/visits/$visitId/ultrasound',
  text: 'Ultrasound research',
};
