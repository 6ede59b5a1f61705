import { addDays, daysBetween, type Day } from '../../kit/time.ts';
import type { Answer } from '../answer.ts';
import type { Side } from '../atlas/region.ts';
import type { Sourced } from '../atlas/source.ts';
import { percentGained, type Score } from '../examine/score.ts';

/** What a payer asks for before it pays for a session. */
export type Requirement =
  /** At most so many sessions in any run of so many days. */
  | { readonly kind: 'most-sessions'; readonly most: number; readonly days: number }
  /** So many days between sessions, at the same site or at all. */
  | { readonly kind: 'interval'; readonly days: number; readonly at: 'same-site' | 'any' }
  /** After the first session: so much relief, percent, on the same scale, lasting so many days. */
  | { readonly kind: 'relief'; readonly percent: number; readonly days: number }
  /** After the first session: so much gain of function, percent. */
  | { readonly kind: 'function'; readonly percent: number }
  /** A programme of rehabilitation in which the patient takes part. */
  | { readonly kind: 'active-care' }
  /** Care without needles failed over so many days before the first session. */
  | { readonly kind: 'conservative-care'; readonly days: number }
  /** Pain for so many days. */
  | { readonly kind: 'duration'; readonly days: number }
  /** Not paid for whatever is written. */
  | { readonly kind: 'not-covered' };

/** One version of one payer's rules for one kind of procedure, as dated data. */
export interface PayerRule extends Sourced {
  readonly id: string;
  readonly payer: string;
  readonly document: string;
  readonly procedure: 'injection' | 'dry-needling' | 'acupuncture';
  readonly validFrom: Day;
  /** The last day. Absent: in force as far as we know. */
  readonly validTo?: Day;
  readonly requirements: readonly Requirement[];
  /** What it does not pay for besides, in our words. */
  readonly excludes: readonly string[];
  readonly note?: string;
}

/** One session that was given. */
export interface SessionGiven {
  readonly day: Day;
  readonly muscles: readonly { readonly name: string; readonly side: Side }[];
  readonly code?: string;
}

/** What the chart knows, as far as a payer asks for it. */
export interface PayerEvidence {
  readonly sessions: readonly SessionGiven[];
  /** Pain, every score of the episode. */
  readonly pain: readonly Score[];
  /** Function on a named scale; higher is worse. */
  readonly function: readonly Score[];
  /** The patient takes part in an active programme now. */
  readonly activeCare: Answer;
  /** Care without needles that was tried: from, to. An open end is still going on. */
  readonly conservative: readonly { readonly what: string; readonly from: Day; readonly to?: Day }[];
  readonly painSince?: Day;
}

/** One requirement as it stands for a session on a day. */
export interface ClockItem {
  readonly requirement: Requirement;
  /** `unknown`: the chart does not say; nothing is assumed. */
  readonly state: 'met' | 'missing' | 'unknown';
  readonly because: string;
  /** The first day on which this requirement could be met by waiting alone. */
  readonly from?: Day;
}

/** What is used, and what the next session still lacks. */
export interface PayerClock {
  readonly rule: PayerRule;
  readonly day: Day;
  /** Sessions that count on that day. Absent: the payer counts none. */
  readonly used?: { readonly sessions: number; readonly most: number; readonly since: Day };
  readonly items: readonly ClockItem[];
  /** Every requirement is met. A payer may still refuse. */
  readonly complete: boolean;
}

/** The rules of a payer in force on a day for one kind of procedure. */
export function rulesOn(
  rules: readonly PayerRule[],
  day: Day,
  procedure: PayerRule['procedure'],
): readonly PayerRule[] {
  return rules.filter((r) => r.procedure === procedure && r.validFrom <= day && day <= (r.validTo ?? day));
}

/** Hold what the chart knows against a payer's rule, for a session on `day` at the muscles named. */
export function payerClock(
  rule: PayerRule,
  evidence: PayerEvidence,
  { day, muscles }: { readonly day: Day; readonly muscles: SessionGiven['muscles'] },
): PayerClock {
  const before = { ...evidence, sessions: evidence.sessions.filter((s) => s.day <= day) };
  const items = rule.requirements.map((requirement): ClockItem => ({
    requirement,
    ...judge(requirement, before, { day, muscles }),
  }));
  const count = rule.requirements.find((r) => r.kind === 'most-sessions');
  const since = count === undefined ? undefined : addDays(day, 1 - count.days);
  return {
    rule,
    day,
    ...(count === undefined || since === undefined
      ? {}
      : {
          used: { sessions: sessionDays(before, since).length, most: count.most, since },
        }),
    items,
    complete: items.every((item) => item.state === 'met'),
  };
}

type Judged = Omit<ClockItem, 'requirement'>;
interface Next {
  readonly day: Day;
  readonly muscles: SessionGiven['muscles'];
}

function judge(requirement: Requirement, evidence: PayerEvidence, next: Next): Judged {
  switch (requirement.kind) {
    case 'most-sessions':
      return judgeCount(requirement, evidence, next);
    case 'interval':
      return judgeInterval(requirement, evidence, next);
    case 'relief':
      return judgeRelief(requirement, evidence);
    case 'function':
      return judgeFunction(requirement, evidence);
    case 'active-care':
      return judgeActive(evidence);
    case 'conservative-care':
      return judgeConservative(requirement, evidence, next);
    case 'duration':
      return judgeDuration(requirement, evidence, next);
    case 'not-covered':
      return { state: 'missing', because: 'This payer does not pay for it.' };
  }
}

/** Days on which there were sessions; everything done on one day is one session. */
const sessionDays = (evidence: PayerEvidence, since: Day): readonly Day[] =>
  [...new Set(evidence.sessions.map((s) => s.day))].filter((d) => d >= since).sort();

function judgeCount(
  { most, days }: Extract<Requirement, { kind: 'most-sessions' }>,
  evidence: PayerEvidence,
  { day }: Next,
): Judged {
  const counted = sessionDays(evidence, addDays(day, 1 - days)).filter((d) => d !== day);
  const because = `${counted.length} of ${most} sessions in ${days} days are used.`;
  if (counted.length < most) return { state: 'met', because };
  // Room opens when the oldest of the last `most` sessions falls out of the run of days.
  const oldest = counted.at(-most) ?? day;
  return { state: 'missing', because, from: addDays(oldest, days) };
}

function judgeInterval(
  { days, at }: Extract<Requirement, { kind: 'interval' }>,
  evidence: PayerEvidence,
  { day, muscles }: Next,
): Judged {
  const here = (s: SessionGiven): boolean =>
    at === 'any' || s.muscles.some((m) => muscles.some((n) => n.name === m.name && n.side === m.side));
  const last = evidence.sessions
    .filter((s) => s.day < day && here(s))
    .map((s) => s.day)
    .sort()
    .at(-1);
  const where = at === 'any' ? '' : ' at these muscles';
  if (last === undefined) return { state: 'met', because: `No earlier session${where}.` };
  const passed = daysBetween(last, day);
  const because = `${passed} of ${days} days have passed since ${last}${where}.`;
  return passed >= days
    ? { state: 'met', because }
    : { state: 'missing', because, from: addDays(last, days) };
}

const byDay = (a: Score, b: Score): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);

/** Sessions before this one; a payer asks about relief only when there was one. */
function lastSession(evidence: PayerEvidence): Day | undefined {
  return evidence.sessions
    .map((s) => s.day)
    .sort()
    .at(-1);
}

function judgeRelief(
  { percent, days }: Extract<Requirement, { kind: 'relief' }>,
  evidence: PayerEvidence,
): Judged {
  const last = lastSession(evidence);
  if (last === undefined) return { state: 'met', because: 'The first session needs no earlier relief.' };
  const scores = [...evidence.pain].sort(byDay);
  const baseline = scores.filter((s) => s.day <= last).at(-1);
  if (baseline === undefined) return { state: 'unknown', because: `No pain score on or before ${last}.` };
  const since = scores.filter((s) => s.day > last && s.scale === baseline.scale);
  // A run of relief begins at the session, or at the first good score after a bad one.
  let begun: Day | undefined = last;
  let latest = 0;
  for (const score of since) {
    latest = percentGained(baseline, score) ?? 0;
    begun = latest >= percent ? (begun ?? score.day) : undefined;
    const lasted = begun === undefined ? 0 : daysBetween(begun, score.day);
    if (lasted >= days)
      return {
        state: 'met',
        because: `${Math.round(latest)} % relief on ${score.day}, ${lasted} days on, on ${baseline.scale}.`,
      };
  }
  if (begun === undefined)
    return {
      state: 'missing',
      because: `${Math.round(latest)} % relief on ${since.at(-1)?.day ?? last}; ${percent} % for ${days} days is asked for.`,
    };
  return {
    state: 'unknown',
    because: `No score on ${baseline.scale} ${days} days or more after ${begun}.`,
    from: addDays(begun, days),
  };
}

function judgeFunction(
  { percent }: Extract<Requirement, { kind: 'function' }>,
  evidence: PayerEvidence,
): Judged {
  const last = lastSession(evidence);
  if (last === undefined) return { state: 'met', because: 'The first session needs no earlier gain.' };
  const scores = [...evidence.function].sort(byDay);
  const baseline = scores.filter((s) => s.day <= last).at(-1);
  const later = scores.filter((s) => s.day > last && s.scale === baseline?.scale).at(-1);
  const gained = baseline === undefined || later === undefined ? undefined : percentGained(baseline, later);
  if (gained === undefined)
    return { state: 'unknown', because: `No function on one scale before and after ${last}.` };
  const because = `Function ${Math.round(gained)} % better on ${later?.scale ?? ''}; ${percent} % is asked for.`;
  return { state: gained >= percent ? 'met' : 'missing', because };
}

function judgeActive({ activeCare }: PayerEvidence): Judged {
  if (activeCare === 'unknown')
    return {
      state: 'unknown',
      because: 'The chart does not say whether the patient takes part in a programme.',
    };
  return activeCare === 'present'
    ? { state: 'met', because: 'The patient takes part in an active programme.' }
    : { state: 'missing', because: 'The patient takes part in no active programme.' };
}

function judgeConservative(
  { days }: Extract<Requirement, { kind: 'conservative-care' }>,
  { conservative }: PayerEvidence,
  { day }: Next,
): Judged {
  if (conservative.length === 0)
    return { state: 'unknown', because: 'No care without needles is written down.' };
  const longest = Math.max(...conservative.map((c) => daysBetween(c.from, c.to ?? day)));
  const because = `The longest care without needles lasted ${longest} of ${days} days.`;
  return { state: longest >= days ? 'met' : 'missing', because };
}

function judgeDuration(
  { days }: Extract<Requirement, { kind: 'duration' }>,
  { painSince }: PayerEvidence,
  { day }: Next,
): Judged {
  if (painSince === undefined)
    return { state: 'unknown', because: 'Since when it hurts is not written down.' };
  const so = daysBetween(painSince, day);
  const because = `Pain for ${so} of ${days} days.`;
  return so >= days
    ? { state: 'met', because }
    : { state: 'missing', because, from: addDays(painSince, days) };
}

/** One page for a payer: what was done, what it changed in raw scores, and how each requirement stands. */
export interface EvidencePacket {
  readonly payer: string;
  readonly document: string;
  readonly source: string;
  readonly status: string;
  readonly day: Day;
  readonly sessions: readonly SessionGiven[];
  /** Raw scores beside the percentage computed from the first of their scale. */
  readonly scores: readonly (Score & { readonly percent?: number })[];
  readonly conservative: PayerEvidence['conservative'];
  readonly items: readonly {
    readonly requirement: string;
    readonly state: string;
    readonly because: string;
  }[];
}

/** Gather what a payer asks for on one page, as data. */
export function evidencePacket(clock: PayerClock, evidence: PayerEvidence): EvidencePacket {
  const scores = [...evidence.pain, ...evidence.function].sort(byDay);
  const first = new Map<string, Score>();
  for (const s of scores) if (!first.has(s.scale)) first.set(s.scale, s);
  return {
    payer: clock.rule.payer,
    document: clock.rule.document,
    source: clock.rule.source,
    status: clock.rule.status,
    day: clock.day,
    sessions: [...evidence.sessions].sort((a, b) => (a.day < b.day ? -1 : 1)),
    scores: scores.map((s) => {
      const base = first.get(s.scale);
      const percent = base === undefined || base === s ? undefined : percentGained(base, s);
      return percent === undefined ? s : { ...s, percent };
    }),
    conservative: evidence.conservative,
    items: clock.items.map(({ requirement, state, because }) => ({
      requirement: describeRequirement(requirement),
      state,
      because,
    })),
  };
}

/** A requirement in one phrase. */
export function describeRequirement(r: Requirement): string {
  switch (r.kind) {
    case 'most-sessions':
      return `at most ${r.most} sessions in ${r.days} days`;
    case 'interval':
      return `${r.days} days between sessions${r.at === 'any' ? '' : ' at the same muscle'}`;
    case 'relief':
      return `${r.percent} % relief on the same scale for ${r.days} days`;
    case 'function':
      return `${r.percent} % better function`;
    case 'active-care':
      return 'takes part in an active programme';
    case 'conservative-care':
      return `care without needles for ${r.days} days`;
    case 'duration':
      return `pain for ${r.days} days`;
    case 'not-covered':
      return 'not paid for';
  }
}
