import { simulatePatient, type SimulatedPatient } from '../../src/core/learn/simulate.ts';
import { withEstimates } from '../../src/core/learn/estimate.ts';
import type { Posterior } from '../../src/core/localise/inference/question.ts';
import type { Network } from '../../src/core/localise/network.ts';
import { drawStates } from '../../src/core/localise/inference/draw.ts';
import { observe } from '../../src/core/localise/observe.ts';
import type { LocaliseRequest } from '../../src/core/localise/request.ts';
import type { Random } from '../../src/kit/random.ts';

/** Fourteen bins of stated probability: narrow where most causes are. */
export const BIN_EDGES = [
  0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.9, 1,
] as const;
/** χ² with 14 degrees of freedom: exceeded by chance once in a thousand times. */
export const CRITICAL = 36.1;
/**
 * Drawings that would take more arithmetic than this are left out, to keep the run short. What is left out depends on
 * the drawing alone, which the posterior is conditioned on, so calibration is not touched.
 */
const MOST_COST = 1.5e6;

/** One bin of a reliability table. */
export interface Bin {
  readonly count: number;
  /** Mean stated probability, and how often it was true. */
  readonly stated: number;
  readonly found: number;
}

/** Stated against true, over every cause of every patient. */
export class Reliability {
  readonly #count = new Float64Array(BIN_EDGES.length - 1);
  readonly #stated = new Float64Array(BIN_EDGES.length - 1);
  readonly #found = new Float64Array(BIN_EDGES.length - 1);
  readonly #variance = new Float64Array(BIN_EDGES.length - 1);
  #squares = 0;
  #total = 0;

  add(p: number, isTrue: boolean): void {
    let bin = 0;
    while (bin < this.#count.length - 1 && p >= BIN_EDGES[bin + 1]!) bin++;
    this.#count[bin]! += 1;
    this.#stated[bin]! += p;
    this.#found[bin]! += isTrue ? 1 : 0;
    this.#variance[bin]! += p * (1 - p);
    this.#squares += (p - (isTrue ? 1 : 0)) ** 2;
    this.#total++;
  }

  bins(): readonly Bin[] {
    return [...this.#count].map((count, i) => ({
      count,
      stated: this.#stated[i]! / Math.max(1, count),
      found: this.#found[i]! / Math.max(1, count),
    }));
  }

  /** Squared excess over the variance that the stated probabilities themselves imply. */
  chiSquare(): number {
    return [...this.#count].reduce(
      (sum, _, i) =>
        this.#variance[i]! > 0 ? sum + (this.#found[i]! - this.#stated[i]!) ** 2 / this.#variance[i]! : sum,
      0,
    );
  }

  /** Mean squared error of the stated probabilities. */
  brier(): number {
    return this.#squares / Math.max(1, this.#total);
  }
}

/** One simulated patient with a drawing. */
export interface Drawn {
  readonly patient: SimulatedPatient;
  readonly request: LocaliseRequest;
}

/** Patients whose drawings are what hurts, no more and no less. Blank ones and very wide ones are passed over. */
export function patients(network: Network, random: Random, n: number): readonly Drawn[] {
  const out: Drawn[] = [];
  while (out.length < n) {
    const patient = simulatePatient(network, random);
    const regions = network.atlas.regions
      .filter((_, j) => patient.painful[j] === 1)
      .map(({ id }) => ({ id }));
    if (regions.length === 0) continue;
    const request = { regions, findings: [] };
    if (isBearable(network, request)) out.push({ patient, request });
  }
  return out;
}

/** Whether a drawing is within the arithmetic that this run can afford. */
export function isBearable(network: Network, request: LocaliseRequest): boolean {
  if (request.regions.length > 45) return false;
  return network.solver.plan(observe(network, request).question.painted).cost < MOST_COST;
}

/** All posteriors of one request. */
export const posteriorOf = (network: Network, request: LocaliseRequest): Posterior =>
  network.solver.solve(observe(network, request).question);

/** Stated against true for patients made by one network and judged by another. */
export function reliability(judge: Network, drawn: readonly Drawn[]): Reliability {
  const table = new Reliability();
  for (const { patient, request } of drawn)
    posteriorOf(judge, request).active.forEach((p, i) => {
      table.add(p, patient.active[i] === 1);
    });
  return table;
}

/** The same network with every strength changed. */
export function withStrengths(network: Network, change: (strength: number, link: number) => number): Network {
  return withEstimates(network, {
    strength: network.linkStrength.map((w, e) => Math.min(0.99, Math.max(0.01, change(w, e)))),
    odds: Float64Array.from(network.causes, ({ odds }) => odds),
    severity: network.parameters.severity.map(({ share }) => share),
  });
}

/** Draws per patient, and bins of the rank that the truth takes among them. */
const DRAWS = 99;
const RANK_BINS = 20;

/**
 * Rank statistic of simulation-based calibration: where the true number of active sites stands among numbers drawn from
 * the posterior, ties broken at random. Uniform when the joint posterior is right, not only its marginals.
 *
 * @returns χ² over 20 bins (19 degrees of freedom; 43.8 is exceeded once in a thousand)
 */
export function rankChiSquare(network: Network, drawn: readonly Drawn[], random: Random): number {
  const bins = new Float64Array(RANK_BINS);
  const isSite = (i: number): boolean => i < network.atlas.sites.length;
  for (const { patient, request } of drawn) {
    const { question } = observe(network, request);
    const plan = network.solver.plan(question.painted);
    const truth = patient.active.reduce((sum, flag, i) => sum + (isSite(i) ? flag : 0), 0);
    let [rank, ties] = [0, 0];
    for (const { active } of drawStates(network.solver.graph, question, plan, { n: DRAWS, random })) {
      const count = active.filter(isSite).length;
      if (count < truth) rank++;
      else if (count === truth) ties++;
    }
    rank += Math.floor(random() * (ties + 1));
    bins[Math.floor((rank / (DRAWS + 1)) * RANK_BINS)]! += 1;
  }
  const expected = drawn.length / RANK_BINS;
  return bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
}
