import { AREAS, type Area } from '../../src/core/atlas/muscle.ts';
import { simulateFinding } from '../../src/core/learn/simulate.ts';
import type { Network } from '../../src/core/localise/network.ts';
import { nextPalpations } from '../../src/core/localise/next-palpation.ts';
import type { LocaliseRequest, SiteFinding } from '../../src/core/localise/request.ts';
import type { Random } from '../../src/kit/random.ts';
import { posteriorOf, Reliability, type Drawn } from './calibration.ts';

/** How often a truly active site was first, among three, among five. */
export interface TopHits {
  readonly patients: number;
  readonly first: number;
  readonly three: number;
  readonly five: number;
}

/** The sites in the order of the ranking. */
function order(network: Network, request: LocaliseRequest): readonly number[] {
  const { active } = posteriorOf(network, request);
  return network.atlas.sites.map((_, i) => i).sort((a, b) => (active[b] ?? 0) - (active[a] ?? 0) || a - b);
}

/** Hits by the area of the body to which the most probable site belongs; patients without an active site are left out. */
export function topHits(network: Network, drawn: readonly Drawn[]): ReadonlyMap<Area | 'all', TopHits> {
  const sums = new Map<Area | 'all', { patients: number; first: number; three: number; five: number }>();
  for (const key of ['all', ...AREAS] as const) sums.set(key, { patients: 0, first: 0, three: 0, five: 0 });
  for (const { patient, request } of drawn) {
    if (!network.atlas.sites.some((_, i) => patient.active[i] === 1)) continue;
    const ranked = order(network, request);
    const hit = (n: number): number => (ranked.slice(0, n).some((i) => patient.active[i] === 1) ? 1 : 0);
    for (const key of ['all', network.atlas.sites[ranked[0]!]!.muscle.area] as const) {
      const sum = sums.get(key)!;
      sum.patients++;
      sum.first += hit(1);
      sum.three += hit(3);
      sum.five += hit(5);
    }
  }
  return new Map(
    [...sums].map(([key, { patients, first, three, five }]) => {
      const share = (n: number): number => n / Math.max(1, patients);
      return [key, { patients, first: share(first), three: share(three), five: share(five) }];
    }),
  );
}

/** A patient after a number of palpations, each chosen by a rule. */
type Choose = (
  network: Network,
  request: LocaliseRequest,
) => { readonly cause: number; readonly sign: SiteFinding['sign'] } | undefined;

/** By expected information, as the product proposes. */
export const byInformation: Choose = (network, request) => {
  const best = nextPalpations(network, request).reduce<ReturnType<typeof nextPalpations>[number] | undefined>(
    (a, b) => (a === undefined || b.gain > a.gain ? b : a),
    undefined,
  );
  return best === undefined ? undefined : { cause: network.causeIndex.get(best.site) ?? 0, sign: best.sign };
};

/** As a look-up chart is read: the site most of whose pattern is painted, then the next. */
export const byChart: Choose = (network, request) => {
  const painted = new Set(request.regions.map(({ id }) => id));
  const done = new Set(request.findings.map(({ site }) => site));
  let best: { cause: number; share: number } | undefined;
  network.atlas.sites.forEach(({ id, links }, cause) => {
    if (done.has(id)) return;
    const share = links.filter(({ region }) => painted.has(region)).length / links.length;
    if (best === undefined || share > best.share) best = { cause, share };
  });
  return best === undefined ? undefined : { cause: best.cause, sign: 'recognised-pain' };
};

/** Expected number of sites judged wrongly after 0, 1, … palpations: Σ min(p, 1 - p), mean over patients. */
export function errorsAfter(
  network: Network,
  drawn: readonly Drawn[],
  {
    choose,
    palpations,
    random,
  }: { readonly choose: Choose; readonly palpations: number; readonly random: Random },
): readonly number[] {
  const sums = new Float64Array(palpations + 1);
  for (const { patient, request } of drawn) {
    let findings: readonly SiteFinding[] = [];
    for (let k = 0; k <= palpations; k++) {
      const now = { ...request, findings };
      const { active } = posteriorOf(network, now);
      network.atlas.sites.forEach((_, i) => (sums[k]! += Math.min(active[i] ?? 0, 1 - (active[i] ?? 0))));
      const next = choose(network, now);
      if (next !== undefined) findings = [...findings, simulateFinding(network, patient, next, random)];
    }
  }
  return [...sums].map((sum) => sum / drawn.length);
}

/** Reliability of sites after the first `palpations` palpations, by a noisy examiner. */
export function afterExamination(
  network: Network,
  drawn: readonly Drawn[],
  { palpations, random }: { readonly palpations: number; readonly random: Random },
): Reliability {
  const table = new Reliability();
  for (const { patient, request } of drawn) {
    let findings: readonly SiteFinding[] = [];
    for (let k = 0; k < palpations; k++) {
      const next = byInformation(network, { ...request, findings });
      if (next !== undefined) findings = [...findings, simulateFinding(network, patient, next, random)];
    }
    const { active } = posteriorOf(network, { ...request, findings });
    network.atlas.sites.forEach((_, i) => {
      table.add(active[i] ?? 0, patient.active[i] === 1);
    });
  }
  return table;
}
