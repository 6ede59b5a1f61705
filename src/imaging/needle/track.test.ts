import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Shaft } from './refine.ts';
import { FOUND, needleTrack, TIP_P90 } from './track.ts';

/** A needle at 30 degrees from the left border, its tip so far along. */
const shaft = (along: number, score = 200): Shaft => ({
  start: { x: 0, y: 50 },
  tip: { x: along * Math.cos(Math.PI / 6), y: 50 + along * Math.sin(Math.PI / 6) },
  angle: 30,
  score,
  fromBorder: true,
});
const elsewhere: Shaft = { ...shaft(100, 300), angle: -40, tip: { x: 500, y: 300 } };

test('a needle is shown only after three frames that agree', () => {
  const see = needleTrack();
  expect(see([shaft(200)]).state).toBe('not-seen');
  expect(see([shaft(202)]).state).toBe('not-seen');
  const third = see([shaft(204)]);
  expect(third.state).toBe('seen');
  if (third.state !== 'seen') return;
  expect(third.radius).toBe(TIP_P90);
  expect(Math.hypot(third.tip.x - shaft(204).tip.x, third.tip.y - shaft(204).tip.y)).toBeLessThan(3);
  expect(third.angle).toBe(30);
  expect(third.depth).toBe(third.tip.y);
});

test('one missed frame starts the count again before a needle is confirmed', () => {
  const see = needleTrack();
  const states = [[shaft(200)], [shaft(200)], [], [shaft(200)], [shaft(200)], [shaft(200)]].map(
    (f) => see(f).state,
  );
  expect(states).toEqual(['not-seen', 'not-seen', 'not-seen', 'not-seen', 'not-seen', 'seen']);
});

test('without sightings it is predicted for five frames with a growing circle, then lost, then not seen', () => {
  const see = needleTrack();
  for (let n = 0; n < 4; n++) see([shaft(200)]);
  const after = Array.from({ length: 40 }, () => see([]));
  expect(after.slice(0, 5).map((s) => s.state)).toEqual(Array(5).fill('predicted'));
  const radii = after.slice(0, 5).map((s) => (s.state === 'predicted' ? s.radius : 0));
  for (let n = 1; n < 5; n++) expect(radii[n]).toBeGreaterThan(radii[n - 1]!);
  expect(after[5]).toEqual({ state: 'lost', age: 6 });
  expect(after[29]).toEqual({ state: 'lost', age: 30 });
  expect(after[30]).toEqual({ state: 'not-seen' });
});

test('a lost needle needs three agreeing frames again', () => {
  const see = needleTrack();
  for (let n = 0; n < 3; n++) see([shaft(200)]);
  for (let n = 0; n < 8; n++) see([]);
  expect([0, 1, 2].map(() => see([shaft(240)]).state)).toEqual(['lost', 'lost', 'seen']);
});

test('a brighter line somewhere else does not take the needle over; it is predicted, lost, and only then replaced', () => {
  const see = needleTrack();
  for (let n = 0; n < 5; n++) see([shaft(200)]);
  const states = Array.from({ length: 9 }, () => see([elsewhere]));
  expect(states.map((s) => s.state)).toEqual([
    ...Array<string>(5).fill('predicted'),
    'lost',
    'lost',
    'lost',
    'seen',
  ]);
  for (const s of states) if (s.state === 'predicted') expect(s.tip.x).toBeLessThan(250);
});

test('a moving tip is followed without falling behind by more than its circle', () => {
  const see = needleTrack();
  for (let n = 0; n < 40; n++) {
    // From the sixth frame on a brighter line shines elsewhere, and must not disturb.
    const now = see(n < 6 ? [shaft(100 + 6 * n)] : [elsewhere, shaft(100 + 6 * n)]);
    if (n >= 2) expect(now.state).toBe('seen');
    if (now.state !== 'seen' || n < 6) continue;
    const truth = shaft(100 + 6 * n).tip;
    expect(Math.hypot(now.tip.x - truth.x, now.tip.y - truth.y)).toBeLessThan(TIP_P90);
  }
});

test('nothing below the threshold is ever shown, and only seen and predicted have a place', () => {
  const frame = fc.array(
    fc.record({
      along: fc.integer({ min: 20, max: 400 }),
      score: fc.double({ min: -50, max: FOUND - 61, noNaN: true }),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 30 }), (frames) => {
      const see = needleTrack();
      for (const found of frames)
        expect(see(found.map(({ along, score }) => shaft(along, score)))).toEqual({ state: 'not-seen' });
    }),
  );
});
