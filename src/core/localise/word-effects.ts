import { asProbability } from './bars.ts';
import type { Solution } from './inference/solver.ts';
import type { Network } from './network.ts';
import { observe, type Observation } from './observe.ts';
import type { WordEffect } from './ranking.ts';
import { PAIN_WORDS, type LocaliseRequest } from './request.ts';
import { countsAs, firstAnswer, nerveLike, withoutWords, type Spoken } from './words.ts';

/** What the words did to one cause; undefined where it reaches no place of which something was said. */
export type WordEffects = (cause: number) => WordEffect | undefined;

/** What was asked, and the answer. */
interface Asked {
  readonly request: LocaliseRequest;
  readonly observation: Observation;
  readonly posterior: Solution;
}

/**
 * What was said about how the pain feels did to each cause, by asking once more as if nobody had asked.
 *
 * @returns undefined when nobody asked, so that nothing is computed twice
 */
export function wordEffects(
  network: Network,
  { request, observation, posterior }: Asked,
): WordEffects | undefined {
  const { active, link, error } = posterior;
  const told = toldOf(network, request, observation);
  // Sampled twice, the difference would be mostly noise.
  if (told.size === 0 || error > 0) return undefined;
  const before = network.solver.solve(observe(network, withoutWords(request)).question).active.slice();
  return (cause) => {
    const links: number[] = [];
    for (let e = network.linkStart[cause] ?? 0; e < (network.linkStart[cause + 1] ?? 0); e++)
      if (told.has(network.linkRegion[e] ?? -1)) links.push(e);
    if (links.length === 0) return undefined;
    links.sort((a, b) => (link[b] ?? 0) - (link[a] ?? 0));
    const said = new Set(links.flatMap((e) => nerveLike(told.get(network.linkRegion[e] ?? -1) ?? [])));
    const about = links
      .map((e) => network.linkRegion[e] ?? -1)
      .filter((j) => said.size === 0 || nerveLike(told.get(j) ?? []).length > 0);
    const [from, to] = [before[cause] ?? 0, active[cause] ?? 0];
    return {
      said: PAIN_WORDS.filter((word) => said.has(word)),
      regions: about.map((j) => network.atlas.regions[j]?.id ?? ''),
      logOdds: logit(to) - logit(from),
      without: asProbability(from),
    };
  };
}

const logit = (p: number): number => Math.log(p / (1 - p));

/** What was said of each painted region of which something was said that counts. */
function toldOf(
  network: Network,
  { regions, again = [] }: LocaliseRequest,
  { question }: Observation,
): ReadonlyMap<number, NonNullable<Spoken['words']>> {
  const ids = new Set([...regions, ...again].map(({ id }) => id));
  return new Map(
    [...ids].flatMap((id) => {
      const words = firstAnswer([regions, again].map((rows) => rows.find((row) => row.id === id)));
      const region = network.regionIndex.get(id) ?? -1;
      const counts = countsAs(question, question.painted.indexOf(region));
      return words === undefined || counts === 0 ? [] : [[region, words] as const];
    }),
  );
}
