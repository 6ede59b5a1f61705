import { angleBetween, lengthOf } from '../../../../imaging/calibration.ts';
import type { Acquisition } from '../../../../imaging/elastography-log.ts';
import type { ReportContent, ReportImage, ReportShape } from '../../../../imaging/dicom/report.ts';
import type { Measurement } from '../../../../imaging/measurements.ts';
import { tipDistance } from '../../../../imaging/path/live.ts';
import type { TwitchEvent } from '../../../../imaging/twitch/detector.ts';
import type { Instant } from '../../../../kit/time.ts';
import type { Analysed } from '../analysis/shared.ts';
import type { Desk } from '../desk.ts';

/** Which side an elastography acquisition was taken on. */
export const SIDES = ['site', 'other side'] as const;
export type Side = (typeof SIDES)[number];

/** One acquisition with its side. */
export interface LogEntry extends Acquisition {
  readonly side: Side;
}

/** Everything that is measured in the shown frame. What is not known is not in the list; it is never a zero. */
export function measure(
  analysed: Analysed,
  desk: Desk,
  at: Instant,
  isStale: boolean,
): readonly Measurement[] {
  const { strain, ratio, number: frame } = analysed;
  const rows: Measurement[] = [];
  if (strain?.quality !== undefined)
    rows.push({
      at,
      name: 'median-strain',
      value: strain.quality.strain * 100,
      unit: '%',
      frame,
      note: strain.frozen === undefined ? 'accepted pair' : `not accepted: ${strain.frozen}`,
    });
  if (ratio?.ok === true)
    rows.push({
      at,
      name: 'strain-ratio',
      value: ratio.value.ratio,
      unit: '1',
      standardError: ratio.value.standardError,
      frame,
      note: `${ratio.value.pairs} pairs, ${ratio.value.independent} separate; reference over target, not a ratio of stiffness`,
    });
  return [...rows, ...ofNeedle(analysed, desk, at, isStale)];
}

function ofNeedle(analysed: Analysed, desk: Desk, at: Instant, isStale: boolean): readonly Measurement[] {
  const { needle, number: frame, frame: picture } = analysed;
  if (needle === undefined || !('tip' in needle)) return [];
  const { calibration } = desk;
  const { start, tip, radius, state } = needle;
  const note = `needle ${state}; tip circle ${radius.toFixed(0)} px, from simulation`;
  const depth = lengthOf({ x: tip.x, y: 0 }, tip, calibration);
  const unit = depth.unit === 'mm' ? 'mm' : '[px]';
  const rows: Measurement[] = [
    { at, name: 'tip-depth', value: depth.value, unit, frame, note },
    {
      at,
      name: 'needle-angle',
      value: Math.abs(angleBetween(start, tip, calibration)),
      unit: 'deg',
      frame,
      note,
    },
  ];
  if (calibration === undefined || isStale) return rows;
  const nearest = tipDistance({ at: tip, radius }, desk.structures, desk.margins, {
    size: picture,
    calibration,
  });
  if (nearest === undefined) return rows;
  const name = desk.structures.find(({ id }) => id === nearest.structure)?.name ?? 'structure';
  return [
    ...rows,
    {
      at,
      name: 'tip-distance',
      value: nearest.distance,
      unit: 'mm',
      frame,
      note: `to ${name}; ${nearest.level}`,
    },
  ];
}

/** The candidates for twitches with what a person said of each, as rows. `frame` counts the events. */
export function measureTwitches(events: readonly TwitchEvent[], now: Instant): readonly Measurement[] {
  return events.flatMap(({ onset, duration, peak, area, uniqueFps, verdict, reviewed }, frame) => {
    const at = reviewed?.at ?? now;
    const said = reviewed === undefined ? verdict : `${verdict} by ${reviewed.by}`;
    const note = `candidate ${said}; began ${onset.toFixed(0)} ms into the sequence, ${area.toFixed(0)} mm2, ${uniqueFps.toFixed(0)} unique frames a second; not clinically validated`;
    const rows: readonly Measurement[] = [
      { at, name: 'twitch-peak-speed', value: peak, unit: 'mm/s', frame, note },
      { at, name: 'twitch-duration', value: duration, unit: 'ms', frame, note },
    ];
    return rows;
  });
}

/** A clip that was saved of the sequence on screen. */
export interface SavedClip {
  readonly image: ReportImage;
  /** Numbers of its frames: while it was frozen, frames of the sequence may have gone by. */
  readonly numbers: readonly number[];
}

/** What was drawn and seen, on the shown frame of the saved clip; undefined when that frame is not on it. */
export function drawnOn(
  clip: SavedClip | undefined,
  analysed: Analysed | undefined,
  { structures, target }: Pick<Desk, 'structures' | 'target'>,
): ReportContent['drawn'] {
  if (clip === undefined || analysed === undefined) return undefined;
  const frame = clip.numbers.indexOf(analysed.number);
  if (frame < 0) return undefined;
  const { needle } = analysed;
  const shapes: ReportShape[] = structures.map(({ kind, name, shape, by, at }) => ({
    name: kind,
    note: `${name}, drawn by ${by}, ${at}`,
    points: shape.form === 'region' ? shape.outline : shape.line,
    isClosed: shape.form === 'region',
    frame,
  }));
  if (target !== undefined)
    shapes.push({ name: 'target', note: 'set by a person', points: [target], isClosed: false, frame });
  if (needle !== undefined && 'tip' in needle)
    shapes.push({
      name: 'needle',
      note: `${needle.state}; its last point is the tip, within ${needle.radius.toFixed(0)} px by simulation`,
      points: [needle.start, needle.tip],
      isClosed: false,
      frame,
    });
  return { image: clip.image, shapes };
}

/** A UID of its own, made from random bytes as PS3.5 annex B.2 allows. */
export function newUid(): string {
  const digits = crypto.randomUUID().replaceAll('-', '');
  return `2.25.${BigInt(`0x${digits}`).toString()}`;
}
