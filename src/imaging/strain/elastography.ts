import { err, ok, type Result } from '../../kit/result.ts';
import type { Frame } from '../frame.ts';
import { assess, refusal, type Quality, type Refusal } from './quality.ts';
import { combine, strainOf, type StrainMap } from './strain.ts';
import { CELL, type Plan, type Tracker } from './tracker.ts';

/** One believed pair: which frames, and the strain between them. */
export interface Pair {
  /** Running numbers of the two frames. */
  readonly from: number;
  readonly to: number;
  readonly map: StrainMap;
}

/** What there is to show after one more frame. */
export interface Elastogram {
  /** Relative strain of the pairs in `pairs`; undefined until the first pair was believed. */
  readonly map: StrainMap | undefined;
  /** Why the map stands still; undefined when the newest pair is in it. `waiting`: too few frames yet. */
  readonly frozen: Refusal | 'waiting' | undefined;
  /** Of the newest pair; undefined while waiting. */
  readonly quality: Quality | undefined;
  /** Frames between the two of the next pair. */
  readonly lag: number;
  readonly pairs: readonly Pair[];
}

/** The longest lag, in frames: as far back as a tracker remembers. */
export const MAX_LAG = 7;

/**
 * Frames between the two of the next pair, so that the median strain is near 1 % and between 0.5 and 2 %.
 *
 * Strain grows with lag while a hand presses evenly. Outside the band the lag moves towards 1 %, at most to double or
 * half; inside it stays, so that the map does not flicker.
 */
export function nextLag(lag: number, strain: number): number {
  const size = Math.abs(strain);
  if (size >= 0.005 && size <= 0.02) return lag;
  const wanted = size < 1e-6 ? 2 * lag : (lag * 0.01) / size;
  const near = Math.max(lag / 2, Math.min(2 * lag, wanted));
  return Math.max(1, Math.min(MAX_LAG, Math.round(near)));
}

/**
 * Strain imaging of a live sequence: adaptive lag, quality gate, combination over the last `keep` believed pairs.
 *
 * It has state, so one per sequence; frames must all have the tracker's size. A pair that fails the gate changes nothing:
 * the last map stays and `frozen` says why.
 */
export function elastography(
  tracker: Tracker,
  settings: { readonly plan: Plan; readonly keep: number },
): (frame: Frame) => Elastogram {
  const recent: { readonly frame: Frame; readonly number: number }[] = [];
  let [count, lag] = [0, 1];
  let pairs: readonly Pair[] = [];
  let map: StrainMap | undefined;
  return (frame) => {
    const now = { frame, number: count++ };
    recent.push(now);
    if (recent.length > MAX_LAG + 1) recent.shift();
    const past = recent[recent.length - 1 - lag];
    if (past === undefined) return { map, frozen: 'waiting', quality: undefined, lag, pairs };
    const there = tracker.track(past.frame, frame, settings.plan);
    const back = tracker.track(frame, past.frame, settings.plan, 1);
    const newest = strainOf(there);
    const quality = assess({ from: past.frame, to: frame }, { there, back }, newest);
    const frozen = refusal(quality);
    // Lost speckle says that the lag is too long whatever strain was read from it.
    const lost = frozen === 'decorrelated' || frozen === 'not-reversible';
    lag = lost ? Math.max(1, lag >> 1) : nextLag(lag, quality.strain);
    if (frozen === undefined) {
      pairs = [...pairs, { from: past.number, to: now.number, map: newest }].slice(-settings.keep);
      map = combine(pairs.map((pair) => pair.map));
    }
    return { map, frozen, quality, lag, pairs };
  };
}

/** A round region of interest in frame pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** How much more the reference strains than the target. It is not a ratio of stiffness. */
export interface StrainRatio {
  /** Above 1: the target is harder than the reference. */
  readonly ratio: number;
  /** Standard error from leaving out one group of pairs at a time. */
  readonly standardError: number;
  /** All pairs that went in. */
  readonly pairs: number;
  /** Groups of pairs that share no frame: what the standard error counts. */
  readonly independent: number;
}

/** Why there is no ratio. */
export interface RatioError {
  readonly code: 'too-few-pairs' | 'empty-region' | 'no-strain';
  readonly expected: string;
  readonly got: string;
}

/**
 * Strain of the reference over strain of the target, with its standard error.
 *
 * Ratio of sums over the pairs, each weighted by its own strain as in `combine`, so that a weak pair cannot blow it up.
 * Pairs that share frames repeat each other, so the jackknife leaves out whole groups that share none.
 *
 * - `too-few-pairs`: fewer than three independent groups; then there is no honest standard error
 * - `empty-region`: a region holds no cell
 * - `no-strain`: the target did not strain, so the ratio has no meaning
 */
export function strainRatio(
  pairs: readonly Pair[],
  target: Region,
  reference: Region,
): Result<StrainRatio, RatioError> {
  const groups = independentGroups(pairs);
  if (groups.length < 3)
    return err({
      code: 'too-few-pairs',
      expected: 'three groups of pairs that share no frame',
      got: `${groups.length}`,
    });
  const sums = groups.map((group) => groupSums(group, target, reference));
  const bad = sums.some((sum) => Number.isNaN(sum.target) || Number.isNaN(sum.reference));
  if (bad) return err({ code: 'empty-region', expected: 'at least one cell in each region', got: 'none' });
  const of = (kept: typeof sums): number =>
    kept.reduce((s, x) => s + x.reference, 0) / kept.reduce((s, x) => s + x.target, 0);
  const ratio = of(sums);
  if (!Number.isFinite(ratio))
    return err({ code: 'no-strain', expected: 'some strain in the target', got: 'none' });
  const left = sums.map((_, out) => of(sums.filter((_, n) => n !== out)));
  const n = left.length;
  const mean = left.reduce((s, x) => s + x, 0) / n;
  const variance = ((n - 1) / n) * left.reduce((s, x) => s + (x - mean) ** 2, 0);
  return ok({ ratio, standardError: Math.sqrt(variance), pairs: pairs.length, independent: n });
}

/** Consecutive pairs, cut wherever a pair begins at or after the end of its group's first pair. */
function independentGroups(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const groups: Pair[][] = [];
  for (const pair of pairs) {
    const group = groups[groups.length - 1];
    const first = group?.[0];
    if (group === undefined || first === undefined || pair.from >= first.to) groups.push([pair]);
    else group.push(pair);
  }
  return groups;
}

function groupSums(
  group: readonly Pair[],
  target: Region,
  reference: Region,
): { readonly target: number; readonly reference: number } {
  let [t, r] = [0, 0];
  for (const { map } of group) {
    const [a, b] = [meanIn(map, target), meanIn(map, reference)];
    t += b * a;
    r += b * b;
  }
  return { target: t, reference: r };
}

/** Mean over the cells whose centre lies in the region; NaN when there is none. */
export function meanIn({ cols, rows, data }: StrainMap, region: Region): number {
  let [sum, n] = [0, 0];
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < cols; i++) {
      const [dx, dy] = [(i + 0.5) * CELL.x - region.x, (j + 0.5) * CELL.y - region.y];
      if (dx * dx + dy * dy > region.radius * region.radius) continue;
      sum += data[j * cols + i] ?? 0;
      n++;
    }
  return n === 0 ? NaN : sum / n;
}
