import { z } from 'zod';
import { LEVELS, MODALITIES } from '../../../core/decide/candidacy.ts';
import { REASON_LEAST, type Screening } from '../../../core/decide/screening.ts';
import type { ActorId } from '../../../core/episode.ts';
import { parseUuidv7 } from '../../../kit/uuid.ts';
import { checkScreening } from '../../record/screening.ts';
import type { PartEntry } from '../part-routes.ts';
import { ASKED, INSTANT, listOf, oneOf, text } from './shapes.ts';

const ACTOR = z.custom<ActorId>((v) => typeof v === 'string' && parseUuidv7(v) !== undefined, {
  error: 'a UUID of version 7 in lower case',
});
const SIGNED = { by: ACTOR, at: INSTANT };

const OVERRIDE = z.strictObject({
  modality: oneOf(MODALITIES),
  level: oneOf(LEVELS).refine((level) => level !== 'eligible', {
    error: 'with-caution, defer or do-not',
  }),
  raised: listOf(text(40, 1), 200),
  open: listOf(text(40, 1), 200),
  reason: text(1000, REASON_LEAST),
  ...SIGNED,
  withdrawn: z.exactOptional(z.strictObject(SIGNED)),
});

/** The safety screen of a visit. */
const SCREENING: z.ZodType<Screening> = z.strictObject(
  {
    answers: z.record(text(60, 1), ASKED),
    sites: listOf(text(80, 1), 60),
    overrides: listOf(OVERRIDE, 100),
  },
  { error: 'an object' },
);

/** The safety screen of a visit, held against the rules by the server itself. */
export const screeningPart: PartEntry<'screening'> = { shape: () => SCREENING, check: checkScreening };
