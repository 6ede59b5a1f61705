/** One page of a chart: its address and its name in the row of pages. */
export interface ChartStep {
  readonly to: '/patients/$patientId' | '/visits/$visitId' | '/visits/$visitId/examination';
  readonly text: string;
}

/** Pages about a patient, whatever the visit. */
export const PATIENT_STEPS: readonly ChartStep[] = [{ to: '/patients/$patientId', text: 'Overview' }];

/** Pages of one visit, in the order of care. */
export const VISIT_STEPS: readonly ChartStep[] = [
  { to: '/visits/$visitId', text: 'Drawing' },
  { to: '/visits/$visitId/examination', text: 'Examination' },
];
