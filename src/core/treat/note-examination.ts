import type { Answer } from '../answer.ts';
import type { Site, SiteId } from '../atlas/muscle.ts';
import type { Verdict } from '../examine/criteria.ts';
import type { Examination, JudgedSite } from '../examine/examination.ts';
import { pressureThreshold } from '../examine/measures.ts';
import { isBegun, readNeuro, type NeuroContent, type NerveSign } from '../examine/neuro.ts';
import { stageNow } from '../examine/points.ts';
import type { TriggerPoint } from '../examine/life.ts';
import type { NoteInput } from './note.ts';
import { unitOf } from './note-procedure.ts';
import { listed, nameSite } from './note-words.ts';

/** One examined site as the note tells it. */
export interface ExaminedSite {
  readonly site: SiteId;
  readonly verdict: Verdict;
  /** Signs in words. */
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

/** A judged site with its signs in words. A sign that is in neither list is unknown. */
export function toldSite({ site, verdict, signs }: JudgedSite): ExaminedSite {
  const named = (answer: Answer): readonly string[] =>
    [...signs].filter(([, a]) => a === answer).map(([sign]) => sign.replaceAll('-', ' '));
  return { site, verdict, present: named('present'), absent: named('absent') };
}

const VERDICTS_IN_WORDS: Readonly<Record<Verdict, string>> = {
  active: 'an active trigger point',
  latent: 'a latent trigger point',
  'not-met': 'criteria not met',
  'not-enough-known': 'not enough known to say',
};

/** What was examined, site by site, and what was measured before anything was done. */
export function examinationLines({
  examined,
  criteria,
  sites,
  motions,
  measured,
}: NoteInput): readonly string[] {
  const rest = [
    ...motions
      .filter((m) => m.before !== undefined)
      .map((m) => `${m.movement}, ${m.side}: ${m.before ?? ''} ${unitOf(m)} before.`),
    ...(measured ?? []),
  ];
  if (examined.length === 0) return ['No muscle was examined.', ...rest];
  return [
    `Judged by ${criteria}. Signs that are not named were not recorded.`,
    ...examined.map(({ site, verdict, present, absent }) => {
      const found = present.length === 0 ? 'no sign found' : `${present.join(', ')} present`;
      const not = absent.length === 0 ? '' : `; ${absent.join(', ')} absent`;
      return `${nameSite(site, sites)}: ${found}${not}: ${VERDICTS_IN_WORDS[verdict]}.`;
    }),
    ...rest,
  ];
}

/** Pressure thresholds, autonomic signs and the nerves, in sentences. */
export function measuredLines(
  examination: Examination | undefined,
  sites: ReadonlyMap<SiteId, Site>,
  neuro: NeuroContent,
): readonly string[] {
  if (examination === undefined) return ['Nerves: not examined.'];
  return [
    ...examination.sites.flatMap(({ site, pressure, autonomic }) => {
      const lines: string[] = [];
      const threshold = pressure === undefined ? undefined : pressureThreshold(pressure);
      if (threshold?.ok === true) {
        const { mean, deviation, repetitions } = threshold.value;
        const spread = deviation === undefined ? '' : `, standard deviation ${Math.round(deviation)}`;
        lines.push(
          `Pressure threshold, ${nameSite(site, sites)}: ${Math.round(mean)} kPa, mean of ${repetitions}${spread}.`,
        );
      }
      const seen = Object.entries(autonomic ?? {}).filter(([, answer]) => answer === 'present');
      if (seen.length > 0)
        lines.push(
          `Autonomic, ${nameSite(site, sites)}: ${seen.map(([sign]) => sign.replaceAll('-', ' ')).join(', ')}.`,
        );
      return lines;
    }),
    nerveLine(examination, neuro),
  ];
}

function nerveLine({ neuro: screen }: Examination, content: NeuroContent): string {
  const { state, signs, missing } = readNeuro(content, screen);
  if (state === 'positive') return `Nerves: abnormal: ${listed(signs.map((s) => nerveSign(s, content)))}.`;
  if (state === 'negative') return 'Nerves: every root of the limbs that were tested, and nothing abnormal.';
  return !isBegun(screen)
    ? 'Nerves: not examined.'
    : `Nerves: nothing abnormal so far; ${missing} answers of the limbs that were begun are missing.`;
}

function nerveSign({ kind, what, side, result }: NerveSign, { tests }: NeuroContent): string {
  const name = kind === 'test' ? (tests.find((t) => t.id === what)?.name ?? what) : what.replaceAll('-', ' ');
  const of = kind === 'word' || kind === 'test' ? '' : `${kind} `;
  return `${of}${name}${side === undefined ? '' : ` ${side}`} ${result}`;
}

/** Where each trigger point stands on the day of the note. */
export function pointLines(
  points: readonly TriggerPoint[],
  sites: ReadonlyMap<SiteId, Site>,
): readonly string[] {
  return points.map((point) => {
    const { stage, day } = stageNow(point);
    const parent = points.find((p) => p.id === point.parent);
    const of = parent === undefined ? '' : `, thought to be a satellite of ${nameSite(parent.site, sites)}`;
    return `${nameSite(point.site, sites)}: ${stage} since ${day}${of}.`;
  });
}
