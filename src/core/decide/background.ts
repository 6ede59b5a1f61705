import type { Answer } from '../answer.ts';
import type { Site } from '../atlas/muscle.ts';
import type { Answers, QuestionId } from '../logic.ts';
import { daysBetween, type Day } from '../../kit/time.ts';
import { takes, type MedicineList, type MedicineRow } from './medicines.ts';

/** A measurement of the body with the day on which it was made. */
export interface Measured {
  /** Kilograms, or centimetres for a height. */
  readonly value: number;
  readonly day: Day;
}

/** One allergy, sorted by whoever took the history. */
export const ALLERGY_KINDS = ['local-anaesthetic', 'metal', 'other'] as const;
export type AllergyKind = (typeof ALLERGY_KINDS)[number];
/** What the patient is allergic to, in the words of the history. */
export interface Allergy {
  readonly to: string;
  readonly kind: AllergyKind;
  readonly reaction?: string;
}

/** Care without needles that was tried before. */
export interface CareTried {
  readonly what: string;
  readonly from: Day;
  readonly to?: Day;
  readonly dose?: string;
  /** What it did; absent: not asked. */
  readonly effect?: 'helped' | 'partly' | 'none' | 'worse';
  /** Still going on, with the patient taking part. */
  readonly active?: boolean;
}

/** What keeps the pain going, and whether something can be done about it. */
export interface PerpetuatingFactor {
  readonly what: string;
  readonly modifiable: boolean;
}

/** An answer, and the day on which it was given. */
export interface Asked {
  readonly answer: Answer;
  readonly asked: Day;
}

/** An operation, and what it left in the body. */
export interface Surgery {
  readonly what: string;
  readonly year?: number;
  /** It left a prosthesis, plate or other implant. */
  readonly implant?: boolean;
}

/** What happened at a needle or an anaesthetic before. */
export interface EarlierReaction {
  readonly to: string;
  readonly what: string;
}

/** A list as the patient gave it on a day. Empty: asked, and there is none. */
export interface TakenList<T> {
  readonly taken: Day;
  readonly list: readonly T[];
}

/** What is known about a patient before any visit. A field that is absent was not asked. */
export interface Background {
  readonly occupation?: string;
  /** In any order; each has its day. */
  readonly weights?: readonly Measured[];
  readonly heights?: readonly Measured[];
  readonly allergies?: TakenList<Allergy>;
  readonly medicines?: MedicineList;
  /** Answers to questions of the safety screen that stay with the person: diabetes, keloid, a pacemaker… */
  readonly conditions?: Readonly<Record<QuestionId, Asked>>;
  readonly pregnancy?: { readonly asked: Day; readonly answer: Answer; readonly weeks?: number };
  /** Consent of a guardian, for someone under age. */
  readonly guardianConsented?: boolean;
  readonly surgery?: TakenList<Surgery>;
  readonly reactions?: TakenList<EarlierReaction>;
  /** Empty: asked, and nothing was tried. */
  readonly careTried?: readonly CareTried[];
  /** Empty: asked, and there is none. */
  readonly factors?: readonly PerpetuatingFactor[];
}

/** What is planned, as far as the chart can answer questions about it. */
export interface Planned {
  readonly today: Day;
  /** Day of birth, or the first day of the year when only that is known. */
  readonly born?: Day;
  readonly sites: readonly Site[];
  /** Absent: not decided yet, which is not "no". */
  readonly steroid?: boolean;
  readonly medicines: readonly MedicineRow[];
  /** Answers given at the screen today. */
  readonly answers: Answers;
}

/** Days for which "no" to a condition holds; a "yes" holds for good. Our proposal. */
export const CONDITION_HOLDS = 365;
/** Days for which "not pregnant" holds. Our proposal. */
export const PREGNANCY_HOLDS = 14;
/** Weeks. */
const FIRST_TRIMESTER_ENDS = 14;
const LONGEST_PREGNANCY = 43;
const ADULT = 18;

/**
 * Answer the questions of the safety screen from the chart, the plan and today's answers together.
 *
 * Where two of them answer, the worse answer stands: present over absent, and absent over unknown. So nothing
 * typed at the screen can hide what the chart says, and a chart that is silent never says "no".
 */
export function answersFrom(background: Background, planned: Planned): Answers {
  const { today, medicines } = planned;
  const out = new Map<QuestionId, Answer>();
  const add = (id: QuestionId, answer: Answer): void => {
    out.set(id, worse(out.get(id) ?? 'unknown', answer));
  };
  for (const [id, asked] of Object.entries(background.conditions ?? {})) add(id, conditionOn(asked, today));
  add('anticoagulant', takes('anticoagulant', background.medicines, medicines, today));
  add('antiplatelet', takes('antiplatelet', background.medicines, medicines, today));
  add('anaesthetic-allergy', allergic('local-anaesthetic', background));
  add('metal-allergy', allergic('metal', background));
  const [pregnant, early] = pregnancyOf(background, today);
  add('pregnant', pregnant);
  add('pregnant-first-trimester', early);
  add('minor-without-guardian', underAge(background, planned));
  add('bad-reaction-before', reactedBefore(background));
  if (planned.steroid !== undefined) add('steroid-planned', planned.steroid ? 'present' : 'absent');
  if (planned.sites.length > 0) {
    add('site-over-thorax', some(planned.sites, isOverLung));
    add('site-abdomen-or-lumbopelvic', some(planned.sites, isLumbopelvic));
  }
  for (const [id, answer] of planned.answers) add(id, answer);
  return out;
}

/** A condition that was denied long ago, or on a day to come, is asked again; one that was confirmed stays. */
function conditionOn({ answer, asked }: Asked, today: Day): Answer {
  if (answer !== 'absent') return answer;
  const age = daysBetween(asked, today);
  return age >= 0 && age <= CONDITION_HOLDS ? 'absent' : 'unknown';
}

function reactedBefore({ reactions }: Background): Answer {
  if (reactions === undefined) return 'unknown';
  return reactions.list.length > 0 ? 'present' : 'absent';
}

/** The worse of two answers about something unwanted: present, then absent, then unknown. */
function worse(a: Answer, b: Answer): Answer {
  if (a === 'present' || b === 'present') return 'present';
  return a === 'absent' || b === 'absent' ? 'absent' : 'unknown';
}

const some = (sites: readonly Site[], test: (site: Site) => boolean): Answer =>
  sites.some(test) ? 'present' : 'absent';

const isOverLung = (site: Site): boolean => site.entry.beneath.some((b) => b.kind === 'pleura');

/** The belly, the low back, the buttocks and the pelvis, by where the site is drawn and the area of its muscle. */
const isLumbopelvic = ({ muscle, at }: Site): boolean =>
  muscle.area === 'abdomen' ||
  muscle.area === 'pelvis' ||
  /^(lumbar|sacr|coccyx|buttock|abdomen|groin|pelvi|perine)/.test(at.region);

/** Local anaesthetics are named on the word: an allergy "to lidocaine" filed as other counts. */
const NAMED: Readonly<Record<Exclude<AllergyKind, 'other'>, RegExp>> = {
  'local-anaesthetic': /caine\b|local an(a)?esthetic/i,
  metal: /nickel|chrom|metal/i,
};

function allergic(kind: Exclude<AllergyKind, 'other'>, { allergies }: Background): Answer {
  if (allergies === undefined) return 'unknown';
  return allergies.list.some((a) => a.kind === kind || NAMED[kind].test(a.to)) ? 'present' : 'absent';
}

function pregnancyOf(
  { pregnancy }: Background,
  today: Day,
): readonly [pregnant: Answer, firstTrimester: Answer] {
  if (pregnancy === undefined || pregnancy.answer === 'unknown') return ['unknown', 'unknown'];
  const age = daysBetween(pregnancy.asked, today);
  if (pregnancy.answer === 'absent') {
    const answer = age >= 0 && age <= PREGNANCY_HOLDS ? 'absent' : 'unknown';
    return [answer, answer];
  }
  const weeks = (pregnancy.weeks ?? 0) + age / 7;
  // Over by now, one way or the other: to be asked again.
  if (weeks > LONGEST_PREGNANCY) return ['unknown', 'unknown'];
  if (pregnancy.weeks === undefined) return ['present', 'unknown'];
  return ['present', weeks < FIRST_TRIMESTER_ENDS ? 'present' : 'absent'];
}

function underAge({ guardianConsented }: Background, { born, today }: Planned): Answer {
  if (guardianConsented === true) return 'absent';
  if (born === undefined) return 'unknown';
  // Only the year may be known: an age of 18 must hold on the last day of that year too.
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - 1;
  if (years >= ADULT) return 'absent';
  const hadBirthday = today.slice(5) >= born.slice(5);
  return years + (hadBirthday ? 1 : 0) >= ADULT && !born.endsWith('-01-01') ? 'absent' : 'present';
}

/** Days for which a weight still counts for a dose. Our proposal. */
export const WEIGHT_HOLDS = 180;

/**
 * The weight to dose by, kilograms: the latest one, when it was measured lately enough.
 *
 * Undefined otherwise: a dose needs a weight, and an old one is not one.
 */
export function weightOn(background: Background, today: Day): number | undefined {
  const latest = latestOn(background.weights, today);
  return latest !== undefined && daysBetween(latest.day, today) <= WEIGHT_HOLDS ? latest.value : undefined;
}

/** Body mass index, kg/m². Undefined without a weight that counts and a height. */
export function bodyMassIndex(background: Background, today: Day): number | undefined {
  const weight = weightOn(background, today);
  const height = latestOn(background.heights, today)?.value;
  return weight === undefined || height === undefined ? undefined : weight / (height / 100) ** 2;
}

/** The latest measurement up to a day; of two on one day the one that was written last. */
export function latestOn(all: readonly Measured[] | undefined, today: Day): Measured | undefined {
  return all?.reduce<Measured | undefined>(
    (latest, m) => (m.day <= today && (latest === undefined || m.day >= latest.day) ? m : latest),
    undefined,
  );
}
