import type { StructureKind } from '../atlas/muscle.ts';
import type { RankingSite } from '../atlas/ranking-atlas.ts';
import { ratesOf, whenInactive, likelihood } from './examination.ts';
import type { Parameters } from './parameters.ts';
import { SIGNS } from './request.ts';

/** Bits that a yes-or-no answer tells about a yes-or-no cause: H(answer) - E H(answer | cause). */
export function informationGain(p: number, presentIfActive: number, presentIfNot: number): number {
  const present = p * presentIfActive + (1 - p) * presentIfNot;
  return Math.max(0, entropy(present) - p * entropy(presentIfActive) - (1 - p) * entropy(presentIfNot));
}

const term = (p: number): number => (p > 0 ? -p * Math.log2(p) : 0);
const entropy = (p: number): number => term(p) + term(1 - p);

/** Steps of the table. Linear between them, which is off by less than a hundred-thousandth of a bit. */
const STEPS = 1024;

/**
 * Gain of the most telling sign at a site not yet examined, by its probability, one row per P(latent); and what
 * palpating each site takes. Made once per network, so that all gains are one look-up per site.
 */
export interface GainTable {
  /** Per row and step, the gain, and how much more the next step has. The last step is where P is 1. */
  readonly rows: Float64Array;
  readonly rises: Float64Array;
  /** Row of each site, as an offset. */
  readonly rowOf: Int32Array;
  /** Per site, 1 over what palpating it takes. */
  readonly perCost: Float64Array;
}

/** Make the table for the sites of an atlas. */
export function gainTable(parameters: Parameters, sites: readonly RankingSite[]): GainTable {
  const latents = [...new Set(sites.map(({ entry }) => parameters.latent[entry.frequency].value))];
  const width = STEPS + 1;
  const rows = new Float64Array(latents.length * width);
  latents.forEach((latent, row) => {
    for (let k = 0; k <= STEPS; k++)
      rows[row * width + k] = Math.max(
        ...SIGNS.map((sign) => {
          const found = likelihood(parameters, [{ sign, answer: 'present' }]);
          return informationGain(k / STEPS, ratesOf(parameters, sign).active, whenInactive(found, latent));
        }),
      );
  });
  const rises = rows.map((gain, k) => (k % width === STEPS ? 0 : (rows[k + 1] ?? 0) - gain));
  return {
    rows,
    rises,
    rowOf: Int32Array.from(
      sites,
      ({ entry }) => latents.indexOf(parameters.latent[entry.frequency].value) * width,
    ),
    perCost: Float64Array.from(sites, (site) => 1 / palpationCost(site)),
  };
}

/** Gain by cost of palpating every site next, as if none were examined yet, into `out`. */
export function allGains(
  { rows, rises, rowOf, perCost }: GainTable,
  active: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rowOf.length; i++) {
    const x = (active[i] ?? 0) * STEPS;
    const k = x | 0;
    const at = (rowOf[i] ?? 0) + k;
    out[i] = ((rows[at] ?? 0) + (x - k) * (rises[at] ?? 0)) * (perCost[i] ?? 0);
  }
}

/** What each grip takes, relative to the flat hand: time, undressing, consent. Proposed by us, not measured. */
const GRIP_COST = { flat: 1, pincer: 1, deep: 1.5, intraoral: 3, internal: 6 } as const;
/** Beneath a hard thumb these can be hurt. */
const DELICATE: readonly StructureKind[] = ['vessel', 'nerve', 'organ', 'eye', 'airway'];

/** Cost of palpating a site: the grip's, half as much again where something delicate lies beneath. */
export function palpationCost({ entry }: Pick<RankingSite, 'entry'>): number {
  const isDelicate = entry.beneath.some(({ kind }) => DELICATE.includes(kind));
  return GRIP_COST[entry.palpation.grip] * (isDelicate ? 1.5 : 1);
}
