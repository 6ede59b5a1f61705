import { useCallback, useRef, type PointerEvent, type RefObject } from 'react';
import type { BodyView } from '../../../core/atlas/body-view.ts';
import type { Stroke } from '../../../core/episode.ts';
import { strokePath, type Point } from './paint.ts';

/** Tools that draw a line; a tap does not. */
export type BrushTool = 'brush' | 'lasso' | 'eraser';

/** What the finger holds. */
export interface Brush {
  readonly tool: BrushTool;
  /** Half the width, in thousandths of the view's height, so that one brush feels the same on every view. */
  readonly size: number;
  readonly intensity: number;
}

/**
 * Called while the finger is down, with the stroke so far and when the hand made the movement, by
 * `performance.now()`; without a stroke when it was dropped and nothing comes of it.
 */
export type StrokeSoFar = (stroke: Stroke | undefined, since: number) => void;

interface BrushOptions {
  readonly view: BodyView;
  readonly brush: Brush | undefined;
  readonly onStroke: ((stroke: Stroke) => void) | undefined;
  readonly onStrokeSoFar: StrokeSoFar | undefined;
}

interface BrushHandlers {
  readonly onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onPointerUp: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<SVGSVGElement>) => void;
}

/** Where a pointer is on the paper, in view units. */
export function pointOn(svg: SVGSVGElement, at: { clientX: number; clientY: number }): [number, number] {
  const matrix = svg.getScreenCTM();
  if (matrix === null) return [0, 0];
  const { x, y } = new DOMPoint(at.clientX, at.clientY).matrixTransform(matrix.inverse());
  return [Math.round(x), Math.round(y)];
}

/** Half the width of a brush on a view, view units. */
export function brushRadius(view: BodyView, size: number): number {
  return Math.round((view.height * size) / 1000);
}

/**
 * Painting with finger, pen or mouse.
 *
 * While the pointer is down the growing line is written straight into `live`, past React, so that it keeps up
 * with the hand; the finished stroke is handed over once. Browsers bundle fast movements: every bundled point
 * is used. When the browser takes the pointer away, for a pinch for instance, the stroke is dropped.
 */
export function useBrush(live: RefObject<SVGPathElement | null>, options: BrushOptions): BrushHandlers {
  const points = useRef<Point[] | null>(null);
  const pointer = useRef(-1);

  const draft = useCallback((): Stroke | undefined => {
    const { view, brush } = options;
    if (brush === undefined || points.current === null) return undefined;
    return {
      view: view.id,
      tool: brush.tool,
      radius: brush.tool === 'lasso' ? 0 : brushRadius(view, brush.size),
      ...(brush.tool !== 'eraser' && { intensity: brush.intensity }),
      points: [...points.current],
    };
  }, [options]);

  const show = useCallback(() => {
    const tool = options.brush?.tool === 'lasso' ? 'lasso' : 'brush';
    live.current?.setAttribute('d', strokePath(tool, points.current ?? []));
  }, [live, options.brush]);

  const tell = (event: PointerEvent<SVGSVGElement>): void => {
    const stroke = draft();
    if (stroke !== undefined && hasInside(stroke)) options.onStrokeSoFar?.(stroke, event.timeStamp);
  };

  const stop = useCallback(() => {
    points.current = null;
    pointer.current = -1;
    show();
  }, [show]);

  return {
    onPointerDown: (event) => {
      if (options.brush === undefined || points.current !== null || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointer.current = event.pointerId;
      points.current = [pointOn(event.currentTarget, event)];
      show();
      tell(event);
    },
    onPointerMove: (event) => {
      const line = points.current;
      if (line === null || event.pointerId !== pointer.current || options.brush === undefined) return;
      // Points nearer than a tenth of the brush add nothing that one could see.
      const step = Math.max(options.view.unit, brushRadius(options.view, options.brush.size) / 10);
      const bundled = event.nativeEvent.getCoalescedEvents();
      for (const at of bundled.length > 0 ? bundled : [event.nativeEvent]) {
        const [x, y] = pointOn(event.currentTarget, at);
        const [px, py] = line.at(-1) ?? [Infinity, Infinity];
        if (Math.hypot(x - px, y - py) >= step) line.push([x, y]);
      }
      show();
      tell(event);
    },
    onPointerUp: (event) => {
      if (event.pointerId !== pointer.current) return;
      const stroke = draft();
      stop();
      if (stroke !== undefined && hasInside(stroke)) options.onStroke?.(stroke);
      else options.onStrokeSoFar?.(undefined, event.timeStamp);
    },
    onPointerCancel: (event) => {
      if (event.pointerId !== pointer.current) return;
      stop();
      options.onStrokeSoFar?.(undefined, event.timeStamp);
    },
  };
}

/** A lasso of two points has no inside; anything else paints from its first point on. */
const hasInside = ({ tool, points }: Stroke): boolean => tool !== 'lasso' || points.length >= 3;
