import type { ReactElement } from 'react';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { PaintedRegion } from '../../../core/localise/request.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { edgesOf } from './read-back.ts';
import { words } from './words.ts';

interface EdgesProps {
  readonly painted: readonly PaintedRegion[];
  readonly onHurts: (region: RegionId, intensity: number) => void;
  readonly onFree: (region: RegionId) => void;
}

/** Where a stroke only ran over an edge: does it hurt there too? Each answer is a change of the drawing. */
export function Edges({ painted, onHurts, onFree }: EdgesProps): ReactElement | null {
  const edges = edgesOf(painted);
  if (edges.length === 0) return null;
  return (
    <Expander title={words.draw.edges(edges.length)}>
      <p className="edges__help">{words.draw.edgesText}</p>
      <ul className="edges">
        {edges.map(({ id, intensity }) => {
          const name = regionName(regionOf(id));
          return (
            <li key={id}>
              <span>{name}</span>
              <span className="edges__answers">
                <Button label={words.draw.hurtsAt(name)} onPress={() => onHurts(id, intensity ?? 5)}>
                  {words.draw.hurts}
                </Button>
                <Button label={words.draw.freeAt(name)} onPress={() => onFree(id)}>
                  {words.draw.free}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
    </Expander>
  );
}
