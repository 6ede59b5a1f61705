import { id, type Charted, type World } from './clinics.ts';

/** A body that is right for a route, about a patient; `version` is what a change starts from. */
export interface Sample {
  readonly body: (about: Charted, world: World) => unknown;
  readonly version?: number;
}

const drawing = { strokes: [], regions: [{ id: 'temple-right', intensity: 5 }] };

/** One body for each route that writes about a patient. A route without one fails the test: it would prove nothing. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  'PUT /api/patients/:id': { body: ({ patient }) => ({ patientId: patient, label: 'Renamed' }), version: 1 },
  'POST /api/patients/:id/visits': {
    body: ({ patient }) => ({ id: id(), patientId: patient, day: '2030-01-02' }),
  },
  'PUT /api/visits/:id/drawing': { body: ({ patient }) => ({ patientId: patient, ...drawing }), version: 1 },
  'PUT /api/visits/:id/findings': {
    body: ({ patient }) => ({ patientId: patient, findings: [] }),
    version: 0,
  },
  'POST /api/visits/:id/rankings': {
    body: ({ patient }) => ({
      id: id(),
      patientId: patient,
      request: { regions: drawing.regions, findings: [] },
      versions: { content: '1', engine: '1', parameters: '1' },
      sites: [],
    }),
  },
  'PUT /api/patients/:id/identity': {
    body: ({ patient }) => ({ patientId: patient, body: { family: 'Muster', born: '1980-02-29' } }),
    version: 0,
  },
  'PUT /api/patients/:id/episodes': {
    body: ({ patient }) => ({
      patientId: patient,
      body: { list: [{ id: 'e1', complaint: 'headache', opened: '2030-01-02', status: 'open' }] },
    }),
    version: 0,
  },
  'PUT /api/visits/:id/screening': {
    body: ({ patient }) => ({
      patientId: patient,
      body: {
        answers: { fever: { answer: 'absent', asked: '2030-01-02' } },
        sites: [],
        overrides: [],
      },
    }),
    version: 0,
  },
  'PUT /api/patients/:id/background': {
    body: ({ patient }) => ({ patientId: patient, body: { occupation: 'carpenter' } }),
    version: 0,
  },
  'PUT /api/visits/:id/examination': {
    body: ({ patient }) => ({
      patientId: patient,
      body: { criteria: 'delphi-2018', sites: [], motions: [], neuro: {} },
    }),
    version: 0,
  },
  'PUT /api/patients/:id/points': {
    body: ({ patient }) => ({ patientId: patient, body: { points: [] } }),
    version: 0,
  },
  'PUT /api/patients/:id/plan': {
    body: ({ patient }) => ({ patientId: patient, body: { components: [], goals: [] } }),
    version: 0,
  },
  'PUT /api/visits/:id/procedure/:part': {
    body: ({ patient }) => ({
      patientId: patient,
      body: {
        state: 'open',
        procedure: {
          kind: 'manual',
          day: '2030-01-02',
          operator: { name: 'Dr A', credential: 'MD' },
          sites: [],
        },
      },
    }),
    version: 0,
  },
  'PUT /api/visits/:id/scores': {
    body: ({ patient }) => ({ patientId: patient, body: { day: '2030-01-02', pain: { now: 5 } } }),
    version: 0,
  },
  'PUT /api/visits/:id/note/:part': {
    body: ({ patient }) => ({ patientId: patient, body: { state: 'draft', codes: [] } }),
    version: 0,
  },
  'PUT /api/visits/:id/imaging/:part': {
    body: ({ patient }) => ({
      patientId: patient,
      body: {
        what: 'measurements',
        source: 'simulation',
        takenAt: '2030-01-02T03:04:05.000Z',
        measurements: [],
        log: [],
        structures: [],
      },
    }),
    version: 0,
  },
  'POST /api/visits/:id/attachments': {
    body: ({ patient }) => ({ id: id(), patientId: patient, type: 'image/png', data: 'iVBORw0KGgo=' }),
  },
  'POST /api/patients/:id/team': {
    body: ({ patient }, { colleague }) => ({ patientId: patient, actorId: colleague.id }),
  },
  'POST /api/patients/:id/emergency': {
    body: ({ patient }) => ({ id: id(), patientId: patient, reason: 'unconscious at the front desk' }),
  },
};
