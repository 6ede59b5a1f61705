import type { Probability } from '../../kit/probability.ts';
import type { RegionId } from '../atlas/region.ts';
import { discriminated, discriminatorOf } from './discriminate.ts';
import { linksOfCause, USUALLY } from './expected.ts';
import { NO_EXAMINATION } from './examination.ts';
import { informationGain } from './gain-table.ts';
import type { Network } from './network.ts';
import { REGION_STATES } from './empty-regions.ts';
import { observe } from './observe.ts';
import type { ExplanationAnswer, LocaliseRequest, Sign } from './request.ts';
import { answersAt, likelihoodRatio, openSigns } from './would-change.ts';

/** Something open that would tell two causes apart: a sign at one of them, or a question about one of them. */
export interface Teller {
  /** The site or explanation that it is about: one of the two. */
  readonly about: string;
  /** Exactly one of the two is given. */
  readonly sign?: Sign;
  /** The question's place in the content row: `ask-1`. */
  readonly item?: string;
  /** Bits about which of the two it is. */
  readonly gain: number;
  /** Probability of the first of the two if the answer is yes, no; were it one of them and not both. */
  readonly ifPresent: Probability;
  readonly ifAbsent: Probability;
}

/** How two causes could be told apart. */
export interface TellApart {
  /** Probability of the first as things stand, were it one of the two and not both. */
  readonly first: Probability;
  /** Most telling first. */
  readonly tellers: readonly Teller[];
  /** Regions that nobody asked about and that usually hurt with one of the two alone: which, and with how much. */
  readonly regions: readonly { readonly region: RegionId; readonly first: number; readonly second: number }[];
}

/** As many as one would do to decide between two. */
const MOST = 6;

/**
 * What would tell one cause from another: every open sign at a site and every open question about an explanation.
 *
 * Asks "which of the two, if exactly one?": what the answer would tell about that, not about everything else. An answer
 * depends on the cause that it is about and on nothing else once that is known.
 */
export function tellApart(
  network: Network,
  request: LocaliseRequest,
  pair: readonly [string, string],
): TellApart {
  const observation = observe(network, request);
  const { active } = network.solver.solve(observation.question);
  const odds = pair.map((id) => {
    const p = active[network.causeIndex.get(id) ?? -1];
    if (p === undefined) throw new Error(`no cause ${id} in the network`);
    return p / Math.max(1 - p, Number.EPSILON);
  });
  const [a = 0, b = 0] = odds;
  const first = (a + b === 0 ? 0.5 : a / (a + b)) as Probability;
  const tellers = pair.flatMap((id, i) =>
    openRates(network, request, id).map(({ on, off, ...what }): Teller => {
      // The rates of the answer when it is the first of the two, and when it is the second.
      const [ifFirst, ifSecond] = i === 0 ? [on, off] : [off, on];
      const given = (x: number, y: number): Probability =>
        ((first * x) / (first * x + (1 - first) * y)) as Probability;
      return {
        about: id,
        ...what,
        gain: informationGain(first, ifFirst, ifSecond),
        ifPresent: given(ifFirst, ifSecond),
        ifAbsent: given(1 - ifFirst, 1 - ifSecond),
      };
    }),
  );
  return {
    first,
    tellers: tellers.sort((x, y) => y.gain - x.gain).slice(0, MOST),
    regions: unaskedDifferences(network, observation.state, pair),
  };
}

/** P(yes | at work) and P(yes | not at work) of everything still open about one cause, given what was answered. */
interface OpenRate {
  readonly sign?: Sign;
  readonly item?: string;
  readonly on: number;
  readonly off: number;
}

function openRates(network: Network, request: LocaliseRequest, id: string): readonly OpenRate[] {
  const cause = network.causeIndex.get(id) ?? -1;
  if (network.causes[cause]?.kind === 'site') {
    const before = answersAt(request.findings, id);
    return openSigns(request.findings, id).map((sign) => {
      const rest = before.filter((f) => f.sign !== sign);
      const [on, off] = likelihoodRatio(network, cause, rest, [...rest, { sign, answer: 'present' }]);
      return { sign, on, off };
    });
  }
  const before = (request.answers ?? []).filter((a) => a.explanation === id && a.answer !== 'unknown');
  const base = discriminated(network, before).get(cause) ?? NO_EXAMINATION;
  return itemsOf(network, id)
    .filter((item) => !before.some((a) => a.item === item))
    .map((item) => {
      const yes: ExplanationAnswer = { explanation: id, item, answer: 'present' };
      const after = discriminated(network, [...before, yes]).get(cause) ?? NO_EXAMINATION;
      return { item, on: after.active / base.active, off: after.none / base.none };
    });
}

/** The questions and tests of an explanation, by their places. */
export function itemsOf(network: Network, explanation: string): readonly string[] {
  const items: string[] = [];
  for (const kind of ['ask', 'examine'] as const)
    for (let n = 1; discriminatorOf(network, { explanation, item: `${kind}-${n}` }) !== undefined; n++)
      items.push(`${kind}-${n}`);
  return items;
}

function unaskedDifferences(
  network: Network,
  state: Uint8Array,
  [one, other]: readonly [string, string],
): TellApart['regions'] {
  const strengths = (id: string): ReadonlyMap<RegionId, number> =>
    new Map(linksOfCause(network.atlas, id).map(({ region, strength }) => [region, strength]));
  const [a, b] = [strengths(one), strengths(other)];
  return network.atlas.regions
    .map(({ id }) => ({ region: id, first: a.get(id) ?? 0, second: b.get(id) ?? 0 }))
    .filter(
      ({ region, first, second }) =>
        state[network.regionIndex.get(region) ?? -1] === REGION_STATES.unobserved &&
        Math.max(first, second) >= USUALLY &&
        Math.min(first, second) < USUALLY,
    )
    .sort((x, y) => Math.abs(y.first - y.second) - Math.abs(x.first - x.second));
}
