import type { Site, StructureKind } from '../atlas/muscle.ts';
import type { Sourced } from '../atlas/source.ts';
import type { Side } from '../atlas/region.ts';

/** What a source measured about how deep a needle may go in some muscles. Millimetres, straight in from the skin. */
export interface DepthRow extends Sourced {
  readonly id: string;
  readonly muscles: readonly string[];
  /** Body mass index, kg/m², that the row is about; absent: any. */
  readonly bmiFrom?: number;
  readonly bmiBelow?: number;
  /** Longest needle, millimetres. Absent with `noMargin`: the source found no safe depth without ultrasound. */
  readonly ceiling?: number;
  readonly noMargin?: boolean;
  readonly because: string;
}

/** What the needle is meant to do. */
export interface NeedlePlan {
  /** Needle length, millimetres. */
  readonly length: number;
  /** Body mass index, kg/m². */
  readonly bmi?: number;
  /** Skin to the nearest dangerous structure as measured by ultrasound at this site today, millimetres. */
  readonly measured?: number;
}

/** How long the needle may be at one site, and why. */
export interface NeedleAdvice {
  /** `measured` overrides `estimate`; `none` means that no verified depth exists here. */
  readonly basis: 'measured' | 'estimate' | 'none';
  /** Longest needle, millimetres. Absent: unknown, or no safe depth. */
  readonly ceiling?: number;
  readonly rows: readonly DepthRow[];
  readonly warnings: readonly ('too-long' | 'no-margin' | 'bmi-needed' | 'no-verified-data')[];
}

/**
 * The needle-length ceiling at a site.
 *
 * The smallest ceiling among the rows for the muscle and this body mass index decides. A depth measured
 * today by ultrasound overrides every estimate. A row that depends on a body mass index that is not known
 * counts as if it applied: the strictest row stands until the index is given.
 */
export function needleAdvice(site: Site, plan: NeedlePlan, rows: readonly DepthRow[]): NeedleAdvice {
  const mine = rows.filter((row) => row.muscles.includes(site.muscle.id) && mayApply(row, plan.bmi));
  if (plan.measured !== undefined) {
    const ceiling = plan.measured;
    return { basis: 'measured', ceiling, rows: mine, warnings: plan.length >= ceiling ? ['too-long'] : [] };
  }
  if (mine.length === 0) return { basis: 'none', rows: [], warnings: ['no-verified-data'] };

  const warnings: NeedleAdvice['warnings'][number][] = [];
  const ceilings = mine.flatMap((row) => (row.ceiling === undefined ? [] : [row.ceiling]));
  const ceiling = ceilings.length > 0 ? Math.min(...ceilings) : undefined;
  if (mine.some((row) => row.noMargin === true)) warnings.push('no-margin');
  if (plan.bmi === undefined && mine.some(dependsOnBmi)) warnings.push('bmi-needed');
  if (ceiling !== undefined && plan.length > ceiling) warnings.push('too-long');
  return { basis: 'estimate', ...(ceiling === undefined ? {} : { ceiling }), rows: mine, warnings };
}

const dependsOnBmi = (row: DepthRow): boolean => row.bmiFrom !== undefined || row.bmiBelow !== undefined;

const mayApply = (row: DepthRow, bmi: number | undefined): boolean =>
  bmi === undefined || (bmi >= (row.bmiFrom ?? -Infinity) && bmi < (row.bmiBelow ?? Infinity));

/** Whether something of this kind lies beneath the site, according to the atlas. */
export function liesOver(site: Site, kind: StructureKind): boolean {
  return site.entry.beneath.some((b) => b.kind === kind);
}

/** Sites over the lung on both sides of the chest in one session. */
export interface BothHemithoraces {
  readonly left: readonly Site[];
  readonly right: readonly Site[];
}

/**
 * Needling both sides of the chest in one session risks two collapsed lungs: a *do not*.
 *
 * A site in the midline over the pleura counts on both sides.
 *
 * @returns the sites on either side, or undefined when at most one side is planned
 * @source sa-bn121, section 5.1
 */
export function bothHemithoraces(sites: readonly Site[]): BothHemithoraces | undefined {
  const on = (side: Side): readonly Site[] =>
    sites.filter((s) => liesOver(s, 'pleura') && (s.side === side || s.side === 'midline'));
  const [left, right] = [on('left'), on('right')];
  const twoSites = new Set([...left, ...right]).size > 1;
  return left.length > 0 && right.length > 0 && twoSites ? { left, right } : undefined;
}
