import { questions } from '../../content/decide/rules.ts';
import type { Allergy, Asked, Background } from '../../core/decide/background.ts';
import type { Episodes } from '../../core/decide/care-episodes.ts';
import type { Screening } from '../../core/decide/screening.ts';
import type { AnyPart, Patient, PartRecord, Visit } from '../../core/episode.ts';
import type { Identity } from '../../core/identity.ts';
import { addDays, type Day } from '../../kit/time.ts';
import type { Life } from './life.ts';
import { LOWER_LIVES } from './lives-lower.ts';
import { UPPER_LIVES } from './lives-upper.ts';

/** What is invented about each patient, in the order of the stories. */
export const LIVES: readonly Life[] = [...UPPER_LIVES, ...LOWER_LIVES];

/** Family names that nobody bears: each says that it is invented. */
const FAMILIES = [
  'Ahorn',
  'Birke',
  'Eiche',
  'Esche',
  'Hasel',
  'Linde',
  'Tanne',
  'Ulme',
  'Weide',
  'Zeder',
] as const;

/** Identity, background, episode of care and safety screen of one invented patient. */
export function peopleParts(patient: Patient, visits: readonly Visit[], index: number): readonly AnyPart[] {
  const life = LIVES[index];
  if (life === undefined) throw new Error(`no life ${index + 1}`);
  const [first] = visits;
  const day = first?.day ?? (patient.at.slice(0, 10) as Day);
  const kept = {
    clinicId: patient.clinicId,
    version: 1,
    by: patient.by,
    at: patient.at,
    patientId: patient.id,
  };
  const ofPatient = { id: patient.id, ...kept };
  const identity: PartRecord<'identity'> = {
    kind: 'identity',
    ...ofPatient,
    body: identityOf(life, patient, index),
  };
  const episodes: PartRecord<'episodes'> = { kind: 'episodes', ...ofPatient, body: episodesOf(life, day) };
  // Whoever was never here was never asked.
  if (first === undefined) return [identity, episodes];
  const background: PartRecord<'background'> = {
    kind: 'background',
    ...ofPatient,
    body: backgroundOf(life, day),
  };
  const screening: PartRecord<'screening'> = {
    kind: 'screening',
    ...kept,
    id: first.id,
    at: first.at,
    visitId: first.id,
    body: screeningOf(life.screen ?? [], day),
  };
  return life.screen === undefined
    ? [identity, background, episodes]
    : [identity, background, episodes, screening];
}

function identityOf(life: Life, { birthYear }: Patient, index: number): Identity {
  const number = String(index + 1).padStart(2, '0');
  return {
    family: `Invented-${FAMILIES[index % FAMILIES.length] ?? ''}`,
    given: life.given,
    ...(birthYear !== undefined && { born: `${birthYear}-${life.birthday}` as Day }),
    sex: life.sex,
    language: life.language ?? 'English',
    ...(life.language !== undefined && { interpreter: true }),
    identifiers: [{ system: 'Invented chart number', value: `DEMO-00${number}` }],
    // Numbers from 555-0100 on and names under .invalid belong to nobody.
    phone: `555-01${number}`,
    email: `patient${number}@demo.invalid`,
    address: `${index + 1} Nowhere Lane, Inventedtown`,
  };
}

const episodesOf = (life: Life, opened: Day): Episodes => ({
  list: [
    {
      id: 'first',
      complaint: life.complaint,
      opened,
      painSince: life.since as Day,
      onset: life.onset,
      history: life.history,
      status: 'open',
    },
  ],
});

/** How long before the first visit a treatment of so many kinds began, days. */
const TRIED_BEFORE = 63;

function backgroundOf(life: Life, day: Day): Background {
  const asked = (answer: Asked['answer']): Asked => ({ answer, asked: day });
  const staying = questions.filter((q) => q.stays === true);
  return {
    occupation: life.occupation,
    ...(life.kg !== undefined && { weights: [{ value: life.kg, day }] }),
    heights: [{ value: life.cm, day }],
    allergies: { taken: day, list: (life.allergicTo ?? []).map(allergyFrom) },
    medicines: { taken: day, medicines: life.takes.map(medicineFrom) },
    conditions: Object.fromEntries(
      staying.map(({ id }) => [id, asked(life.has?.includes(id) === true ? 'present' : 'absent')]),
    ),
    pregnancy: {
      asked: day,
      answer: life.pregnant === undefined ? 'absent' : 'present',
      ...(life.pregnant !== undefined && { weeks: life.pregnant }),
    },
    surgery: {
      taken: day,
      list: (life.surgery ?? []).map(([what, year, implant]) => ({
        what,
        year,
        ...(implant === true && { implant }),
      })),
    },
    reactions: { taken: day, list: (life.reactions ?? []).map(([to, what]) => ({ to, what })) },
    illnesses: { taken: day, list: (life.illnesses ?? []).map((what) => ({ what })) },
    careTried: (life.tried ?? []).map(([what, dose, effect, goesOn]) => ({
      what,
      // Nothing was tried before there was pain.
      from: later(life.since as Day, addDays(day, -TRIED_BEFORE)),
      ...(goesOn !== true && { to: addDays(day, -7) }),
      dose,
      effect,
      ...(goesOn === true && { active: true }),
    })),
    factors: (life.factors ?? []).map((factor) => ({
      what: factor.replace(/!$/, ''),
      modifiable: factor.endsWith('!'),
    })),
  };
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

const medicineFrom = (text: string): { readonly name: string; readonly dose?: string } => {
  const [name = '', dose] = text.split(': ');
  return { name, ...(dose !== undefined && { dose }) };
};

const allergyFrom = (text: string): Allergy => {
  const [to = '', reaction] = text.split(': ');
  const kind = /nickel/.test(to) ? 'metal' : /anaesthetic/.test(to) ? 'local-anaesthetic' : 'other';
  return { to, kind, ...(reaction !== undefined && { reaction }) };
};

/** What the sites and the list of medicines answer by themselves is left to them. */
const NOT_ASKED = new Set(['site-over-thorax', 'site-abdomen-or-lumbopelvic', 'pregnant-first-trimester']);

/** Everything was asked at the first visit, and this much was so. */
const screeningOf = (present: readonly string[], day: Day): Screening => ({
  answers: Object.fromEntries(
    questions
      .filter(({ id }) => !NOT_ASKED.has(id))
      .map(({ id }) => [id, { answer: present.includes(id) ? 'present' : 'absent', asked: day }] as const),
  ),
  sites: [],
  overrides: [],
});
