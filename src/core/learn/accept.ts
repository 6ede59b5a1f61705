import type { ExplanationEntry } from '../atlas/explanation.ts';
import { FREQUENCIES, type Frequency, type Learned, type MuscleEntry } from '../atlas/muscle.ts';
import type { Change } from './proposal.ts';

/** The rows of content that a proposal may change. */
export interface Rows {
  readonly muscles: readonly MuscleEntry[];
  readonly explanations: readonly ExplanationEntry[];
}

/**
 * The rows with the accepted changes in them; what was not accepted stays to the letter.
 *
 * Each source keeps its own version of a pattern: a learned strength stands beside them, in their place for the ranking,
 * with the number of cases and the name of who accepted it.
 */
export function acceptChanges(rows: Rows, changes: readonly Change[], by: string): Rows {
  const of = (row: string): readonly Change[] => changes.filter((change) => change.row === row);
  return {
    muscles: rows.muscles.map((muscle) => {
      if (!muscle.sites.some(({ id }) => of(id).length > 0)) return muscle;
      return { ...muscle, sites: muscle.sites.map((site) => changed(site, of(site.id), by)) };
    }),
    explanations: rows.explanations.map((entry) => {
      const own = of(entry.id);
      const rate = own.find(({ field }) => field === 'base-rate');
      const next = changed(entry, own, by);
      if (rate === undefined) return next;
      const reckoning = `${Math.round(rate.cases)} expected cases of the registry, against ${rate.from} before; accepted by ${by}`;
      return {
        ...next,
        baseRate: { value: Number(rate.to), reckoning, source: 'registry', status: 'unreviewed' },
      };
    }),
  };
}

interface Changeable {
  readonly frequency: Frequency;
  readonly learned?: readonly Learned[];
}

function changed<T extends Changeable>(row: T, changes: readonly Change[], by: string): T {
  if (changes.length === 0) return row;
  const frequency = FREQUENCIES.find((word) =>
    changes.some(({ field, to }) => field === 'frequency' && to === word),
  );
  const fresh = changes.flatMap(({ field, region, to, cases }): readonly Learned[] =>
    field === 'strength' && region !== undefined
      ? [
          {
            region,
            strength: Number(to),
            cases: Math.round(cases),
            by,
            source: 'registry',
            status: 'unreviewed',
          },
        ]
      : [],
  );
  const kept = (row.learned ?? []).filter((old) => !fresh.some(({ region }) => region === old.region));
  return {
    ...row,
    ...(frequency === undefined ? {} : { frequency }),
    ...(fresh.length === 0 ? {} : { learned: [...kept, ...fresh] }),
  };
}
