import type { Link } from '../atlas/muscle.ts';
import type { Network } from './network.ts';
import { REGION_STATES } from './empty-regions.ts';
import type { Observation } from './observe.ts';
import { paintedAreas } from './painted-areas.ts';
import type { Ranking, StandsAbove } from './ranking.ts';
import { speaksFor } from './discriminate.ts';
import type { LocaliseRequest } from './request.ts';

/** An explanation this probable stands above the muscles even when a muscle is more probable still. */
export const ABOVE = 0.25;
/** Share of one painted area that a dangerous explanation must reach to fit it. */
const REACHED = 2 / 3;
/** Share of its essential regions that, once painted, makes a dangerous explanation fit whatever else is painted. */
const COMPLETE = 1 / 2;

/**
 * The explanations that must be considered before any muscle: the probable ones, most probable first, and then the
 * dangerous ones that fit the drawing, most probable first.
 *
 * Whether a dangerous one fits is decided by regions alone and not by probability, so no muscle, however clearly
 * it was found, can push it off the list. It fits when half of its essential regions are painted, or when it reaches
 * two thirds of a connected painted area and one region of that area is essential to it. Pain elsewhere in the
 * body therefore never hides it. One answer that speaks for it is enough too, wherever it hurts.
 */
export function standsAbove(
  network: Network,
  observation: Observation,
  request: LocaliseRequest,
  { alternatives, ranked }: Pick<Ranking, 'alternatives' | 'ranked'>,
): readonly StandsAbove[] {
  const first = ranked[0]?.probability ?? 0;
  const suspected = speaksFor(network, request.answers ?? []);
  const areas = paintedAreas(network, observation.question.painted);
  const links = new Map(network.atlas.explanations.map((e) => [e.id, e.links]));
  const probable = alternatives.filter(({ probability }) => probability >= ABOVE || probability > first);
  const dangerous = alternatives.filter(
    (a) =>
      a.dangerous &&
      !probable.includes(a) &&
      (suspected.has(a.id) || fits(network, observation, areas, links.get(a.id) ?? [])),
  );
  return [
    ...probable.map((a): StandsAbove => ({ ...a, because: 'probable' })),
    ...dangerous.map((a): StandsAbove => ({ ...a, because: 'dangerous' })),
  ];
}

function fits(
  { regionIndex }: Network,
  { state }: Observation,
  areas: readonly (readonly number[])[],
  links: readonly Link[],
): boolean {
  const indexed = links.map(({ region, kind }) => ({ at: regionIndex.get(region) ?? -1, kind }));
  const essential = indexed
    .filter(({ at, kind }) => kind !== 'spillover' && state[at] !== REGION_STATES.unobserved)
    .map(({ at }) => at);
  const painted = essential.filter((at) => state[at] === REGION_STATES.painted);
  if (painted.length === 0) return false;
  if (painted.length >= COMPLETE * essential.length) return true;
  const reached = new Set(indexed.map(({ at }) => at));
  return areas.some(
    (area) =>
      area.some((at) => painted.includes(at)) &&
      area.filter((at) => reached.has(at)).length >= REACHED * area.length,
  );
}
