import { FULL, type Evidence } from './evidence.ts';

/** A family of parallel lines across the evidence map. Angle in degrees below the horizontal; negative rises to the right. */
export interface Slant {
  readonly angle: number;
  /** Lines nearer to the horizontal step along columns, others along rows. */
  readonly along: 'columns' | 'rows';
  /** Place of the line across the step direction, at each step, relative to its offset. */
  readonly shift: Int32Array;
  /** Offsets run from 0 to this. */
  readonly offsets: number;
  /** Length of one step in evidence pixels. */
  readonly step: number;
}

/** Degrees between families: a line as long as the frame is wide is missed by at most 2 evidence pixels at its ends. */
const FAN = 1.5;

/** The families of lines for the angles asked for, to both sides. */
export function slants(
  size: { readonly width: number; readonly height: number },
  angles: { readonly least: number; readonly most: number },
): readonly Slant[] {
  const all: Slant[] = [];
  for (let steep = angles.least; steep <= angles.most; steep += FAN)
    for (const angle of [steep, -steep]) all.push(slant(size, angle));
  return all.sort((a, b) => a.angle - b.angle);
}

function slant(size: { readonly width: number; readonly height: number }, angle: number): Slant {
  const turn = (angle * Math.PI) / 180;
  const along = Math.abs(angle) <= 45 ? 'columns' : 'rows';
  const slope = along === 'columns' ? Math.tan(turn) : 1 / Math.tan(turn);
  const [steps, across] = along === 'columns' ? [size.width, size.height] : [size.height, size.width];
  const total = Math.round(Math.abs(slope) * (steps - 1));
  // A line of offset o is at o − shift(step) across: shifts are kept from 0 to `total`.
  const shift = Int32Array.from({ length: steps }, (_, k) => {
    const moved = Math.round(Math.abs(slope) * k);
    return slope > 0 ? total - moved : moved;
  });
  const step = along === 'columns' ? 1 / Math.cos(turn) : 1 / Math.abs(Math.sin(turn));
  return { angle, along, shift, offsets: across + total, step };
}

/**
 * The best piece of every line of one family: the largest sum of evidence over consecutive steps (Kadane), in 64ths of a step,
 * at most 32767. Entry o of the result belongs to the line of offset o.
 */
export function bestPieces(map: Evidence, family: Slant): Int16Array {
  const [run, best] = [new Int16Array(family.offsets), new Int16Array(family.offsets)];
  const { width, height, data } = map;
  const [across, stepInto, acrossInto] = family.along === 'columns' ? [height, 1, width] : [width, width, 1];
  family.shift.forEach((shift, k) => {
    for (let n = 0; n < across; n++) {
      const o = n + shift;
      const sum = (run[o] ?? 0) + (data[k * stepInto + n * acrossInto] ?? 0);
      const kept = Math.max(0, Math.min(32_767, sum));
      run[o] = kept;
      if (kept > (best[o] ?? 0)) best[o] = kept;
    }
  });
  return best;
}

/** A straight piece of evidence: its ends in frame pixels, the first above the second, and its score. */
export interface Piece {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly angle: number;
  readonly score: number;
}

/** Degrees in one sector, and how many lines of each sector are looked at: fascicles must not crowd out the needle. */
const SECTOR = 13;
const PER_SECTOR = 3;

/** A line with less than this part of the best score is neither the needle nor a rival worth measuring. */
const WEAKEST = 0.5;

/** The strongest separate lines of each sector of angles, as pieces in frame pixels. */
export function candidates(
  map: Evidence,
  families: readonly Slant[],
  pieces: readonly Int16Array[],
): readonly Piece[] {
  const sectors = new Map<number, Peak[]>();
  families.forEach((family, f) => {
    const row = pieces[f] ?? new Int16Array(0);
    const unit = family.step / FULL;
    for (let o = 1; o < row.length - 1; o++) {
      const sum = row[o] ?? 0;
      const score = sum * unit;
      if (score < 10 || sum < (row[o - 1] ?? 0) || sum <= (row[o + 1] ?? 0)) continue;
      const sector = Math.floor(family.angle / SECTOR);
      sectors.set(sector, keepBest(sectors.get(sector) ?? [], { family, o, score }, map));
    }
  });
  return [...sectors.values()]
    .flat()
    .sort((a, b) => b.score - a.score)
    .slice(0, 7)
    .filter(({ score }, _, all) => score >= WEAKEST * (all[0]?.score ?? 0))
    .map((peak) => pieceOf(map, peak));
}

interface Peak {
  readonly family: Slant;
  readonly o: number;
  readonly score: number;
}

/** Insert a peak, unless a stronger one of the sector is nearly the same line. */
function keepBest(kept: readonly Peak[], peak: Peak, map: Evidence): Peak[] {
  const weakest = kept[PER_SECTOR - 1];
  if (weakest !== undefined && weakest.score >= peak.score) return [...kept];
  const rivals = kept.filter((other) => apart(other, peak, map) < 4);
  if (rivals.some((other) => other.score >= peak.score)) return [...kept];
  return [...kept.filter((other) => !rivals.includes(other)), peak]
    .sort((a, b) => b.score - a.score)
    .slice(0, PER_SECTOR);
}

/** Distance between two lines in the middle of the map, across their direction, in evidence pixels. */
function apart(a: Peak, b: Peak, map: Evidence): number {
  const height = ({ family, o }: Peak): number => {
    if (family.along === 'columns') {
      const k = map.width >> 1;
      return (o - (family.shift[k] ?? 0)) * Math.cos((family.angle * Math.PI) / 180);
    }
    const k = map.height >> 1;
    const x = o - (family.shift[k] ?? 0);
    const turn = (family.angle * Math.PI) / 180;
    // Where that line crosses the middle column.
    return (k + ((map.width >> 1) - x) * Math.tan(turn)) * Math.cos(turn);
  };
  return Math.abs(height(a) - height(b));
}

/** Walk one line again to find where its best piece begins and ends. */
function pieceOf(map: Evidence, { family, o, score }: Peak): Piece {
  const columns = family.along === 'columns';
  const across = columns ? map.height : map.width;
  let [run, start, best, from, to] = [0, 0, 0, 0, 0];
  family.shift.forEach((shift, k) => {
    const n = o - shift;
    if (n < 0 || n >= across) return;
    if (run <= 0) {
      run = 0;
      start = k;
    }
    run += map.data[columns ? n * map.width + k : k * map.width + n] ?? 0;
    if (run > best) [best, from, to] = [run, start, k];
  });
  const place = (k: number): { x: number; y: number } => {
    const n = o - (family.shift[k] ?? 0);
    return columns ? { x: 4 * k + 1.5, y: 4 * n + 1.5 } : { x: 4 * n + 1.5, y: 4 * k + 1.5 };
  };
  const [a, b] = [place(from), place(to)];
  return a.y <= b.y
    ? { from: a, to: b, angle: family.angle, score }
    : { from: b, to: a, angle: family.angle, score };
}
