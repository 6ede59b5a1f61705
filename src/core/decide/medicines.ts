import type { Answer } from '../answer.ts';
import type { Sourced } from '../atlas/source.ts';
import { daysBetween, type Day } from '../../kit/time.ts';

/** Kinds of medicine that change how a muscle may be treated. */
export const MEDICINE_CLASSES = [
  'anticoagulant',
  'antiplatelet',
  'serotonergic',
  'steroid',
  'nsaid',
] as const;
export type MedicineClass = (typeof MEDICINE_CLASSES)[number];

/** One substance of `content/decide/medicines.json`. */
export interface MedicineRow extends Sourced {
  readonly id: string;
  /** Lower case: the substance, then other names and brands. */
  readonly names: readonly string[];
  /** ATC codes, or the beginnings of some. */
  readonly atc: readonly string[];
  /** RxNorm concept of the ingredient. */
  readonly rxnorm?: string;
  /** Empty for a substance that is known to be of none. */
  readonly classes: readonly MedicineClass[];
}

/** A medicine as the patient or the letter names it. */
export interface Medicine {
  readonly name: string;
  readonly atc?: string;
  readonly rxnorm?: string;
  /** As written: `5 mg twice a day`. */
  readonly dose?: string;
  readonly since?: Day;
}

/** The medicines of one patient on one day. Empty: the patient was asked and takes none. */
export interface MedicineList {
  readonly taken: Day;
  readonly medicines: readonly Medicine[];
}

/** What one medicine is. `rows` is empty when nothing here knows it, which is not the same as harmless. */
export interface Recognised {
  readonly medicine: Medicine;
  readonly rows: readonly MedicineRow[];
  readonly classes: readonly MedicineClass[];
  /** Everything about it is known here: its name or its code. */
  readonly isKnown: boolean;
}

/** Classes that whole branches of the ATC index belong to, so that a code is understood without its row. */
const BRANCHES: readonly (readonly [prefix: string, of: MedicineClass])[] = [
  ['B01AA', 'anticoagulant'],
  ['B01AB', 'anticoagulant'],
  ['B01AE', 'anticoagulant'],
  ['B01AF', 'anticoagulant'],
  ['B01AX', 'anticoagulant'],
  ['B01AC', 'antiplatelet'],
  ['N06AA', 'serotonergic'],
  ['N06AB', 'serotonergic'],
  ['N06AF', 'serotonergic'],
  ['N06AG', 'serotonergic'],
  ['N02CC', 'serotonergic'],
  ['H02AB', 'steroid'],
  ['M01A', 'nsaid'],
];

/**
 * Recognise a medicine by its codes and by any word of its name.
 *
 * Name and codes may disagree; then every class of either counts.
 */
export function recognise(medicine: Medicine, table: readonly MedicineRow[]): Recognised {
  const name = ` ${medicine.name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'’-]+/gu, ' ')
    .trim()} `;
  const atc = medicine.atc?.trim().toUpperCase();
  const rows = table.filter(
    (row) =>
      row.names.some((known) => name.includes(` ${known} `)) ||
      (atc !== undefined && row.atc.some((code) => atc.startsWith(code))) ||
      (medicine.rxnorm !== undefined && row.rxnorm === medicine.rxnorm),
  );
  const branches = atc === undefined ? [] : BRANCHES.filter(([prefix]) => atc.startsWith(prefix));
  const classes = new Set([...rows.flatMap((row) => row.classes), ...branches.map(([, of]) => of)]);
  return {
    medicine,
    rows,
    classes: MEDICINE_CLASSES.filter((c) => classes.has(c)),
    isKnown: rows.length > 0 || branches.length > 0,
  };
}

/** Days for which a list of medicines still answers "no". Our proposal. */
export const LIST_HOLDS = 90;

/**
 * Whether the patient takes a medicine of a class.
 *
 * Absent needs a list, taken lately, of medicines that are all known here. Without a list, with an old one, or
 * with one name that nobody recognises, the answer is unknown: a brand we never heard of may be the one.
 */
export function takes(
  of: MedicineClass,
  list: MedicineList | undefined,
  table: readonly MedicineRow[],
  today: Day,
): Answer {
  if (list === undefined) return 'unknown';
  const recognised = list.medicines.map((medicine) => recognise(medicine, table));
  if (recognised.some((r) => r.classes.includes(of))) return 'present';
  const age = daysBetween(list.taken, today);
  if (age < 0 || age > LIST_HOLDS) return 'unknown';
  return recognised.every((r) => r.isKnown) ? 'absent' : 'unknown';
}
