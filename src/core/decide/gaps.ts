import type { QuestionId } from '../logic.ts';
import type { Background } from './background.ts';
import { currentEpisode, type Episodes } from './care-episodes.ts';

/** Sections of a background, in the order in which they are asked. */
export const BACKGROUND_SECTIONS = [
  'episode',
  'medicines',
  'allergies',
  'measures',
  'conditions',
  'pregnancy',
  'surgery',
  'reactions',
  'life',
  'care',
] as const;
export type BackgroundSection = (typeof BACKGROUND_SECTIONS)[number];

/**
 * Sections of which something was never asked. A section that was asked and is empty is not among them.
 *
 * @param staying questions of the safety screen that belong to the person
 */
export function notAsked(
  background: Background,
  episodes: Episodes,
  staying: readonly QuestionId[],
): readonly BackgroundSection[] {
  const { medicines, allergies, weights, heights, conditions, pregnancy } = background;
  const isOpen: Readonly<Record<BackgroundSection, boolean>> = {
    episode: currentEpisode(episodes) === undefined,
    medicines: medicines === undefined,
    allergies: allergies === undefined,
    measures: (weights ?? []).length === 0 || (heights ?? []).length === 0,
    conditions: staying.some((id) => (conditions?.[id]?.answer ?? 'unknown') === 'unknown'),
    pregnancy: (pregnancy?.answer ?? 'unknown') === 'unknown',
    surgery: background.surgery === undefined,
    reactions: background.reactions === undefined,
    life: background.occupation === undefined || background.factors === undefined,
    care: background.careTried === undefined,
  };
  return BACKGROUND_SECTIONS.filter((section) => isOpen[section]);
}
