import type { Concentration, Injection } from '../../../core/treat/dose.ts';

/** What stands in the fields of the dose form, as it was typed. */
export interface Typed {
  readonly agent: string;
  readonly strength: string;
  readonly unit: Concentration['unit'];
  readonly volume: string;
}

/** A decimal number as people type it, with a point or a comma; NaN for anything else, also for an empty field. */
export function typedNumber(text: string): number {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,6}(\.\d{1,4})?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** The body weight that was typed, kilograms; undefined when the field says no number. */
export function typedWeight(text: string): number | undefined {
  const weight = typedNumber(text);
  return Number.isNaN(weight) ? undefined : weight;
}

/** One site as it was typed. What is not a number stays none, and is complained about where it is used. */
export function typedInjection({ agent, strength, unit, volume }: Typed): Injection {
  return { agent, concentration: { value: typedNumber(strength), unit }, volume: typedNumber(volume) };
}
