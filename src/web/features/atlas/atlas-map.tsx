import { useState, type ReactElement } from 'react';
import type { RegionId } from '../../../core/atlas/region.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import type { Marker } from '../../ui/body-map/markers.tsx';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf, viewOf } from '../../ui/body-map/views.ts';
import { ViewSwitcher } from '../../ui/body-map/view-switcher.tsx';
import { words } from './words.ts';

interface AtlasMapProps {
  readonly view: string;
  readonly onView: (view: string) => void;
  /** What is on it, in a few words. */
  readonly what: string;
  readonly heat?: ReadonlyMap<RegionId, number>;
  readonly markers?: readonly Marker[];
  readonly onMarker?: (id: string) => void;
  readonly highlighted?: ReadonlySet<RegionId>;
  readonly onRegion: (region: RegionId) => void;
}

/** The body with heat and sites; a tap looks up what refers there. */
export function AtlasMap(props: AtlasMapProps): ReactElement {
  const { view, onView, what } = props;
  const body = viewOf(view);
  return (
    <div className="card atlas__map stage">
      <div className="stage__paper">
        <BodyMap
          view={body}
          label={words.map(what, body.title)}
          onRegion={props.onRegion}
          nameOf={(id) => regionName(regionOf(id))}
          {...(props.heat !== undefined && { heat: props.heat })}
          {...(props.markers !== undefined && { markers: props.markers })}
          {...(props.onMarker !== undefined && { onMarker: props.onMarker })}
          {...(props.highlighted !== undefined && { highlighted: props.highlighted })}
        />
      </div>
      <ViewSwitcher current={view} onChange={onView} viewOf={viewOf} />
    </div>
  );
}

/** The map before anything is chosen. */
export function BlankMap({ onRegion }: { readonly onRegion: (region: RegionId) => void }): ReactElement {
  const [view, setView] = useState('front');
  return <AtlasMap view={view} onView={setView} what={words.blankMap} onRegion={onRegion} />;
}
