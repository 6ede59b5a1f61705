import type { ReactElement } from 'react';
import type { BodyView } from '../../../core/atlas/body-view.ts';

/** A number or a cross at a place on one view. */
export interface Marker {
  readonly id: string;
  readonly view: string;
  /** Place in view units. */
  readonly x: number;
  readonly y: number;
  /** Shown in the circle; a cross when absent. */
  readonly text?: string;
  readonly label: string;
  readonly isChosen?: boolean;
}

interface MarkersProps {
  readonly view: BodyView;
  readonly markers: readonly Marker[];
  readonly onMarker: ((id: string) => void) | undefined;
}

/** Markers keep their size on every screen, so they are HTML above the drawing, placed in percent. */
export function Markers({ view, markers, onMarker }: MarkersProps): ReactElement {
  return (
    <ol className="body-map__markers">
      {spread(
        markers.filter((m) => m.view === view.id),
        view.height * APART,
      ).map((m) => (
        <li
          key={m.id}
          style={{ left: `${(100 * m.x) / view.width}%`, top: `${(100 * m.y) / view.height}%` }}
          data-chosen={m.isChosen === true ? '' : undefined}
          data-kind={m.text === undefined ? 'cross' : 'number'}
        >
          {onMarker === undefined ? (
            <span title={m.label}>
              <span aria-hidden="true">{m.text}</span>
              <span className="hidden-visually">{m.label}</span>
            </span>
          ) : (
            <button type="button" title={m.label} aria-label={m.label} onClick={() => onMarker(m.id)}>
              <span aria-hidden="true">{m.text}</span>
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Least distance between two markers, as a share of the view's height: about their own width on a small screen. */
const APART = 0.06;
const ROUNDS = 24;

/**
 * Push markers apart that would cover one another, each by half of what is missing, a few times over. Those in one
 * place are parted sideways. The order decides nothing, so that a marker does not jump when its number changes.
 */
export function spread(markers: readonly Marker[], apart: number): readonly Marker[] {
  const at = markers.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, a] of at.entries())
      for (const b of at.slice(i + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const distance = Math.hypot(dx, dy);
        if (distance >= apart) continue;
        const [ux, uy] = distance < 1 ? [1, 0] : [dx / distance, dy / distance];
        const half = (apart - distance) / 2;
        [a.x, a.y, b.x, b.y] = [a.x - ux * half, a.y - uy * half, b.x + ux * half, b.y + uy * half];
      }
  return markers.map((marker, i) => ({ ...marker, ...at[i] }));
}
