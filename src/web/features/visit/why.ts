import type { Region } from '../../../core/atlas/region.ts';
import type { RankedSite } from '../../../core/localise/ranking.ts';

/** Shares below this are listed in the details only. */
const NOTABLE = 0.08;

/**
 * One sentence: what the site would explain, and the best argument against it.
 *
 * `Would explain temple (right) and back of head (right); usually also hurts at the jaw (right), which is not
 * painted.`
 */
export function why(site: RankedSite, regionOf: (id: string) => Region): string {
  const place = (id: string): string => {
    const { name, side } = regionOf(id);
    const plain = name.charAt(0).toLowerCase() + name.slice(1);
    return side === 'midline' ? plain : `${plain} (${side})`;
  };
  const explained = site.explains.filter(({ share }) => share >= NOTABLE);
  const shown = (explained.length > 0 ? explained : site.explains)
    .slice(0, 3)
    .map(({ region }) => place(region));
  const [against] = site.misses;
  const verb = explained.length > 0 ? 'Would explain' : 'Reaches, but other causes explain it better:';
  const forIt = shown.length === 0 ? 'Reaches nothing that is painted' : `${verb} ${list(shown)}`;
  return against === undefined || against.strength < 0.3
    ? `${forIt}.`
    : `${forIt}; usually also hurts at the ${place(against.region)}, which is not painted.`;
}

const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
