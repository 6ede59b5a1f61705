import { placedAt, type BodyView } from '../../core/atlas/body-view.ts';
import type { Link, Placement, Site } from '../../core/atlas/muscle.ts';
import { html, type Html } from './html.ts';

/** Views in which a pattern may be shown, whole body first. */
const PATTERN_VIEWS = ['front', 'back', 'left'] as const;
/** Fill opacity of a region that always hurts. */
const DARKEST = 0.85;

/**
 * The site in its own view, and its pattern in every whole-body view that shows part of it.
 *
 * Darker is stronger; the cross is the site.
 */
export function picture(site: Site, viewOf: (id: string) => BodyView): Html {
  const own = viewOf(site.at.view);
  const others = PATTERN_VIEWS.filter((id) => id !== own.id).map(viewOf);
  const worthShowing = others.filter((view) => weight(view, site.links) > weight(own, site.links) * 0.5);
  return html`${[own, ...worthShowing].map((view) => drawing(view, site.muscle.name, site.links, site.at))}`;
}

/** A pattern without a site, in every whole-body view that shows at least a third of what the best one shows. */
export function patternPicture(name: string, links: readonly Link[], viewOf: (id: string) => BodyView): Html {
  const views = PATTERN_VIEWS.map(viewOf);
  const most = Math.max(...views.map((view) => weight(view, links)));
  const shown = views.filter((view) => weight(view, links) >= most / 3);
  return html`${shown.map((view) => drawing(view, name, links))}`;
}

/** How much of the pattern a view shows: strength times visible share of the page. */
function weight(view: BodyView, links: readonly Link[]): number {
  const page = view.width * view.height;
  return links.reduce(
    (sum, { region, strength }) => sum + strength * ((view.regions.get(region)?.area ?? 0) / page),
    0,
  );
}

function drawing(view: BodyView, name: string, links: readonly Link[], place?: Placement): Html {
  const heat = links.flatMap(({ region, strength }) => {
    const shown = view.regions.get(region);
    if (shown === undefined) return [];
    return [html`<path d="${shown.d}" fill="#c8402f" fill-opacity="${(strength * DARKEST).toFixed(2)}" />`];
  });
  const region = place?.view === view.id ? view.regions.get(place.region) : undefined;
  const cross =
    region === undefined || place === undefined
      ? ''
      : crossAt(...placedAt(region, place.u, place.v), view.height / 60);
  return html`<svg viewBox="0 0 ${view.width} ${view.height}" role="img" aria-label="${name}, ${view.title}">
    <path d="${view.outline}" fill="#EAEEF2" fill-rule="evenodd" />
    ${heat}
    <path d="${view.ink}" fill="#465A6D" />
    <path d="${view.outline}" fill="none" stroke="#3C4F61" stroke-width="${view.stroke}" />
    ${cross}
  </svg>`;
}

function crossAt(x: number, y: number, size: number): Html {
  const d = `M${x - size} ${y - size}L${x + size} ${y + size}M${x + size} ${y - size}L${x - size} ${y + size}`;
  return html`<path
    d="${d}"
    fill="none"
    stroke="#16212b"
    stroke-width="${size / 3}"
    stroke-linecap="round"
  />`;
}
