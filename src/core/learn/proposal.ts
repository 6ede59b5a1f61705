import { FREQUENCIES, type Frequency } from '../atlas/muscle.ts';
import type { Network } from '../localise/network.ts';
import type { Estimates } from './estimate.ts';
import type { Statistics } from './statistics.ts';

/** One number that the registry would change. */
export interface Change {
  /** What it is, as the content names it: `temporalis-1 → temple` or `temporalis-1`. */
  readonly what: string;
  readonly field: 'strength' | 'frequency' | 'severity';
  readonly from: string;
  readonly to: string;
  /** Expected number of cases that speak for it. */
  readonly cases: number;
}

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

/** What the estimates would change in the content, for people to read. Left and right are one row. */
export function propose(network: Network, estimates: Estimates, statistics: Statistics): Proposal {
  const changes = [
    ...strengthChanges(network, estimates, statistics),
    ...frequencyChanges(network, estimates, statistics),
    ...severityChanges(network, estimates, statistics),
  ];
  return {
    content: statistics.content,
    parameters: statistics.parameters,
    cases: statistics.cases,
    changes: changes.sort((a, b) => b.cases - a.cases || (a.what < b.what ? -1 : 1)),
  };
}

/** The proposal as text: one line a change. */
export function printProposal({ content, parameters, cases, changes }: Proposal): string {
  const head = `Proposed from ${cases} cases, against content ${content}, parameters ${parameters}. Nothing is changed yet.`;
  const lines = changes.map(
    ({ what, field, from, to, cases: n }) =>
      `${field.padEnd(9)}  ${what}: ${from} → ${to}  (${Math.round(n)} cases)`,
  );
  return [head, ...(lines.length > 0 ? lines : ['No change.'])].join('\n');
}

const isRowOfContent = (id: string): boolean => !id.endsWith('-right');
const withoutSide = (id: string): string => id.replace(/-left$/, '');

function strengthChanges(
  network: Network,
  { strength }: Estimates,
  { exposed }: Statistics,
): readonly Change[] {
  return [...network.linkStrength].flatMap((from, e): readonly Change[] => {
    const { id = '' } = network.causes[network.linkCause[e] ?? 0] ?? {};
    const to = strength[e] ?? from;
    if (!isRowOfContent(id) || Math.abs(to - from) < WORTH_CHANGING) return [];
    const region = network.atlas.regions[network.linkRegion[e] ?? 0]?.id ?? '';
    return [
      {
        what: `${withoutSide(id)} → ${withoutSide(region)}`,
        field: 'strength',
        from: from.toFixed(2),
        to: to.toFixed(2),
        cases: exposed[e] ?? 0,
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
    if (!isRowOfContent(id) || before === 0) return [];
    const weight = (network.parameters.frequency[from].value * (odds[i] ?? before)) / before;
    const to = words.reduce<{ word: Frequency; weight: number }>(
      (best, w) =>
        Math.abs(Math.log(w.weight / weight)) < Math.abs(Math.log(best.weight / weight)) ? w : best,
      { word: from, weight: network.parameters.frequency[from].value },
    ).word;
    if (to === from) return [];
    return [{ what: withoutSide(id), field: 'frequency', from, to, cases: active[i] ?? 0 }];
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
    return [{ what: id, field: 'severity', from: share.toFixed(2), to: to.toFixed(2), cases: level[s] ?? 0 }];
  });
}
