import { URGENCIES, type ExplanationUrgency } from '../atlas/explanation.ts';
import type { Probability } from '../../kit/probability.ts';
import { speaksFor } from './discriminate.ts';
import type { Network } from './network.ts';
import { REGION_STATES } from './empty-regions.ts';
import type { Observation } from './observe.ts';
import type { AskFirst, Danger, Ranking } from './ranking.ts';
import type { LocaliseRequest } from './request.ts';

/** A dangerous explanation is asked about when a painted region hurts in at least this share of those who have it. */
export const LEAST_REACH = 0.1;

interface Flagged {
  readonly flag: string;
  readonly danger: Danger;
}

type Reason = Danger['because'];
const REASONS: readonly Reason[] = ['fits', 'answered', 'reaches'];

/**
 * Every danger that the drawing does not exclude, grouped by the question that asks for it.
 *
 * A danger is here when its pattern reaches any painted region with a strength of at least `LEAST_REACH`, when an
 * answer speaks for it, or when it stands above the muscles. None of this depends on what else is painted, on what
 * was found at a muscle, or on any probability but the order: nothing can push a danger off. Grouping keeps it
 * short: one question answers for several dangers.
 */
export function askFirst(
  network: Network,
  observation: Observation,
  request: LocaliseRequest,
  { standsAbove, alternatives }: Pick<Ranking, 'standsAbove' | 'alternatives'>,
): readonly AskFirst[] {
  const fitting = new Set(standsAbove.map(({ id }) => id));
  const suspected = speaksFor(network, request.answers ?? []);
  const probability = new Map(alternatives.map((a) => [a.id, a.probability]));
  const dangers = new Map<string, Flagged>();
  for (const { id, entry, links } of network.atlas.explanations) {
    if (!entry.dangerous) continue;
    const because = reasonFor(fitting.has(id), suspected.has(id), () => reaches(network, observation, links));
    if (because === undefined) continue;
    const before = dangers.get(entry.id);
    const p = probability.get(id) ?? (0 as Probability);
    const isFirst = before === undefined || p > before.danger.probability;
    const danger: Danger = {
      entry: entry.id,
      name: entry.name,
      ids: isFirst ? [id, ...(before?.danger.ids ?? [])] : [...before.danger.ids, id],
      urgency: entry.urgency ?? 'emergency',
      probability: isFirst ? p : before.danger.probability,
      because: stronger(because, before?.danger.because),
    };
    dangers.set(entry.id, { flag: entry.flags[0] ?? '', danger });
  }
  return grouped([...dangers.values()]);
}

function reasonFor(fits: boolean, isAnswered: boolean, isReached: () => boolean): Reason | undefined {
  if (fits) return 'fits';
  if (isAnswered) return 'answered';
  return isReached() ? 'reaches' : undefined;
}

const reaches = (
  { regionIndex }: Network,
  { state }: Observation,
  links: Network['atlas']['explanations'][number]['links'],
): boolean =>
  links.some(
    ({ region, strength }) =>
      strength >= LEAST_REACH && state[regionIndex.get(region) ?? -1] === REGION_STATES.painted,
  );

const stronger = (a: Reason, b: Reason | undefined): Reason =>
  b !== undefined && REASONS.indexOf(b) < REASONS.indexOf(a) ? b : a;

const byReason = (a: Danger, b: Danger): number =>
  REASONS.indexOf(a.because) - REASONS.indexOf(b.because) ||
  b.probability - a.probability ||
  Number(a.entry > b.entry) - Number(a.entry < b.entry);

const rank = (urgency: ExplanationUrgency): number => URGENCIES.indexOf(urgency);

function grouped(dangers: readonly Flagged[]): readonly AskFirst[] {
  const sorted = [...dangers].sort((a, b) => byReason(a.danger, b.danger));
  const groups = [...new Set(sorted.map(({ flag }) => flag))].map((flag): AskFirst => {
    const own = sorted.filter((row) => row.flag === flag).map(({ danger }) => danger);
    const urgency = own.reduce<ExplanationUrgency>(
      (most, danger) => (rank(danger.urgency) < rank(most) ? danger.urgency : most),
      'refer',
    );
    return { flag, urgency, dangers: own };
  });
  // A stable sort: of equally urgent groups the one with the most fitting danger stays first.
  return groups.sort((a, b) => rank(a.urgency) - rank(b.urgency));
}
