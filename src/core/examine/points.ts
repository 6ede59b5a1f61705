import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Day } from '../../kit/time.ts';
import type { SiteId } from '../atlas/muscle.ts';
import type { Verdict } from './criteria.ts';
import { checkPoints, lifeOf, type PointEvent, type StageFrom, type TriggerPoint } from './life.ts';

/** What one visit says of one site. */
export interface Examined {
  readonly site: SiteId;
  readonly verdict: Verdict;
  /** Id of the criteria that gave it. */
  readonly criteria: string;
  /** Pressure-pain threshold, kilopascal. */
  readonly pressure?: number;
}

/** The visit at which it was examined. */
export interface ExaminedAt {
  readonly visit: string;
  readonly day: Day;
  /** A new id. */
  readonly newId: () => string;
}

/**
 * The points of a patient after one site was examined at a visit.
 *
 * One visit leaves at most one examination in a point's life: examining again replaces it, so that a slip of the
 * finger that is taken back leaves no trace. A site without a point gets one when it is active or latent. A point
 * that came from this visit alone, and is no longer found, goes again; one that a clinician put there by hand stays.
 *
 * @returns complaints when the point's later life would then be impossible, such as a treatment of what was not found
 */
export function pointsAfter(
  points: readonly TriggerPoint[],
  examined: Examined,
  at: ExaminedAt,
): Result<readonly TriggerPoint[], readonly Complaint[]> {
  const known = points.find((p) => p.site === examined.site);
  if (known === undefined) {
    if (examined.verdict !== 'active' && examined.verdict !== 'latent') return ok(points);
    const created: TriggerPoint = {
      id: at.newId(),
      site: examined.site,
      suspected: at.day,
      events: [eventOf(examined, at)],
    };
    return ok([...points, created]);
  }
  const events = placed(known.events, eventOf(examined, at), at.visit);
  const isFound = events.some(
    (e) => e.kind === 'treated' || e.verdict === 'active' || e.verdict === 'latent',
  );
  if (!isFound && known.byHand !== true)
    return ok(points.filter((p) => p !== known).map((p) => (p.parent === known.id ? without(p) : p)));
  const suspected = at.day < known.suspected ? at.day : known.suspected;
  return checked(points.map((p) => (p === known ? { ...p, suspected, events } : p)));
}

/** Whether the list of points says of a site what a visit found there. It may not when the finding came in elsewhere. */
export function tells(
  points: readonly TriggerPoint[],
  { site, verdict, criteria, pressure }: Examined,
  visit: string,
): boolean {
  const point = points.find((p) => p.site === site);
  if (point === undefined) return verdict !== 'active' && verdict !== 'latent';
  return point.events.some(
    (e) =>
      e.kind === 'examined' &&
      e.visit === visit &&
      e.verdict === verdict &&
      e.criteria === criteria &&
      e.pressure === pressure,
  );
}

function eventOf({ verdict, criteria, pressure }: Examined, { visit, day }: ExaminedAt): PointEvent {
  return { kind: 'examined', day, visit, verdict, criteria, ...(pressure !== undefined && { pressure }) };
}

/** Put an examination in place of the one of the same visit, else after everything up to its day. */
function placed(events: readonly PointEvent[], event: PointEvent, visit: string): readonly PointEvent[] {
  const same = events.findIndex((e) => e.kind === 'examined' && e.visit === visit);
  if (same >= 0) return events.map((e, i) => (i === same ? event : e));
  // What is treated on a day was examined before: the examination of that day comes first.
  const later = events.findIndex((e) => e.day > event.day || (e.day === event.day && e.kind === 'treated'));
  return later < 0 ? [...events, event] : [...events.slice(0, later), event, ...events.slice(later)];
}

/** What a procedure did. */
export interface Treatment {
  /** Id of the record of the procedure. */
  readonly procedure: string;
  readonly day: Day;
  readonly sites: readonly SiteId[];
}

/** The points after a treatment, and the sites at which nobody had found one. */
export interface Treated {
  readonly points: readonly TriggerPoint[];
  /** Treated although no point was found there, or it had gone. Said, and recorded at no point. */
  readonly unfound: readonly SiteId[];
}

/**
 * Mark the points at the treated sites as treated. Called again for the same procedure it replaces what it said
 * before, so that a site taken off the record is no longer treated.
 *
 * A treatment says nothing of how the patient feels: relief is a score, kept apart.
 */
export function treatPoints(
  points: readonly TriggerPoint[],
  { procedure, day, sites }: Treatment,
): Result<Treated, readonly Complaint[]> {
  const unfound: SiteId[] = sites.filter((site) => !points.some((p) => p.site === site));
  const next = points.map((point) => {
    const others = point.events.filter((e) => e.kind !== 'treated' || e.procedure !== procedure);
    const before = others.length === point.events.length ? point : { ...point, events: others };
    if (!sites.includes(point.site)) return before;
    const after = others.findIndex((e) => e.day > day);
    const at = after < 0 ? others.length : after;
    const treated = {
      ...point,
      events: [...others.slice(0, at), { kind: 'treated' as const, day, procedure }, ...others.slice(at)],
    };
    if (lifeOf({ ...point, events: treated.events.slice(0, at + 1) }).ok) return treated;
    unfound.push(point.site);
    return before;
  });
  const result = checked(next);
  return result.ok ? ok({ points: result.value, unfound }) : result;
}

/** Name the point whose satellite this one is thought to be; undefined: of none. */
export function withParent(
  points: readonly TriggerPoint[],
  id: string,
  parent: string | undefined,
): Result<readonly TriggerPoint[], readonly Complaint[]> {
  return checked(points.map((p) => (p.id !== id ? p : parent === undefined ? without(p) : { ...p, parent })));
}

/** Put a point on the list that is only suspected so far. */
export function suspect(
  points: readonly TriggerPoint[],
  site: SiteId,
  { day, id }: { readonly day: Day; readonly id: string },
): readonly TriggerPoint[] {
  if (points.some((p) => p.site === site)) return points;
  return [...points, { id, site, suspected: day, events: [], byHand: true }];
}

function without(point: TriggerPoint): TriggerPoint {
  const { parent, ...rest } = point;
  return parent === undefined ? point : rest;
}

function checked(points: readonly TriggerPoint[]): Result<readonly TriggerPoint[], readonly Complaint[]> {
  const complaints = checkPoints(points);
  return complaints.length === 0 ? ok(points) : err(complaints);
}

/** Where a point stands now, and since when. Throws for a life that `checkPoints` refuses. */
export function stageNow(point: TriggerPoint): StageFrom {
  const life = lifeOf(point);
  const last = life.ok ? life.value.at(-1) : undefined;
  if (last === undefined) throw new Error(`point ${point.id} has an impossible life: ${show(point.events)}`);
  return last;
}

/** A pressure-pain threshold on a day, kilopascal. */
export interface PressureOn {
  readonly day: Day;
  readonly kPa: number;
}

/** Every threshold that was measured at a point, oldest first. */
export function pressureTrend({ events }: TriggerPoint): readonly PressureOn[] {
  return events.flatMap((e) =>
    e.kind === 'examined' && e.pressure !== undefined ? [{ day: e.day, kPa: e.pressure }] : [],
  );
}
