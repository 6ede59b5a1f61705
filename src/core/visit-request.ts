import type { Drawing, Findings } from './episode.ts';
import type { LocaliseRequest } from './localise/request.ts';

/**
 * What the ranking is asked, from everything that was drawn, found and answered at this visit. Keeps nothing back.
 *
 * A second drawing without any paint is not a witness: it is missing, and does not say that nothing hurts.
 */
export function requestOf(
  drawing: Pick<Drawing, 'regions' | 'asked' | 'again'>,
  { findings, answers }: Pick<Findings, 'findings' | 'answers'>,
): LocaliseRequest {
  const { regions, asked, again } = drawing;
  const isSecond = again !== undefined && again.regions.length > 0;
  return {
    regions,
    findings,
    ...(answers !== undefined && answers.length > 0 && { answers }),
    ...(asked !== undefined && { asked }),
    ...(isSecond && { again: again.regions, againAsked: again.asked }),
  };
}
