import type { RegionId } from '../../core/atlas/region.ts';
import { WIDESPREAD_AREA_IDS, type WidespreadArea } from '../../core/examine/widespread.ts';
import file from './neutral.json' with { type: 'json' };
import type { BodyMapFile } from './read.ts';

/** The area of the widespread pain index to which each region of the body map counts. Our reading; hands and feet have none. */
const AREA_OF = new Map<RegionId, WidespreadArea>(
  (file as unknown as BodyMapFile).regions.flatMap(({ id, wpi }) => {
    const area = WIDESPREAD_AREA_IDS.find((a) => a === wpi);
    return area === undefined ? [] : [[id, area] as const];
  }),
);

/** Areas of the index that some painted regions reach, in the order of the index. A proposal, to be asked about. */
export function widespreadAreas(painted: readonly RegionId[]): readonly WidespreadArea[] {
  const reached = new Set(painted.map((id) => AREA_OF.get(id)));
  return WIDESPREAD_AREA_IDS.filter((area) => reached.has(area));
}
