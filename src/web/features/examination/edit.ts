import type { Answer } from '../../../core/answer.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { Examination, SiteExamination } from '../../../core/examine/examination.ts';
import type { PressureReadings } from '../../../core/examine/measures.ts';
import {
  FURTHER_SIGNS,
  type AutonomicSign,
  type ExaminationSign,
  type FurtherSign,
} from '../../../core/examine/signs.ts';
import { SIGNS, type Sign, type SiteFinding } from '../../../core/localise/request.ts';

/** What the hands found at one visit: the signs that move the ranking, and everything else. */
export interface Found {
  readonly findings: readonly SiteFinding[];
  readonly examination: Examination;
}

const isRanking = (sign: ExaminationSign): sign is Sign => (SIGNS as readonly string[]).includes(sign);
const isFurther = (sign: ExaminationSign): sign is FurtherSign =>
  (FURTHER_SIGNS as readonly string[]).includes(sign);

/** What was answered to one sign at one site. */
export function answerAt({ findings, examination }: Found, site: SiteId, sign: ExaminationSign): Answer {
  return isRanking(sign)
    ? (findings.find((f) => f.site === site && f.sign === sign)?.answer ?? 'unknown')
    : (examination.sites.find((s) => s.site === site)?.signs?.[sign] ?? 'unknown');
}

/** Answer one sign. Unknown is what is not recorded: taking an answer back leaves no trace. */
export function withAnswer(
  { findings, examination }: Found,
  site: SiteId,
  sign: ExaminationSign,
  answer: Answer,
): Found {
  if (isFurther(sign)) {
    const change = (s: SiteExamination): SiteExamination => ({
      ...s,
      signs: answered(s.signs, sign, answer),
    });
    return { findings, examination: withSite(examination, site, change) };
  }
  if (!isRanking(sign)) return { findings, examination };
  const known = findings.find((f) => f.site === site && f.sign === sign);
  const others = findings.filter((f) => f !== known);
  if (answer === 'unknown') return { findings: others, examination };
  const regions = answer === 'present' ? known?.regions : undefined;
  const given: SiteFinding = { site, sign, answer, ...(regions !== undefined && { regions }) };
  return { findings: [...others, given], examination };
}

/** Say where the referral of a site was felt; none: it was not asked. */
export function withReferral(found: Found, site: SiteId, regions: readonly RegionId[]): Found {
  const present = withAnswer(found, site, 'referred-pain', 'present');
  return {
    ...present,
    findings: present.findings.map((f) => {
      if (f.site !== site || f.sign !== 'referred-pain') return f;
      const { site: at, sign, answer } = f;
      return { site: at, sign, answer, ...(regions.length > 0 && { regions }) };
    }),
  };
}

/** Where the referral of a site was felt. */
export function referralAt({ findings }: Found, site: SiteId): readonly RegionId[] {
  return findings.find((f) => f.site === site && f.sign === 'referred-pain')?.regions ?? [];
}

/** Answer an autonomic sign. */
export function withAutonomic(found: Found, site: SiteId, sign: AutonomicSign, answer: Answer): Found {
  const change = (s: SiteExamination): SiteExamination => ({
    ...s,
    autonomic: answered(s.autonomic, sign, answer),
  });
  return { ...found, examination: withSite(found.examination, site, change) };
}

/** Write down a pressure-pain threshold; without a reading it was not measured. */
export function withPressure(found: Found, site: SiteId, pressure: PressureReadings): Found {
  const change = (s: SiteExamination): SiteExamination => {
    if (pressure.readings.length > 0) return { ...s, pressure };
    const { site: at, signs, autonomic } = s;
    return { site: at, ...(signs !== undefined && { signs }), ...(autonomic !== undefined && { autonomic }) };
  };
  return { ...found, examination: withSite(found.examination, site, change) };
}

/** Change what one site showed; a site of which nothing is known any more leaves the list. */
function withSite(
  examination: Examination,
  site: SiteId,
  change: (s: SiteExamination) => SiteExamination,
): Examination {
  const known = examination.sites.find((s) => s.site === site);
  const changed = change(known ?? { site });
  const isBlank =
    Object.keys(changed.signs ?? {}).length === 0 &&
    Object.keys(changed.autonomic ?? {}).length === 0 &&
    changed.pressure === undefined;
  const sites =
    known === undefined
      ? [...examination.sites, changed]
      : examination.sites.map((s) => (s === known ? changed : s));
  return { ...examination, sites: isBlank ? sites.filter((s) => s !== changed) : sites };
}

function answered<K extends string>(
  before: Readonly<Partial<Record<K, Answer>>> | undefined,
  key: K,
  answer: Answer,
): Readonly<Partial<Record<K, Answer>>> {
  const others = Object.entries(before ?? {}).filter(([k]) => k !== key);
  return Object.fromEntries(answer === 'unknown' ? others : [...others, [key, answer]]) as Partial<
    Record<K, Answer>
  >;
}

/** What a key makes of an answer: unknown, present, absent, and round again. */
export const AFTER: Readonly<Record<Answer, Answer>> = {
  unknown: 'present',
  present: 'absent',
  absent: 'unknown',
};
