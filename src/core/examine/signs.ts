import { SIGNS } from '../localise/request.ts';

/** Signs that do not move the ranking, and serve the criteria and the record. */
export const FURTHER_SIGNS = ['nodule', 'jump-sign', 'end-range-pain'] as const;
export type FurtherSign = (typeof FURTHER_SIGNS)[number];

/**
 * Every sign of the hands-on examination. The first five move the ranking; the others serve the criteria
 * and the record.
 */
export const EXAMINATION_SIGNS = [...SIGNS, ...FURTHER_SIGNS] as const;
export type ExaminationSign = (typeof EXAMINATION_SIGNS)[number];

/** What the autonomic nerves can do while a spot is pressed, or in the area to which it refers. */
export const AUTONOMIC_SIGNS = ['sweating', 'goose-flesh', 'skin-colour', 'tearing', 'dizziness'] as const;
export type AutonomicSign = (typeof AUTONOMIC_SIGNS)[number];
