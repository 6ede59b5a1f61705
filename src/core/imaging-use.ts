import type { ActorId } from './episode.ts';
import type { Instant } from '../kit/time.ts';

/**
 * Version of the text of intended use below. A changed text is accepted anew: raise this when a sentence changes its
 * meaning.
 */
export const INTENDED_USE_VERSION = 1;

/** What an owner of the clinic reads and accepts before the ultrasound workspace can be opened. */
export const INTENDED_USE: readonly string[] = [
  'This workspace is for research and teaching. It is not for diagnosis and not for guiding a needle in a patient.',
  'It does not find trigger points. Elastography does not tell active from latent trigger points, and a strain ratio is not a ratio of stiffness.',
  'It shows only what lies in the image plane. A needle that bends or leaves the plane is not seen, and a tip that is shown may be wrong.',
  'It marks no nerve, vessel or pleura by itself. What nobody drew is unknown, not absent.',
  'Its figures come from simulation. It was not tested on patients.',
  'Nothing of it enters the ranking of muscles or the advice.',
];

/** That an owner switched the workspace on or off for a clinic. Kept one after the other, never changed. */
export interface ImagingDecision {
  /** From 1, without gaps. */
  readonly number: number;
  readonly isOn: boolean;
  /** Which text was accepted; when switched off, which one was current. */
  readonly text: number;
  readonly by: ActorId;
  /** Their name at that moment. */
  readonly name: string;
  readonly at: Instant;
}

/** Whether the last decision switches the workspace on, by the text as it now stands. */
export const isImagingOn = (last: ImagingDecision | undefined): boolean =>
  last?.isOn === true && last.text === INTENDED_USE_VERSION;
