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

/** What is known about a patient before any visit. A field that is absent was not asked. */
export interface Background {
  /** Day of birth, or the first day of the year when only that is known. */
  readonly born?: Day;
  readonly sex?: 'female' | 'male' | 'other';
  readonly language?: string;
  readonly occupation?: string;
  /** Latest last. */
  readonly weights?: readonly Measured[];
  readonly heights?: readonly Measured[];
  readonly allergies?: { readonly taken: Day; readonly list: readonly Allergy[] };
  readonly medicines?: MedicineList;
  /** Answers to questions of the safety screen that stay with the person: diabetes, keloid, a pacemaker… */
  readonly conditions?: Readonly<Record<QuestionId, Answer>>;
  readonly pregnancy?: { readonly asked: Day; readonly answer: Answer; readonly weeks?: number };
  /** Consent of a guardian, for someone under age. */
  readonly guardianConsented?: boolean;
  readonly careTried?: readonly CareTried[];
  readonly factors?: readonly PerpetuatingFactor[];
  readonly surgery?: string;
}

/** What is planned, as far as the chart can answer questions about it. */
export interface Planned {
  readonly today: Day;
  readonly sites: readonly Site[];
  readonly steroid: boolean;
  readonly medicines: readonly MedicineRow[];
  /** Answers given at the screen today. */
  readonly answers: Answers;
}

/** Days for which "not pregnant" holds. Our proposal. */
export const PREGNANCY_HOLDS = 14;
const FIRST_TRIMESTER_ENDS = 14;
const ADULT = 18;

/**
 * Answer the questions of the safety screen from the chart, the plan and today's answers together.
 *
 * Where two of them answer, the worse answer stands: present over absent, and absent over unknown. So nothing
 * typed at the screen can hide what the chart says, and a chart that is silent never says "no".
 */
export function answersFrom(background: Background, planned: Planned): Answers {
  const { today, medicines } = planned;
  const out = new Map<QuestionId, Answer>(Object.entries(background.conditions ?? {}));
  const add = (id: QuestionId, answer: Answer): void => {
    out.set(id, worse(out.get(id) ?? 'unknown', answer));
  };
  add('anticoagulant', takes('anticoagulant', background.medicines, medicines, today));
  add('antiplatelet', takes('antiplatelet', background.medicines, medicines, today));
  add('anaesthetic-allergy', allergic('local-anaesthetic', background));
  add('metal-allergy', allergic('metal', background));
  const [pregnant, early] = pregnancyOf(background, today);
  add('pregnant', pregnant);
  add('pregnant-first-trimester', early);
  add('minor-without-guardian', underAge(background, today));
  add('steroid-planned', planned.steroid ? 'present' : 'absent');
  if (planned.sites.length > 0) {
    add('site-over-thorax', some(planned.sites, isOverLung));
    add('site-abdomen-or-lumbopelvic', some(planned.sites, isLumbopelvic));
  }
  for (const [id, answer] of planned.answers) add(id, answer);
  return out;
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
  if (pregnancy.weeks === undefined) return ['present', 'unknown'];
  return ['present', pregnancy.weeks + age / 7 < FIRST_TRIMESTER_ENDS ? 'present' : 'absent'];
}

function underAge({ born, guardianConsented }: Background, today: Day): Answer {
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
  const latest = background.weights?.filter((w) => w.day <= today).at(-1);
  return latest !== undefined && daysBetween(latest.day, today) <= WEIGHT_HOLDS ? latest.value : undefined;
}

/** Body mass index, kg/m². Undefined without a weight that counts and a height. */
export function bodyMassIndex(background: Background, today: Day): number | undefined {
  const weight = weightOn(background, today);
  const height = background.heights?.filter((h) => h.day <= today).at(-1)?.value;
  return weight === undefined || height === undefined ? undefined : weight / (height / 100) ** 2;
}
