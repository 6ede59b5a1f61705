import { regionAt, type BodyView } from '../../../core/atlas/body-view.ts';
import type { Stroke, Tool } from '../../../core/episode.ts';

/** One place of a stroke. */
export type Point = Stroke['points'][number];

/** Paint of one moment: strokes between two uses of the eraser, and what was erased from them later. */
export interface PaintRun {
  readonly strokes: readonly Stroke[];
  readonly erasers: readonly Stroke[];
}

/**
 * SVG path of a stroke. A brush is smoothed by quadratic curves through the middles of its segments; a lasso is
 * closed as drawn, so that the picture is what is measured. One point becomes a dot.
 */
export function strokePath(tool: Tool, points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  if (tool === 'lasso') return `M${points.join(' ')}Z`;
  const last = rest.at(-1);
  if (last === undefined) return `M${first.join(' ')}h0`;
  let d = `M${first.join(' ')}`;
  for (const [i, [x, y]] of rest.slice(0, -1).entries()) {
    const [nx, ny] = rest[i + 1] ?? last;
    d += `Q${x} ${y} ${(x + nx) / 2} ${(y + ny) / 2}`;
  }
  return `${d}L${last.join(' ')}`;
}

/** Sort strokes into runs, so that an eraser takes away only what was painted before it. */
export function paintRuns(strokes: readonly Stroke[]): readonly PaintRun[] {
  const runs: { strokes: Stroke[]; erasers: Stroke[] }[] = [];
  let open = false;
  for (const stroke of strokes) {
    if (stroke.tool === 'eraser') {
      for (const run of runs) if (run.strokes.some((s) => mayTouch(s, stroke))) run.erasers.push(stroke);
      open = false;
    } else {
      if (!open) runs.push({ strokes: [], erasers: [] });
      runs.at(-1)?.strokes.push(stroke);
      open = true;
    }
  }
  return runs;
}

/** Whether the boxes around two strokes meet: false means that one cannot erase the other. */
function mayTouch(a: Stroke, b: Stroke): boolean {
  // How far a tapped region reaches is not known here.
  if (a.tool === 'tap') return true;
  const [p, q] = [box(a), box(b)];
  return p.left <= q.right && q.left <= p.right && p.top <= q.bottom && q.top <= p.bottom;
}

function box({ points, radius }: Stroke): { left: number; right: number; top: number; bottom: number } {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return {
    left: Math.min(...xs) - radius,
    right: Math.max(...xs) + radius,
    top: Math.min(...ys) - radius,
    bottom: Math.max(...ys) + radius,
  };
}

/** A tap in the middle of a region: what marking it by keyboard draws. Absent when the view does not show it. */
export function tapOn(view: BodyView, region: string, intensity: number): Stroke | undefined {
  const shown = view.regions.get(region);
  if (shown === undefined) return undefined;
  const [x, y] = shown.pole;
  return { view: view.id, tool: 'tap', radius: 0, intensity, points: [[Math.round(x), Math.round(y)]] };
}

/** The region that a tap marks. */
export function tappedRegion(view: BodyView, { tool, points: [at] }: Stroke): string | undefined {
  return tool === 'tap' && at !== undefined ? regionAt(view, at[0], at[1])?.id : undefined;
}

/** Rows of the eraser over one region when it is taken away by keyboard. */
const ROWS = 16;

/**
 * Eraser strokes that clear one region of one view and leave its neighbours: level strokes, each from edge to
 * edge of the region at that height, so thin that they hardly reach over the boundary.
 */
export function eraseRegion(view: BodyView, region: string): readonly Stroke[] {
  const shown = view.regions.get(region);
  if (shown === undefined) return [];
  const [left, top, right, bottom] = shown.box;
  const radius = Math.max(1, Math.round(Math.min(bottom - top, right - left) / ROWS / 1.5));
  const strokes: Stroke[] = [];
  for (let y = top + radius / 2; y < bottom; y += radius * 1.6) {
    let from: number | undefined;
    for (let x = left; x <= right + radius; x += radius) {
      const inside = x <= right && regionAt(view, x, y)?.id === region;
      if (inside) from ??= x;
      else if (from !== undefined) {
        const row = Math.round(y);
        strokes.push({
          view: view.id,
          tool: 'eraser',
          radius,
          points: [
            [Math.round(from), row],
            [Math.round(x - radius), row],
          ],
        });
        from = undefined;
      }
    }
  }
  return strokes;
}
