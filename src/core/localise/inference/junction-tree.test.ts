import { inferences, type INetwork } from 'bayesjs';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../kit/random.ts';
import type { Graph, Question } from './question.ts';
import { Solver } from './solver.ts';

/** Six causes over four regions, three reasons a region at most: full tables stay small enough for anyone's library. */
function small(seed: number): {
  graph: Graph;
  question: Question;
  network: INetwork;
  painted: Record<string, string>;
} {
  const random = seededRandom(seed);
  const [causes, regions] = [6, 4];
  const prior = Array.from({ length: causes }, () => 0.05 + 0.3 * random());
  const leak = Array.from({ length: regions }, () => 0.01 + 0.1 * random());
  const parents = Array.from({ length: regions }, () =>
    Array.from({ length: causes }, (_, i) => ({ i, w: 0.1 + 0.8 * random(), key: random() }))
      .sort((a, b) => a.key - b.key)
      .slice(0, 3)
      .sort((a, b) => a.i - b.i),
  );
  const network: Record<string, INetwork[string]> = {};
  prior.forEach((p, i) => {
    network[`x${i}`] = { id: `x${i}`, states: ['T', 'F'], parents: [], cpt: { T: p, F: 1 - p } };
  });
  parents.forEach((row, j) => {
    const cpt = Array.from({ length: 8 }, (_, bits) => {
      const off = row.reduce((p, { w }, k) => ((bits >> k) & 1 ? p * (1 - w) : p), 1 - leak[j]!);
      const when = Object.fromEntries(row.map(({ i }, k) => [`x${i}`, (bits >> k) & 1 ? 'T' : 'F']));
      return { when, then: { T: 1 - off, F: off } };
    });
    network[`f${j}`] = { id: `f${j}`, states: ['T', 'F'], parents: row.map(({ i }) => `x${i}`), cpt };
  });
  const links = parents
    .flatMap((row, j) => row.map(({ i, w }) => ({ i, j, w })))
    .sort((a, b) => a.i - b.i || a.j - b.j);
  const starts = (n: number, of: (l: (typeof links)[number]) => number): Int32Array =>
    Int32Array.from({ length: n + 1 }, (_, k) => links.filter((l) => of(l) < k).length);
  const byRegion = [...links.keys()].sort((a, b) => links[a]!.j - links[b]!.j || a - b);
  return {
    graph: {
      linkStart: starts(causes, (l) => l.i),
      linkRegion: Int32Array.from(links, (l) => l.j),
      linkCause: Int32Array.from(links, (l) => l.i),
      regionStart: starts(regions, (l) => l.j),
      regionLinks: Int32Array.from(byRegion),
      isExclusive: new Uint8Array(causes),
    },
    question: {
      painted: Int32Array.from({ length: regions }, (_, j) => j),
      lambda0: new Float64Array(regions),
      lambda1: new Float64Array(regions).fill(1),
      leak0: Float64Array.from(leak, (l) => 1 - l),
      leak1: Float64Array.from(leak),
      linkOff: Float64Array.from(links, (l) => 1 - l.w),
      linkOn: Float64Array.from(links, (l) => l.w),
      levels: [{ share: 1, w0: Float64Array.from(prior, (p) => 1 - p), w1: Float64Array.from(prior) }],
    },
    network,
    painted: Object.fromEntries(leak.map((_, j) => [`f${j}`, 'T'])),
  };
}

test('elimination agrees with the junction tree of bayesjs, as far as that library’s digits go', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { graph, question, network, painted } = small(seed);
    const { active } = new Solver(graph).solve(question);
    active.forEach((p, i) => {
      // bayesjs rounds what it returns to eight places.
      expect(Math.abs(p - inferences.junctionTree.infer(network, { [`x${i}`]: 'T' }, painted))).toBeLessThan(
        6e-9,
      );
    });
  }
});
