import { z } from 'zod';
import {
  checkEpisodes,
  EPISODE_STATUSES,
  ONSETS,
  type Episodes,
} from '../../../core/decide/care-episodes.ts';
import { err, ok } from '../../../kit/result.ts';
import type { PartEntry } from '../part-routes.ts';
import { DAY, listOf, oneOf, text } from './shapes.ts';

const EPISODE = z.strictObject({
  id: text(36, 1),
  complaint: text(300, 1),
  opened: DAY,
  painSince: z.exactOptional(DAY),
  onset: z.exactOptional(oneOf(ONSETS)),
  history: z.exactOptional(text(8000)),
  status: oneOf(EPISODE_STATUSES),
  closed: z.exactOptional(DAY),
});

const EPISODES: z.ZodType<Episodes> = z.strictObject({ list: listOf(EPISODE, 100) }, { error: 'an object' });

/** The episodes of care of a patient. One that ends before it begins is refused. */
export const episodesPart: PartEntry<'episodes'> = {
  shape: () => EPISODES,
  check:
    () =>
    ({ body }) => {
      const complaints = checkEpisodes(body);
      return complaints.length === 0 ? ok(body) : err({ code: 'invalid', complaints });
    },
};
