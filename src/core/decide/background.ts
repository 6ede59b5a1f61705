import type { Answer } from '../answer.ts';
import type { Site } from '../atlas/muscle.ts';
import type { Answers, QuestionId } from '../logic.ts';
import { daysBetween, type Day } from '../../kit/time.ts';
import { recognise, takes, type MedicineList, type MedicineRow } from './medicines.ts';

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
  /** Absent: not said. */
  readonly what?: string;
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
  /** Illnesses that no question of the screen asks about, in the words of the history. */
  readonly illnesses?: TakenList<{ readonly what: string }>;
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

/** What one place in the chart says to one question of the safety screen. */
export interface Witness {
  readonly question: QuestionId;
  readonly answer: Answer;
  /** `chart`: the background. `plan`: where and with what the treatment is to be. `screen`: asked at this visit. */
  readonly from: 'chart' | 'plan' | 'screen';
  /** When it was asked. Absent: it follows from something that has no day. */
  readonly day?: Day;
  /** What it is about: the name of a medicine, an allergy, an operation. */
  readonly what?: string;
}

/**
 * Everything that the chart and the plan say to the questions of the safety screen. A place that is silent says
 * `unknown`, or nothing.
 */
export function witnesses(background: Background, planned: Planned): readonly Witness[] {
  const { today, medicines, sites, steroid } = planned;
  const conditions = Object.entries(background.conditions ?? {}).map(([question, asked]): Witness => ({
    question,
    answer: conditionOn(asked, today),
    from: 'chart',
    day: asked.asked,
  }));
  return [
    ...conditions,
    takesOf('anticoagulant', background, planned),
    takesOf('antiplatelet', background, planned),
    allergic('local-anaesthetic', background),
    allergic('metal', background),
    ...pregnancyOf(background, today),
    { question: 'minor-without-guardian', answer: underAge(background, planned), from: 'chart' },
    reactedBefore(background),
    ...(steroid === undefined ? [] : [ofPlan('steroid-planned', steroid)]),
    ...(sites.length === 0
      ? []
      : [
          ofPlan('site-over-thorax', sites.some(isOverLung)),
          ofPlan('site-abdomen-or-lumbopelvic', sites.some(isLumbopelvic)),
        ]),
  ];

  function takesOf(
    of: 'anticoagulant' | 'antiplatelet',
    { medicines: list }: Background,
    p: Planned,
  ): Witness {
    const named = list?.medicines.filter((m) => recognise(m, medicines).classes.includes(of)) ?? [];
    return {
      question: of,
      answer: takes(of, list, p.medicines, today),
      from: 'chart',
      ...(list !== undefined && { day: list.taken }),
      ...(named.length > 0 && { what: named.map((m) => m.name).join(', ') }),
    };
  }
}

/**
 * Answer the questions of the safety screen from the chart, the plan and today's answers together.
 *
 * Where two of them answer, the worse answer stands: present over absent, and absent over unknown. So nothing
 * typed at the screen can hide what the chart says, and a chart that is silent never says "no".
 */
export function answersFrom(background: Background, planned: Planned): Answers {
  const out = new Map<QuestionId, Answer>();
  const add = (id: QuestionId, answer: Answer): void => {
    out.set(id, worse(out.get(id) ?? 'unknown', answer));
  };
  for (const { question, answer } of witnesses(background, planned)) add(question, answer);
  for (const [id, answer] of planned.answers) add(id, answer);
  return out;
}

const ofPlan = (question: QuestionId, isSo: boolean): Witness => ({
  question,
  answer: isSo ? 'present' : 'absent',
  from: 'plan',
});

/** A condition that was denied long ago, or on a day to come, is asked again; one that was confirmed stays. */
function conditionOn({ answer, asked }: Asked, today: Day): Answer {
  if (answer !== 'absent') return answer;
  const age = daysBetween(asked, today);
  return age >= 0 && age <= CONDITION_HOLDS ? 'absent' : 'unknown';
}

function reactedBefore({ reactions }: Background): Witness {
  const question = 'bad-reaction-before';
  if (reactions === undefined) return { question, answer: 'unknown', from: 'chart' };
  const what = reactions.list.map((r) => (r.what === undefined ? r.to : `${r.to}: ${r.what}`)).join('; ');
  return {
    question,
    answer: reactions.list.length > 0 ? 'present' : 'absent',
    from: 'chart',
    day: reactions.taken,
    ...(what !== '' && { what }),
  };
}

/** The worse of two answers about something unwanted: present, then absent, then unknown. */
function worse(a: Answer, b: Answer): Answer {
  if (a === 'present' || b === 'present') return 'present';
  return a === 'absent' || b === 'absent' ? 'absent' : 'unknown';
}

const isOverLung = (site: Site): boolean => site.entry.beneath.some((b) => b.kind === 'pleura');

/** The belly, the low back, the buttocks and the pelvis, by where the site is drawn and the area of its muscle. */
const isLumbopelvic = ({ muscle, at }: Site): boolean =>
  muscle.area === 'abdomen' ||
  muscle.area === 'pelvis' ||
  /^(lumbar|sacr|coccyx|buttock|abdomen|groin|pelvi|perine)/.test(at.region);

/**
 * An allergy "to lidocaine" that was filed as other counts. Rather one word too many than one too few: what is found
 * here stops an injection until somebody looks.
 */
const NAMED: Readonly<Record<Exclude<AllergyKind, 'other'>, RegExp>> = {
  'local-anaesthetic': /cain|an(a)?esthe|citanest|naropin|carbostesin|xylonest|\bemla\b/i,
  metal: /nickel|chrom|cobalt|metal|jewel/i,
};

function allergic(kind: Exclude<AllergyKind, 'other'>, { allergies }: Background): Witness {
  const question = kind === 'metal' ? 'metal-allergy' : 'anaesthetic-allergy';
  if (allergies === undefined) return { question, answer: 'unknown', from: 'chart' };
  const found = allergies.list.filter((a) => a.kind === kind || NAMED[kind].test(a.to));
  return {
    question,
    answer: found.length > 0 ? 'present' : 'absent',
    from: 'chart',
    day: allergies.taken,
    ...(found.length > 0 && { what: found.map((a) => a.to).join(', ') }),
  };
}

function pregnancyOf({ pregnancy }: Background, today: Day): readonly Witness[] {
  const [pregnant, early] = pregnancyAnswers(pregnancy, today);
  const at = { from: 'chart', ...(pregnancy !== undefined && { day: pregnancy.asked }) } as const;
  return [
    { question: 'pregnant', answer: pregnant, ...at },
    { question: 'pregnant-first-trimester', answer: early, ...at },
  ];
}

function pregnancyAnswers(
  pregnancy: Background['pregnancy'],
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
