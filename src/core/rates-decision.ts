import type { Instant } from '../kit/time.ts';
import type { ActorId } from './episode.ts';
import type { AcceptedRates, ClinicRates } from './localise/accepted-rates.ts';

/** That an owner put rates of signs in force for a clinic, or went back to the shipped ones. Never changed. */
export interface RatesDecision {
  /** From 1, without gaps. */
  readonly number: number;
  /** Absent: back to the shipped rates. */
  readonly rates?: AcceptedRates;
  readonly by: ActorId;
  /** Their name at that moment. */
  readonly name: string;
  readonly at: Instant;
}

/** What a clinic's decisions, first to last, come to; undefined when there is none that accepted anything. */
export function clinicRates(decisions: readonly RatesDecision[]): ClinicRates | undefined {
  const byName = new Map(
    decisions.flatMap(({ rates }) => (rates === undefined ? [] : [[rates.name, rates] as const])),
  );
  if (byName.size === 0) return undefined;
  const inUse = decisions.at(-1)?.rates?.name;
  return { sets: [...byName.values()], ...(inUse === undefined ? {} : { inUse }) };
}
