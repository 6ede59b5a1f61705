import { err, ok, type Result } from '../kit/result.ts';
import type { Frame, Point } from './frame.ts';

/** A row or column of evenly spaced marks that looks like a machine's ruler. A person has to confirm it. */
export interface RulerFound {
  readonly direction: 'across' | 'down';
  /** Pixels from one mark to the next. */
  readonly spacing: number;
  readonly marks: readonly Point[];
}

/** Why no ruler is proposed. */
export interface NoRuler {
  readonly code: 'no-ruler';
  readonly expected: string;
  readonly got: string;
}

/** Marks that are fewer than this are chance. */
const LEAST_MARKS = 5;
/** How evenly they must lie, in pixels from a straight line through their numbers. */
const EVENNESS = 0.8;
const CLOSEST = 8;

/**
 * Look for a ruler along the four borders of the picture: bright short marks at even distances on dark ground.
 *
 * Each line near a border is searched for bright pieces of 1 to 6 px; the line with the most even marks wins. It says how far
 * the marks are apart in pixels and nothing about millimetres: what one step means only the person at the machine knows.
 *
 * - `no-ruler`: no line has five even marks
 */
export function findRuler(frame: Frame): Result<RulerFound, NoRuler> {
  let best: RulerFound | undefined;
  for (const line of borderLines(frame)) {
    const marks = marksOn(line.values);
    const even = evenRun(marks);
    if (even === undefined || even.marks.length <= (best?.marks.length ?? LEAST_MARKS - 1)) continue;
    const points = even.marks.map((at) =>
      line.direction === 'across' ? { x: at, y: line.at } : { x: line.at, y: at },
    );
    best = { direction: line.direction, spacing: even.spacing, marks: points };
  }
  return best === undefined
    ? err({ code: 'no-ruler', expected: `${LEAST_MARKS} even marks along a border`, got: 'none' })
    : ok(best);
}

interface Line {
  readonly direction: RulerFound['direction'];
  readonly at: number;
  readonly values: Uint8Array;
}

/** Lines within a tenth of the picture from each border. */
function borderLines({ data, width, height }: Frame): readonly Line[] {
  const near = (n: number): number[] => {
    const deep = Math.max(4, Math.round(n / 10));
    return Array.from({ length: 2 * deep }, (_, k) => (k < deep ? k : n - 2 * deep + k));
  };
  const rows = near(height).map((y): Line => ({
    direction: 'across',
    at: y,
    values: data.subarray(y * width, (y + 1) * width),
  }));
  const columns = near(width).map((x): Line => {
    const values = Uint8Array.from({ length: height }, (_, y) => data[y * width + x] ?? 0);
    return { direction: 'down', at: x, values };
  });
  return [...rows, ...columns];
}

/** Centres of bright pieces of 1 to 6 px that stand out of a dark line; none when the line is mostly bright. */
function marksOn(values: Uint8Array): readonly number[] {
  const sorted = values.slice().sort();
  const [ground, top] = [sorted[Math.floor(sorted.length * 0.6)] ?? 0, sorted[sorted.length - 1] ?? 0];
  if (top - ground < 60 || ground > 90) return [];
  const limit = (ground + top) / 2;
  const centres: number[] = [];
  for (let at = 0; at < values.length; at++) {
    if ((values[at] ?? 0) < limit) continue;
    let end = at;
    while (end + 1 < values.length && (values[end + 1] ?? 0) >= limit) end++;
    if (end - at < 6) centres.push((at + end) / 2);
    at = end;
  }
  return centres;
}

/** The longest run of marks whose distances are all alike, with the spacing by least squares. */
function evenRun(
  marks: readonly number[],
): { readonly marks: readonly number[]; readonly spacing: number } | undefined {
  let longest: readonly number[] = [];
  for (let from = 0; from + 1 < marks.length; from++) {
    const step = (marks[from + 1] ?? 0) - (marks[from] ?? 0);
    if (step < CLOSEST) continue;
    let to = from + 1;
    while (to + 1 < marks.length && Math.abs((marks[to + 1] ?? 0) - (marks[to] ?? 0) - step) <= 1.5) to++;
    const run = marks.slice(from, to + 1);
    if (run.length > longest.length) longest = run;
  }
  if (longest.length < LEAST_MARKS) return undefined;
  const spacing = slope(longest);
  const first = longest.reduce((sum, at, n) => sum + at - n * spacing, 0) / longest.length;
  const isEven = longest.every((at, n) => Math.abs(at - first - n * spacing) <= EVENNESS);
  return isEven ? { marks: longest, spacing } : undefined;
}

function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  let [over, under] = [0, 0];
  values.forEach((value, n) => {
    over += (n - middle) * value;
    under += (n - middle) ** 2;
  });
  return over / under;
}
