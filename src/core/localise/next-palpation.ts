import type { Probability } from '../../kit/probability.ts';
import type { Site, StructureKind } from '../atlas/muscle.ts';
import { likelihood } from './examination.ts';
import type { Posterior } from './inference/question.ts';
import type { Network } from './network.ts';
import { observe } from './observe.ts';
import type { NextPalpation } from './ranking.ts';
import type { LocaliseRequest, Sign } from './request.ts';
import { answersAt, likelihoodRatio, reweighed } from './would-change.ts';

/** Sites less probable than this are not proposed: the gain of all of them together is small. */
const LEAST = 1e-4;

/**
 * What to palpate next: expected information gain of every remaining palpation, by cost, best first.
 *
 * The answer depends on one site and the level of severity only through that site, so its gain about everything is its
 * gain about that site: I(all; answer) = I(site; answer). One table look-up per site and sign; nothing is simulated.
 */
export function nextPalpations(
  network: Network,
  request: LocaliseRequest,
  posterior: Posterior = network.solver.solve(observe(network, request).question),
): readonly NextPalpation[] {
  const { sites } = network.atlas;
  const out: NextPalpation[] = [];
  const closed = new Set(
    request.findings.flatMap((f) => (f.answer === 'unknown' ? [] : [`${f.site} ${f.sign}`])),
  );
  const examined = new Set(request.findings.map((f) => f.site));
  const fresh = new RateTable(network);
  for (const [i, site] of sites.entries()) {
    const p = posterior.active[i] ?? 0;
    if (p < LEAST) continue;
    const rates = examined.has(site.id) ? new RateTable(network, request, i) : fresh;
    const best = rates.best(p, network.causes[i]?.latent ?? 0, (sign) => closed.has(`${site.id} ${sign}`));
    if (best === undefined) continue;
    out.push(proposal({ network, request, posterior }, i, site, best));
  }
  return out.sort((a, b) => b.worth - a.worth || b.gain - a.gain);
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

  constructor({ parameters, causes }: Network, request?: LocaliseRequest, cause = -1) {
    const before = request === undefined ? [] : answersAt(request.findings, causes[cause]?.id ?? '');
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

/** Bits that a yes-or-no answer tells about a yes-or-no cause: H(answer) - E H(answer | cause). */
export function informationGain(p: number, presentIfActive: number, presentIfNot: number): number {
  const present = p * presentIfActive + (1 - p) * presentIfNot;
  return Math.max(0, entropy(present) - p * entropy(presentIfActive) - (1 - p) * entropy(presentIfNot));
}

const term = (p: number): number => (p > 0 ? -p * Math.log2(p) : 0);
const entropy = (p: number): number => term(p) + term(1 - p);

interface Context {
  readonly network: Network;
  readonly request: LocaliseRequest;
  readonly posterior: Posterior;
}

function proposal(
  { network, request, posterior }: Context,
  cause: number,
  site: Site,
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

/** What each grip takes, relative to the flat hand: time, undressing, consent. Proposed by us, not measured. */
const GRIP_COST = { flat: 1, pincer: 1, deep: 1.5, intraoral: 3, internal: 6 } as const;
/** Beneath a hard thumb these can be hurt. */
const DELICATE: readonly StructureKind[] = ['vessel', 'nerve', 'organ', 'eye', 'airway'];

/** Cost of palpating a site: the grip's, half as much again where something delicate lies beneath. */
export function palpationCost({ entry }: Site): number {
  const isDelicate = entry.beneath.some(({ kind }) => DELICATE.includes(kind));
  return GRIP_COST[entry.palpation.grip] * (isDelicate ? 1.5 : 1);
}
