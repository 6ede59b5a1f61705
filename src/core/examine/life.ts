import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Day } from '../../kit/time.ts';
import type { SiteId } from '../atlas/muscle.ts';
import type { Verdict } from './criteria.ts';

/** Where a trigger point stands. It says nothing about how the patient feels: that is a score, kept apart. */
export const STAGES_OF_LIFE = ['suspected', 'latent', 'active', 'treated', 'resolved', 'recurred'] as const;
export type StageOfLife = (typeof STAGES_OF_LIFE)[number];

/** What can happen to a trigger point: somebody examined it by a set of criteria, or it was treated. */
export const HAPPENINGS = ['active', 'latent', 'not-met', 'not-enough-known', 'treated'] as const;
export type Happening = (typeof HAPPENINGS)[number];

/**
 * Where a point stands after something happened to it; `undefined` where that may not happen.
 *
 * - An examination that leaves signs unknown moves nothing.
 * - Criteria not met resolve what was once found. They do not dismiss a suspicion: two examiners agree only
 *   moderately, and nothing was there to resolve.
 * - What comes back after it was resolved has recurred, and stays so until it is latent, treated or resolved.
 * - Nobody treats what was never found, or what has gone.
 */
const AFTER: Readonly<Record<StageOfLife, Readonly<Record<Happening, StageOfLife | undefined>>>> = {
  suspected: {
    active: 'active',
    latent: 'latent',
    'not-met': 'suspected',
    'not-enough-known': 'suspected',
    treated: undefined,
  },
  latent: {
    active: 'active',
    latent: 'latent',
    'not-met': 'resolved',
    'not-enough-known': 'latent',
    treated: 'treated',
  },
  active: {
    active: 'active',
    latent: 'latent',
    'not-met': 'resolved',
    'not-enough-known': 'active',
    treated: 'treated',
  },
  treated: {
    active: 'active',
    latent: 'latent',
    'not-met': 'resolved',
    'not-enough-known': 'treated',
    treated: 'treated',
  },
  resolved: {
    active: 'recurred',
    latent: 'recurred',
    'not-met': 'resolved',
    'not-enough-known': 'resolved',
    treated: undefined,
  },
  recurred: {
    active: 'recurred',
    latent: 'latent',
    'not-met': 'resolved',
    'not-enough-known': 'recurred',
    treated: 'treated',
  },
};

/** Where a point stands after something happened to it; undefined when that may not happen. */
export function stageAfter(stage: StageOfLife, happening: Happening): StageOfLife | undefined {
  return AFTER[stage][happening];
}

/** Something that happened to a point on a day. */
export type PointEvent =
  | {
      readonly day: Day;
      readonly kind: 'examined';
      readonly verdict: Verdict;
      readonly criteria: string;
      /** Id of the visit. Absent where the examination was not made in this record. */
      readonly visit?: string;
      /** Pressure-pain threshold at the point that day, kilopascal. */
      readonly pressure?: number;
    }
  | { readonly day: Day; readonly kind: 'treated'; readonly procedure: string };

/** One trigger point of one patient, from the day on which it was first suspected. */
export interface TriggerPoint {
  /** Id of the point, unique in its patient. */
  readonly id: string;
  readonly site: SiteId;
  readonly suspected: Day;
  /** Oldest first. */
  readonly events: readonly PointEvent[];
  /** The point whose satellite it is thought to be. */
  readonly parent?: string;
  /** A clinician put it on the list without an examination; it stays there when one finds nothing. */
  readonly byHand?: true;
}

/** Every trigger point of one patient. */
export interface TriggerPoints {
  readonly points: readonly TriggerPoint[];
}

/** Where a point stood from a day on. */
export interface StageFrom {
  readonly stage: StageOfLife;
  readonly day: Day;
}

/**
 * Every stage of a point's life, oldest first; the last one holds now.
 *
 * @returns complaints when an event lies before the one it follows, or may not happen at that stage
 */
export function lifeOf(point: TriggerPoint): Result<readonly StageFrom[], readonly Complaint[]> {
  const life: StageFrom[] = [{ stage: 'suspected', day: point.suspected }];
  let last = point.suspected;
  for (const [i, event] of point.events.entries()) {
    const at = `${point.id}.events[${i}]`;
    if (event.day < last)
      return err([{ at: `${at}.day`, expected: `${last} or later`, got: show(event.day) }]);
    last = event.day;
    const { stage } = life.at(-1) ?? { stage: 'suspected' as const };
    const next = stageAfter(stage, event.kind === 'treated' ? 'treated' : event.verdict);
    if (next === undefined)
      return err([{ at, expected: 'a point that was found and has not gone', got: `a ${stage} point` }]);
    if (next !== stage || event.kind === 'treated') life.push({ stage: next, day: event.day });
  }
  return ok(life);
}

/** Complaints about satellites: a parent that is not there, or points that are each other's parents. */
export function checkSatellites(points: readonly TriggerPoint[]): readonly Complaint[] {
  const byId = new Map(points.map((point) => [point.id, point] as const));
  return points.flatMap(({ id, parent }) => {
    if (parent === undefined) return [];
    const at = `${id}.parent`;
    if (!byId.has(parent)) return [{ at, expected: 'a point of this patient', got: show(parent) }];
    for (let up: string | undefined = parent, steps = 0; up !== undefined; up = byId.get(up)?.parent, steps++)
      if (up === id || steps > points.length)
        return [{ at, expected: 'no point above itself', got: show(parent) }];
    return [];
  });
}

/** Everything that is wrong with the points of one patient: ids, lives, satellites, and sites with two points. */
export function checkPoints(points: readonly TriggerPoint[]): readonly Complaint[] {
  return [
    ...points.flatMap((point) => {
      const life = lifeOf(point);
      return life.ok ? [] : life.error;
    }),
    ...checkSatellites(points),
    ...repeated(
      points.map((p) => p.id),
      'an id used once',
    ),
    ...repeated(
      points.map((p) => p.site),
      'one point at a site',
    ),
  ];
}

function repeated(keys: readonly string[], expected: string): readonly Complaint[] {
  return keys.flatMap((key, i) =>
    keys.indexOf(key) === i ? [] : [{ at: `points[${i}]`, expected, got: show(key) }],
  );
}
