import type { LocaliseRequest } from '../../../core/localise/request.ts';
import type { DrawingBody, FindingsBody } from '../../api/records.ts';

/**
 * The question that a visit puts to the ranking: everything that was drawn, found and answered.
 *
 * A second drawing without any paint is not a witness: it is missing, and does not say that nothing hurts.
 */
export function questionOf(
  { regions, asked, again }: DrawingBody,
  { findings, answers }: FindingsBody,
): LocaliseRequest {
  const isSecond = again !== undefined && again.regions.length > 0;
  return {
    regions,
    findings,
    ...(answers !== undefined && answers.length > 0 && { answers }),
    ...(asked !== undefined && { asked }),
    ...(isSecond && { again: again.regions, againAsked: again.asked }),
  };
}
