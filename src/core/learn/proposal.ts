import { FREQUENCIES, type Frequency } from '../atlas/muscle.ts';
import { mirrorId } from '../atlas/region.ts';
import { priorOf, type Network } from '../localise/network.ts';
import type { Estimates } from './estimate.ts';
import { exposedTo, type Statistics } from './statistics.ts';

/** What kind of number it is. */
export const CHANGED_FIELDS = ['strength', 'frequency', 'base-rate', 'severity'] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** One number that the registry would change. */
export interface Change {
  /** Id of the row of content without a side, or of the level of severity. */
  readonly row: string;
  /** Of a strength: the region as the row has it. */
  readonly region?: string;
  readonly field: ChangedField;
  readonly from: string;
  readonly to: string;
  /** Expected number of cases that speak for it. */
  readonly cases: number;
}

/** A change in one phrase, as the content names it: `temporalis-1 → temple-left`. */
export const nameOfChange = ({ row, region }: Pick<Change, 'row' | 'region'>): string =>
  region === undefined ? row : `${row} → ${region}`;

/** A proposed version of the content. Nothing is changed until a clinician accepts it row by row. */
export interface Proposal {
  readonly content: string;
  readonly parameters: string;
  readonly cases: number;
  /** Largest evidence first. */
  readonly changes: readonly Change[];
}

/** Strengths that move less than this stay: the content has two digits. */
const WORTH_CHANGING = 0.05;
/** Strengths that fewer cases speak for stay: nobody can judge a line that rests on three patients. */
const LEAST_CASES = 20;
/** A strength is proposed when it moves by more than this many standard errors of what the cases counted. */
const CLEAR = 2;
/** Base rates that move by less than this factor stay: their sources are no surer. */
const WORTH_A_FACTOR = 1.5;

/** What the estimates would change in the content, for people to read. Left and right are one row. */
export function propose(network: Network, estimates: Estimates, statistics: Statistics): Proposal {
  const changes = [
    ...strengthChanges(network, estimates, statistics),
    ...frequencyChanges(network, estimates, statistics),
    ...baseRateChanges(network, estimates, statistics),
    ...severityChanges(network, estimates, statistics),
  ];
  return {
    content: statistics.content,
    parameters: statistics.parameters,
    cases: statistics.cases,
    changes: changes.sort((a, b) => b.cases - a.cases || (nameOfChange(a) < nameOfChange(b) ? -1 : 1)),
  };
}

/** The proposal as text: one line a change. */
export function printProposal({ content, parameters, cases, changes }: Proposal): string {
  const head = `Proposed from ${cases} cases, against content ${content}, parameters ${parameters}. Nothing is changed yet.`;
  const lines = changes.map(
    (change) =>
      `${change.field.padEnd(9)}  ${nameOfChange(change)}: ${change.from} → ${change.to}  (${Math.round(change.cases)} cases)`,
  );
  return [head, ...(lines.length > 0 ? lines : ['No change.'])].join('\n');
}

/** Each row once: its left side, its only side, or the midline; both sides together follow from the row. */
const isRowOfContent = ({ causeIndex }: Network, id: string): boolean =>
  !id.endsWith('-both') && (!id.endsWith('-right') || !causeIndex.has(mirrorId(id)));
const withoutSide = (id: string): string => id.replace(/-(left|right)$/, '');

function strengthChanges(
  network: Network,
  { strength }: Estimates,
  statistics: Statistics,
): readonly Change[] {
  return [...network.linkStrength].flatMap((from, e): readonly Change[] => {
    const { id = '' } = network.causes[network.linkCause[e] ?? 0] ?? {};
    const to = strength[e] ?? from;
    const cases = exposedTo(network, statistics, e);
    const clear = CLEAR * Math.sqrt((from * (1 - from)) / Math.max(1, cases));
    const isWorth = cases >= LEAST_CASES && Math.abs(to - from) >= Math.max(WORTH_CHANGING, clear);
    if (!isRowOfContent(network, id) || !isWorth) return [];
    const region = network.atlas.regions[network.linkRegion[e] ?? 0]?.id ?? '';
    return [
      {
        row: withoutSide(id),
        // Rows are written for the left, also those of which only the right side exists.
        region: id.endsWith('-right') ? mirrorId(region) : region,
        field: 'strength',
        from: from.toFixed(2),
        to: to.toFixed(2),
        cases,
      },
    ];
  });
}

function frequencyChanges(network: Network, { odds }: Estimates, { active }: Statistics): readonly Change[] {
  const { sites } = network.atlas;
  const words = FREQUENCIES.map((word) => ({ word, weight: network.parameters.frequency[word].value }));
  return sites.flatMap(({ id, entry }, i): readonly Change[] => {
    const from = entry.frequency;
    const before = network.causes[i]?.odds ?? 0;
    if (!isRowOfContent(network, id) || before === 0) return [];
    const weight = (network.parameters.frequency[from].value * (odds[i] ?? before)) / before;
    const to = words.reduce<{ word: Frequency; weight: number }>(
      (best, w) =>
        Math.abs(Math.log(w.weight / weight)) < Math.abs(Math.log(best.weight / weight)) ? w : best,
      { word: from, weight: network.parameters.frequency[from].value },
    ).word;
    if (to === from) return [];
    return [{ row: withoutSide(id), field: 'frequency', from, to, cases: active[i] ?? 0 }];
  });
}

function baseRateChanges(network: Network, { odds }: Estimates, { active }: Statistics): readonly Change[] {
  const { explanations, sites } = network.atlas;
  return explanations.flatMap((explanation, k): readonly Change[] => {
    const i = sites.length + k;
    const before = network.causes[i]?.odds ?? 0;
    const ratio = (odds[i] ?? before) / before;
    if (!isRowOfContent(network, explanation.id) || Math.abs(Math.log(ratio)) < Math.log(WORTH_A_FACTOR))
      return [];
    const from = priorOf(network.parameters, explanation);
    return [
      {
        row: explanation.entry.id,
        field: 'base-rate',
        from: from.toPrecision(2),
        to: Math.min(0.9, from * ratio).toPrecision(2),
        cases: active[i] ?? 0,
      },
    ];
  });
}

function severityChanges(
  network: Network,
  { severity }: Estimates,
  { level }: Statistics,
): readonly Change[] {
  return network.parameters.severity.flatMap(({ id, share }, s): readonly Change[] => {
    const to = severity[s] ?? share;
    if (Math.abs(to - share) < WORTH_CHANGING) return [];
    return [{ row: id, field: 'severity', from: share.toFixed(2), to: to.toFixed(2), cases: level[s] ?? 0 }];
  });
}
