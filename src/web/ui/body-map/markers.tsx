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
      {markers
        .filter((m) => m.view === view.id)
        .map((m) => (
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
