import type {
  Actor,
  AnyPart,
  Chart,
  Drawing,
  EpisodeRecord,
  Findings,
  Patient,
  Visit,
} from '../../core/episode.ts';
import type { Scores } from '../../core/examine/scores.ts';
import { composeNote, type NoteLibrary } from '../../core/treat/compose-note.ts';
import { takeUp } from '../../core/treat/pathway.ts';
import type { Goal, Plan } from '../../core/treat/plan.ts';
import { signNote } from '../../core/treat/signed-note.ts';
import { pathways } from '../../content/treat/pathways.ts';
import { addDays, type Instant } from '../../kit/time.ts';
import { sha256 } from '../../store/digest.ts';
import { DEMO_CLINIC } from './clinic.ts';

/** What an invented patient answered, visit by visit, and what was planned. */
interface Told {
  /** Number in the label: `Synthetic 06`. */
  readonly story: string;
  readonly scores: readonly Omit<Scores, 'day'>[];
  readonly pathway?: string;
  readonly goal?: Omit<Goal, 'by'>;
  readonly payerRule?: string;
  /** The last visit has a signed note that says this. */
  readonly signed?: string;
}

const phq4 = (a: number, b: number, c: number, d: number): NonNullable<Scores['phq4']> => ({
  'anxiety-1': a,
  'anxiety-2': b,
  'depression-1': c,
  'depression-2': d,
});
const peg = (pain: number, enjoyment: number, activity: number): NonNullable<Scores['peg']> => ({
  pain,
  enjoyment,
  activity,
});

const TOLD: readonly Told[] = [
  {
    story: '06',
    scores: [
      {
        pain: { now: 5, average: 7, worst: 8 },
        peg: peg(7, 5, 6),
        activities: [{ activity: 'Hanging up washing', rating: 2 }],
        phq4: phq4(1, 0, 0, 0),
      },
      {
        pain: { now: 2, average: 3, worst: 5 },
        peg: peg(3, 2, 3),
        activities: [{ activity: 'Hanging up washing', rating: 7 }],
        change: 'much-improved',
      },
    ],
    pathway: 'neck-shoulder',
    goal: { activity: 'Hanging up washing', baseline: 2, target: 8 },
    payerRule: 'noridian-l34211-2024',
    signed:
      'Pain at the front of the right shoulder is less than half of what it was. The infraspinatus is still tender and no longer brings on the known pain.',
  },
  {
    story: '02',
    scores: [
      {
        pain: { now: 6, average: 6, worst: 8 },
        peg: peg(6, 6, 7),
        activities: [
          { activity: 'Sitting through a meeting', rating: 3 },
          { activity: 'Gardening', rating: 4 },
        ],
        phq4: phq4(1, 1, 1, 0),
      },
    ],
    pathway: 'low-back-gluteal',
    goal: { activity: 'Sitting through a meeting', baseline: 3, target: 8 },
  },
  {
    story: '10',
    scores: [{ pain: { now: 3, average: 5, worst: 7 }, peg: peg(5, 4, 4), phq4: phq4(2, 2, 1, 1) }],
    pathway: 'headache-jaw',
  },
  {
    story: '16',
    scores: [{ pain: { average: 5 }, activities: [{ activity: 'A day at the computer', rating: 4 }] }],
    pathway: 'upper-limb',
    goal: { activity: 'A day at the computer', baseline: 4, target: 9 },
  },
  {
    story: '34',
    scores: [{ pain: { average: 6 }, peg: peg(6, 7, 5), phq4: phq4(2, 1, 1, 1) }],
    pathway: 'pelvic',
  },
  {
    story: '37',
    scores: [
      {
        pain: { now: 6, average: 7, worst: 9 },
        peg: peg(7, 8, 8),
        phq4: phq4(3, 2, 3, 2),
        widespread: {
          areas: [
            'shoulder-girdle-left',
            'shoulder-girdle-right',
            'upper-arm-left',
            'upper-arm-right',
            'hip-left',
            'hip-right',
            'upper-leg-left',
            'neck',
            'upper-back',
            'lower-back',
          ],
          severity: { fatigue: 3, unrefreshed: 3, cognitive: 2 },
          symptoms: { headaches: 'present', 'abdominal-pain': 'absent', depression: 'present' },
          threeMonths: 'present',
        },
        nociplastic: {
          'pain-3-months': 'present',
          'pain-regional': 'present',
          'pain-beyond-nociceptive-or-neuropathic': 'present',
          'evoked-hypersensitivity': 'present',
          'history-of-hypersensitivity': 'present',
          'disturbed-sleep': 'present',
        },
      },
    ],
  },
];

/**
 * Scores, plans and a signed note of some of the invented patients. They come after everything else of a patient, so
 * that a note is written from all of it; their ids are those of the patient and the visits.
 */
export function noteRecords(
  patient: Patient,
  records: readonly EpisodeRecord[],
  library: NoteLibrary,
  actor: Actor,
): readonly EpisodeRecord[] {
  const told = TOLD.find((t) => patient.label.startsWith(`Synthetic ${t.story} `));
  const visits = records.filter((r) => r.kind === 'visit');
  const [first] = visits;
  if (told === undefined || first === undefined) return [];
  const kept = { clinicId: patient.clinicId, version: 1, by: patient.by, patientId: patient.id };
  const at = (visit: Visit, time: string): Instant => `${visit.day}T${time}:00.000Z` as Instant;
  const scores = told.scores.flatMap((body, i): readonly AnyPart[] => {
    const visit = visits[i];
    if (visit === undefined) return [];
    return [
      {
        kind: 'scores',
        id: visit.id,
        ...kept,
        at: at(visit, '09:05'),
        visitId: visit.id,
        body: { ...body, day: visit.day },
      },
    ];
  });
  const plan: AnyPart = {
    kind: 'plan',
    id: patient.id,
    ...kept,
    at: at(first, '09:40'),
    body: planOf(told, first),
  };
  const ours = [...scores, plan];
  if (told.signed === undefined) return ours;
  const remarks = { assessment: told.signed, codes: [] };
  const last = visits.at(-1) ?? first;
  const { note, sources } = composeNote(
    chartOf(patient, last, [...records, ...ours]),
    { clinic: DEMO_CLINIC.name, remarks },
    library,
  );
  const signature = { by: actor.id, name: actor.name, role: actor.role, at: at(last, '10:10') };
  const body = signNote(note, sources, signature, sha256);
  return [...ours, { kind: 'note', id: last.id, ...kept, at: signature.at, visitId: last.id, body }];
}

function planOf({ pathway: id, goal, payerRule }: Told, { day }: Visit): Plan {
  const goals = goal === undefined ? [] : [{ ...goal, by: addDays(day, 56) }];
  const empty: Plan = {
    components:
      id === undefined
        ? [{ kind: 'needling', what: 'Most tender points', owner: 'Physician', dose: 'once', from: day }]
        : [],
    goals,
    ...(payerRule !== undefined && { payerRule }),
  };
  const pathway = pathways.find((p) => p.id === id);
  return pathway === undefined ? empty : takeUp(empty, pathway, day);
}

/** The chart of a visit. */
function chartOf(patient: Patient, visit: Visit, records: readonly EpisodeRecord[]): Chart {
  const drawing = records.find((r): r is Drawing => r.kind === 'drawing' && r.id === visit.id);
  const findings = records.find((r): r is Findings => r.kind === 'findings' && r.id === visit.id);
  const parts = records.filter((r): r is AnyPart => !NO_PARTS.includes(r.kind));
  return {
    patient,
    visit,
    ...(drawing && { drawing }),
    ...(findings && { findings }),
    rankings: [],
    parts,
  };
}

const NO_PARTS: readonly string[] = ['patient', 'visit', 'drawing', 'findings', 'ranking'];
