import type { Graph, Question } from '../../src/core/localise/inference/question.ts';

/** A number as a whole multiple of 2^-SHIFT. Products round down; with 1,200 bits nothing that we look at is touched. */
const SHIFT = 1200n;
const ONE = 1n << SHIFT;
const times = (a: bigint, b: bigint): bigint => (a * b) >> SHIFT;
const over = (a: bigint, b: bigint): bigint => (a << SHIFT) / b;

/** A double as such a multiple, exactly: its 53 bits and its exponent. */
function exactly(value: number): bigint {
  if (value === 0) return 0n;
  const exponent = Math.floor(Math.log2(value)) - 54;
  return (BigInt(value * 2 ** -exponent) << (SHIFT + 200n)) >> BigInt(200 - exponent);
}

const toNumber = (value: bigint): number => Number(value >> (SHIFT - 200n)) / 2 ** 200;

/**
 * Quickscore with numbers of 1,200 bits: the signed sum over subsets of the painted regions, a method that shares
 * nothing with elimination. Its terms cancel to some 1e-30, which leaves a thousand good bits.
 *
 * Of the exclusive causes, none or one; P(off of region) is λ0·off + λ1·(any - off) = λ1·any - (λ1 - λ0)·off, so each
 * region contributes a plain and a signed term.
 */
export function exactQuickscore(graph: Graph, question: Question): Float64Array {
  const causes = graph.linkStart.length - 1;
  const { painted, lambda0, lambda1, leak0, leak1, linkOff, linkOn } = question;
  const m = painted.length;
  const place = new Map([...painted].map((j, at) => [j, at]));
  const links = Array.from({ length: causes }, (_, i) => {
    const own: { at: number; off: bigint; any: bigint }[] = [];
    for (let e = graph.linkStart[i]!; e < graph.linkStart[i + 1]!; e++) {
      const at = place.get(graph.linkRegion[e]!);
      if (at !== undefined)
        own.push({ at, off: exactly(linkOff[e]!), any: exactly(linkOff[e]!) + exactly(linkOn[e]!) });
    }
    return own;
  });
  const joint = Array.from({ length: causes }, () => 0n);
  let total = 0n;
  for (const { share, w0, w1 } of question.levels)
    for (let subset = 0; subset < 1 << m; subset++) {
      let term = exactly(share);
      for (let j = 0; j < m; j++) {
        const [l0, l1, e0, e1] = [lambda0[j]!, lambda1[j]!, leak0[j]!, leak1[j]!].map(exactly) as [
          bigint,
          bigint,
          bigint,
          bigint,
        ];
        term = times(term, (subset >> j) & 1 ? -times(l1 - l0, e0) : times(l1, e0 + e1));
      }
      const values = links.map((own, i) =>
        own.reduce((w, { at, off, any }) => times(w, (subset >> at) & 1 ? off : any), exactly(w1[i]!)),
      );
      let exclusive = ONE;
      for (let i = 0; i < causes; i++) {
        if (graph.isExclusive[i] === 1) exclusive += values[i]!;
        else term = times(term, exactly(w0[i]!) + values[i]!);
      }
      total += times(term, exclusive);
      for (let i = 0; i < causes; i++)
        joint[i]! +=
          graph.isExclusive[i] === 1
            ? times(term, values[i]!)
            : over(times(times(term, exclusive), values[i]!), exactly(w0[i]!) + values[i]!);
    }
  return Float64Array.from(joint, (sum) => toNumber(over(sum, total)));
}
