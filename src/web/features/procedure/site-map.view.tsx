import { useMemo, useState, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import type { Marker } from '../../ui/body-map/markers.tsx';
import { placesOf } from '../../ui/body-map/places.ts';
import { ViewSwitcher } from '../../ui/body-map/view-switcher.tsx';
import { clearestViewOf, regionOf, viewOf } from '../../ui/body-map/views.ts';
import { SiteButtons } from './site-finder.view.tsx';
import { words } from './words.ts';

interface SiteMapProps {
  readonly atlas: Atlas;
  readonly treated: readonly SiteId[];
  readonly candidates: readonly Site[];
  readonly chosen: SiteId | undefined;
  readonly isReady: boolean;
  readonly onSite: (site: Site) => void;
}

/** The body with the treated sites numbered and the likely ones crossed. A tap on a region lists its sites. */
export function SiteMap({ atlas, treated, candidates, chosen, isReady, onSite }: SiteMapProps): ReactElement {
  const [view, setView] = useState(() => firstView(atlas, treated, candidates));
  const [region, setRegion] = useState<RegionId>();
  const markers = useMemo(
    () => markersOf(atlas, { treated, candidates, chosen }),
    [atlas, treated, candidates, chosen],
  );
  const here = atlas.sites.filter((site) => site.at.region === region);
  return (
    <div className="procedure__map">
      <BodyMap
        view={viewOf(view)}
        label={words.mapLabel(treated.length)}
        markers={markers}
        {...(isReady && {
          onMarker: (id: string) => {
            const site = atlas.sites.find((s) => s.id === id);
            if (site !== undefined) onSite(site);
          },
          onRegion: setRegion,
        })}
        nameOf={(id) => regionOf(id).name}
      />
      {region !== undefined && (
        <SiteButtons
          title={words.inRegion(regionOf(region).name)}
          sites={here}
          onSite={(site) => {
            setRegion(undefined);
            onSite(site);
          }}
        />
      )}
      <ViewSwitcher current={view} onChange={setView} viewOf={viewOf} />
    </div>
  );
}

function firstView(atlas: Atlas, treated: readonly SiteId[], candidates: readonly Site[]): string {
  const sites = [...atlas.sites.filter((s) => treated.includes(s.id)), ...candidates];
  if (sites.length === 0) return 'back';
  const weights = new Map<RegionId, number>();
  for (const { at } of sites) weights.set(at.region, (weights.get(at.region) ?? 0) + 1);
  return clearestViewOf(weights);
}

function markersOf(
  atlas: Atlas,
  { treated, candidates, chosen }: Pick<SiteMapProps, 'treated' | 'candidates' | 'chosen'>,
): readonly Marker[] {
  const numbered = treated.flatMap((id, i) => {
    const site = atlas.sites.find((s) => s.id === id);
    if (site === undefined) return [];
    const label = words.site(i + 1, siteName(site));
    return placesOf(site).map((place) => ({
      ...place,
      id,
      text: String(i + 1),
      label,
      isChosen: id === chosen,
    }));
  });
  const crossed = candidates
    .filter((site) => !treated.includes(site.id))
    .flatMap((site) =>
      placesOf(site).map((place) => ({ ...place, id: site.id, label: words.add(siteName(site)) })),
    );
  return [...numbered, ...crossed];
}
