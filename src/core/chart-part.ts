import type { Background } from './decide/background.ts';
import type { KeptProcedure } from './treat/kept-procedure.ts';
import type { Plan } from './treat/plan.ts';

/**
 * Parts of a chart whose shape belongs to a stage of care. Each kind names the value that one version holds; the value
 * is kept whole, so a part is read back exactly as the stage wrote it.
 */
export interface PartBodies {
  readonly background: Background;
  readonly plan: Plan;
  readonly procedure: KeptProcedure;
}
export type PartKind = keyof PartBodies;

/**
 * How many parts of a kind there are: one of a patient (its id is the patient's), one of a visit (its id is the
 * visit's), or many in a visit (each with an id of its own).
 */
export const PART_SCOPES = ['patient', 'visit', 'many'] as const;
export type PartScope = (typeof PART_SCOPES)[number];

/** The scope of each kind. */
export const PARTS: Readonly<Record<PartKind, PartScope>> = {
  background: 'patient',
  plan: 'patient',
  procedure: 'many',
};

/** Every kind, in the order in which care makes them. */
export const PART_KINDS = Object.keys(PARTS) as readonly PartKind[];

/** Whether a name is that of a kind of part. */
export const isPartKind = (name: string): name is PartKind => Object.hasOwn(PARTS, name);
