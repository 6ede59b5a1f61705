import type { Sourced } from '../atlas/source.ts';
import { distress, nociplastic, type Distress, type Nociplastic } from './psychosocial.ts';
import { PAIN_SCALES, PEG_ITEMS, PHQ4_ITEMS, type Scores } from './scores.ts';
import type { Score } from './score.ts';
import { widespread, type Widespread } from './widespread.ts';

/** A band of a score, from its lower bound on. */
interface Band {
  readonly from: number;
  readonly text: string;
}

/** Bands of the mean of the PEG; read in a third party's summary, not in the paper. */
const PEG_BANDS: readonly Band[] = [
  { from: 7, text: 'severe' },
  { from: 4, text: 'moderate' },
  { from: 0, text: 'mild' },
];
const PEG_FACT: Sourced = { source: 'krebs-2009', status: 'unreviewed' };

/** Mean of the three items, with its band. Undefined until all three are answered: a skipped item is not 0. */
export function peg(
  items: Scores['peg'],
): { readonly mean: number; readonly band: string; readonly fact: Sourced } | undefined {
  const given = PEG_ITEMS.flatMap((item) => items?.[item] ?? []);
  if (given.length < PEG_ITEMS.length) return undefined;
  const mean = given.reduce((a, b) => a + b, 0) / given.length;
  return { mean, band: PEG_BANDS.find((b) => mean >= b.from)?.text ?? 'mild', fact: PEG_FACT };
}

/** Mean of the activities that were rated, 0 to 10, higher is better. Undefined when none was. */
export function activityMean(activities: Scores['activities']): number | undefined {
  if (activities === undefined || activities.length === 0) return undefined;
  return activities.reduce((sum, a) => sum + a.rating, 0) / activities.length;
}

/** The four items of distress, scored. Undefined until all four are answered. */
export function distressOf(scores: Scores | undefined): Distress | undefined {
  if (scores?.phq4 === undefined) return undefined;
  const items = scores.phq4;
  const scored = distress(PHQ4_ITEMS.map((item) => items[item]));
  return scored.ok ? scored.value : undefined;
}

/** The nociplastic criteria as far as they were answered. Undefined when nothing was. */
export function nociplasticOf(scores: Scores | undefined): Nociplastic | undefined {
  if (scores?.nociplastic === undefined) return undefined;
  return nociplastic(new Map(Object.entries(scores.nociplastic)));
}

/** Index, severity and criteria of widespread pain. Undefined when nothing of it was asked. */
export function widespreadOf(scores: Scores | undefined): Widespread | undefined {
  return scores?.widespread === undefined ? undefined : widespread(scores.widespread);
}

/** Pain over time: each scale by its name, higher is worse. */
export function painSeries(all: readonly Scores[]): readonly Score[] {
  return all.flatMap(({ day, pain }) =>
    PAIN_SCALES.flatMap((scale) => {
      const value = pain?.[scale];
      return value === undefined ? [] : [{ day, scale: `NRS ${scale}`, value }];
    }),
  );
}

/**
 * Function over time, turned so that higher is worse: the PEG, and 10 less the mean of the patient's own activities.
 *
 * The name of the second scale holds the activities, because means over different activities are no series.
 */
export function functionSeries(all: readonly Scores[]): readonly Score[] {
  return all.flatMap((scores) => {
    const { day } = scores;
    const pegs = peg(scores.peg);
    const mean = activityMean(scores.activities);
    const names = (scores.activities ?? []).map((a) => a.activity.trim().toLowerCase()).sort();
    return [
      ...(pegs === undefined ? [] : [{ day, scale: 'PEG', value: pegs.mean }]),
      ...(mean === undefined
        ? []
        : [{ day, scale: `PSFS limitation (${names.join('; ')})`, value: 10 - mean }]),
    ];
  });
}

/**
 * How much of a fall of pain counts, percent: from there on moderately important, and substantial.
 *
 * @source dworkin-2008
 */
export const IMPORTANT_FALL: Sourced & { readonly moderate: number; readonly substantial: number } = {
  moderate: 30,
  substantial: 50,
  source: 'dworkin-2008',
  status: 'verified',
};
