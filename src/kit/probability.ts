import type { Brand } from './brand.ts';

/** A number in [0, 1]. */
export type Probability = Brand<number, 'probability'>;

/** Return `value` as a probability, or undefined when it is not a number in [0, 1]. */
export function probability(value: number): Probability | undefined {
  return value >= 0 && value <= 1 ? (value as Probability) : undefined;
}
