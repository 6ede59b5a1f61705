import type { ExplanationEntry } from '../../core/atlas/explanation.ts';
import type { MuscleEntry } from '../../core/atlas/muscle.ts';
import { bodyRegions } from '../bodymap/neutral.ts';
import { CONTENT_VERSION } from '../version.ts';
import { explanationRows, muscleRows } from './load.ts';
import { pack, type PackedAtlas } from './packed.ts';

/**
 * The shipped atlas without its prose, for the thread that ranks.
 *
 * Made from the rows whenever it is asked for. The web build puts its value in place of this module (see
 * `vite.config.ts`), so that a browser that ranks does not fetch what it will not read.
 */
export const packedAtlas: PackedAtlas = pack({
  version: CONTENT_VERSION,
  regions: bodyRegions,
  muscles: muscleRows as readonly MuscleEntry[],
  explanations: explanationRows as readonly ExplanationEntry[],
});
