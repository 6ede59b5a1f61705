import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../kit/random.ts';
import { Eliminator } from './eliminate.ts';
import { Solver } from './solver.ts';
import type { Graph, Posterior, Question } from './question.ts';

/** A random network and question: `causes` causes over `regions` regions, `painted` of them painted. */
function randomQuestion(seed: number, causes: number, regions: number): { graph: Graph; question: Question } {
  const random = seededRandom(seed);
  const between = (a: number, b: number): number => a + (b - a) * random();
  const painted = Int32Array.from(Array.from({ length: regions }, (_, j) => j).filter(() => random() < 0.7));
  const rows = Array.from({ length: causes }, () => {
    const density = between(0.1, 0.9);
    return Array.from({ length: regions }, (_, j) => j).filter(() => random() < density);
  });
  const linkRegion = Int32Array.from(rows.flat());
  const linkCause = Int32Array.from(rows.flatMap((row, i) => row.map(() => i)));
  const linkStart = new Int32Array(causes + 1);
  rows.forEach((row, i) => (linkStart[i + 1] = linkStart[i]! + row.length));
  const byRegion = Array.from({ length: regions }, (_, j) =>
    [...linkRegion.keys()].filter((e) => linkRegion[e] === j),
  );
  const regionStart = new Int32Array(regions + 1);
  byRegion.forEach((row, j) => (regionStart[j + 1] = regionStart[j]! + row.length));
  const numbers = (n: number, a: number, b: number): Float64Array =>
    Float64Array.from({ length: n }, () => between(a, b));
  const m = painted.length;
  const soft = random() < 0.5;
  const isExclusive = Uint8Array.from({ length: causes }, () => (random() < 0.3 ? 1 : 0));
  return {
    graph: {
      linkStart,
      linkRegion,
      linkCause,
      regionStart,
      regionLinks: Int32Array.from(byRegion.flat()),
      isExclusive,
    },
    question: {
      painted,
      lambda0: soft ? numbers(m, 0, 0.5) : new Float64Array(m),
      lambda1: soft ? numbers(m, 0.5, 1) : new Float64Array(m).fill(1),
      leak0: numbers(m, 0.9, 1),
      leak1: numbers(m, 0.001, 0.1),
      linkOff: numbers(linkRegion.length, 0.05, 0.9),
      linkOn: numbers(linkRegion.length, 0.05, 0.9),
      levels: Array.from({ length: 1 + Math.floor(3 * random()) }, () => ({
        share: between(0.1, 1),
        w0: numbers(causes, 0.2, 1).map((w, i) => (isExclusive[i] === 1 ? 1 : w)),
        w1: numbers(causes, 0.001, 0.2),
      })),
    },
  };
}

/**
 * The definition, enumerated: sum over levels, states of causes, and per painted region over every link and leak
 * being off or on. For one state of the causes the regions are independent, so their sums multiply.
 */
function enumerate(graph: Graph, question: Question): Posterior {
  const causes = graph.linkStart.length - 1;
  const { painted, lambda0, lambda1, leak0, leak1, linkOff, linkOn } = question;
  const active = new Float64Array(causes);
  const link = new Float64Array(graph.linkRegion.length);
  const leak = new Float64Array(painted.length);
  let total = 0;
  const levels = question.levels.map((level) => {
    const own = new Float64Array(causes);
    let sum = 0;
    for (let x = 0; x < 2 ** causes; x++) {
      // Of the exclusive causes no two are active.
      if ([...graph.isExclusive].filter((flag, i) => flag === 1 && ((x >> i) & 1) === 1).length > 1) continue;
      let weight = level.share;
      for (let i = 0; i < causes; i++) weight *= ((x >> i) & 1) === 1 ? level.w1[i]! : level.w0[i]!;
      const perRegion = [...painted].map((region, j) => {
        const links = [...graph.linkRegion.keys()].filter(
          (e) => graph.linkRegion[e] === region && ((x >> graph.linkCause[e]!) & 1) === 1,
        );
        const none = links.reduce((p, e) => p * linkOff[e]!, leak0[j]!);
        const all = links.reduce((p, e) => p * (linkOff[e]! + linkOn[e]!), leak0[j]! + leak1[j]!);
        const value = lambda0[j]! * none + lambda1[j]! * (all - none);
        return { links, all, value };
      });
      weight *= perRegion.reduce((p, { value }) => p * value, 1);
      sum += weight;
      for (let i = 0; i < causes; i++) if (((x >> i) & 1) === 1) own[i]! += weight;
      perRegion.forEach(({ links, all, value }, j) => {
        for (const e of links)
          link[e]! += (weight * lambda1[j]! * all * linkOn[e]!) / (linkOff[e]! + linkOn[e]!) / value;
        leak[j]! += (weight * lambda1[j]! * all * leak1[j]!) / (leak0[j]! + leak1[j]!) / value;
      });
    }
    total += sum;
    for (let i = 0; i < causes; i++) active[i]! += own[i]!;
    return { probability: sum, active: own.map((v) => v / sum) };
  });
  return {
    logEvidence: Math.log(total),
    active: active.map((v) => v / total),
    link: link.map((v) => v / total),
    leak: leak.map((v) => v / total),
    levels: levels.map((level) => ({ ...level, probability: level.probability / total })),
  };
}

/** Largest relative difference, where numbers below 1e-12 count as 1e-12. */
const apart = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, v, i) => Math.max(worst, Math.abs(v - b[i]!) / Math.max(1e-12, Math.abs(b[i]!))), 0);

function expectSame(found: Posterior, wanted: Posterior): void {
  expect(found.active.length).toBe(wanted.active.length);
  expect(apart(found.active, wanted.active)).toBeLessThan(1e-10);
  expect(apart(found.link, wanted.link)).toBeLessThan(1e-10);
  expect(apart(found.leak, wanted.leak)).toBeLessThan(1e-10);
  expect(Math.abs(found.logEvidence - wanted.logEvidence)).toBeLessThan(1e-10);
  found.levels.forEach((level, s) => {
    expect(level.probability).toBeCloseTo(wanted.levels[s]!.probability, 10);
    expect(apart(level.active, wanted.levels[s]!.active)).toBeLessThan(1e-10);
  });
}

test('elimination gives what counting every state gives, to ten digits', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      (seed, n, m) => {
        const { graph, question } = randomQuestion(seed, n, m);
        const wanted = enumerate(graph, question);
        expectSame(new Solver(graph).solve(question), wanted);
        expectSame(new Solver(graph, new Eliminator()).solve(question), wanted);
      },
    ),
    { numRuns: 300 },
  );
});

test('the same holds with fourteen causes over twelve regions', () => {
  for (const seed of [1, 2, 3]) {
    const { graph, question } = randomQuestion(seed, 14, 12);
    expectSame(new Solver(graph).solve(question), enumerate(graph, question));
  }
});

test('an answer does not depend on the questions before it', () => {
  const { graph, question } = randomQuestion(5, 10, 10);
  const other = { ...question, painted: question.painted.slice(0, 3) };
  const solver = new Solver(graph);
  const first = solver.solve(question);
  solver.solve(other);
  expect(solver.solve(question)).toEqual(first);
});
