import type { Day } from '../kit/time.ts';

/** Sex as recorded for care. */
export const SEXES = ['female', 'male', 'other'] as const;
export type Sex = (typeof SEXES)[number];

/** A number under which somebody else knows the patient, and whose number it is. */
export interface Identifier {
  /** A clinic’s own chart number, an insurer, a national scheme. Absent: not said. */
  readonly system?: string;
  readonly value: string;
}

/** Somebody to call. */
export interface ContactPerson {
  readonly name: string;
  readonly relation?: string;
  readonly phone?: string;
}

/**
 * Who a patient is, apart from the label that stands on charts. A field that is absent was not asked.
 *
 * Everything in here tells who somebody is: it never leaves for research.
 */
export interface Identity {
  readonly family?: string;
  readonly given?: string;
  readonly born?: Day;
  readonly sex?: Sex;
  readonly language?: string;
  /** Needs somebody who translates. */
  readonly interpreter?: boolean;
  readonly identifiers?: readonly Identifier[];
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly contact?: ContactPerson;
}

/** Name as lists show it: `Family, Given`. Undefined when neither is recorded. */
export function nameOf({ family, given }: Identity): string | undefined {
  const parts = [family, given].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Whether a text is part of a name or an identifier, whatever the case, the accents and the order of the words. */
export function isFoundBy(identity: Identity, text: string): boolean {
  const all = [identity.given, identity.family, ...(identity.identifiers ?? []).map((i) => i.value)];
  const held = plain(all.filter((a) => a !== undefined).join(' '));
  const words = plain(text).split(' ').filter(Boolean);
  return words.length > 0 && words.every((word) => held.includes(word));
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Day of birth to decide by: as recorded, or the first day of the year when only the year is known.
 *
 * @param birthYear the year that stands beside the label
 */
export function bornOn(identity: Identity | undefined, birthYear: number | undefined): Day | undefined {
  return identity?.born ?? (birthYear === undefined ? undefined : (`${birthYear}-01-01` as Day));
}

/** The recorded day of birth and the year beside the label name different years: one of them is somebody else's. */
export const disagrees = ({ born }: Identity, birthYear: number | undefined): boolean =>
  born !== undefined && birthYear !== undefined && Number(born.slice(0, 4)) !== birthYear;

/** Full years of life on a day. */
export function ageOn(born: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) >= born.slice(5) ? years : years - 1;
}
