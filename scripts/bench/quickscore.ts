import type { Graph, Question } from '../../src/core/localise/inference/question.ts';

/**
 * Quickscore (Heckerman 1989) in doubles: a signed sum over the subsets of the painted regions. A peer to measure
 * against, not a part of the product: from some ten regions its sums cancel and its answers are wrong.
 *
 * Reads the first level of the question, and hard paint only (`lambda0` 0, `lambda1` 1, links off + on = 1).
 */
export function quickscore(graph: Graph, question: Question): Float64Array {
  const causes = graph.linkStart.length - 1;
  const { painted, leak0, leak1, linkOff } = question;
  const { w0, w1 } = question.levels[0]!;
  const place = new Map([...painted].map((j, at) => [j, at]));
  const masks = new Int32Array(causes);
  const factors: Float64Array[] = [];
  const touched: number[] = [];
  for (let i = 0; i < causes; i++) {
    const row = new Float64Array(painted.length).fill(1);
    for (let e = graph.linkStart[i]!; e < graph.linkStart[i + 1]!; e++) {
      const at = place.get(graph.linkRegion[e]!);
      if (at === undefined) continue;
      row[at] = linkOff[e]!;
      masks[i]! |= 1 << at;
    }
    factors.push(row);
    if (masks[i] !== 0) touched.push(i);
  }
  let total = 0;
  const joint = new Float64Array(causes);
  const value = new Float64Array(causes);
  for (let subset = 0; subset < 2 ** painted.length; subset++) {
    let [term, sign] = [1, 1];
    for (let j = 0; j < painted.length; j++)
      if (((subset >> j) & 1) === 1) {
        sign = -sign;
        term *= leak0[j]!;
      } else term *= leak0[j]! + leak1[j]!;
    for (const i of touched) {
      let off = w1[i]!;
      for (let j = 0; j < painted.length; j++) if (((subset & masks[i]!) >> j) & 1) off *= factors[i]![j]!;
      value[i] = off / (w0[i]! + off);
      term *= w0[i]! + off;
    }
    total += sign * term;
    for (const i of touched) joint[i]! += sign * term * value[i]!;
  }
  return joint.map((v, i) => (masks[i] === 0 ? w1[i]! / (w0[i]! + w1[i]!) : v / total));
}
