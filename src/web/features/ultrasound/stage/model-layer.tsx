import { useEffect, useRef, type ReactElement } from 'react';
import type { Segmentation } from '../../../../imaging/model/segmentation.ts';
import { WATCHDOG } from '../../../../imaging/path/live.ts';
import type { Live } from '../live.ts';
import type { Seen } from '../use-model.ts';

/** Colours of the classes, told apart with every kind of colour blindness (Okabe and Ito, 2008). */
export const CLASS_COLOURS: readonly (readonly [number, number, number])[] = [
  [240, 228, 66],
  [213, 94, 0],
  [86, 180, 233],
  [204, 121, 167],
  [0, 158, 115],
];

interface ModelLayerProps {
  readonly live: Live;
  readonly seen: Seen | undefined;
  readonly isShown: boolean;
}

/** What the model said, as strongly as it is confident. What belongs to an older picture is not drawn on a newer one. */
export function ModelLayer({ live, seen, isShown }: ModelLayerProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = (): void => {
      const { analysed } = live.read();
      const at = analysed?.frame.at;
      const isFitting = seen !== undefined && at !== undefined && Math.abs(at - seen.at) <= WATCHDOG;
      if (canvas.current !== null)
        paint(canvas.current, isShown && isFitting ? seen.segmentation : undefined);
    };
    draw();
    return live.subscribe(draw);
  }, [live, seen, isShown]);
  return <canvas ref={canvas} className="scan__model" aria-hidden="true" data-shown={isShown} />;
}

const painted = new WeakMap<HTMLCanvasElement, Segmentation | undefined>();

function paint(canvas: HTMLCanvasElement, seen: Segmentation | undefined): void {
  if (painted.get(canvas) === seen) return;
  painted.set(canvas, seen);
  const context = canvas.getContext('2d');
  if (context === null) return;
  if (seen === undefined) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    return;
  }
  const { width, height, labels, confidence } = seen;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const image = new ImageData(width, height);
  for (let n = 0; n < labels.length; n++) {
    const label = labels[n] ?? 0;
    if (label === 0) continue;
    image.data.set(CLASS_COLOURS[(label - 1) % CLASS_COLOURS.length] ?? [255, 255, 255], 4 * n);
    // Never opaque: the picture stays visible below whatever is claimed of it.
    image.data[4 * n + 3] = Math.round((confidence[n] ?? 0) * 0.55);
  }
  context.putImageData(image, 0, 0);
}
