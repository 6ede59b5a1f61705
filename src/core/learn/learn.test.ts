import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { expandSites, type Atlas } from '../atlas/atlas.ts';
import { seededRandom, type Random } from '../../kit/random.ts';
import { REFERRAL_KINDS } from '../atlas/muscle.ts';
import { compileNetwork, type Network } from '../localise/network.ts';
import { SHIPPED_PARAMETERS, type Parameters } from '../localise/parameters.ts';
import type { LocaliseRequest } from '../localise/request.ts';
import { estimate, SHRINKAGE, withEstimates } from './estimate.ts';
import { printProposal, propose } from './proposal.ts';
import { simulateExamination, simulatePatient } from './simulate.ts';
import { addCase, emptyStatistics, merge, type Statistics } from './statistics.ts';

// Head and forearm: two corners of the body, so that thousands of cases take seconds.
const whole = shippedAtlas();
const muscles = whole.muscles.filter(({ area }) => area === 'head' || area === 'forearm');
const atlas: Atlas = { ...whole, muscles, sites: expandSites(muscles), explanations: [] };
const own = (value: number): Parameters['leak'] => ({ ...SHIPPED_PARAMETERS.leak, value });
// Hard paint: then the simulation and the model are one and the same.
const parameters: Parameters = { ...SHIPPED_PARAMETERS, omission: own(0), spill: own(0), stray: own(0) };
const network = compileNetwork(atlas, parameters);

/** Truth that differs from the atlas: essential links weaker by a fifth, one muscle in four three times as frequent. */
const isFrequent = (i: number): boolean => Math.floor(i / 2) % 4 === 0;
const truth = withEstimates(network, {
  strength: network.linkStrength.map((w, e) => (network.linkKind[e] === 1 ? 0.8 * w : w)),
  odds: Float64Array.from(network.causes, ({ odds }, i) => (isFrequent(i) ? 3 : 0.7) * odds),
  severity: [0.3, 0.4, 0.3],
});

function cases(n: number, seed: number): readonly LocaliseRequest[] {
  const random = seededRandom(seed);
  const out: LocaliseRequest[] = [];
  while (out.length < n) {
    const patient = simulatePatient(truth, random);
    const regions = atlas.regions.filter((_, j) => patient.painful[j] === 1).map(({ id }) => ({ id }));
    // Whoever is examined, is examined where the drawing points: the policy is in the data, so nothing is biased.
    const first = atlas.sites.findIndex((_, i) => patient.active[i] === 1);
    const findings = first < 0 ? [] : simulateExamination(truth, patient, first, random);
    if (regions.length > 0) out.push({ regions, findings });
  }
  return out;
}

function learn(
  start: Network,
  records: readonly LocaliseRequest[],
  rounds: number,
): { learned: Network; sums: Statistics } {
  let learned = start;
  let sums = emptyStatistics(start);
  for (let round = 0; round < rounds; round++) {
    sums = emptyStatistics(start);
    for (const record of records) sums = addCase(sums, learned, record);
    learned = withEstimates(start, estimate(start, sums));
  }
  return { learned, sums };
}

const rmse = (a: ArrayLike<number>, b: ArrayLike<number>, of: (v: number) => number = (v) => v): number =>
  Math.sqrt(Array.from(a, (v, i) => (of(v) - of(b[i]!)) ** 2).reduce((x, y) => x + y, 0) / a.length);

const records = cases(3000, 1);

test('planted priors, severity and strengths are recovered from 3,000 cases, and what was right stays near', () => {
  const { learned } = learn(network, records, 3);
  const essential = (n: Network): number[] => [...n.linkStrength].filter((_, e) => n.linkKind[e] === 1);
  expect(rmse(essential(learned), essential(truth))).toBeLessThan(
    0.7 * rmse(essential(network), essential(truth)),
  );
  expect(rmse(learned.means, truth.means, Math.log)).toBeLessThan(
    0.7 * rmse(network.means, truth.means, Math.log),
  );
  const spill = (n: Network): number[] => [...n.linkStrength].filter((_, e) => n.linkKind[e] === 2);
  expect(rmse(spill(learned), spill(truth))).toBeLessThan(0.06);
});

/** Pain as the model makes it, drawn by a hand that forgets some of it, and rated by the strongest of what hurts. */
function drawnAndRated(from: Network, random: Random, isRated: boolean): LocaliseRequest['regions'] {
  const { active } = simulatePatient(from, random);
  const { levels, omission } = from.parameters;
  const worst = new Int8Array(from.leak.length).fill(-1);
  const hurt = (j: number, [mild, moderate]: readonly [number, number, number]): void => {
    const x = random();
    worst[j] = Math.max(worst[j]!, x < mild ? 0 : x < mild + moderate ? 1 : 2);
  };
  from.leak.forEach((leak, j) => random() < leak && hurt(j, levels.leak));
  from.linkRegion.forEach((j, e) => {
    const isAtWork = active[from.linkCause[e]!] === 1 && random() < from.linkStrength[e]!;
    if (isAtWork) hurt(j, levels[REFERRAL_KINDS[from.linkKind[e]!]!]);
  });
  return atlas.regions.flatMap(({ id }, j) =>
    worst[j]! < 0 || random() < omission.value
      ? []
      : [{ id, ...(isRated && { intensity: 2 + 3 * worst[j]! }) }],
  );
}

test.each([
  ['drawn with omissions', false],
  ['drawn with omissions and rated', true],
] as const)('where the atlas is true, what is %s moves no strength to one side', (_, isRated) => {
  const forgetful = compileNetwork(atlas, { ...parameters, omission: SHIPPED_PARAMETERS.omission });
  const random = seededRandom(5);
  const drawn: LocaliseRequest[] = [];
  while (drawn.length < 3000) {
    const regions = drawnAndRated(forgetful, random, isRated);
    if (regions.length > 0) drawn.push({ regions, findings: [] });
  }
  const { learned, sums } = learn(forgetful, drawn, 3);
  const ratios = [...learned.linkStrength].flatMap((w, e) =>
    forgetful.linkKind[e] === 1 ? [w / forgetful.linkStrength[e]!] : [],
  );
  const mean = ratios.reduce((a, b) => a + b, 0) / ratios.length;
  // Drawings that are blank are never seen, so that a little more than what is true is drawn of each cause.
  expect(mean).toBeGreaterThan(0.93);
  expect(mean).toBeLessThan(1.05);
  const { changes } = propose(forgetful, estimate(forgetful, sums), sums);
  const strengths = changes.filter(({ field }) => field === 'strength');
  expect(strengths.length).toBeLessThan(0.06 * learned.linkStrength.length);
});

test('a handful of cases moves nothing that a clinician would have to look at', () => {
  const { learned, sums } = learn(network, records.slice(0, 20), 1);
  expect(rmse(learned.linkStrength, network.linkStrength)).toBeLessThan(0.02);
  const { changes } = propose(network, estimate(network, sums), sums);
  expect(changes.filter(({ field }) => field === 'frequency')).toEqual([]);
});

test('sums of two clinics are the sums of all their cases', () => {
  const sum = (list: readonly LocaliseRequest[]): Statistics =>
    list.reduce((s, record) => addCase(s, network, record), emptyStatistics(network));
  const all = sum(records.slice(0, 60));
  const both = merge(sum(records.slice(0, 25)), sum(records.slice(25, 60)));
  expect(both.cases).toBe(60);
  expect(rmse(both.atWork, all.atWork)).toBeLessThan(1e-10);
  expect(rmse(both.active, all.active)).toBeLessThan(1e-10);
  expect(() => merge(all, { ...all, content: 'other' })).toThrow('cannot be added');
});

test('without a case the estimate is the atlas', () => {
  const same = estimate(network, emptyStatistics(network), SHRINKAGE);
  expect(rmse(same.strength, network.linkStrength)).toBeLessThan(1e-12);
  expect(
    rmse(
      same.odds,
      network.causes.map(({ odds }) => odds),
    ),
  ).toBeLessThan(1e-12);
});

test('the proposal can be read: what, from, to, and by how many cases; left and right are one row', () => {
  const { sums } = learn(network, records.slice(0, 1500), 1);
  const proposal = propose(network, estimate(network, sums), sums);
  expect(proposal.changes.length).toBeGreaterThan(0);
  for (const { row } of proposal.changes) expect(row).not.toMatch(/-right|-left|-both/);
  const [head, ...lines] = printProposal(proposal).split('\n');
  expect(head).toMatch(/^Proposed from 1500 cases.*Nothing is changed yet\.$/);
  for (const line of lines)
    expect(line).toMatch(/^(strength|frequency|base-rate|severity) +.+: .+ → .+ \(\d+ cases\)$/);
});
