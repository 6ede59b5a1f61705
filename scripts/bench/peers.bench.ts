import bayesjs, { type INetwork } from 'bayesjs';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import type { Graph, Question } from '../../src/core/localise/inference/question.ts';
import { Solver } from '../../src/core/localise/inference/solver.ts';
import { addCase, emptyStatistics } from '../../src/core/learn/statistics.ts';
import { compileNetwork } from '../../src/core/localise/network.ts';
import { allGains } from '../../src/core/localise/gain-table.ts';
import { nextPalpations } from '../../src/core/localise/next-palpation.ts';
import { observe } from '../../src/core/localise/observe.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { fastest, quantile, rounded, type Bench, type Figure } from './bench.ts';
import { clusteredPatient } from './patients.ts';

const network = compileNetwork(shippedAtlas());
const request = (painful: readonly number[]): Parameters<typeof observe>[1] => ({
  regions: painful.map((j) => ({ id: network.atlas.regions[j]!.id })),
  findings: [],
});

/**
 * A question for a general package: hard paint, one level, one joint chain a region ("the first k causes made it
 * hurt"), since a table over all parents of a region would have 2^40 rows. Unpainted regions are already folded in.
 */
function asNetwork(graph: Graph, question: Question): { nodes: INetwork; given: Record<string, string> } {
  const nodes: Record<string, INetwork[string]> = {};
  const given: Record<string, string> = {};
  const { w0, w1 } = question.levels[0]!;
  question.painted.forEach((region, j) => {
    let before = `leak${j}`;
    const leak = question.leak1[j]!;
    nodes[before] = { id: before, states: ['T', 'F'], parents: [], cpt: { T: leak, F: 1 - leak } };
    for (let at = graph.regionStart[region]!; at < graph.regionStart[region + 1]!; at++) {
      const link = graph.regionLinks[at]!;
      const cause = graph.linkCause[link]!;
      const w = question.linkOn[link]!;
      const p = w1[cause]! / (w0[cause]! + w1[cause]!);
      nodes[`x${cause}`] ??= { id: `x${cause}`, states: ['T', 'F'], parents: [], cpt: { T: p, F: 1 - p } };
      const id = `r${j}c${cause}`;
      const row = (
        x: string,
        y: string,
        t: number,
      ): { when: Record<string, string>; then: Record<string, number> } => ({
        when: { [`x${cause}`]: x, [before]: y },
        then: { T: t, F: 1 - t },
      });
      nodes[id] = {
        id,
        states: ['T', 'F'],
        parents: [`x${cause}`, before],
        cpt: [row('T', 'T', 1), row('F', 'T', 1), row('T', 'F', w), row('F', 'F', 0)],
      };
      before = id;
    }
    given[before] = 'T';
  });
  return { nodes, given };
}

/** The network without its exclusive causes, which a general package cannot say: the same for both sides. */
const independent = ((): Graph => ({
  ...network.solver.graph,
  isExclusive: new Uint8Array(network.causes.length),
}))();

function againstBayesjs(): readonly Figure[] {
  const random = seededRandom(15);
  // The narrowest two-region drawing of twenty: bayesjs takes seconds to minutes on the others.
  const questions = Array.from({ length: 20 }, () => {
    const { question } = observe(network, request(clusteredPatient(network, random, 2, 2).painful));
    const one: Question = {
      ...question,
      lambda0: question.lambda0.map(() => 0),
      levels: question.levels.slice(1, 2),
    };
    const w = one.levels[0]!;
    // Odds of an exclusive cause taken as those of an independent one.
    return { ...one, levels: [{ ...w, w0: w.w0.map((v) => v) }] };
  });
  const solver = new Solver(independent);
  const links = (q: Question): number => Object.keys(asNetwork(independent, q).nodes).length;
  const question = questions.reduce((a, b) => (links(b) < links(a) ? b : a));
  const { nodes, given } = asNetwork(independent, question);
  const ours = fastest(50, () => solver.solve(question));
  const wanted = Object.keys(nodes).filter((id) => id.startsWith('x'));
  let worst = 0;
  const { active } = solver.solve(question);
  const peer = fastest(1, () => {
    for (const id of wanted) {
      const p = bayesjs.inferences.junctionTree.infer({ ...nodes }, { [id]: 'T' }, { ...given });
      worst = Math.max(worst, Math.abs(p - active[Number(id.slice(1))]!));
    }
  });
  return [
    {
      name: 'peers/bayesjs/2',
      value: rounded(1000 * ours),
      unit: 'µs',
      peer: 'bayesjs',
      ratio: rounded(peer / ours),
    },
    {
      name: 'peers/bayesjs/difference',
      value: worst,
      unit: 'largest difference of a probability',
      peer: 'bayesjs',
    },
  ];
}

/** All information gains against the ranking they follow, and what one record of a registry costs. */
function following(): readonly Figure[] {
  const random = seededRandom(16);
  const gains: number[] = [];
  const shares: number[] = [];
  const proposals: number[] = [];
  const records: number[] = [];
  for (let i = 0; i < 20; i++) {
    const asked = request(clusteredPatient(network, random, 5, 15).painful);
    const { question } = observe(network, asked);
    const posterior = network.solver.solve(question);
    const ranking = fastest(5, () => network.solver.solve(observe(network, asked).question));
    const out = new Float64Array(network.atlas.sites.length);
    const gain = fastest(200, () => {
      allGains(network.gains, posterior.active, out);
    });
    proposals.push(1000 * fastest(10, () => nextPalpations(network, asked, posterior)));
    gains.push(1000 * gain);
    shares.push(gain / ranking);
    const sums = emptyStatistics(network);
    records.push(fastest(5, () => addCase(sums, network, asked)));
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
    { name: 'next/share', value: rounded(quantile(shares, 0.5)), unit: 'share of the ranking it follows' },
    { name: 'learn/record', value: rounded(quantile(records, 0.5)), unit: 'ms a record and core' },
  ];
}

export const benches: readonly Bench[] = [
  { name: 'peers/bayesjs', run: againstBayesjs },
  { name: 'next', run: () => following().filter(({ name }) => name.startsWith('next')) },
  { name: 'learn', run: () => following().filter(({ name }) => name.startsWith('learn')) },
];
