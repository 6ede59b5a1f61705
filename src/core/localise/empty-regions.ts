import type { Network } from './network.ts';

/** What the request says about each region. */
export const REGION_STATES = { unobserved: 0, empty: 1, painted: 2 } as const;

/** P(what the patient said of one region | the link is, is not at work). */
export interface Reproduction {
  readonly present: number;
  readonly absent: number;
}

/** What empty regions are worth. */
interface Drawing {
  /** Per region, a value of `REGION_STATES`. */
  readonly state: Uint8Array;
  /** P(a painful region is in none of the drawings). */
  readonly omission: number;
}

/** Factors that everything outside the painted regions puts on each cause: active on all, inactive on those named. */
export interface Outside {
  readonly active: Float64Array;
  readonly inactive: ReadonlyMap<number, number>;
}

/** What the empty regions and referral that was felt or denied in them say about each cause. */
export function outsideDrawing(
  network: Network,
  drawing: Drawing,
  reproduced: ReadonlyMap<number, Reproduction>,
): Outside {
  const inactive = new Map<number, number>();
  for (const [e, { absent }] of reproduced) {
    const i = network.linkCause[e] ?? 0;
    inactive.set(i, (inactive.get(i) ?? 1) * absent);
  }
  const active = emptySheet(network, drawing).slice();
  // All but the causes that reach a painted region stand as they would on a blank sheet.
  const { regionStart, regionLinks, linkCause } = network;
  const isDone = new Uint8Array(active.length);
  const seen = seenAt(drawing.state, drawing.omission);
  for (let j = 0; j < drawing.state.length; j++) {
    if (drawing.state[j] !== REGION_STATES.painted) continue;
    for (let at = regionStart[j] ?? 0, end = regionStart[j + 1] ?? 0; at < end; at++) {
      const i = linkCause[regionLinks[at] ?? 0] ?? 0;
      if (isDone[i] === 0) active[i] = allUnpainted(network, seen, i);
      isDone[i] = 1;
    }
  }
  for (const i of inactive.keys()) active[i] = allUndrawn(network, drawing, i, reproduced);
  return { active, inactive };
}

/** Per region, how far an empty one is believed: P(pain there would be painted), 0 where nothing is known. */
function seenAt(state: Uint8Array, omission: number): Float64Array {
  const seen = new Float64Array(state.length);
  for (let j = 0; j < seen.length; j++) if (state[j] === REGION_STATES.empty) seen[j] = 1 - omission;
  return seen;
}

/** What the empty regions weigh together for one cause, it being active. */
function allUnpainted(
  { linkStart, linkRegion, linkStrength }: Network,
  seen: Float64Array,
  cause: number,
): number {
  let on = 1;
  for (let e = linkStart[cause] ?? 0, end = linkStart[cause + 1] ?? 0; e < end; e++)
    // Without a branch: times exactly 1 where nothing is known.
    on *= 1 - (linkStrength[e] ?? 0) * (seen[linkRegion[e] ?? 0] ?? 0);
  return on;
}

interface Sheet {
  readonly omission: number;
  readonly isAsked: Uint8Array;
  readonly active: Float64Array;
}

/** The sheets last seen, per network: a drawing keeps its views while it grows. */
const sheets = new WeakMap<Network, Sheet[]>();
const MOST_SHEETS = 4;

/** What the regions that were asked about weigh for each cause were they all empty. */
function emptySheet(network: Network, { state, omission }: Drawing): Float64Array {
  const known = sheets.get(network) ?? [];
  sheets.set(network, known);
  const found = known.find((sheet) => sheet.omission === omission && isAskedAlike(sheet.isAsked, state));
  if (found !== undefined) return found.active;
  const { unobserved, empty } = REGION_STATES;
  const isAsked = state.map((value) => (value === unobserved ? 0 : 1));
  const seen = seenAt(
    isAsked.map((is) => (is === 1 ? empty : unobserved)),
    omission,
  );
  const active = Float64Array.from(network.causes, (_, i) => allUnpainted(network, seen, i));
  known.unshift({ omission, isAsked, active });
  known.length = Math.min(known.length, MOST_SHEETS);
  return active;
}

function isAskedAlike(isAsked: Uint8Array, state: Uint8Array): boolean {
  for (let j = 0; j < state.length; j++)
    if ((isAsked[j] === 1) !== (state[j] !== REGION_STATES.unobserved)) return false;
  return true;
}

/** The same for a cause of which referral was felt, or denied, region by region. */
function allUndrawn(
  network: Network,
  drawing: Drawing,
  cause: number,
  reproduced: ReadonlyMap<number, Reproduction>,
): number {
  let on = 1;
  for (let e = network.linkStart[cause] ?? 0; e < (network.linkStart[cause + 1] ?? 0); e++)
    on *= undrawn(network, drawing, e, reproduced.get(e));
  return on;
}

/** What an unpainted region and the words about it weigh for one link, its cause being active. */
function undrawn(
  network: Network,
  { state, omission }: Drawing,
  link: number,
  said: Reproduction | undefined,
): number {
  const region = state[network.linkRegion[link] ?? 0];
  if (region === REGION_STATES.painted) return 1;
  const strength = network.linkStrength[link] ?? 0;
  const left = region === REGION_STATES.empty ? omission : 1;
  return (1 - strength) * (said?.absent ?? 1) + strength * left * (said?.present ?? 1);
}
