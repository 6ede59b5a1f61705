import type { RankingSite } from '../atlas/ranking-atlas.ts';
import type { RankedSite, WordEffect } from './ranking.ts';
import type { Sign } from './request.ts';
import { SHORT_WORDS } from './words.ts';

const SIGN_WORDS: Readonly<Record<Sign, string>> = {
  'spot-tenderness': 'spot tenderness',
  'recognised-pain': 'recognised pain',
  'taut-band': 'a taut band',
  'referred-pain': 'referred pain',
  'local-twitch': 'a local twitch',
};

/** Links stronger than this are worth a word when their region is empty. */
const USUAL = 0.3;

/**
 * Why a site stands where it stands, as one sentence for a clinician.
 *
 * Says nothing that is not in the numbers: what it would explain, what of its usual area is empty, what the hands found.
 */
export function because(
  site: RankingSite,
  reasons: Omit<RankedSite, 'because'>,
  nameOf: (region: string) => string,
): string {
  const { muscle, entry } = site;
  const name = `${muscle.commonName ?? muscle.name} (${entry.label})`;
  const parts = [
    explains(reasons, nameOf),
    misses(reasons, nameOf),
    ...reasons.findings.map(({ sign, answer, without }) => {
      const found = answer === 'present' ? SIGN_WORDS[sign] : `no ${SIGN_WORDS[sign].replace(/^a /, '')}`;
      return `${found} ${moved(without, reasons.probability)}`;
    }),
    reasons.words === undefined ? '' : becauseOfWords(reasons.words, reasons.probability, nameOf),
  ].filter((part) => part !== '');
  return `${upperFirst(name)} ${parts.join('; ')}.`;
}

/** What the words for the pain did to one cause: “burning” in forearm speaks for a nerve: raises it from 4 % to 8 %. */
export function becauseOfWords(
  { said, regions, without }: WordEffect,
  probability: number,
  nameOf: (region: string) => string,
): string {
  const places = listed(regions.map(nameOf));
  const words = said.map((word) => `“${SHORT_WORDS[word]}”`);
  const what =
    words.length === 0
      ? `nothing like burning or tingling in ${places} speaks against a nerve`
      : `${joined(words)} in ${places} ${words.length === 1 ? 'speaks' : 'speak'} for a nerve`;
  return `${what}: ${moved(without, probability)}`;
}

function moved(without: number, probability: number): string {
  const [from, to] = [percent(without), percent(probability)];
  if (from === to) return `leaves it at ${to}`;
  return `${probability >= without ? 'raises' : 'lowers'} it from ${from} to ${to}`;
}

function explains(
  { explains: list }: Pick<RankedSite, 'explains'>,
  nameOf: (region: string) => string,
): string {
  if (list.length === 0) return 'reaches none of the painted regions';
  return `could make ${listed(list.map(({ region }) => nameOf(region)))} hurt`;
}

function misses({ misses: list }: Pick<RankedSite, 'misses'>, nameOf: (region: string) => string): string {
  const usual = list.filter(({ strength }) => strength >= USUAL);
  if (usual.length === 0) return '';
  const verb = usual.length === 1 ? 'is' : 'are';
  return `${listed(usual.map(({ region }) => nameOf(region)))} ${verb} usually painful too and ${verb} empty`;
}

const MOST_LISTED = 3;

function listed(names: readonly string[]): string {
  // Left and right of one region share a name; once is enough.
  const distinct = [...new Set(names.map(lowerFirst))];
  const shown = distinct.slice(0, MOST_LISTED);
  const rest = distinct.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : joined(shown);
}

function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

const percent = (p: number): string => (p > 0 && p < 0.01 ? 'under 1 %' : `${Math.round(100 * p)} %`);
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
