import type { Probability } from '../../kit/probability.ts';
import type { RankingSite } from '../atlas/ranking-atlas.ts';
import { likelihood } from './examination.ts';
import { allGains, informationGain, palpationCost } from './gain-table.ts';
import type { Posterior } from './inference/question.ts';
import type { Network } from './network.ts';
import { observe } from './observe.ts';
import type { NextPalpation } from './ranking.ts';
import type { LocaliseRequest, Sign } from './request.ts';
import { answersAt, likelihoodRatio, openSigns, reweighed } from './would-change.ts';

/** How many are proposed at most: a clinician palpates a few muscles, not fifty. */
const MOST_NEXT = 10;

/**
 * What to palpate next: the palpations of largest expected information gain by cost, best first, at most ten.
 *
 * The answer depends on one site and on nothing else once that site is known, so its gain about everything is its gain
 * about that site: I(all; answer) = I(site; answer). All sites are looked up in a table; the best are then computed
 * to the last digit, sites already examined included.
 */
export function nextPalpations(
  network: Network,
  request: LocaliseRequest,
  posterior: Posterior = network.solver.solve(observe(network, request).question),
): readonly NextPalpation[] {
  const { sites } = network.atlas;
  const examined = new Set(request.findings.map((f) => network.causeIndex.get(f.site) ?? -1));
  const worth = new Float64Array(sites.length);
  allGains(network.gains, posterior.active, worth);
  const leading = largest(worth, MOST_NEXT + examined.size);
  const out = [...new Set([...leading, ...examined])].flatMap((i): readonly NextPalpation[] => {
    const site = sites[i];
    if (site === undefined) return [];
    const open = new Set(openSigns(request.findings, site.id));
    const rates = new RateTable(network, request, i);
    const best = rates.best(
      posterior.active[i] ?? 0,
      network.causes[i]?.latent ?? 0,
      (sign) => !open.has(sign),
    );
    return best === undefined ? [] : [proposal({ network, request, posterior }, i, site, best)];
  });
  return out.sort((a, b) => b.worth - a.worth || b.gain - a.gain).slice(0, MOST_NEXT);
}

/** Indices of the n largest values, largest first; of equals the earlier. */
function largest(values: Float64Array, n: number): readonly number[] {
  const top: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const v = values[i] ?? 0;
    if (top.length === n && v <= (values[top[n - 1] ?? 0] ?? 0)) continue;
    let at = top.length;
    while (at > 0 && (values[top[at - 1] ?? 0] ?? 0) < v) at--;
    top.splice(at, 0, i);
    if (top.length > n) top.pop();
  }
  return top;
}

interface Best {
  readonly sign: Sign;
  readonly gain: number;
}

/** P(sign present | what the site is), given what was already found at it. */
class RateTable {
  readonly #rows: readonly {
    readonly sign: Sign;
    readonly active: number;
    readonly latent: number;
    readonly none: number;
  }[];

  constructor({ parameters, causes }: Network, request: LocaliseRequest, cause: number) {
    const before = answersAt(request.findings, causes[cause]?.id ?? '');
    const base = likelihood(parameters, before);
    this.#rows = parameters.signs.map(({ sign }) => {
      const after = likelihood(parameters, [
        ...before.filter((f) => f.sign !== sign),
        { sign, answer: 'present' },
      ]);
      return {
        sign,
        active: after.active / base.active,
        latent: after.latent / base.latent,
        none: after.none / base.none,
      };
    });
  }

  /** The open sign that tells most about a site of probability p. */
  best(p: number, pLatent: number, isClosed: (sign: Sign) => boolean): Best | undefined {
    let best: Best | undefined;
    for (const { sign, active, latent, none } of this.#rows) {
      if (isClosed(sign)) continue;
      const gain = informationGain(p, active, (1 - pLatent) * none + pLatent * latent);
      if (best === undefined || gain > best.gain) best = { sign, gain };
    }
    return best;
  }
}

interface Context {
  readonly network: Network;
  readonly request: LocaliseRequest;
  readonly posterior: Posterior;
}

function proposal(
  { network, request, posterior }: Context,
  cause: number,
  site: RankingSite,
  best: Best,
): NextPalpation {
  const before = answersAt(request.findings, site.id);
  const after = (answer: 'present' | 'absent'): readonly [number, number] =>
    likelihoodRatio(network, cause, before, [
      ...before.filter((f) => f.sign !== best.sign),
      { sign: best.sign, answer },
    ]);
  const given = (answer: 'present' | 'absent'): Probability =>
    reweighed(posterior, cause, ...after(answer)) as Probability;
  const p = posterior.active[cause] ?? 0;
  const [on, off] = after('present');
  const cost = palpationCost(site);
  return {
    site: site.id,
    ...best,
    cost,
    worth: best.gain / cost,
    chance: Math.min(1, p * on + (1 - p) * off) as Probability,
    ifPresent: given('present'),
    ifAbsent: given('absent'),
  };
}
