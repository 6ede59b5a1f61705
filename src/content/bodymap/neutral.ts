import file from './neutral.json' with { type: 'json' };
import { readRegions, readView, type BodyMapFile } from './read.ts';
import type { BodyView } from '../../core/atlas/body-view.ts';
import type { Region } from '../../core/atlas/region.ts';

const map = file as unknown as BodyMapFile;

/** The views of the neutral adult, in the order in which a person leafs through them. */
export const VIEW_IDS: readonly string[] = Object.keys(map.views);

/** The 237 regions of the body surface. */
export const bodyRegions: readonly Region[] = readRegions(map);

/** One view of the neutral adult. */
export function bodyView(id: string): BodyView {
  return readView(map, id);
}
