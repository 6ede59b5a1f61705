import type { Atlas } from '../../core/atlas/atlas.ts';
import { FAMILIES, type Family } from '../../core/atlas/explanation.ts';
import { STATUSES, type Sourced } from '../../core/atlas/source.ts';
import { SIGNS, type LocaliseRequest } from '../../core/localise/request.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { checkOnce, checkRows, type Shape } from '../reader.ts';
import heldOut from './held-out.json' with { type: 'json' };
import vignettes from './vignettes.json' with { type: 'json' };

/** What a vignette may turn out to be: a trigger point, or a family of explanations other than muscle. */
export const VIGNETTE_FAMILIES = ['muscle', ...FAMILIES] as const;
export type VignetteFamily = 'muscle' | Family;

/**
 * One patient as the literature describes such patients: where it hurts, and what it turned out to be.
 *
 * Written from the source and not from the rows of the atlas. No parameter may be fitted to them: they are there to
 * find out where the ranking fails.
 */
export interface Vignette extends Sourced, LocaliseRequest {
  readonly id: string;
  /** Two or three sentences in our own words. */
  readonly story: string;
  readonly family: VignetteFamily;
  /** Ids of muscles or explanations without a side; any of them is right. */
  readonly acceptable: readonly string[];
  /** Missing it could cost life, limb or sight. */
  readonly dangerous: boolean;
}

/** Every vignette row as it stands in the file. Not yet checked: see `checkVignettes`. */
export const vignetteRows: readonly unknown[] = vignettes;

/**
 * Rows that were written, all at once, before the ranking had seen any of them, and that no change of content or code
 * may answer to. They are drawn from the same textbooks as the atlas, so they show that the ranking reads its own
 * sources, not that the sources are right.
 */
export const heldOutRows: readonly unknown[] = heldOut;

/** The vignettes that ship and that the content was developed with; the tests prove their rows. */
export const shippedVignettes = (): readonly Vignette[] => vignetteRows.map(read);

/** The vignettes that were held out of development. */
export const heldOutVignettes = (): readonly Vignette[] => heldOutRows.map(read);

const read = (row: unknown): Vignette =>
  ({ findings: [], ...(row as Partial<Vignette>) }) as unknown as Vignette;

const VIGNETTE: Shape = {
  id: 'text',
  story: 'text',
  regions: 'any?',
  asked: 'any?',
  findings: 'any?',
  answers: 'any?',
  family: VIGNETTE_FAMILIES,
  acceptable: ['text'],
  dangerous: 'boolean',
  source: 'text',
  status: STATUSES,
};

/** Every fault in the vignette rows: shape, sources, regions, sites, and answers that the atlas does not know. */
export function checkVignettes(rows: readonly unknown[], atlas: Atlas): readonly Complaint[] {
  const complaints = checkRows(rows, 'vignettes', VIGNETTE, new Set(atlas.sources.map((s) => s.id)));
  if (complaints.length > 0) return complaints;
  return (rows as readonly Vignette[]).flatMap((row) => [
    ...checkDrawing(row, atlas),
    ...checkAnswer(row, atlas),
  ]);
}

function checkDrawing({ id, regions, findings = [] }: Partial<Vignette>, atlas: Atlas): readonly Complaint[] {
  const at = `${id}.regions`;
  const known = new Set(atlas.regions.map((r) => r.id));
  const sites = new Set(atlas.sites.map((s) => s.id));
  if (regions === undefined || regions.length === 0)
    return [{ at, expected: 'at least one painted region', got: show(regions) }];
  return [
    ...checkOnce(
      regions.map((r) => r.id),
      at,
    ),
    ...regions
      .filter((r) => !known.has(r.id))
      .map((r) => ({ at, expected: 'a region of the body map', got: show(r.id) })),
    ...findings
      .filter((f) => !sites.has(f.site) || !SIGNS.includes(f.sign))
      .map((f) => ({ at: `${id}.findings`, expected: 'a sign at a site of the atlas', got: show(f) })),
  ];
}

function checkAnswer({ id, family, acceptable, dangerous }: Vignette, atlas: Atlas): readonly Complaint[] {
  const at = `${id}.acceptable`;
  const muscles = new Set(atlas.muscles.map((m) => m.id));
  const entries = new Map(atlas.explanations.map(({ entry }) => [entry.id, entry]));
  const isKnown = (name: string): boolean => (family === 'muscle' ? muscles.has(name) : entries.has(name));
  const [first] = acceptable.map((name) => entries.get(name));
  return [
    ...(acceptable.length === 0 ? [{ at, expected: 'at least one answer', got: 'none' }] : []),
    ...acceptable
      .filter((name) => !isKnown(name))
      .map((name) => ({ at, expected: `the id of a ${family}`, got: show(name) })),
    ...(first !== undefined && first.family !== family
      ? [{ at, expected: `an answer of family ${family} first`, got: show(first.family) }]
      : []),
    ...(first !== undefined && first.dangerous !== dangerous
      ? [{ at: `${id}.dangerous`, expected: show(first.dangerous), got: show(dangerous) }]
      : []),
  ];
}
