import { shippedAtlas } from '../../content/atlas/load.ts';
import { noteLibrary } from '../../content/note-library.ts';
import { bodyView } from '../../content/bodymap/neutral.ts';
import type {
  Actor,
  Drawing,
  EpisodeRecord,
  Findings,
  Patient,
  PatientId,
  RankingId,
  RankingShown,
  Stroke,
  Visit,
  VisitId,
} from '../../core/episode.ts';
import { localise } from '../../core/localise/localise.ts';
import { withAnswer } from '../../core/localise/words.ts';
import type { Network } from '../../core/localise/network.ts';
import type { Day, Instant } from '../../kit/time.ts';
import { seededRandom } from '../../kit/random.ts';
import { uuidv7, type Uuid } from '../../kit/uuid.ts';
import type { Store } from '../../store/store.ts';
import { examinedRecords } from './examined-records.ts';
import { procedureRecords } from './procedures.ts';
import { noteRecords } from './notes.ts';
import { peopleParts } from './people.ts';
import { STORIES } from './stories.ts';
import type { StoryVisit } from './story.ts';

/** Milliseconds of 1 January 2026, UTC: ids of demo records begin here. */
const FIRST = 1_767_225_600_000;

/** Write the demo patients into the actor's clinic: the same records, with the same ids, every time. */
export async function seedDemo(store: Store, actor: Actor, network: Network): Promise<void> {
  const records = demoRecords(actor, network);
  await store.transaction(actor.clinicId, async (kept) => {
    for (const record of records) {
      const saved = await kept.save(record);
      if (saved !== 'saved') throw new Error(`demo ${record.kind} ${record.id}: ${saved}`);
    }
  });
}

/** Every demo record, in an order in which they can be saved. */
export function demoRecords(actor: Actor, network: Network): readonly EpisodeRecord[] {
  const atlas = shippedAtlas();
  const library = noteLibrary(atlas);
  const random = seededRandom(FIRST);
  let made = 0;
  const id = (): Uuid =>
    uuidv7(
      FIRST + made++,
      Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
    );
  return STORIES.flatMap(({ visits, ...who }, index) => {
    const at = `${visits[0]?.day ?? '2026-05-12'}T08:00:00.000Z` as Instant;
    const kept = { clinicId: actor.clinicId, version: 1, by: actor.id };
    const patient: Patient = {
      kind: 'patient',
      id: id() as string as PatientId,
      ...kept,
      at,
      ...who,
      synthetic: true,
    };
    const ofVisits = visits.flatMap((story) => visitRecords(patient, story, { network, id }));
    const seen = ofVisits.filter((record): record is Visit => record.kind === 'visit');
    const records = [
      patient,
      ...ofVisits,
      ...peopleParts(patient, seen, index),
      ...examinedRecords(patient, ofVisits, { atlas, newId: id }),
    ];
    const treated = [...records, ...procedureRecords(patient, records, { atlas, newId: id })];
    return [...treated, ...noteRecords(patient, treated, library, actor)];
  });
}

function visitRecords(
  patient: Patient,
  { day, painted, feels = {}, found }: StoryVisit,
  { network, id }: { readonly network: Network; readonly id: () => Uuid },
): readonly EpisodeRecord[] {
  const kept = {
    clinicId: patient.clinicId,
    version: 1,
    by: patient.by,
    at: `${day}T09:00:00.000Z` as Instant,
    patientId: patient.id,
  };
  const visit: Visit = { kind: 'visit', id: id() as string as VisitId, ...kept, day: day as Day };
  const drawing: Drawing = {
    kind: 'drawing',
    id: visit.id,
    ...kept,
    strokes: painted.map(([view, region, intensity]) => tapOn(view, region, intensity)),
    regions: painted.map(([, region, intensity]) => withAnswer({ id: region, intensity }, feels[region])),
  };
  const findings: Findings = {
    kind: 'findings',
    id: visit.id,
    ...kept,
    findings: found.map(([site, sign, answer]) => ({ site, sign, answer })),
  };
  const request = { regions: drawing.regions, findings: findings.findings };
  const ranking = localise(network, request);
  if (!ranking.ok) throw new Error(`demo visit of ${patient.label}: ${JSON.stringify(ranking.error)}`);
  const shown: RankingShown = {
    kind: 'ranking',
    id: id() as string as RankingId,
    ...kept,
    visitId: visit.id,
    request,
    versions: ranking.value.versions,
    sites: ranking.value.ranked.map(({ site, probability }) => ({ site, probability })),
  };
  return found.length === 0 ? [visit, drawing, shown] : [visit, drawing, findings, shown];
}

/** A tap in the middle of a region. */
function tapOn(view: string, region: string, intensity: number): Stroke {
  const shown = bodyView(view).regions.get(region);
  if (shown === undefined) throw new Error(`${view} does not show ${region}`);
  const [x, y] = shown.pole;
  return { view, tool: 'tap', radius: 0, points: [[x, y]], intensity };
}
