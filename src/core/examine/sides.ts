import type { SiteId } from '../atlas/muscle.ts';
import { mirrorId } from '../atlas/region.ts';
import type { Verdict } from './criteria.ts';
import type { JudgedSite, SiteExamination } from './examination.ts';
import { DETECTABLE_PRESSURE, pressureThreshold } from './measures.ts';

/** One side of a pair of sites. What was not examined is absent. */
export interface OneSide {
  readonly verdict?: Verdict;
  /** Pressure-pain threshold, kilopascal. */
  readonly kPa?: number;
}

/** The same site on both sides of one patient. */
export interface BothSides {
  readonly left: SiteId;
  readonly right: SiteId;
  readonly at: { readonly left: OneSide; readonly right: OneSide };
  /** Right less left, kilopascal. Absent unless both were measured. */
  readonly difference?: number;
  /** The difference is more than the noise of measuring. Absent unless both were measured. */
  readonly beyondNoise?: boolean;
}

/** Left and right of every paired site that was examined on either side, in the order of the examination. */
export function sideBySide(
  judged: readonly JudgedSite[],
  sites: readonly SiteExamination[],
): readonly BothSides[] {
  const lefts = judged.flatMap(({ site }) =>
    site.endsWith('-left') ? [site] : site.endsWith('-right') ? [mirrorId(site)] : [],
  );
  return [...new Set(lefts)].map((left) => {
    const right = mirrorId(left);
    const at = { left: sideOf(left, judged, sites), right: sideOf(right, judged, sites) };
    if (at.left.kPa === undefined || at.right.kPa === undefined) return { left, right, at };
    const difference = at.right.kPa - at.left.kPa;
    return { left, right, at, difference, beyondNoise: Math.abs(difference) > DETECTABLE_PRESSURE.kPa };
  });
}

function sideOf(site: SiteId, judged: readonly JudgedSite[], sites: readonly SiteExamination[]): OneSide {
  const verdict = judged.find((j) => j.site === site)?.verdict;
  const kPa = pressureAt(site, sites);
  return { ...(verdict !== undefined && { verdict }), ...(kPa !== undefined && { kPa }) };
}

/** The mean threshold at a site, kilopascal; undefined where it was not measured or is no pressure. */
export function pressureAt(site: SiteId, sites: readonly SiteExamination[]): number | undefined {
  const given = sites.find((s) => s.site === site)?.pressure;
  const read = given === undefined ? undefined : pressureThreshold(given);
  return read?.ok === true ? read.value.mean : undefined;
}
