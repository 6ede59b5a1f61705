import type { Graph, Question } from '../../src/core/localise/inference/question.ts';

/**
 * Loopy belief propagation, damped, until no belief moves by more than 1e-6: a peer to measure against. Messages between
 * causes and painted regions in closed form, so it costs what it must and no more. Reads the first level; all causes
 * independent.
 *
 * @returns P(active) per cause, which is not exact
 */
export function beliefPropagation(graph: Graph, question: Question): Float64Array {
  const { painted, lambda0, lambda1, leak0, leak1, linkOff, linkOn } = question;
  const { w0, w1 } = question.levels[0]!;
  const rows = Array.from(painted, (j) =>
    graph.regionLinks.subarray(graph.regionStart[j], graph.regionStart[j + 1]),
  );
  // Per link: message of the region to the cause, as the ratio active : inactive.
  const ratio = new Float64Array(graph.linkRegion.length).fill(1);
  const odds = w1.map((w, i) => w / w0[i]!);
  const all = odds.slice();
  for (let sweep = 0; sweep < 500; sweep++) {
    let moved = 0;
    rows.forEach((links, j) => {
      let off = leak0[j]!;
      let any = leak0[j]! + leak1[j]!;
      const p = Array.from(links, (e) => {
        const o = all[graph.linkCause[e]!]! / ratio[e]!;
        return o / (1 + o);
      });
      links.forEach((e, k) => {
        off *= 1 - p[k]! + p[k]! * linkOff[e]!;
        any *= 1 - p[k]! + p[k]! * (linkOff[e]! + linkOn[e]!);
      });
      links.forEach((e, k) => {
        const sum = linkOff[e]! + linkOn[e]!;
        const restOff = off / (1 - p[k]! + p[k]! * linkOff[e]!);
        const restAny = any / (1 - p[k]! + p[k]! * sum);
        const inactive = lambda0[j]! * restOff + lambda1[j]! * (restAny - restOff);
        const active =
          lambda0[j]! * restOff * linkOff[e]! + lambda1[j]! * (restAny * sum - restOff * linkOff[e]!);
        const next = Math.sqrt(ratio[e]! * (active / inactive));
        const i = graph.linkCause[e]!;
        all[i] = (all[i]! / ratio[e]!) * next;
        moved = Math.max(moved, Math.abs(Math.log(next / ratio[e]!)));
        ratio[e] = next;
      });
    });
    if (moved < 1e-6) break;
  }
  return all.map((o) => o / (1 + o));
}
