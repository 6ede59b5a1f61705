import type { Graph } from './question.ts';

/**
 * What a set of painted regions touches, with indices of its own: causes and links are counted from 0 in the order
 * in which they are met, regions by their place among the painted ones.
 */
export interface Reach {
  /** Network indices of the causes that reach a painted region. */
  readonly causes: Int32Array;
  /** Links of cause t are `start[t]` to `start[t + 1]`, in order of region. */
  readonly start: Int32Array;
  /** Per link: its index in the network, and its painted region. */
  readonly links: Int32Array;
  readonly region: Int32Array;
}

/** Everything that reaches one of the painted regions (network indices, ascending). */
export function reachOf(graph: Graph, painted: Int32Array): Reach {
  const { regionStart, regionLinks, linkCause } = graph;
  const place = new Int32Array(graph.linkStart.length - 1);
  const causes: number[] = [];
  let total = 0;
  for (const j of painted)
    for (let at = regionStart[j]!, end = regionStart[j + 1]!; at < end; at++) {
      const cause = linkCause[regionLinks[at]!]!;
      if (place[cause]!++ === 0) causes.push(cause);
      total++;
    }
  const start = new Int32Array(causes.length + 1);
  for (let t = 0; t < causes.length; t++) {
    start[t + 1] = start[t]! + place[causes[t]!]!;
    // From here on: where the next link of the cause goes.
    place[causes[t]!] = start[t]!;
  }
  const links = new Int32Array(total);
  const region = new Int32Array(total);
  for (let r = 0; r < painted.length; r++) {
    const j = painted[r]!;
    for (let at = regionStart[j]!, end = regionStart[j + 1]!; at < end; at++) {
      const link = regionLinks[at]!;
      const q = place[linkCause[link]!]!++;
      links[q] = link;
      region[q] = r;
    }
  }
  return { causes: new Int32Array(causes), start, links, region };
}
