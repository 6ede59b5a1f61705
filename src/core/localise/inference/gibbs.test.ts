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

test('a whole body painted is answered by sampling, with its error and in bounded time', () => {
  const { question } = observe(network, {
    regions: network.atlas.regions.map(({ id }) => ({ id })),
    findings: [],
  });
  const { error, active } = network.solver.solve(question);
  expect(error).toBeGreaterThan(0);
  for (const p of active) expect(p >= 0 && p <= 1).toBe(true);
});
