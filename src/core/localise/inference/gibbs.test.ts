import { expect, test } from 'vitest';
import { shippedAtlas } from '../../../content/atlas/load.ts';
import { compileNetwork } from '../network.ts';
import { observe } from '../observe.ts';
import { sample } from './gibbs.ts';

const network = compileNetwork(shippedAtlas());

test('sampling agrees with elimination within the error that it states, and says so', () => {
  const drawings = [
    ['occiput-left', 'temple-left', 'forehead-left', 'suboccipital-left'],
    [
      'lumbar-left',
      'buttock-upper-left',
      'buttock-lower-left',
      'thigh-posterior-upper-left',
      'calf-upper-left',
    ],
  ];
  for (const ids of drawings) {
    const { question } = observe(network, { regions: ids.map((id) => ({ id })), findings: [] });
    const exact = network.solver.solve(question);
    const sampled = sample(network.solver.graph, question);
    expect(exact.error).toBe(0);
    const worst = exact.active.reduce((w, p, i) => Math.max(w, Math.abs(p - sampled.active[i]!)), 0);
    expect(sampled.error).toBeGreaterThan(0);
    expect(sampled.error).toBeLessThan(0.2);
    expect(worst).toBeLessThan(sampled.error);
    sampled.levels.forEach((level, s) => {
      expect(Math.abs(level.probability - exact.levels[s]!.probability)).toBeLessThan(0.05);
    });
    sampled.link.forEach((share, e) => expect(Math.abs(share - exact.link[e]!)).toBeLessThan(sampled.error));
  }
});

test('what is sampled at each level is what elimination finds there, idle exclusive causes included', () => {
  const { question } = observe(network, {
    regions: ['occiput-left', 'temple-left', 'forehead-left', 'suboccipital-left'].map((id) => ({ id })),
    findings: [],
  });
  const exact = network.solver.solve(question);
  const sampled = sample(network.solver.graph, question, 200_000);
  sampled.levels.forEach((level, s) => {
    // A level that is hardly ever visited cannot be known well, and weighs nothing.
    if (exact.levels[s]!.probability < 0.01) return;
    const truth = exact.levels[s]!.active;
    const worst = truth.reduce((w, p, i) => Math.max(w, Math.abs(p - level.active[i]!)), 0);
    expect(worst, `level ${s}`).toBeLessThan(0.03);
  });
});

test('an exclusive cause that reaches nothing painted keeps its prior: none of them is not the only other way', () => {
  // One free cause on the only region; exclusive cause 1 reaches region 1, which is not painted. Odds 1 and 0.5:
  // P(exclusive) = 0.5 / 1.5 = 1/3 whatever is drawn.
  const graph = {
    linkStart: Int32Array.of(0, 1, 2),
    linkRegion: Int32Array.of(0, 1),
    linkCause: Int32Array.of(0, 1),
    regionStart: Int32Array.of(0, 1, 2),
    regionLinks: Int32Array.of(0, 1),
    isExclusive: Uint8Array.of(0, 1),
  };
  const weights = (...values: readonly number[]): Float64Array => Float64Array.of(...values);
  const question = {
    painted: Int32Array.of(0),
    lambda0: weights(0),
    lambda1: weights(1),
    leak0: weights(0.9),
    leak1: weights(0.1),
    linkOff: weights(0.5, 0.5),
    linkOn: weights(0.5, 0.5),
    levels: [{ share: 1, w0: weights(0.5, 1), w1: weights(0.5, 0.5) }],
  };
  expect(sample(graph, question).active[1]).toBeCloseTo(1 / 3, 12);
});

test('a region that only an exclusive cause can explain is explained by it, without an answer that is no number', () => {
  const graph = {
    linkStart: Int32Array.of(0, 1),
    linkRegion: Int32Array.of(0),
    linkCause: Int32Array.of(0),
    regionStart: Int32Array.of(0, 1),
    regionLinks: Int32Array.of(0),
    isExclusive: Uint8Array.of(1),
  };
  const one = (value: number): Float64Array => Float64Array.of(value);
  const question = {
    painted: Int32Array.of(0),
    lambda0: one(0),
    lambda1: one(1),
    leak0: one(1),
    leak1: one(0),
    linkOff: one(0.5),
    linkOn: one(0.5),
    levels: [{ share: 1, w0: one(1), w1: one(0.2) }],
  };
  const { active, link, error } = sample(graph, question);
  expect([...active, ...link, error]).toEqual([1, 1, 0]);
});

test('a whole body painted is answered by sampling, with its error and in bounded time', () => {
  const { question } = observe(network, {
    regions: network.atlas.regions.map(({ id }) => ({ id })),
    findings: [],
  });
  const { error, active } = network.solver.solve(question);
  expect(error).toBeGreaterThan(0);
  for (const p of active) expect(p >= 0 && p <= 1).toBe(true);
});
