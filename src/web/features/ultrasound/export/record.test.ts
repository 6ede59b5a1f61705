import { expect, test } from 'vitest';
import type { TwitchEvent } from '../../../../imaging/twitch/detector.ts';
import type { Instant } from '../../../../kit/time.ts';
import { px } from '../../../../imaging/frame.ts';
import type { Analysed } from '../analysis/shared.ts';
import { drawnOn, measureTwitches, newUid } from './record.ts';

const NOW = '2030-01-02T03:04:05.000Z' as Instant;
const event: TwitchEvent = {
  id: 1,
  onset: 1234.4,
  duration: 83,
  peak: 21.5,
  area: 12.2,
  uniqueFps: 59.6,
  verdict: 'unreviewed',
};

test('a twitch leaves with its verdict, who gave it, and that nothing of it is validated', () => {
  const reviewed = { by: 'Dr A', at: '2030-01-02T03:05:00.000Z' as Instant };
  const rows = measureTwitches([event, { ...event, id: 2, verdict: 'confirmed', reviewed }], NOW);
  expect(rows.map(({ name, value, unit, frame, at }) => [name, value, unit, frame, at])).toEqual([
    ['twitch-peak-speed', 21.5, 'mm/s', 0, NOW],
    ['twitch-duration', 83, 'ms', 0, NOW],
    ['twitch-peak-speed', 21.5, 'mm/s', 1, reviewed.at],
    ['twitch-duration', 83, 'ms', 1, reviewed.at],
  ]);
  expect(rows[0]?.note).toContain('candidate unreviewed');
  expect(rows[2]?.note).toContain('candidate confirmed by Dr A');
  for (const { note } of rows) expect(note).toContain('not clinically validated');
  for (const { note } of rows) expect(note?.length).toBeLessThanOrEqual(400);
});

test('a UID has at most 64 digits and dots, and no two are the same', () => {
  const uids = Array.from({ length: 50 }, newUid);
  for (const uid of uids) expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
  expect(new Set(uids).size).toBe(50);
});

test('what was drawn is placed on the frame of the saved clip that is shown, and nowhere when that frame is not on it', () => {
  const image = { study: '1', series: '2', instance: '3' };
  // Frame 13 went by while the picture was frozen.
  const clip = { image, numbers: [10, 11, 12, 14] };
  const pleura = {
    id: 'a',
    kind: 'pleura' as const,
    name: 'Pleura',
    by: 'Dr A',
    at: NOW,
    shape: {
      form: 'surface' as const,
      line: [
        { x: 0, y: 90 },
        { x: 99, y: 92 },
      ],
    },
  };
  const seen = (number: number): Analysed =>
    ({
      number,
      needle: {
        state: 'seen',
        start: { x: 1, y: 2 },
        tip: { x: 30, y: 40 },
        radius: px(9),
        angle: 45,
        depth: px(40),
        score: 150,
        age: 0,
      },
    }) as unknown as Analysed;
  const desk = { structures: [pleura], target: { x: 50, y: 60 } };
  const drawn = drawnOn(clip, seen(12), desk);
  expect(drawn?.image).toEqual(image);
  expect(
    drawn?.shapes.map(({ name, isClosed, frame, points }) => [name, isClosed, frame, points.length]),
  ).toEqual([
    ['pleura', false, 2, 2],
    ['target', false, 2, 1],
    ['needle', false, 2, 2],
  ]);
  expect(drawnOn(clip, seen(14), desk)?.shapes[0]?.frame).toBe(3);
  for (const number of [9, 13, 15]) expect(drawnOn(clip, seen(number), desk)).toBeUndefined();
  expect(drawnOn(undefined, seen(12), desk)).toBeUndefined();
});
