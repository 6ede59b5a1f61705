import { expect, test } from 'vitest';
import { shippedAtlas } from '../../../content/atlas/load.ts';
import { seededRandom } from '../../../kit/random.ts';
import { compileNetwork } from '../network.ts';
import { observe } from '../observe.ts';
import { drawStates, topSets } from './draw.ts';

const network = compileNetwork(shippedAtlas());
const ask = (ids: readonly string[]): ReturnType<typeof observe>['question'] =>
  observe(network, { regions: ids.map((id) => ({ id })), findings: [] }).question;

test.each([
  [['occiput-left', 'temple-left', 'forehead-left', 'suboccipital-left', 'jaw-left']],
  [
    [
      'lumbar-left',
      'lumbar-spine',
      'buttock-upper-left',
      'buttock-lower-left',
      'thigh-posterior-upper-left',
      'calf-upper-left',
      'calf-lower-left',
    ],
  ],
])('drawn states have the marginals of the exact answer, cause by cause: %j', (ids) => {
  const question = ask(ids);
  const { graph } = network.solver;
  const exact = network.solver.solve(question);
  const n = 6000;
  const draws = drawStates(graph, question, network.solver.plan(question.painted), {
    n,
    random: seededRandom(4),
  });
  expect(draws).toHaveLength(n);
  const counts = new Float64Array(network.causes.length);
  for (const { active } of draws) for (const i of active) counts[i]!++;
  // Standard score of each count; some 900 are looked at, of which the largest is expected near 3.3.
  exact.active.forEach((p, i) => {
    if (p * n < 5) return;
    expect(Math.abs(counts[i]! - n * p) / Math.sqrt(n * p * (1 - p)), network.causes[i]!.id).toBeLessThan(
      4.5,
    );
  });
  exact.levels.forEach(({ probability }, s) => {
    const share = draws.filter(({ level }) => level === s).length / n;
    expect(Math.abs(share - probability)).toBeLessThan(
      4.5 * Math.sqrt((probability * (1 - probability)) / n),
    );
  });
});

test('of the exclusive causes no two are ever drawn together', () => {
  const question = ask(['lumbar-left', 'calf-upper-left', 'heel-plantar-left']);
  const plan = network.solver.plan(question.painted);
  for (const { active } of drawStates(network.solver.graph, question, plan, {
    n: 500,
    random: seededRandom(2),
  }))
    expect(active.filter((i) => network.causes[i]!.isExclusive).length).toBeLessThan(2);
});

test('the sets that go together are shares of all draws', () => {
  const draws = [
    { level: 0, active: [1, 2] },
    { level: 0, active: [1, 2, 9] },
    { level: 0, active: [3] },
  ];
  expect(topSets(draws, (i) => i < 9)).toEqual([
    { causes: [1, 2], share: 2 / 3 },
    { causes: [3], share: 1 / 3 },
  ]);
});
