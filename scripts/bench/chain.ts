import type { Graph, Question } from '../../src/core/localise/inference/question.ts';

/** One yes-or-no variable of a general Bayesian network. */
export interface ChainNode {
  readonly id: string;
  readonly parents: readonly string[];
  /** P(yes | parents); the parents' answers are read as a binary number, first parent highest, yes = 1. */
  readonly yes: readonly number[];
}

/**
 * A question for a general package: hard paint, one level, one chain a region ("the first k causes made it hurt"),
 * since a table over all parents of a region would have 2^40 rows. Unpainted regions are already folded in, which
 * is a help that no peer gets from its own reading of a network.
 *
 * @returns the variables, parents first, and those that are known to be yes
 */
export function asChain(
  graph: Graph,
  question: Question,
): { readonly nodes: readonly ChainNode[]; readonly given: readonly string[] } {
  const nodes = new Map<string, ChainNode>();
  const given: string[] = [];
  const { w0, w1 } = question.levels[0]!;
  question.painted.forEach((region, j) => {
    let before = `leak${j}`;
    nodes.set(before, { id: before, parents: [], yes: [question.leak1[j]!] });
    for (let at = graph.regionStart[region]!; at < graph.regionStart[region + 1]!; at++) {
      const link = graph.regionLinks[at]!;
      const cause = graph.linkCause[link]!;
      const x = `x${cause}`;
      if (!nodes.has(x)) nodes.set(x, { id: x, parents: [], yes: [w1[cause]! / (w0[cause]! + w1[cause]!)] });
      const id = `r${j}c${cause}`;
      nodes.set(id, { id, parents: [x, before], yes: [0, 1, question.linkOn[link]!, 1] });
      before = id;
    }
    given.push(before);
  });
  return { nodes: [...nodes.values()], given };
}
