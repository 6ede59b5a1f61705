import type { Sourced } from '../atlas/source.ts';
import { withinReach } from '../localise/accepted-rates.ts';
import type { Parameters, SignRates } from '../localise/parameters.ts';
import { SIGNS, type Sign } from '../localise/request.ts';
import { agreement, type Agreement, type AnsweredTwice } from './agreement.ts';

/** How far examiners agreed on a sign in print. */
export interface PublishedAgreement extends Sourced {
  readonly sign: Sign;
  readonly kappa: number;
  /** The range over studies, when they were not pooled. */
  readonly range?: readonly [number, number];
  readonly note: string;
}

/** What was published, and what stands in where nothing was pooled. */
export const PUBLISHED: readonly PublishedAgreement[] = [
  {
    sign: 'spot-tenderness',
    kappa: 0.676,
    note: 'pooled',
    source: 'rathbone-2017',
    status: 'verified',
  },
  { sign: 'recognised-pain', kappa: 0.575, note: 'pooled', source: 'rathbone-2017', status: 'verified' },
  {
    sign: 'taut-band',
    kappa: 0.415,
    range: [0.08, 0.75],
    note: 'middle of the range over studies',
    source: 'lucas-2009',
    status: 'verified',
  },
  {
    sign: 'referred-pain',
    kappa: 0.452,
    note: 'pooled over all signs, for want of its own',
    source: 'rathbone-2017',
    status: 'verified',
  },
  {
    sign: 'local-twitch',
    kappa: 0.31,
    range: [0.05, 0.57],
    note: 'middle of the range over studies',
    source: 'lucas-2009',
    status: 'verified',
  },
];

/** Share of examined sites that are active, among those that one would examine: where rates and agreement meet. Proposed. */
export const EXAMINED_ACTIVE = 0.3;
/** Pairs of answers that the published agreement is worth against an examiner's own. Proposed. */
export const WORTH_OF_PUBLISHED = 50;

/** What a sign says, and what agreement between examiners its rates allow. */
export interface SignDerivation {
  readonly sign: Sign;
  readonly published: PublishedAgreement;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Kappa of two examiners with these rates who err independently: below the published one, which shared habits raise. */
  readonly impliedKappa: number;
}

/**
 * How each sign's rates stand to the published agreement between examiners.
 *
 * Two examiners with sensitivity s and specificity t who err independently find the sign in q = πs + (1 − π)(1 − t) of
 * sites, π of which are active, and agree by κ = π(1 − π)(s + t − 1)² ÷ q(1 − q). Published κ is a ceiling on what a sign
 * can be worth: habits that examiners share raise it and no truth does. So the rates stay below what it would allow.
 */
export function derivations(parameters: Parameters): readonly SignDerivation[] {
  return PUBLISHED.map((published) => {
    const { active, inactive } = ratesAt(parameters, published.sign);
    return {
      sign: published.sign,
      published,
      sensitivity: active,
      specificity: 1 - inactive,
      impliedKappa: impliedKappa(active, inactive),
    };
  });
}

/** Kappa of two examiners who find a sign at these rates and err independently. */
export function impliedKappa(active: number, inactive: number): number {
  const found = EXAMINED_ACTIVE * active + (1 - EXAMINED_ACTIVE) * inactive;
  return (EXAMINED_ACTIVE * (1 - EXAMINED_ACTIVE) * (active - inactive) ** 2) / (found * (1 - found));
}

/** One sign of one examiner's own: what was counted, what it was held against, and what became of its rates. */
export interface OwnSign {
  readonly sign: Sign;
  readonly agreement: Agreement;
  /** Own kappa with the published one worth `WORTH_OF_PUBLISHED` pairs. */
  readonly kappa: number;
  readonly before: SignRates;
  readonly after: SignRates;
  /** The rates at either end of the interval of one's own kappa. */
  readonly between: readonly [SignRates, SignRates];
}

/**
 * The parameters with the signs' rates replaced by what an examiner's own agreement with a second one allows.
 *
 * The distance of each rate from how often the sign is found at all is scaled by √(own κ ÷ published κ): agreement twice
 * as good does not make a sign twice as true, since κ goes with the square of what a sign tells apart. Few pairs move
 * little. A sign with no kappa, because it was always or never found, stays as it is.
 */
export function withOwnAgreement(
  parameters: Parameters,
  pairs: readonly AnsweredTwice[],
): { readonly parameters: Parameters; readonly signs: readonly OwnSign[] } {
  const signs = SIGNS.flatMap((sign): readonly OwnSign[] => {
    const own = ownSign(parameters, sign, agreement(pairs.filter((pair) => pair.sign === sign)));
    return own === undefined ? [] : [own];
  });
  if (signs.length === 0) return { parameters, signs };
  const counts = signs.map(({ agreement: { table } }) => table.join('-')).join('.');
  return {
    parameters: {
      ...parameters,
      // Rankings say which numbers made them: the counts are in the name.
      version: `${parameters.version}+own.${counts}`,
      signs: parameters.signs.map((row) => signs.find(({ sign }) => sign === row.sign)?.after ?? row),
    },
    signs,
  };
}

/** What one's own agreement makes of one sign; undefined without a kappa of one's own. */
export function ownSign(parameters: Parameters, sign: Sign, own: Agreement): OwnSign | undefined {
  const published = PUBLISHED.find((row) => row.sign === sign);
  const before = parameters.signs.find((row) => row.sign === sign);
  if (
    own.kappa === undefined ||
    own.interval === undefined ||
    published === undefined ||
    before === undefined
  )
    return undefined;
  const shrunk = (kappa: number): number =>
    (own.n * Math.max(0, kappa) + WORTH_OF_PUBLISHED * published.kappa) / (own.n + WORTH_OF_PUBLISHED);
  const after = (kappa: number): SignRates =>
    scaled(parameters, before, Math.sqrt(shrunk(kappa) / published.kappa));
  return {
    sign,
    agreement: own,
    kappa: shrunk(own.kappa),
    before,
    after: after(own.kappa),
    between: [after(own.interval[0]), after(own.interval[1])],
  };
}

function ratesAt(
  { signs, latent }: Parameters,
  sign: Sign,
): { readonly active: number; readonly inactive: number } {
  const row = signs.find((rates) => rates.sign === sign);
  if (row === undefined) throw new Error(`no rates of ${sign}`);
  // As for a common site, of which this share is latent when not active.
  const share = latent.common.value;
  return { active: row.active, inactive: share * row.latent + (1 - share) * row.none };
}

function scaled(parameters: Parameters, row: SignRates, factor: number): SignRates {
  const { active, inactive } = ratesAt(parameters, row.sign);
  const found = EXAMINED_ACTIVE * active + (1 - EXAMINED_ACTIVE) * inactive;
  const within = withinReach(parameters, row);
  const move = (rate: number): number => within(found + factor * (rate - found));
  return { ...row, active: move(row.active), latent: move(row.latent), none: move(row.none) };
}
