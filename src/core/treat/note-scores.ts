import { daysBetween } from '../../kit/time.ts';
import { percentGained, type Score } from '../examine/score.ts';
import {
  activityMean,
  distressOf,
  functionSeries,
  nociplasticOf,
  painSeries,
  peg,
  widespreadOf,
} from '../examine/scored.ts';
import { PAIN_SCALES, type Change, type Scores } from '../examine/scores.ts';
import { listed, tenth } from './note-words.ts';

/** What the questionnaires answered at this visit, and what has changed since the first that asked the same. */
export function scoreLines(scores: Scores | undefined, earlier: readonly Scores[]): readonly string[] {
  if (scores === undefined) return ['No score was taken at this visit.'];
  return [
    painLine(scores),
    functionLine(scores),
    activityLine(scores),
    `Change as the patient sees it: ${scores.change === undefined ? 'not asked' : CHANGE_WORDS[scores.change]}.`,
    distressLine(scores),
    widespreadLine(scores),
    nociplasticLine(scores),
    ...changeLines(scores, earlier),
  ];
}

function painLine({ pain }: Scores): string {
  if (pain === undefined) return 'Pain (NRS, 0 to 10): not asked.';
  const said = PAIN_SCALES.map((scale) => {
    const value = pain[scale];
    return value === undefined ? `${scale} not asked` : `${scale} ${value}`;
  });
  return `Pain (NRS, 0 to 10): ${said.join(', ')}.`;
}

function functionLine({ peg: items }: Scores): string {
  const scored = peg(items);
  if (scored !== undefined) return `PEG ${tenth(scored.mean)} of 10, ${scored.band}.`;
  return `PEG: ${items === undefined ? 'not asked' : 'not all of its three items were answered, so that there is no score'}.`;
}

function activityLine({ activities }: Scores): string {
  const mean = activityMean(activities);
  if (mean === undefined) return "The patient's own activities (PSFS): not asked.";
  const each = (activities ?? []).map((a) => `${a.activity} ${tenth(a.rating)}`).join(', ');
  return `The patient's own activities (PSFS, 0 cannot to 10 as before): ${each}; mean ${tenth(mean)}.`;
}

function distressLine(scores: Scores): string {
  const scored = distressOf(scores);
  if (scored === undefined)
    return `PHQ-4: ${scores.phq4 === undefined ? 'not asked' : 'not all of its four items were answered, so that there is no score'}.`;
  const positive = [...(scored.anxiety ? ['anxiety'] : []), ...(scored.depression ? ['depression'] : [])];
  return `PHQ-4 ${scored.total} of 12, ${scored.band === 'none' ? 'no distress by its band' : `${scored.band} distress`}; positive screen for: ${listed(positive)}.`;
}

function widespreadLine(scores: Scores): string {
  const scored = widespreadOf(scores);
  if (scored === undefined) return 'Widespread pain and symptom severity: not asked.';
  const index = scored.index === undefined ? 'index not asked' : `index ${scored.index} of 19`;
  const severity =
    scored.severity === undefined ? 'severity not complete' : `severity ${scored.severity} of 12`;
  const criteria = {
    present: 'the 2016 criteria are met',
    absent: 'the 2016 criteria are not met',
    unknown: `the 2016 criteria cannot be settled: missing ${scored.missing.join(', ')}`,
  }[scored.criteria];
  return `Widespread pain ${index}, ${severity}; ${criteria}.`;
}

function nociplasticLine(scores: Scores): string {
  const graded = nociplasticOf(scores);
  if (graded === undefined) return 'Criteria of nociplastic pain: not asked.';
  return `Criteria of nociplastic pain: ${
    {
      probable: 'probably nociplastic',
      possible: 'possibly nociplastic',
      'not-met': 'not met',
      'not-enough-known': 'not enough known to say',
    }[graded.verdict]
  }.`;
}

/** Each scale of today against the first score of the same scale. Raw scores stand beside the percentage. */
function changeLines(today: Scores, earlier: readonly Scores[]): readonly string[] {
  const before = earlier.filter((e) => e.day < today.day);
  const seriesOf = (days: readonly Scores[]): readonly Score[] => [
    ...painSeries(days),
    ...functionSeries(days),
  ];
  const past = [...seriesOf(before)].sort((a, b) => (a.day < b.day ? -1 : 1));
  return seriesOf([today]).flatMap((now) => {
    const first = past.find((p) => p.scale === now.scale);
    if (first === undefined) return [];
    const gained = percentGained(first, now);
    const change =
      gained === undefined
        ? ''
        : ` (${Math.round(Math.abs(gained))} % ${gained < 0 ? 'worse' : 'better'}, computed)`;
    return [
      `${now.scale}: ${tenth(first.value)} on ${first.day}, ${tenth(now.value)} today, ${daysBetween(first.day, today.day)} days later${change}.`,
    ];
  });
}

/** Each answer about change, in our own words. */
export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  'very-much-improved': 'very much better',
  'much-improved': 'much better',
  'minimally-improved': 'a little better',
  'no-change': 'no change',
  'minimally-worse': 'a little worse',
  'much-worse': 'much worse',
  'very-much-worse': 'very much worse',
};
