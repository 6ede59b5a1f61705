import { memo, type ReactElement } from 'react';
import { ToggleButton, ToggleButtonGroup, type Key } from 'react-aria-components';
import type { BodyView } from '../../../core/atlas/body-view.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import { Segmented } from '../segmented.tsx';
import { PaintLayer } from './paint-layer.tsx';
import type { Stroke } from '../../../core/episode.ts';
import { VIEW_GROUPS, groupOf, type ViewGroup } from './view-groups.ts';
import { words } from './words.ts';
import './view-switcher.css';

interface ViewSwitcherProps {
  readonly current: string;
  readonly onChange: (view: string) => void;
  readonly viewOf: (id: string) => BodyView;
  readonly strokes?: readonly Stroke[];
  readonly marked?: ReadonlyMap<RegionId, number>;
}

const GROUPS = Object.keys(VIEW_GROUPS) as ViewGroup[];

/** Which side of the body to look at: four groups, and a small picture of each view with what is painted on it. */
export function ViewSwitcher({
  current,
  onChange,
  viewOf,
  strokes,
  marked,
}: ViewSwitcherProps): ReactElement {
  const group = groupOf(current);
  const choose = (keys: Set<Key>): void => {
    const [view] = keys;
    if (typeof view === 'string') onChange(view);
  };
  return (
    <div className="views">
      <Segmented
        label={words.views}
        options={GROUPS.map((id) => ({ id, text: words.groups[id] }))}
        value={group}
        onChange={(id) => onChange(VIEW_GROUPS[id][0])}
      />
      <ToggleButtonGroup
        className="views__row"
        aria-label={words.groups[group]}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[current]}
        onSelectionChange={choose}
      >
        {VIEW_GROUPS[group].map((id) => (
          <ToggleButton key={id} id={id} className="views__thumb">
            <Thumbnail view={viewOf(id)} strokes={strokes} marked={marked} />
            <span>{viewOf(id).title}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

interface ThumbnailProps {
  readonly view: BodyView;
  readonly strokes: readonly Stroke[] | undefined;
  readonly marked: ReadonlyMap<RegionId, number> | undefined;
}

const Thumbnail = memo(function Thumbnail({ view, strokes, marked }: ThumbnailProps): ReactElement {
  return (
    <svg viewBox={`0 0 ${view.width} ${view.height}`} aria-hidden="true">
      <path className="body-map__fill" d={view.outline} />
      <g className="body-map__marked">
        {[...(marked ?? [])].map(([region, intensity]) => (
          <path key={region} className={`pain-${intensity} is-filled`} d={view.regions.get(region)?.d} />
        ))}
      </g>
      {strokes !== undefined && <PaintLayer view={view} strokes={strokes} id={`thumb-${view.id}`} />}
      <path className="body-map__outline" d={view.outline} strokeWidth={view.height / 90} />
    </svg>
  );
});
