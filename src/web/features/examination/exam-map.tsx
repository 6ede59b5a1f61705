import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { bodyRegions } from '../../../content/bodymap/neutral.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { Stroke } from '../../../core/episode.ts';
import type { JudgedSite } from '../../../core/examine/examination.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import type { Marker } from '../../ui/body-map/markers.tsx';
import { placesOf } from '../../ui/body-map/places.ts';
import { RegionTree, regionName } from '../../ui/body-map/region-tree.tsx';
import { clearestViewOf, regionOf, viewOf } from '../../ui/body-map/views.ts';
import { ViewSwitcher } from '../../ui/body-map/view-switcher.tsx';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { words } from './words.ts';

interface ExamMapProps {
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly judged: readonly JudgedSite[];
  /** In the order of the list: the numbers on the map are those places. */
  readonly list: readonly SiteId[];
  readonly site: Site | undefined;
  readonly strokes: readonly Stroke[];
  readonly felt: readonly RegionId[];
  /** The map takes touches as areas where the referral was felt. */
  readonly isWhere: boolean;
  readonly onFelt: (regions: readonly RegionId[]) => void;
  readonly onDone: () => void;
  readonly onGo: (site: SiteId) => void;
}

/** Rating under which an area of referral is shown: it has none, and the tint only says “here”. */
const FELT = 3;

/** The map of the examination: the painted pain, what was examined, and the areas to which a site referred. */
export function ExamMap(props: ExamMapProps): ReactElement {
  const { sites, judged, list, site, felt, isWhere, onFelt, onGo } = props;
  const [looked, setLooked] = useState<{ readonly site: SiteId | undefined; readonly view: string }>();
  // The view follows the site until somebody looks elsewhere.
  const view = looked !== undefined && looked.site === site?.id ? looked.view : viewFor(site);
  const markers = useMemo(() => markersOf(sites, judged, list, site?.id), [sites, judged, list, site]);
  const toggle = (region: RegionId): void =>
    onFelt(felt.includes(region) ? felt.filter((r) => r !== region) : [...felt, region]);
  const marked = useMemo(() => new Map(felt.map((region) => [region, FELT] as const)), [felt]);
  const goTo = (to: SiteId | undefined): void => {
    if (to !== undefined) onGo(to);
  };
  const name = site === undefined ? words.panel.choose : siteName(site);
  const map = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the map stands beneath the signs: asked for an area, it comes into view.
    if (isWhere && window.matchMedia('(width < 75rem)').matches)
      map.current?.scrollIntoView({ block: 'nearest' });
  }, [isWhere]);
  return (
    <section
      ref={map}
      className="exam-map card"
      aria-label={words.panel.map(name)}
      data-where={isWhere ? '' : undefined}
    >
      {isWhere && (
        <div className="exam-map__where">
          <p>{words.panel.whereOn}</p>
          <Button look="main" onPress={props.onDone}>
            {words.panel.whereDone} <kbd>r</kbd>
          </Button>
        </div>
      )}
      <div className="stage">
        <div className="stage__paper">
          <BodyMap
            view={viewOf(view)}
            label={words.panel.map(name)}
            highlighted={new Set(felt)}
            markers={markers}
            onMarker={onGo}
            nameOf={(id) => regionName(regionOf(id))}
            onRegion={isWhere ? toggle : (region) => goTo(nextAt(props, region))}
            {...(!isWhere && { strokes: props.strokes })}
          />
        </div>
        <ViewSwitcher
          current={view}
          onChange={(to) => setLooked({ site: site?.id, view: to })}
          viewOf={viewOf}
          strokes={props.strokes}
        />
      </div>
      {isWhere && (
        <Expander title={words.panel.whereList}>
          <RegionTree
            regions={bodyRegions}
            marked={marked}
            intensity={FELT}
            onMark={(region) => !felt.includes(region) && onFelt([...felt, region])}
            onUnmark={(region) => onFelt(felt.filter((r) => r !== region))}
          />
        </Expander>
      )}
    </section>
  );
}

/**
 * The site that a touch on a region means: of those that lie in it, the one that stands first in the list, then in the
 * atlas. Touched again, the next one.
 */
function nextAt({ sites, list, site }: ExamMapProps, region: RegionId): SiteId | undefined {
  const here = [...sites.values()].filter((s) => s.at.region === region).map((s) => s.id);
  const place = (id: SiteId): number => (list.includes(id) ? list.indexOf(id) : list.length);
  const ordered = here.toSorted((a, b) => place(a) - place(b));
  const at = site === undefined ? -1 : ordered.indexOf(site.id);
  return ordered[(at + 1) % Math.max(1, ordered.length)];
}

const viewFor = (site: Site | undefined): string =>
  site === undefined ? 'back' : clearestViewOf(new Map(site.links.map((l) => [l.region, l.strength])));

/** As many numbers as can be told apart. */
const NUMBERED = 6;

function markersOf(
  sites: ReadonlyMap<SiteId, Site>,
  judged: readonly JudgedSite[],
  list: readonly SiteId[],
  chosen: SiteId | undefined,
): readonly Marker[] {
  const examined = new Set(judged.map((j) => j.site));
  return list.flatMap((id, i) => {
    const site = sites.get(id);
    if (site === undefined || (i >= NUMBERED && id !== chosen && !examined.has(id))) return [];
    return placesOf(site).map((place) => ({
      ...place,
      id,
      text: String(i + 1),
      label: `${i + 1}, ${siteName(site)}`,
      isChosen: id === chosen,
    }));
  });
}
