import type { RankingDiscriminator } from '../atlas/ranking-atlas.ts';
import { together, type Answered, type Likelihood } from './examination.ts';
import type { Network } from './network.ts';
import type { ExplanationAnswer } from './request.ts';

/** Answers in an order that depends on nothing but what was answered. */
export const inOrder = (a: ExplanationAnswer, b: ExplanationAnswer): number =>
  compare(a.explanation, b.explanation) || compare(a.item, b.item);

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** The question or test that an answer is about; undefined when the atlas has no such one. */
export function discriminatorOf(
  network: Network,
  { explanation, item }: Pick<ExplanationAnswer, 'explanation' | 'item'>,
): RankingDiscriminator | undefined {
  const cause = network.causeIndex.get(explanation) ?? -1;
  const entry = network.atlas.explanations[cause - network.atlas.sites.length]?.entry;
  const [, kind, place] = /^(ask|examine)-(\d{1,2})$/.exec(item) ?? [];
  const list = kind === 'ask' ? entry?.ask : entry?.examine;
  return kind === undefined ? undefined : list?.[Number(place) - 1];
}

/**
 * What the answers say of each explanation that was asked about.
 *
 * Rates are the source's where it measured them, otherwise the same for every question. Answers about one
 * explanation hang together, as the signs at one site do: two yeses are not two independent yeses.
 */
export function discriminated(
  network: Network,
  answers: readonly ExplanationAnswer[],
): ReadonlyMap<number, Likelihood> {
  const byCause = new Map<number, Answered[]>();
  for (const row of spread(network, answers)) {
    const discriminator = discriminatorOf(network, row);
    const cause = network.causeIndex.get(row.explanation);
    if (discriminator === undefined || cause === undefined || row.answer === 'unknown') continue;
    const list = byCause.get(cause) ?? [];
    byCause.set(cause, list);
    list.push({ rates: ratesOf(network, discriminator), isPresent: row.answer === 'present' });
  }
  const skill = network.parameters.skill.value;
  return new Map([...byCause].map(([cause, list]) => [cause, together(skill, list)]));
}

/**
 * The answers as they count for every side of an explanation.
 *
 * What was answered about one side holds for both sides together, and the other way round; it says nothing of the
 * other side alone. Of two answers to one question, one of each side, a yes is what both sides together need.
 */
function spread(network: Network, answers: readonly ExplanationAnswer[]): readonly ExplanationAnswer[] {
  const given = new Set(answers.map(({ explanation, item }) => `${explanation} ${item}`));
  const out = new Map<string, ExplanationAnswer>();
  for (const row of [...answers].sort(inOrder)) {
    out.set(`${row.explanation} ${row.item}`, row);
    for (const explanation of others(network, row.explanation)) {
      const key = `${explanation} ${row.item}`;
      if (given.has(key) || (out.has(key) && row.answer !== 'present')) continue;
      out.set(key, { ...row, explanation });
    }
  }
  return [...out.values()].sort(inOrder);
}

/** Both sides together for one side; both single sides for them together. */
function others({ causeIndex }: Network, explanation: string): readonly string[] {
  const [, entry = '', side] = /^(.*)-(left|right|both)$/.exec(explanation) ?? [];
  const ids = side === 'both' ? [`${entry}-left`, `${entry}-right`] : [`${entry}-both`];
  return ids.filter((id) => causeIndex.has(id));
}

/** Ids of the explanations that some answer speaks for. */
export function speaksFor(network: Network, answers: readonly ExplanationAnswer[]): ReadonlySet<string> {
  return new Set(
    spread(network, answers)
      .filter((row) => row.answer === 'present' && discriminatorOf(network, row)?.speaks === 'for')
      .map(({ explanation }) => explanation),
  );
}

function ratesOf(
  network: Network,
  { speaks, sensitivity, specificity }: RankingDiscriminator,
): Answered['rates'] {
  const own = network.parameters.discriminator[speaks];
  const isMeasured = sensitivity !== undefined && specificity !== undefined;
  const [active, none] = isMeasured ? [sensitivity, 1 - specificity] : [own.active, own.none];
  // An answer that told nothing is present half way between the two, so that no informed rate leaves (0, 1).
  return { active, latent: none, none, uninformed: (active + none) / 2 };
}
