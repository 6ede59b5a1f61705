import { expandExplanations, sitesOn } from '../../core/atlas/atlas.ts';
import { FAMILIES, URGENCIES, type ExplanationEntry } from '../../core/atlas/explanation.ts';
import {
  AREAS,
  FREQUENCIES,
  REFERRAL_KINDS,
  STRUCTURE_KINDS,
  type Learned,
  type MuscleEntry,
  type OneSide,
  type Pattern,
} from '../../core/atlas/muscle.ts';
import type { RankingAtlas, RankingDiscriminator } from '../../core/atlas/ranking-atlas.ts';
import { SIDES, type Region } from '../../core/atlas/region.ts';

/** Words as their place in a closed list, regions as their place in the list of regions. */
type Index = number;

type PackedRegion = readonly [
  id: string,
  name: string,
  side: Index,
  part: string,
  surface: number,
  neighbours: readonly Index[],
];
/** One list per source: region, kind (and side, where only one is meant), strength, region, … */
type PackedPatterns = readonly (readonly number[])[];
/** Region, strength, region, strength, … */
type PackedLearned = readonly number[];
type PackedSite = readonly [
  id: string,
  label: string,
  frequency: Index,
  grip: Index,
  beneath: readonly Index[],
  patterns: PackedPatterns,
  side: Index,
  learned: PackedLearned,
];
type PackedMuscle = readonly [
  id: string,
  name: string,
  commonName: string | null,
  area: Index,
  paired: 0 | 1,
  sites: readonly PackedSite[],
];
/** Speaks for (1) or against (0), and the rates when they were measured. */
type PackedDiscriminator = readonly [0 | 1] | readonly [0 | 1, sensitivity: number, specificity: number];
type PackedExplanation = readonly [
  id: string,
  name: string,
  family: Index,
  paired: 0 | 1,
  frequency: Index,
  flags: readonly string[],
  patterns: PackedPatterns,
  ask: readonly PackedDiscriminator[],
  examine: readonly PackedDiscriminator[],
  rest: {
    /** Of a dangerous one only. */
    readonly urgency?: Index;
    readonly baseRate?: number;
    readonly bothSides?: number;
    readonly learned?: PackedLearned;
  },
];

/** The rows of the atlas without their prose, as small as JSON makes them. Made by `pack`, never by hand. */
export interface PackedAtlas {
  readonly version: string;
  readonly regions: readonly PackedRegion[];
  readonly muscles: readonly PackedMuscle[];
  readonly explanations: readonly PackedExplanation[];
}

/** Sides on which alone something may be described; both first, which is how rows are written. */
const ONE_SIDE = [undefined, 'left', 'right'] as const;

const GRIPS = ['flat', 'pincer', 'deep', 'intraoral', 'internal'] as const;

interface Rows {
  readonly version: string;
  readonly regions: readonly Region[];
  readonly muscles: readonly MuscleEntry[];
  readonly explanations: readonly ExplanationEntry[];
}

/** Leave out of the rows all that the ranking does not read. */
export function pack({ version, regions, muscles, explanations }: Rows): PackedAtlas {
  const indexOf = new Map(regions.map(({ id }, j) => [id, j]));
  const index = (id: string): number => {
    const j = indexOf.get(id);
    if (j === undefined) throw new Error(`no region ${id} in the body map`);
    return j;
  };
  const patterns = (list: readonly Pattern[]): PackedPatterns =>
    list.map(({ areas }) =>
      areas.flatMap(({ region, kind, strength, side }) => [
        index(region),
        REFERRAL_KINDS.indexOf(kind) + ONE_SIDE.indexOf(side) * REFERRAL_KINDS.length,
        strength,
      ]),
    );
  const learned = (list: readonly Learned[] = []): PackedLearned =>
    list.flatMap(({ region, strength }) => [index(region), strength]);
  return {
    version,
    regions: regions.map((r): PackedRegion => [
      r.id,
      r.name,
      SIDES.indexOf(r.side),
      r.part,
      r.surface,
      r.neighbours.map(index),
    ]),
    muscles: muscles.map((m): PackedMuscle => [
      m.id,
      m.name,
      m.commonName ?? null,
      AREAS.indexOf(m.area),
      m.paired ? 1 : 0,
      m.sites.map((s): PackedSite => [
        s.id,
        s.label,
        FREQUENCIES.indexOf(s.frequency),
        GRIPS.indexOf(s.palpation.grip),
        s.beneath.map(({ kind }) => STRUCTURE_KINDS.indexOf(kind)),
        patterns(s.patterns),
        ONE_SIDE.indexOf(s.side),
        learned(s.learned),
      ]),
    ]),
    explanations: explanations.map((e) => packExplanation(e, patterns(e.patterns), learned(e.learned))),
  };
}

const packExplanation = (
  e: ExplanationEntry,
  patterns: PackedPatterns,
  learned: PackedLearned,
): PackedExplanation => [
  e.id,
  e.name,
  FAMILIES.indexOf(e.family),
  e.paired ? 1 : 0,
  FREQUENCIES.indexOf(e.frequency),
  e.flags,
  patterns,
  e.ask.map(packDiscriminator),
  e.examine.map(packDiscriminator),
  {
    ...(e.urgency === undefined ? {} : { urgency: URGENCIES.indexOf(e.urgency) }),
    ...(e.baseRate === undefined ? {} : { baseRate: e.baseRate.value }),
    ...(e.bothSides === undefined ? {} : { bothSides: e.bothSides.share }),
    ...(learned.length === 0 ? {} : { learned }),
  },
];

function packDiscriminator(d: RankingDiscriminator): PackedDiscriminator {
  const isFor = d.speaks === 'for' ? 1 : 0;
  return d.sensitivity === undefined || d.specificity === undefined
    ? [isFor]
    : [isFor, d.sensitivity, d.specificity];
}

/** The atlas that the ranking reads, both sides written out by the same code as the whole one. */
export function unpack({ version, regions, muscles, explanations }: PackedAtlas): RankingAtlas {
  const idOf = (j: Index): string => at(regions, j)[0];
  const patterns = (list: PackedPatterns): readonly Pick<Pattern, 'areas'>[] =>
    list.map((flat) => ({
      areas: Array.from({ length: flat.length / 3 }, (_, k) => {
        const kind = at(flat, 3 * k + 1);
        const side = ONE_SIDE[Math.floor(kind / REFERRAL_KINDS.length)];
        return {
          region: idOf(at(flat, 3 * k)),
          kind: at(REFERRAL_KINDS, kind % REFERRAL_KINDS.length),
          strength: at(flat, 3 * k + 2),
          ...(side === undefined ? {} : { side }),
        };
      }),
    }));
  const learnedOf = (flat: PackedLearned = []): readonly Pick<Learned, 'region' | 'strength'>[] =>
    Array.from({ length: flat.length / 2 }, (_, k) => ({
      region: idOf(at(flat, 2 * k)),
      strength: at(flat, 2 * k + 1),
    }));
  return {
    version,
    regions: regions.map(([id, name, side, part, surface, neighbours]) => ({
      id,
      name,
      side: at(SIDES, side),
      part,
      surface,
      neighbours: neighbours.map(idOf),
    })),
    sites: muscles.flatMap(([id, name, commonName, area, paired, sites]) => {
      const common = commonName === null ? {} : { commonName };
      const muscle = { id, name, ...common, area: at(AREAS, area), paired: paired === 1 };
      return sitesOn(
        muscle,
        sites.map(([site, label, frequency, grip, beneath, list, side, learned]) => ({
          id: site,
          ...sideOf(side),
          label,
          frequency: at(FREQUENCIES, frequency),
          palpation: { grip: at(GRIPS, grip) },
          beneath: beneath.map((kind) => ({ kind: at(STRUCTURE_KINDS, kind) })),
          patterns: patterns(list),
          learned: learnedOf(learned),
        })),
      );
    }),
    explanations: expandExplanations(
      explanations.map(([id, name, family, paired, frequency, flags, list, ask, examine, rest]) => ({
        id,
        name,
        family: at(FAMILIES, family),
        paired: paired === 1,
        dangerous: rest.urgency !== undefined,
        frequency: at(FREQUENCIES, frequency),
        flags,
        patterns: patterns(list),
        learned: learnedOf(rest.learned),
        ask: ask.map(unpackDiscriminator),
        examine: examine.map(unpackDiscriminator),
        ...(rest.urgency === undefined ? {} : { urgency: at(URGENCIES, rest.urgency) }),
        ...(rest.baseRate === undefined ? {} : { baseRate: { value: rest.baseRate } }),
        ...(rest.bothSides === undefined ? {} : { bothSides: { share: rest.bothSides } }),
      })),
    ),
  };
}

function sideOf(i: Index): { readonly side?: OneSide } {
  const side = ONE_SIDE[i];
  return side === undefined ? {} : { side };
}

function unpackDiscriminator([isFor, sensitivity, specificity]: PackedDiscriminator): RankingDiscriminator {
  const speaks = isFor === 1 ? 'for' : 'against';
  return sensitivity === undefined || specificity === undefined
    ? { speaks }
    : { speaks, sensitivity, specificity };
}

function at<T>(list: readonly T[], i: number): T {
  const item = list[i];
  if (item === undefined) throw new Error(`the packed atlas is damaged: no item ${i} of ${list.length}`);
  return item;
}
