import { z } from 'zod';
import {
  ATTACHMENT_TYPES,
  IMAGING_KINDS,
  IMAGING_SOURCES,
  MOST_BYTES,
  type ImagingItem,
} from '../../../core/imaging-item.ts';
import { parseUuidv7 } from '../../../kit/uuid.ts';
import { checkImaging } from '../../record/imaging.ts';
import type { PartEntry } from '../part-routes.ts';
import { INSTANT, listOf, numberIn, oneOf, text, wholeIn } from './shapes.ts';

const FAR = 1e9;

const MEASUREMENT = z.strictObject({
  at: INSTANT,
  name: text(40, 1),
  value: numberIn(-FAR, FAR),
  unit: text(20, 1),
  standardError: z.exactOptional(numberIn(0, FAR)),
  frame: wholeIn(0, FAR),
  note: z.exactOptional(text(400)),
});

const ACQUISITION = z.strictObject({
  at: INSTANT,
  side: oneOf(['site', 'other side'] as const),
  ratio: numberIn(0, FAR),
  standardError: numberIn(0, FAR),
  pairs: wholeIn(1, FAR),
});

const STRUCTURE = z.strictObject({ kind: text(20, 1), name: text(40, 1), by: text(80, 1), at: INSTANT });

const FILE = z.strictObject({
  id: z.string().refine((v) => parseUuidv7(v) !== undefined, { error: 'a UUID of version 7 in lower case' }),
  type: oneOf(ATTACHMENT_TYPES),
  bytes: wholeIn(1, MOST_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: '64 hexadecimal digits' }),
});

const ITEM: z.ZodType<ImagingItem> = z.strictObject(
  {
    what: oneOf(IMAGING_KINDS),
    source: oneOf(IMAGING_SOURCES),
    takenAt: INSTANT,
    scale: z.exactOptional(
      z.strictObject({ x: numberIn(1e-6, 10), y: numberIn(1e-6, 10), from: text(20, 1) }),
    ),
    uniqueFps: z.exactOptional(numberIn(0, 1000)),
    frames: z.exactOptional(wholeIn(1, 100_000)),
    measurements: listOf(MEASUREMENT, 500),
    log: listOf(ACQUISITION, 100),
    structures: listOf(STRUCTURE, 50),
    file: z.exactOptional(FILE),
    note: z.exactOptional(text(400)),
  },
  { error: 'an object' },
);

/** What the ultrasound workspace files into a visit. */
export const imagingPart: PartEntry<'imaging'> = { shape: () => ITEM, check: () => checkImaging };
