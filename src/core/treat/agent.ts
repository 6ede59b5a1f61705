import type { Sourced } from '../atlas/source.ts';

/** What is injected, by how it is limited. */
export const AGENT_KINDS = ['local-anaesthetic', 'steroid', 'diluent', 'toxin'] as const;
export type AgentKind = (typeof AGENT_KINDS)[number];

/** The largest single dose one source allows for an adult. At least one of the two numbers is given. */
export interface Ceiling extends Sourced {
  /** Milligrams per kilogram of body weight. */
  readonly mgPerKg?: number;
  /** Milligrams, whatever the weight. */
  readonly mg?: number;
  readonly note?: string;
}

/** One injectable agent. With and without a vasoconstrictor are two agents: their ceilings differ. */
export interface Agent extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly kind: AgentKind;
  readonly vasoconstrictor: boolean;
  /** ATC code of the substance. */
  readonly atc?: string;
  /** Every source's version; the lowest decides. Empty: no verified ceiling exists. */
  readonly ceilings: readonly Ceiling[];
  /** Present when a label advises against using it with another local anaesthetic. */
  readonly mixing?: Sourced & { readonly because: string };
  /** Present when giving it must be justified. */
  readonly reason?: Sourced & { readonly because: string };
  readonly note?: string;
}
