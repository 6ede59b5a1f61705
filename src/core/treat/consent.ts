import type { Sourced } from '../atlas/source.ts';
import type { Modality } from '../decide/candidacy.ts';

/** What a line of the consent is about. */
export const CONSENT_WEIGHTS = ['benefit', 'common', 'serious'] as const;
/** What a line of the instructions is about. */
export const INSTRUCTION_PARTS = ['expect', 'do', 'call'] as const;

/** One thing that is said before the patient consents, in words for the patient. */
export interface ConsentLine extends Sourced {
  /** Stable and never reused. */
  readonly id: string;
  readonly modalities: readonly Modality[];
  readonly weight: (typeof CONSENT_WEIGHTS)[number];
  readonly says: string;
}

/** One thing that is said before the patient leaves, in words for the patient. */
export interface InstructionLine extends Sourced {
  /** Stable and never reused. */
  readonly id: string;
  readonly modalities: readonly Modality[];
  readonly part: (typeof INSTRUCTION_PARTS)[number];
  readonly says: string;
}
