import type { Instant } from '../../../kit/time.ts';

/**
 * Version of the text of intended use below. A changed text is accepted anew: raise this when a sentence changes its
 * meaning.
 */
export const INTENDED_USE_VERSION = 1;

/** What an owner of the clinic accepts before the workspace can be opened. */
export const INTENDED_USE: readonly string[] = [
  'This workspace is for research and teaching. It is not for diagnosis and not for guiding a needle in a patient.',
  'It does not find trigger points. Elastography does not tell active from latent trigger points, and a strain ratio is not a ratio of stiffness.',
  'It shows only what lies in the image plane. A needle that bends or leaves the plane is not seen, and a tip that is shown may be wrong.',
  'It marks no nerve, vessel or pleura by itself. What nobody drew is unknown, not absent.',
  'Its figures come from simulation. It was not tested on patients.',
  'Nothing of it enters the ranking of muscles or the advice.',
];

/** That somebody accepted the intended use for a clinic. */
export interface Acceptance {
  readonly by: string;
  readonly at: Instant;
  readonly version: number;
}

/**
 * Where acceptance is kept, one per clinic.
 *
 * The interface is that of a clinic setting on a server. Until clinics have settings there, `deviceSwitch` keeps it on this
 * device, so it holds for this browser alone and has to be given again on another.
 */
export interface ImagingSwitch {
  read(clinicId: string): Promise<Acceptance | undefined>;
  accept(clinicId: string, acceptance: Acceptance): Promise<void>;
  withdraw(clinicId: string): Promise<void>;
}

/** Whether an acceptance still covers the text as it stands. */
export const covers = (acceptance: Acceptance | undefined): acceptance is Acceptance =>
  acceptance?.version === INTENDED_USE_VERSION && acceptance.by.trim() !== '';

const keyOf = (clinicId: string): string => `tautband.imaging.${clinicId}`;

/** Acceptance kept by a device. What cannot be read is no acceptance. */
export function deviceSwitch(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): ImagingSwitch {
  return {
    read: (clinicId) => Promise.resolve(parse(storage.getItem(keyOf(clinicId)))),
    accept: (clinicId, acceptance) => {
      storage.setItem(keyOf(clinicId), JSON.stringify(acceptance));
      return Promise.resolve();
    },
    withdraw: (clinicId) => {
      storage.removeItem(keyOf(clinicId));
      return Promise.resolve();
    },
  };
}

function parse(text: string | null): Acceptance | undefined {
  if (text === null) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Acceptance> | null;
    if (typeof value?.by !== 'string' || typeof value.at !== 'string' || typeof value.version !== 'number')
      return undefined;
    return { by: value.by, at: value.at, version: value.version };
  } catch {
    return undefined;
  }
}
