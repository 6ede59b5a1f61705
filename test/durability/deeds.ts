import type {
  Actor,
  ActorId,
  Clinic,
  ClinicId,
  EpisodeRecord,
  PatientId,
  VisitId,
} from '../../src/core/episode.ts';
import type { Day, Instant } from '../../src/kit/time.ts';
import { uuidv7 } from '../../src/kit/uuid.ts';
import type { Store } from '../../src/store/store.ts';

/** What the writers of the durability tests write, numbered: what was acknowledged can be asked for again. */

const idOf = (number: number): string => uuidv7(1_800_000_000_000 + number, new Uint8Array(10));

export const CLINIC: Clinic = { id: idOf(-1) as ClinicId, name: 'Durability' };
export const ACTOR: Actor = {
  id: idOf(-2) as ActorId,
  clinicId: CLINIC.id,
  name: 'Writer',
  role: 'physiotherapist',
};

/** Regions in each drawing: rows that must be there together. */
export const REGIONS = 3;

/** The records of one deed: a patient, a visit and a drawing, all or none. */
export function deed(number: number): readonly EpisodeRecord[] {
  const kept = { clinicId: CLINIC.id, version: 1, at: '2030-01-01T00:00:00.000Z' as Instant, by: ACTOR.id };
  const patientId = idOf(2 * number) as PatientId;
  const visitId = idOf(2 * number + 1) as VisitId;
  return [
    { kind: 'patient', id: patientId, ...kept, label: `Deed ${number}` },
    { kind: 'visit', id: visitId, ...kept, patientId, day: '2030-01-01' as Day },
    {
      kind: 'drawing',
      id: visitId,
      ...kept,
      patientId,
      strokes: [
        {
          view: 'front',
          tool: 'brush',
          radius: 3,
          points: Array.from({ length: 40 }, (_, i) => [i, number]),
        },
      ],
      regions: Array.from({ length: REGIONS }, (_, i) => ({ id: `region-${i}`, coverage: 0.5 })),
    },
  ];
}

/** Do one deed; resolves when the store says that it is safe. */
export async function doDeed(store: Store, number: number): Promise<void> {
  await store.transaction(CLINIC.id, async (records) => {
    for (const record of deed(number)) {
      const saved = await records.save(record);
      if (saved !== 'saved') throw new Error(`deed ${number}: ${record.kind} ${saved}`);
    }
  });
}
