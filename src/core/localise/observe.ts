import { REFERRAL_KINDS } from '../atlas/muscle.ts';
import { likelihood, NO_EXAMINATION, whenInactive, type Likelihood } from './examination.ts';
import { discriminated } from './discriminate.ts';
import type { Level, Question } from './inference/question.ts';
import type { Network } from './network.ts';
import type { Parameters } from './parameters.ts';
import type { LocaliseRequest, SiteFinding } from './request.ts';
import { unfounded, type Painted } from './witness.ts';

/** What the request says about each region. */
export const REGION_STATES = { unobserved: 0, empty: 1, painted: 2 } as const;

const NO_WEIGHTS = new Float64Array(0);

/** A request turned into weights: the question, and what it was made from. */
export interface Observation {
  readonly question: Question;
  /** Per region of the network, a value of `REGION_STATES`. */
  readonly state: Uint8Array;
  /** P(a painful region is in none of the drawings). */
  readonly omission: number;
  /** What the examination says, per cause that was examined. */
  readonly examined: ReadonlyMap<number, Likelihood>;
}

/**
 * Turn a checked request into the weights of a question.
 *
 * A painted region needs a reason; an empty one that was asked about speaks against every cause that reaches it,
 * as strongly as the link is strong and as drawings are complete; one that was not asked about says nothing.
 */
export function observe(network: Network, request: LocaliseRequest): Observation {
  const state = regionStates(network, request);
  const rows = fused(network, request);
  const omission = omissionOf(network.parameters, request);
  const painted = Int32Array.from(rows, ({ region }) => region);
  const drawing = drawn(network, rows);
  const links = linkWeights(network, rows);
  const reproduced = reproductions(network, request.findings);
  const examined = new Map([
    ...examinations(network, request.findings, reproduced),
    ...discriminated(network, request.answers ?? []),
  ]);
  for (const [link, likely] of reproduced) {
    links.linkOff[link] = (links.linkOff[link] ?? 0) * likely.absent;
    links.linkOn[link] = (links.linkOn[link] ?? 0) * likely.present;
  }
  const elsewhere = outsideDrawing(network, { state, omission }, reproduced);
  const levels = network.shares.map((share, s): Level => {
    const prior0 = network.prior0[s] ?? NO_WEIGHTS;
    // Nobody writes to a question, so what no finding changes need not be copied.
    const w0 = elsewhere.inactive.size + examined.size === 0 ? prior0 : prior0.slice();
    const w1 = times(network.prior1[s] ?? NO_WEIGHTS, elsewhere.active);
    for (const [i, factor] of elsewhere.inactive) w0[i] = (w0[i] ?? 0) * factor;
    for (const [i, found] of examined) {
      const [off, on] = weightsOf(network, i, found);
      w0[i] = (w0[i] ?? 0) * off;
      w1[i] = (w1[i] ?? 0) * on;
    }
    return { share, w0, w1 };
  });
  return { question: { painted, ...drawing, ...links, levels }, state, omission, examined };
}

/** What an examination weighs for a cause that is inactive and for one that is active. */
function weightsOf(
  { causes }: Network,
  cause: number,
  found: Likelihood,
): readonly [off: number, on: number] {
  const inactive = whenInactive(found, causes[cause]?.latent ?? 0);
  // Exclusive causes share one "none of them" of weight 1, so theirs is the ratio; the constant cancels.
  return causes[cause]?.isExclusive === true ? [1, found.active / inactive] : [inactive, found.active];
}

/** Log-odds that an empty region takes from a cause with a link of this strength: never positive. */
export function missLogOdds(omission: number, strength: number): number {
  return Math.log(1 - strength * (1 - omission));
}

function omissionOf({ omission }: Parameters, { asked, again, againAsked }: LocaliseRequest): number {
  if (again === undefined) return omission.value;
  // Where the second drawing did not look everywhere, empty regions are believed as after one drawing.
  const second = againAsked === undefined ? undefined : new Set(againAsked);
  const isWhole = second === undefined || (asked?.every((id) => second.has(id)) ?? false);
  return isWhole ? omission.value ** 2 : omission.value;
}

function regionStates(network: Network, request: LocaliseRequest): Uint8Array {
  const { unobserved, empty, painted } = REGION_STATES;
  const state = new Uint8Array(network.atlas.regions.length).fill(
    request.asked === undefined ? empty : unobserved,
  );
  const set = (id: string, value: number): void => {
    const j = network.regionIndex.get(id);
    if (j !== undefined) state[j] = value;
  };
  for (const id of request.asked ?? []) set(id, empty);
  for (const { id } of request.regions) set(id, painted);
  for (const { id } of request.again ?? []) set(id, painted);
  return state;
}

interface PaintedRow extends Painted {
  readonly intensity: number | undefined;
}

/** One row per region that is painted in any drawing, in network order. */
function fused(
  network: Network,
  { regions, asked, again, againAsked }: LocaliseRequest,
): readonly PaintedRow[] {
  const first = { painted: regions, asked: asked === undefined ? undefined : new Set(asked) };
  const second = { painted: again ?? [], asked: againAsked === undefined ? undefined : new Set(againAsked) };
  const drawings = again === undefined ? [first] : [first, second];
  const ids = new Set(drawings.flatMap(({ painted }) => painted.map(({ id }) => id)));
  const rows = [...ids].map((id): PaintedRow => {
    const found = drawings
      .filter((drawing) => drawing.asked?.has(id) ?? true)
      .map(({ painted }) => painted.find((row) => row.id === id));
    const ratings = found.flatMap((row) => row?.intensity ?? []);
    return {
      region: network.regionIndex.get(id) ?? -1,
      intensity: ratings.length === 0 ? undefined : ratings.reduce((a, b) => a + b, 0) / ratings.length,
      coverages: found.map((row) => (row === undefined ? 0 : row.coverage)),
    };
  });
  return rows.sort((a, b) => a.region - b.region);
}

/** Ratings 1 to 3, 4 to 6, 7 to 10 as level 0, 1, 2; undefined when not asked. */
function levelOf(intensity: number | undefined): 0 | 1 | 2 | undefined {
  if (intensity === undefined) return undefined;
  if (intensity < 4) return 0;
  return intensity < 7 ? 1 : 2;
}

/** P(the pain that something causes is below, at the level that was rated). Without a rating: any pain is at it. */
function atLevel(
  shares: readonly [number, number, number],
  intensity: number | undefined,
): readonly [below: number, at: number] {
  switch (levelOf(intensity)) {
    case undefined:
      return [0, 1];
    case 0:
      return [0, shares[0]];
    case 1:
      return [shares[0], shares[1]];
    case 2:
      return [shares[0] + shares[1], shares[2]];
  }
}

type Drawn = Pick<Question, 'lambda0' | 'lambda1' | 'leak0' | 'leak1'>;

function drawn(network: Network, rows: readonly PaintedRow[]): Drawn {
  const { parameters } = network;
  return {
    lambda0: unfounded(network, rows),
    lambda1: new Float64Array(rows.length).fill(1),
    leak0: Float64Array.from(rows, ({ intensity, region }) => {
      const leak = network.leak[region] ?? 0;
      return 1 - leak + leak * atLevel(parameters.levels.leak, intensity)[0];
    }),
    leak1: Float64Array.from(
      rows,
      ({ intensity, region }) => (network.leak[region] ?? 0) * atLevel(parameters.levels.leak, intensity)[1],
    ),
  };
}

type LinkWeights = Pick<Question, 'linkOff' | 'linkOn'>;

function linkWeights(network: Network, rows: readonly PaintedRow[]): LinkWeights {
  const { parameters, regionStart, regionLinks, linkStrength, linkKind } = network;
  const linkOff = new Float64Array(linkStrength.length);
  const linkOn = new Float64Array(linkStrength.length);
  for (const { intensity, region } of rows) {
    const levels = REFERRAL_KINDS.map((kind) => atLevel(parameters.levels[kind], intensity));
    for (let at = regionStart[region] ?? 0; at < (regionStart[region + 1] ?? 0); at++) {
      const link = regionLinks[at] ?? 0;
      const strength = linkStrength[link] ?? 0;
      const [below, exactly] = levels[linkKind[link] ?? 0] ?? [0, 1];
      linkOff[link] = 1 - strength + strength * below;
      linkOn[link] = strength * exactly;
    }
  }
  return { linkOff, linkOn };
}

/** P(what the patient said of one region | the link is, is not at work). */
interface Reproduction {
  readonly present: number;
  readonly absent: number;
}

/** "Pressing here reproduced the pain there", per link; a linked region that was not named was not felt. */
function reproductions(
  network: Network,
  findings: readonly SiteFinding[],
): ReadonlyMap<number, Reproduction> {
  const said = {
    present: network.parameters.reproducedTrue.value,
    absent: network.parameters.reproducedFalse.value,
  };
  const denied = { present: 1 - said.present, absent: 1 - said.absent };
  const out = new Map<number, Reproduction>();
  for (const { site, regions } of findings) {
    const cause = network.causeIndex.get(site) ?? -1;
    const felt = new Set(regions?.map((id) => network.regionIndex.get(id)));
    const links: number[] = [];
    for (let e = network.linkStart[cause] ?? 0; e < (network.linkStart[cause + 1] ?? 0); e++) links.push(e);
    // Felt only where the pattern never reaches: no link can say that, so the sign counts for the site as a whole.
    if (!links.some((e) => felt.has(network.linkRegion[e]))) continue;
    for (const e of links) out.set(e, felt.has(network.linkRegion[e]) ? said : denied);
  }
  return out;
}

function examinations(
  network: Network,
  findings: readonly SiteFinding[],
  reproduced: ReadonlyMap<number, Reproduction>,
): ReadonlyMap<number, Likelihood> {
  const bySite = new Map<number, SiteFinding[]>();
  for (const finding of findings) {
    const cause = network.causeIndex.get(finding.site) ?? -1;
    // Where the referral was felt region by region, the links carry it; counting it here too would count it twice.
    const isOnLinks = finding.regions !== undefined && reproduced.has(network.linkStart[cause] ?? -1);
    const list = bySite.get(cause) ?? [];
    bySite.set(cause, list);
    if (!isOnLinks) list.push(finding);
  }
  return new Map(
    [...bySite].map(([cause, answers]) => [
      cause,
      answers.length === 0 ? NO_EXAMINATION : likelihood(network.parameters, answers),
    ]),
  );
}

/** Factors that everything outside the painted regions puts on each cause: active on all, inactive on those named. */
function outsideDrawing(
  network: Network,
  drawing: Pick<Observation, 'state' | 'omission'>,
  reproduced: ReadonlyMap<number, Reproduction>,
): { readonly active: Float64Array; readonly inactive: ReadonlyMap<number, number> } {
  const inactive = new Map<number, number>();
  for (const [e, { absent }] of reproduced) {
    const i = network.linkCause[e] ?? 0;
    inactive.set(i, (inactive.get(i) ?? 1) * absent);
  }
  const { state } = drawing;
  const isAllAsked = !state.includes(REGION_STATES.unobserved);
  const active = isAllAsked
    ? allEmpty(network, drawing.omission).slice()
    : new Float64Array(network.causes.length);
  if (isAllAsked) {
    // All but the causes that reach a painted region stand as they would on a blank sheet.
    const isDone = new Uint8Array(active.length);
    state.forEach((value, j) => {
      if (value !== REGION_STATES.painted) return;
      for (let at = network.regionStart[j] ?? 0; at < (network.regionStart[j + 1] ?? 0); at++) {
        const i = network.linkCause[network.regionLinks[at] ?? 0] ?? 0;
        if (isDone[i] === 0) active[i] = allUnpainted(network, drawing, i);
        isDone[i] = 1;
      }
    });
  } else for (let i = 0; i < active.length; i++) active[i] = allUnpainted(network, drawing, i);
  for (const i of inactive.keys()) {
    let on = 1;
    for (let e = network.linkStart[i] ?? 0; e < (network.linkStart[i + 1] ?? 0); e++)
      on *= undrawn(network, drawing, e, reproduced.get(e));
    active[i] = on;
  }
  return { active, inactive };
}

/** What the empty regions weigh together for one cause, it being active. */
function allUnpainted(
  { linkStart, linkRegion, linkStrength }: Network,
  { state, omission }: Pick<Observation, 'state' | 'omission'>,
  cause: number,
): number {
  const seen = 1 - omission;
  let on = 1;
  for (let e = linkStart[cause] ?? 0, end = linkStart[cause + 1] ?? 0; e < end; e++)
    if (state[linkRegion[e] ?? 0] === REGION_STATES.empty) on *= 1 - (linkStrength[e] ?? 0) * seen;
  return on;
}

/** The same for every cause when nothing is painted and everything was asked about, by network and omission. */
const blank = new WeakMap<Network, Map<number, Float64Array>>();

function allEmpty(network: Network, omission: number): Float64Array {
  const known = blank.get(network) ?? new Map<number, Float64Array>();
  blank.set(network, known);
  const found = known.get(omission);
  if (found !== undefined) return found;
  const state = new Uint8Array(network.atlas.regions.length).fill(REGION_STATES.empty);
  const made = Float64Array.from(network.causes, (_, i) => allUnpainted(network, { state, omission }, i));
  known.set(omission, made);
  return made;
}

function times(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = (a[i] ?? 0) * (b[i] ?? 0);
  return out;
}

/** What an unpainted region and the words about it weigh for one link, its cause being active. */
function undrawn(
  network: Network,
  { state, omission }: Pick<Observation, 'state' | 'omission'>,
  link: number,
  said: Reproduction | undefined,
): number {
  const region = state[network.linkRegion[link] ?? 0];
  if (region === REGION_STATES.painted) return 1;
  const strength = network.linkStrength[link] ?? 0;
  const left = region === REGION_STATES.empty ? omission : 1;
  return (1 - strength) * (said?.absent ?? 1) + strength * left * (said?.present ?? 1);
}
