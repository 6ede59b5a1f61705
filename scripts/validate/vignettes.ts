import { shippedVignettes, type Vignette } from '../../src/content/vignettes/vignettes.ts';
import { localise } from '../../src/core/localise/localise.ts';
import type { Network } from '../../src/core/localise/network.ts';

/** What the ranking made of one published patient. */
export interface VignetteResult {
  readonly vignette: Vignette;
  /** Family of the most probable cause. */
  readonly first: string;
  readonly isFamilyFirst: boolean;
  /** Place of the first acceptable answer among all causes, counted from 1; 0 when it is not in the list. */
  readonly place: number;
  /** An acceptable answer stands above the muscles. */
  readonly isAbove: boolean;
}

const unsided = (id: string): string => id.replace(/-(left|right)$/, '');

/** Rank every shipped vignette. */
export function vignetteResults(network: Network): readonly VignetteResult[] {
  return shippedVignettes().map((vignette) => {
    const { regions, findings, asked } = vignette;
    const result = localise(
      network,
      { regions, findings, ...(asked === undefined ? {} : { asked }) },
      'bars',
    );
    if (!result.ok) throw new Error(`${vignette.id}: ${result.error.code}`);
    const { ranked, alternatives, standsAbove } = result.value;
    const all = [
      ...ranked.map(({ muscle, probability }) => ({ id: muscle, family: 'muscle', probability })),
      ...alternatives.map(({ id, family, probability }) => ({ id: unsided(id), family, probability })),
    ].sort((a, b) => b.probability - a.probability);
    const first = all[0]?.family ?? 'none';
    return {
      vignette,
      first,
      isFamilyFirst: first === vignette.family,
      place: 1 + all.findIndex(({ id }) => vignette.acceptable.includes(id)),
      isAbove: standsAbove.some(({ id }) => vignette.acceptable.includes(unsided(id))),
    };
  });
}
