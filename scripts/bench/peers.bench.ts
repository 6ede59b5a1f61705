import bayesjs, { type INetwork } from 'bayesjs';
import jsbayes from 'jsbayes';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import type { Graph, Question } from '../../src/core/localise/inference/question.ts';
import { planFor } from '../../src/core/localise/inference/plan.ts';
import { Solver } from '../../src/core/localise/inference/solver.ts';
import { compileNetwork } from '../../src/core/localise/network.ts';
import { bars } from '../../src/core/localise/bars.ts';
import { allGains } from '../../src/core/localise/gain-table.ts';
import { nextPalpations } from '../../src/core/localise/next-palpation.ts';
import { observe } from '../../src/core/localise/observe.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { fastest, quantile, rounded, type Bench, type Figure } from './bench.ts';
import { asChain } from './chain.ts';
import { clusteredPatient } from './patients.ts';

const network = compileNetwork(shippedAtlas());
const request = (painful: readonly number[]): Parameters<typeof observe>[1] => ({
  regions: painful.map((j) => ({ id: network.atlas.regions[j]!.id })),
  findings: [],
});

/** A question as bayesjs reads it. */
function asNetwork(graph: Graph, question: Question): { nodes: INetwork; given: Record<string, string> } {
  const chain = asChain(graph, question);
  const nodes: Record<string, INetwork[string]> = {};
  for (const { id, parents, yes } of chain.nodes) {
    const entry = (t: number): Record<string, number> => ({ T: t, F: 1 - t });
    const cpt =
      parents.length === 0
        ? entry(yes[0]!)
        : yes.map((t, row) => ({
            when: Object.fromEntries(
              parents.map((p, k) => [p, (row >> (parents.length - 1 - k)) & 1 ? 'T' : 'F']),
            ),
            then: entry(t),
          }));
    nodes[id] = { id, states: ['T', 'F'], parents: [...parents], cpt };
  }
  return { nodes, given: Object.fromEntries(chain.given.map((id) => [id, 'T'])) };
}

/** The network without its exclusive causes, which a general package cannot say: the same for both sides. */
const independent = ((): Graph => ({
  ...network.solver.graph,
  isExclusive: new Uint8Array(network.causes.length),
}))();

/** The narrowest drawing of so many regions, of some: bayesjs takes minutes on the others. Hard paint, one level. */
function narrowest(size: number): Question {
  const random = seededRandom(15);
  const questions = Array.from({ length: 40 }, () => {
    const { question } = observe(network, request(clusteredPatient(network, random, size, size).painful));
    // Odds of an exclusive cause are taken as those of an independent one.
    return { ...question, lambda0: question.lambda0.map(() => 0), levels: question.levels.slice(1, 2) };
  });
  const variables = (q: Question): number => asChain(independent, q).nodes.length;
  return questions.reduce((a, b) => (variables(b) < variables(a) ? b : a));
}

/** bayesjs answers one cause at a time: some are asked, and the time is taken for all. */
function againstBayesjs(size: number, most: number): readonly Figure[] {
  const solver = new Solver(independent);
  const question = narrowest(size);
  const { nodes, given } = asNetwork(independent, question);
  const ours = fastest(50, () => solver.solve(question, planFor(independent, question.painted)));
  const all = Object.keys(nodes).filter((id) => id.startsWith('x'));
  const asked = all.slice(0, most);
  const { active } = solver.solve(question);
  let worst = 0;
  const peer = fastest(1, () => {
    for (const id of asked) {
      const p = bayesjs.inferences.junctionTree.infer({ ...nodes }, { [id]: 'T' }, { ...given });
      worst = Math.max(worst, Math.abs(p - active[Number(id.slice(1))]!));
    }
  });
  return [
    {
      name: `peers/bayesjs/${size}`,
      value: rounded(1000 * ours),
      unit: `µs with planning; bayesjs was asked for ${asked.length} of ${all.length} causes`,
      peer: 'bayesjs',
      ratio: rounded((peer * all.length) / asked.length / ours),
    },
    {
      name: `peers/bayesjs/${size}/difference`,
      value: worst,
      unit: 'largest difference of a probability',
      peer: 'bayesjs',
    },
  ];
}

/** Likelihood weighting as jsbayes does it, all causes from one run of so many samples. */
async function againstJsbayes(size: number, samples: number): Promise<readonly Figure[]> {
  const solver = new Solver(independent);
  const question = narrowest(size);
  const { nodes, given } = asChain(independent, question);
  const graph = jsbayes.newGraph();
  const made = new Map(nodes.map(({ id }) => [id, graph.addNode(id, ['T', 'F'])]));
  for (const { id, parents, yes } of nodes) {
    const node = made.get(id)!;
    for (const p of parents) node.addParent(made.get(p)!);
    // Rows by parent, first value ("T") first; ours count the other way.
    const row = (t: number): number[] => [t, 1 - t];
    node.setCpt(parents.length === 0 ? row(yes[0]!) : yes.toReversed().map(row));
  }
  for (const id of given) graph.observe(id, 'T');
  const ours = fastest(50, () => solver.solve(question, planFor(independent, question.painted)));
  const from = performance.now();
  await graph.sample(samples);
  const peer = performance.now() - from;
  const { active } = solver.solve(question);
  const errors = nodes
    .filter(({ id }) => id.startsWith('x'))
    .map(({ id }) => Math.abs((made.get(id)!.probs()[0] ?? NaN) - active[Number(id.slice(1))]!));
  return [
    {
      name: `peers/jsbayes/${size}`,
      value: rounded(1000 * ours),
      unit: `µs with planning; jsbayes with ${samples} samples`,
      peer: 'jsbayes',
      ratio: rounded(peer / ours),
    },
    {
      name: `peers/jsbayes/${size}/difference`,
      value: errors.some(Number.isNaN) ? NaN : Math.max(...errors),
      unit: 'largest difference of a probability; null when it answers with no number',
      peer: 'jsbayes',
    },
  ];
}

/** All information gains against the ranking they follow. */
function following(): readonly Figure[] {
  const random = seededRandom(16);
  const gains: number[] = [];
  const shares: number[] = [];
  const ofAgain: number[] = [];
  const proposals: number[] = [];
  for (let i = 0; i < 20; i++) {
    const asked = request(clusteredPatient(network, random, 5, 15).painful);
    const { question } = observe(network, asked);
    const posterior = network.solver.solve(question);
    const again = fastest(20, () => bars(network, asked));
    const ranking = fastest(20, () => {
      network.solver.forget();
      bars(network, asked);
    });
    const out = new Float64Array(network.atlas.sites.length);
    // Twenty at a time: one takes little longer than looking at the clock.
    const gain =
      fastest(50, () => {
        for (let n = 0; n < 20; n++) allGains(network.gains, posterior.active, out);
      }) / 20;
    proposals.push(1000 * fastest(10, () => nextPalpations(network, asked, posterior)));
    gains.push(1000 * gain);
    shares.push(gain / ranking);
    ofAgain.push(gain / again);
  }
  return [
    {
      name: 'next/gains',
      value: rounded(quantile(gains, 0.5)),
      unit: 'µs for all sites',
    },
    {
      name: 'next/proposals',
      value: rounded(quantile(proposals, 0.5)),
      unit: 'µs for ten, with both outcomes',
    },
    {
      name: 'next/share',
      value: rounded(quantile(shares, 0.5)),
      unit: 'share of the ranking it follows, from the drawing to the bars, 5 to 15 regions; goal at most 0.01',
    },
    {
      name: 'next/share-of-repeated',
      value: rounded(quantile(ofAgain, 0.5)),
      unit: 'the same after a palpation, the plan being at hand',
    },
  ];
}

export const benches: readonly Bench[] = [
  { name: 'peers/bayesjs', run: () => [...againstBayesjs(2, 20), ...againstBayesjs(3, 3)] },
  {
    name: 'peers/jsbayes',
    run: async () => [...(await againstJsbayes(2, 20_000)), ...(await againstJsbayes(5, 20_000))],
  },
  { name: 'next', run: following },
];
