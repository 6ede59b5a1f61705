import type { Atlas } from '../../core/atlas/atlas.ts';
import type { AnyPart, EpisodeRecord, Findings, Patient, Visit } from '../../core/episode.ts';
import { forPoints, judge, NOTHING_EXAMINED, type Examination } from '../../core/examine/examination.ts';
import type { TriggerPoint } from '../../core/examine/life.ts';
import { pointsAfter, withParent } from '../../core/examine/points.ts';
import { likelyParents } from '../../core/examine/satellites.ts';
import { pressureAt } from '../../core/examine/sides.ts';
import type { Instant } from '../../kit/time.ts';
import { EXAMINATIONS } from './examinations.ts';

/** What the examinations of an invented patient need of the outside. */
interface Making {
  readonly atlas: Atlas;
  readonly newId: () => string;
}

/** The examination of each visit at which something was examined, and the points that follow from all of them. */
export function examinedRecords(
  patient: Patient,
  records: readonly EpisodeRecord[],
  making: Making,
): readonly AnyPart[] {
  const told = EXAMINATIONS[/^Synthetic (\d+)/.exec(patient.label)?.[1] ?? ''] ?? [];
  const visits = records.filter((r): r is Visit => r.kind === 'visit');
  let points: readonly TriggerPoint[] = [];
  const parts = visits.flatMap((visit, i): readonly AnyPart[] => {
    const examination: Examination = { ...NOTHING_EXAMINED, ...told[i] };
    const findings = records.find((r): r is Findings => r.kind === 'findings' && r.id === visit.id);
    points = pointsOf(points, visit, { examination, findings: findings?.findings ?? [] }, making);
    if (findings === undefined && told[i] === undefined) return [];
    return [{ ...keptOf(patient, visit), kind: 'examination', visitId: visit.id, body: examination }];
  });
  const last = visits.at(-1);
  if (points.length === 0 || last === undefined) return parts;
  const linked = withParents(points, making.atlas);
  return [...parts, { ...keptOf(patient, last), kind: 'points', id: patient.id, body: { points: linked } }];
}

const keptOf = (patient: Patient, visit: Visit) => ({
  id: visit.id as string,
  clinicId: patient.clinicId,
  patientId: patient.id,
  version: 1,
  by: patient.by,
  at: `${visit.day}T09:10:00.000Z` as Instant,
});

function pointsOf(
  before: readonly TriggerPoint[],
  visit: Visit,
  found: { readonly examination: Examination; readonly findings: Findings['findings'] },
  { atlas, newId }: Making,
): readonly TriggerPoint[] {
  const { examination, findings } = found;
  const muscleOf = (id: string): string => atlas.sites.find((s) => s.id === id)?.muscle.id ?? '';
  return judge(findings, forPoints(examination), muscleOf).reduce((points, { site, verdict, criteria }) => {
    const pressure = pressureAt(site, examination.sites);
    const examined = { site, verdict, criteria, ...(pressure !== undefined && { pressure }) };
    const next = pointsAfter(points, examined, { visit: visit.id, day: visit.day, newId });
    if (!next.ok) throw new Error(`demo points of ${visit.day}: ${JSON.stringify(next.error)}`);
    return next.value;
  }, before);
}

/** The invented clinician takes up what the atlas proposes, where it proposes a parent. */
function withParents(points: readonly TriggerPoint[], atlas: Atlas): readonly TriggerPoint[] {
  const sites = new Map(atlas.sites.map((s) => [s.id, s]));
  return points.reduce((all, point) => {
    const [parent] = likelyParents(point, all, sites);
    if (parent === undefined || parent.parent !== undefined) return all;
    const next = withParent(all, point.id, parent.id);
    return next.ok ? next.value : all;
  }, points);
}
