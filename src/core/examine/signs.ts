import { SIGNS } from '../localise/request.ts';

/**
 * Every sign of the hands-on examination. The first five move the ranking; the others serve the criteria
 * and the record.
 */
export const EXAMINATION_SIGNS = [...SIGNS, 'nodule', 'jump-sign', 'end-range-pain'] as const;
export type ExaminationSign = (typeof EXAMINATION_SIGNS)[number];
