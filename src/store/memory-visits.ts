import type { Drawing, EpisodeRecord, Findings, Patient, Visit } from '../core/episode.ts';
import type { KeptVisit } from '../core/learn/case.ts';
import { sha256 } from './digest.ts';

/** Every version of a record, first to last. */
type Versions = (kind: 'patient' | 'drawing' | 'findings', id: string) => readonly EpisodeRecord[];

/** `Records.keptVisits` in memory. */
// It streams as the others do, and waits for nothing.
// eslint-disable-next-line @typescript-eslint/require-await -- an async generator by its interface
export async function* keptVisits(
  visits: readonly Visit[],
  versions: Versions,
  shuffle: string,
): AsyncGenerator<KeptVisit> {
  const keyed = visits.map((visit) => ({ visit, key: sha256(`${shuffle}${visit.id}`) }));
  for (const { visit } of keyed.sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const found = versions('findings', visit.id) as readonly Findings[];
    const began = found.find(({ findings }) => findings.some(({ answer }) => answer !== 'unknown'))?.at;
    const drawn = versions('drawing', visit.id) as readonly Drawing[];
    const drawing = began === undefined ? undefined : drawn.filter(({ at }) => at <= began).at(-1);
    const findings = found.at(-1);
    const patient = versions('patient', visit.patientId).at(-1) as Patient | undefined;
    yield {
      ...(drawing === undefined ? {} : { drawing }),
      ...(findings === undefined ? {} : { findings }),
      ...(patient?.synthetic === true ? { synthetic: true } : {}),
    };
  }
}
