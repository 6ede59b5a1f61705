import type { Site, SiteId } from '../atlas/muscle.ts';
import type { PointEvent, TriggerPoint } from '../examine/life.ts';
import { stageAfter, lifeOf } from '../examine/life.ts';
import type { TreatedMuscle } from './codes.ts';
import type { KeptProcedure } from './kept-procedure.ts';

/** A finished procedure with the id under which the chart keeps it. */
export interface ChartedProcedure {
  readonly id: string;
  readonly body: KeptProcedure;
}

/** A treatment that a trigger point's life should tell of and does not yet. */
export interface TreatedPoint {
  readonly point: TriggerPoint['id'];
  readonly event: Extract<PointEvent, { readonly kind: 'treated' }>;
}

/**
 * The treatments that finished procedures add to the lives of trigger points: one for each point at a treated site.
 *
 * A point that was never found, or has gone, is not treated, whatever the needle did there; a procedure that a life
 * tells of already is not told again. So the events may be appended as often as one likes.
 */
export function treatedPoints(
  procedures: readonly ChartedProcedure[],
  points: readonly TriggerPoint[],
): readonly TreatedPoint[] {
  return procedures
    .filter(({ body }) => body.state === 'finished')
    .toSorted((a, b) => (a.body.procedure.day < b.body.procedure.day ? -1 : 1))
    .flatMap(({ id, body: { procedure } }) => {
      const sites = new Set<SiteId>(procedure.sites.map(({ site }) => site));
      return points
        .filter((point) => sites.has(point.site) && mayBeTreated(point, id, procedure.day))
        .map((point) => ({
          point: point.id,
          event: { kind: 'treated' as const, day: procedure.day, procedure: id },
        }));
    });
}

function mayBeTreated(point: TriggerPoint, procedure: string, day: string): boolean {
  if (point.events.some((e) => e.kind === 'treated' && e.procedure === procedure)) return false;
  if (point.suspected > day || point.events.some((e) => e.day > day)) return false;
  const life = lifeOf(point);
  const stage = life.ok ? life.value.at(-1)?.stage : undefined;
  return stage !== undefined && stageAfter(stage, 'treated') !== undefined;
}

/**
 * What finished procedures of one kind put into the count of muscles, from which the code follows: each muscle on each
 * side once, whatever the number of needles.
 */
export function treatedMuscles(
  procedures: readonly ChartedProcedure[],
  kind: 'injection' | 'dry-needling',
  sites: ReadonlyMap<SiteId, Site>,
): readonly TreatedMuscle[] {
  const muscles = procedures
    .filter(({ body }) => body.state === 'finished' && body.procedure.kind === kind)
    .flatMap(({ body }) => body.procedure.sites.flatMap(({ site }) => sites.get(site) ?? []))
    .map((site) => [`${site.muscle.id} ${site.side}`, { muscle: site.muscle, side: site.side }] as const);
  return [...new Map(muscles).values()];
}
