import { REFERRAL_KINDS } from '../atlas/muscle.ts';
import { outsideDrawing, REGION_STATES, type Outside, type Reproduction } from './empty-regions.ts';
import { likelihood, NO_EXAMINATION, whenInactive, type Likelihood } from './examination.ts';
import { discriminated } from './discriminate.ts';
import type { Level, Question } from './inference/question.ts';
import type { Network } from './network.ts';
import type { Parameters } from './parameters.ts';
import type { RegionId } from '../atlas/region.ts';
import type { LocaliseRequest, PaintedRegion, SiteFinding } from './request.ts';
import { unfounded, type Painted } from './witness.ts';
import { firstAnswer, weighWords, type Spoken } from './words.ts';

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
  /** What was said of the referral of one link, where that was asked region by region. */
  readonly reproduced: ReadonlyMap<number, Reproduction>;
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
  const reproduced = reproductions(network, request.findings);
  const examined = new Map([
    ...examinations(network, request.findings, reproduced),
    ...discriminated(network, request.answers ?? []),
  ]);
  const question = {
    painted: Int32Array.from(rows, ({ region }) => region),
    ...drawn(network, rows),
    ...linkWeights(network, rows, reproduced),
    levels: levelsOf(network, outsideDrawing(network, { state, omission }, reproduced), examined),
  };
  return { question: weighWords(network, rows, question), state, omission, examined, reproduced };
}

/** The weights of every cause at each level of severity: what is known beforehand, the empty regions, the examination. */
function levelsOf(
  network: Network,
  { active, inactive }: Outside,
  examined: ReadonlyMap<number, Likelihood>,
): readonly Level[] {
  const causes = active.length;
  // One allocation for all levels: the collector has to follow every buffer.
  const buffer = new ArrayBuffer(8 * causes * network.shares.length);
  // Nobody writes to a question, so what no finding changes need not be copied.
  const isAsBefore = inactive.size + examined.size === 0;
  return network.shares.map((share, s): Level => {
    const [prior0, prior1] = [network.prior0[s] ?? NO_WEIGHTS, network.prior1[s] ?? NO_WEIGHTS];
    const w0 = isAsBefore ? prior0 : prior0.slice();
    const w1 = new Float64Array(buffer, 8 * causes * s, causes);
    for (let i = 0; i < causes; i++) w1[i] = (prior1[i] ?? 0) * (active[i] ?? 0);
    for (const [i, factor] of inactive) w0[i] = (w0[i] ?? 0) * factor;
    for (const [i, found] of examined) {
      const [off, on] = weightsOf(network, i, found);
      w0[i] = (w0[i] ?? 0) * off;
      w1[i] = (w1[i] ?? 0) * on;
    }
    return { share, w0, w1 };
  });
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

interface PaintedRow extends Painted, Spoken {
  readonly intensity: number | undefined;
}

/** One row per region that is painted in any drawing, in network order. */
function fused(network: Network, request: LocaliseRequest): readonly PaintedRow[] {
  const { regions, asked, again, againAsked } = request;
  const rows = again === undefined && asked === undefined ? regions.map(onlyDrawn) : twiceDrawn();
  return rows.sort((a, b) => a.region - b.region);

  function onlyDrawn({ id, intensity, coverage, words }: PaintedRegion): PaintedRow {
    return { region: network.regionIndex.get(id) ?? -1, intensity, coverages: [coverage], words };
  }

  function twiceDrawn(): PaintedRow[] {
    const drawings = [drawingOf(regions, asked)];
    if (again !== undefined) drawings.push(drawingOf(again, againAsked));
    const ids = new Set(drawings.flatMap(({ painted }) => [...painted.keys()]));
    return [...ids].map((id): PaintedRow => {
      const found = drawings
        .filter((drawing) => drawing.asked?.has(id) ?? true)
        .map(({ painted }) => painted.get(id));
      const ratings = found.flatMap((row) => row?.intensity ?? []);
      return {
        region: network.regionIndex.get(id) ?? -1,
        intensity: ratings.length === 0 ? undefined : ratings.reduce((a, b) => a + b, 0) / ratings.length,
        coverages: found.map((row) => (row === undefined ? 0 : row.coverage)),
        words: firstAnswer(found),
      };
    });
  }
}

interface OneDrawing {
  readonly painted: ReadonlyMap<RegionId, PaintedRegion>;
  readonly asked: ReadonlySet<RegionId> | undefined;
}

const drawingOf = (
  painted: readonly PaintedRegion[],
  asked: readonly RegionId[] | undefined,
): OneDrawing => ({
  painted: new Map(painted.map((row) => [row.id, row])),
  asked: asked === undefined ? undefined : new Set(asked),
});

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
  const { levels } = network.parameters;
  const leak0 = new Float64Array(rows.length);
  const leak1 = new Float64Array(rows.length);
  rows.forEach(({ intensity, region }, k) => {
    const leak = network.leak[region] ?? 0;
    const [below, exactly] = atLevel(levels.leak, intensity);
    leak0[k] = 1 - leak + leak * below;
    leak1[k] = leak * exactly;
  });
  return { lambda0: unfounded(network, rows), lambda1: new Float64Array(rows.length).fill(1), leak0, leak1 };
}

type LinkWeights = Pick<Question, 'linkOff' | 'linkOn'>;

/**
 * Weights of the links into painted regions; those of others are never read. Where all regions are rated alike and no
 * referral was felt, every question shares one table: thousands of numbers are not made anew for each stroke.
 */
function linkWeights(
  network: Network,
  rows: readonly PaintedRow[],
  reproduced: ReadonlyMap<number, Reproduction>,
): LinkWeights {
  const first = rows[0]?.intensity;
  const isRatedAlike = rows.every(({ intensity }) => levelOf(intensity) === levelOf(first));
  const alike = ratedAlike(network, isRatedAlike ? first : undefined);
  if (isRatedAlike && reproduced.size === 0) return alike;
  const linkOff = alike.linkOff.slice();
  const linkOn = alike.linkOn.slice();
  if (!isRatedAlike)
    for (const { intensity, region } of rows)
      for (let at = network.regionStart[region] ?? 0; at < (network.regionStart[region + 1] ?? 0); at++)
        weigh(network, intensity, network.regionLinks[at] ?? 0, { linkOff, linkOn });
  for (const [link, likely] of reproduced) {
    linkOff[link] = (linkOff[link] ?? 0) * likely.absent;
    linkOn[link] = (linkOn[link] ?? 0) * likely.present;
  }
  return { linkOff, linkOn };
}

function weigh(network: Network, intensity: number | undefined, link: number, into: LinkWeights): void {
  const strength = network.linkStrength[link] ?? 0;
  const kind = REFERRAL_KINDS[network.linkKind[link] ?? 0] ?? 'essential';
  const [below, exactly] = atLevel(network.parameters.levels[kind], intensity);
  into.linkOff[link] = 1 - strength + strength * below;
  into.linkOn[link] = strength * exactly;
}

const alikeBy = new WeakMap<Network, Map<number | undefined, LinkWeights>>();

/** The weights of all links when every region is rated at one level, or none is rated. */
function ratedAlike(network: Network, intensity: number | undefined): LinkWeights {
  const known = alikeBy.get(network) ?? new Map<number | undefined, LinkWeights>();
  alikeBy.set(network, known);
  const level = levelOf(intensity);
  const found = known.get(level);
  if (found !== undefined) return found;
  const links = network.linkStrength.length;
  const made = { linkOff: new Float64Array(links), linkOn: new Float64Array(links) };
  for (let link = 0; link < links; link++) weigh(network, intensity, link, made);
  known.set(level, made);
  return made;
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
