import type { Region } from '../../../core/atlas/region.ts';
import type { PaintedRegion } from '../../../core/localise/request.ts';

/**
 * The drawing in one sentence, to be confirmed by whoever drew it: left and right are the commonest mistake.
 *
 * `Back of head (occiput) on the right, 7 of 10; temple on both sides, 4 of 10.` Worst first, then most covered; places that
 * differ only in side and share their rating are named once. Empty when nothing is painted.
 */
export function readBack(painted: readonly PaintedRegion[], regionOf: (id: string) => Region): string {
  const largest = [...painted].sort((a, b) => (b.coverage ?? 1) - (a.coverage ?? 1));
  const places = new Map<
    string,
    { name: string; sides: Set<Region['side']>; intensity: number | undefined }
  >();
  for (const { id, intensity } of largest) {
    const { name, side } = regionOf(id);
    const key = `${name}|${intensity ?? ''}`;
    const place = places.get(key) ?? { name, sides: new Set(), intensity };
    place.sides.add(side);
    places.set(key, place);
  }
  const parts = [...places.values()]
    .sort((a, b) => (b.intensity ?? 0) - (a.intensity ?? 0))
    .map(({ name, sides, intensity }) => {
      const where =
        sides.size > 1 ? ' on both sides' : sides.has('midline') ? '' : ` on the ${[...sides].join('')}`;
      return `${uncapitalise(name)}${where}${intensity === undefined ? '' : `, ${intensity} of 10`}`;
    });
  return parts.length === 0 ? '' : `${capitalise(parts.join('; '))}.`;
}

const uncapitalise = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
