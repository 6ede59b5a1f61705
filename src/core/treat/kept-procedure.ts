import type { Day, Instant } from '../../kit/time.ts';
import type { SiteId } from '../atlas/muscle.ts';
import type { Level } from '../decide/candidacy.ts';
import type { Current, Injectate, Needle, NeedlingTechnique, Procedure } from './procedure.ts';

/** A procedure is open while it is being done, and finished when nothing is missing and nothing is refused. */
export const PROCEDURE_STATES = ['open', 'finished'] as const;
export type ProcedureState = (typeof PROCEDURE_STATES)[number];

/** What is drawn up for the next site. A lot or expiry that was not read yet is absent, never guessed. */
export type Prepared = Omit<Injectate, 'lot' | 'expiry'> & { readonly lot?: string; readonly expiry?: Day };

/** What lies ready before the first site. From the second site on, the last one is the pattern. */
export interface Setup {
  readonly prepared: readonly Prepared[];
  readonly needle?: Needle;
  readonly skinPreparation?: string;
  readonly technique?: NeedlingTechnique;
  readonly current?: Current;
  /** A new needle for each site, or one needle for all of them. Absent: not said. */
  readonly needles?: 'one-each' | 'one-for-all';
}

/** What the patient says or shows while being treated. */
export const PATIENT_SIGNALS = ['more', 'less', 'good', 'stop'] as const;
export type PatientSignal = (typeof PATIENT_SIGNALS)[number];

/** What a finished procedure was held against. The server writes it, from its own reading of the chart. */
export interface HeldAgainst {
  readonly at: Instant;
  /** Version of the content: agents, depths, rules. */
  readonly content: string;
  /** Whether the operator's role may do this in the clinic's place; `no` is never finished. */
  readonly scope: {
    readonly answer: 'yes' | 'unknown';
    readonly rows: readonly string[];
    readonly place?: string;
  };
  readonly level: Level;
  /** Kilograms. */
  readonly weight?: number;
  /** Body mass index, kg/m². */
  readonly bmi?: number;
  /** Share of one whole maximum, parts per million, the 24 hours before included. Only for an injection. */
  readonly share?: number;
  /** Injections of the 24 hours before that were counted. */
  readonly earlier: number;
}

/** A procedure as the chart keeps it. A visit may have several. */
export interface KeptProcedure {
  readonly state: ProcedureState;
  readonly procedure: Procedure;
  /** Only while needles are used. */
  readonly setup?: Setup;
  /** Oldest first. */
  readonly signals?: readonly {
    readonly at: Instant;
    readonly signal: PatientSignal;
    readonly site?: SiteId;
  }[];
  /** Absent while the procedure is open. */
  readonly held?: HeldAgainst;
}
