import { useEffect, useRef, type PointerEvent, type ReactElement } from 'react';
import type { Point } from '../../../../imaging/frame.ts';
import type { StrainMap } from '../../../../imaging/strain/strain.ts';
import type { Desk } from '../desk.ts';
import type { Live } from '../live.ts';
import type { Training } from '../use-training.ts';
import type { Seen } from '../use-model.ts';
import { Marks } from './marks.tsx';
import { ModelLayer } from './model-layer.tsx';
import { paintFrame } from './paint-frame.ts';
import { CELL, paintStrain } from './strain-colours.ts';
import './stage.css';

interface OverlayPaneProps {
  readonly live: Live;
  readonly desk: Desk;
  readonly label: string;
  readonly isStale: boolean;
  /** The practice, while it is open: what is drawn then is the exercise. */
  readonly training: Training | undefined;
  /** What the clinic's model said last. */
  readonly seen: Seen | undefined;
  readonly onPoint: (at: Point) => void;
  /** Called when a frame has been painted, with the epoch milliseconds at which it had arrived. */
  readonly onPainted: (arrived: number) => void;
}

/** The picture again, with what was measured and drawn on top in layers that can be taken off. */
export function OverlayPane(props: OverlayPaneProps): ReactElement {
  const { live, desk, onPoint, onPainted } = props;
  const frame = useRef<HTMLCanvasElement>(null);
  const strain = useRef<HTMLCanvasElement>(null);
  const isStrainShown = desk.hasOverlays && desk.layers.strain;
  useEffect(() => {
    const draw = (): void => {
      const { analysed } = live.read();
      if (frame.current !== null) paintFrame(frame.current, analysed?.frame);
      if (strain.current !== null)
        paintMap(strain.current, isStrainShown ? analysed?.strain?.map : undefined);
      if (analysed !== undefined) onPainted(analysed.arrived);
    };
    draw();
    return live.subscribe(draw);
  }, [live, isStrainShown, onPainted]);
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const { analysed } = live.read();
    if (analysed === undefined || event.button !== 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { width, height } = analysed.frame;
    onPoint({
      x: Math.round(((event.clientX - box.left) / box.width) * width),
      y: Math.round(((event.clientY - box.top) / box.height) * height),
    });
  };
  return (
    <div className="scan__layers" data-tool={desk.tool} onPointerDown={point}>
      <canvas ref={frame} className="scan__canvas" role="img" aria-label={props.label} />
      <canvas
        ref={strain}
        className="scan__strain"
        aria-hidden="true"
        style={{ opacity: isStrainShown ? desk.opacity : 0 }}
      />
      <ModelLayer live={live} seen={props.seen} isShown={desk.hasOverlays && desk.layers.model} />
      <Marks live={live} desk={desk} isStale={props.isStale} training={props.training} />
    </div>
  );
}

function paintMap(canvas: HTMLCanvasElement, map: StrainMap | undefined): void {
  if (painted.get(canvas) === map) return;
  painted.set(canvas, map);
  const context = canvas.getContext('2d');
  if (context === null) return;
  if (map === undefined) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    return;
  }
  const [width, height] = [map.cols * CELL.x, map.rows * CELL.y];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const cells = new OffscreenCanvas(map.cols, map.rows);
  cells.getContext('2d')?.putImageData(paintStrain(map), 0, 0);
  context.imageSmoothingQuality = 'high';
  context.drawImage(cells, 0, 0, width, height);
}

const painted = new WeakMap<HTMLCanvasElement, StrainMap | undefined>();
