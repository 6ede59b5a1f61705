import type { Background } from './decide/background.ts';
import type { Episodes } from './decide/care-episodes.ts';
import type { Screening } from './decide/screening.ts';
import type { Identity } from './identity.ts';
import type { KeptProcedure } from './treat/kept-procedure.ts';
import type { Scores } from './examine/scores.ts';
import type { ImagingItem } from './imaging-item.ts';
import type { Examination } from './examine/examination.ts';
import type { TriggerPoints } from './examine/life.ts';
import type { Plan } from './treat/plan.ts';
import type { NoteBody, NoteRequest } from './treat/signed-note.ts';

/**
 * Parts of a chart whose shape belongs to a stage of care. Each kind names the value that one version holds; the value
 * is kept whole, so a part is read back exactly as the stage wrote it.
 */
export interface PartBodies {
  readonly identity: Identity;
  readonly background: Background;
  readonly episodes: Episodes;
  readonly screening: Screening;
  readonly scores: Scores;
  readonly examination: Examination;
  readonly points: TriggerPoints;
  readonly plan: Plan;
  readonly procedure: KeptProcedure;
  readonly note: NoteBody;
  /** Filed by the ultrasound workspace; feeds nothing. */
  readonly imaging: ImagingItem;
}
export type PartKind = keyof PartBodies;

/** Kinds whose value the server completes: what is asked of it, instead of the value itself. */
interface PartRequests {
  readonly note: NoteRequest;
}

/** What a writer of a part sends: the value that is kept, or for some kinds a request that leads to one. */
export type PartRequest<K extends PartKind> = K extends keyof PartRequests ? PartRequests[K] : PartBodies[K];

/**
 * How many parts of a kind there are: one of a patient (its id is the patient's), one of a visit (its id is the
 * visit's), or many in a visit (each with an id of its own).
 */
export const PART_SCOPES = ['patient', 'visit', 'many'] as const;
export type PartScope = (typeof PART_SCOPES)[number];

/** The scope of each kind. */
export const PARTS: Readonly<Record<PartKind, PartScope>> = {
  identity: 'patient',
  background: 'patient',
  episodes: 'patient',
  screening: 'visit',
  scores: 'visit',
  examination: 'visit',
  points: 'patient',
  plan: 'patient',
  procedure: 'many',
  note: 'many',
  imaging: 'many',
};

/** Every kind, in the order in which care makes them. */
export const PART_KINDS = Object.keys(PARTS) as readonly PartKind[];

/** Whether a name is that of a kind of part. */
export const isPartKind = (name: string): name is PartKind => Object.hasOwn(PARTS, name);
