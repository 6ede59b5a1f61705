import { expect, test } from 'vitest';
import { mm } from '../frame.ts';
import { restingLook } from '../phantom/phantom.ts';
import {
  after,
  begin,
  isTipVisible,
  needleEcho,
  placeAt,
  score,
  type Attempt,
  type Deed,
} from './attempt.ts';
import {
  distanceToHazard,
  EXERCISES,
  makeExercise,
  practiceTissue,
  pleuraEcho,
  type Exercise,
} from './exercise.ts';

/** An exercise whose numbers can be followed by hand. */
const plain: Exercise = {
  number: 1,
  target: { x: 10, y: 10 },
  yaw: 6,
  hazards: [
    {
      id: 'pleura',
      kind: 'pleura',
      name: 'Pleura',
      shape: { form: 'below', line: { from: { x: 0, y: 18 }, to: { x: 30, y: 18 } } },
    },
    {
      id: 'vessel',
      kind: 'vessel',
      name: 'Vessel',
      shape: { form: 'disc', centre: { x: 14, y: 10 }, radius: mm(1.5) },
    },
  ],
};
const done = (deeds: readonly Deed[], from: Attempt = begin(plain)): Attempt => deeds.reduce(after, from);
const START: readonly Deed[] = [
  { kind: 'enter', at: 10 },
  { kind: 'aim', angle: 90 },
];
const push = (by: number): Deed => ({ kind: 'push', by });

test('a needle straight down from 10 mm, 6 degrees out of the plane, is where the sine and cosine say', () => {
  // sin 6° = 0.104528, cos 6° = 0.994522; 8 mm along: 7.9562 mm deep and 0.8362 mm off the plane.
  const tip = placeAt(done([...START, push(8)]), 8);
  expect(tip.x).toBeCloseTo(10, 6);
  expect(tip.y).toBeCloseTo(7.9562, 3);
  expect(tip.z).toBeCloseTo(0.8362, 3);
});

test('the tip is seen within 1 mm of the plane, and again after the probe has followed it', () => {
  // 1 mm off the plane is 1 / sin 6° = 9.567 mm along.
  expect(isTipVisible(done([...START, push(9.5)]))).toBe(true);
  const beyond = done([...START, push(9.7)]);
  expect(isTipVisible(beyond)).toBe(false);
  expect(isTipVisible(after(beyond, { kind: 'slide', to: 1 }))).toBe(true);
});

test('turning the probe by the angle of the needle keeps the whole needle in the picture', () => {
  // Entry at 15 mm, the middle of the probe, pointing right at 45°: z grows with x by tan 6° / cos 45° = 0.14864, which is
  // a turn of 8.454°.
  const aimed = done([
    { kind: 'enter', at: 15 },
    { kind: 'aim', angle: 45 },
    { kind: 'turn', to: 8.454 },
    push(18),
  ]);
  expect(isTipVisible(aimed)).toBe(true);
  expect(isTipVisible(after(aimed, { kind: 'turn', to: 0 }))).toBe(false);
});

test('millimetres pushed without the tip in view are counted, and only those', () => {
  const { blind, tipVisible } = score(done([...START, push(9.5), push(3)]));
  // 12.5 − 9.567 = 2.93 mm, to the 0.1 mm in which a push is walked.
  expect(blind).toBeGreaterThan(2.8);
  expect(blind).toBeLessThan(3.05);
  expect(tipVisible).toBeCloseTo(1 / 2, 9);
});

test('going on after coming back 3 mm is another pass; a little to and fro is not', () => {
  const passes = (...by: number[]): number => score(done([...START, ...by.map(push)])).passes;
  expect(passes(8)).toBe(1);
  expect(passes(8, -2, 1, -1, 3)).toBe(1);
  expect(passes(8, -3, 1)).toBe(2);
  expect(passes(8, -1.5, -1.5, 4, -20, 2)).toBe(3);
  expect(score(begin(plain)).passes).toBe(0);
});

test('closest approaches are those of the whole way, not of where the needle stopped', () => {
  // Straight down at x = 10: passes the target; 4 mm beside the middle of a vessel of 1.5 mm leaves 2.5 mm; and 17 mm along
  // is 16.907 mm deep, 1.093 mm above the pleura.
  const { toTarget, hasArrived, hazards } = score(done([...START, push(17), push(-10)]));
  expect(toTarget).toBeLessThan(0.06);
  expect(hasArrived).toBe(true);
  expect(hazards.map(({ id }) => id)).toEqual(['pleura', 'vessel']);
  expect(hazards[0]?.nearest).toBeCloseTo(1.093, 2);
  expect(hazards[1]?.nearest).toBeCloseTo(2.5, 2);
});

test('a pleura that was gone through stays gone through', () => {
  const through = score(done([...START, push(19), push(-19)]));
  // 19 × 0.994522 = 18.896 mm deep.
  expect(through.hazards[0]?.nearest).toBeCloseTo(-0.896, 2);
});

test('before anything is done there is no score, which is not a score of zero', () => {
  const first = score(begin(plain));
  expect(first.tipVisible).toBeUndefined();
  expect(first.toTarget).toBeUndefined();
  expect(first.hazards).toEqual([]);
  expect(first.hasArrived).toBe(false);
});

test('a needle that is in can be turned only after coming back, and cannot change its entry', () => {
  const deep = done([...START, push(6)]);
  expect(after(deep, { kind: 'aim', angle: 60 })).toBe(deep);
  expect(after(deep, { kind: 'enter', at: 3 })).toBe(deep);
  expect(done([push(-2), { kind: 'aim', angle: 60 }], deep).angle).toBe(60);
});

test('nothing that is typed takes the needle out of the tissue or makes a number that is none', () => {
  const wild = done([
    { kind: 'enter', at: NaN },
    { kind: 'aim', angle: -500 },
    push(1e9),
    { kind: 'slide', to: Infinity },
    { kind: 'turn', to: NaN },
  ]);
  const { x, y, z } = placeAt(wild, wild.depth);
  for (const value of [x, y, z, wild.plane, wild.turned, wild.depth])
    expect(Number.isFinite(value)).toBe(true);
  expect(x).toBeLessThanOrEqual(30.001);
  expect(y).toBeLessThanOrEqual(22.501);
});

test('the picture shows the needle only where the plane cuts it: a false end where it leaves', () => {
  const look = restingLook(practiceTissue(makeExercise(1)));
  const inPlane = done([...START, push(15), { kind: 'slide', to: 0 }]);
  const shown = (attempt: Attempt): ((y: number) => number) => {
    const echo = needleEcho(attempt);
    const [a, b] = [
      look({ lines: echo === undefined ? [] : [echo], noise: 30, seed: 1 }),
      look({ lines: [], noise: 30, seed: 1 }),
    ];
    // Mean brightness added in 1 mm around (10, y) mm.
    return (y) => {
      let sum = 0;
      for (let dy = -8; dy < 8; dy++)
        for (let dx = -2; dx <= 2; dx++) {
          const at = Math.round(y / 0.0625 + dy) * 480 + 160 + dx;
          sum += (a.data[at] ?? 0) - (b.data[at] ?? 0);
        }
      return sum / 80;
    };
  };
  const straight = shown(inPlane);
  // 4 mm down it is 0.4 mm off the plane, 14 mm down 1.5 mm.
  expect(straight(4)).toBeGreaterThan(20);
  expect(straight(14)).toBeLessThan(straight(4) / 2);
  const followed = shown(after(inPlane, { kind: 'slide', to: 1.5 }));
  expect(followed(14)).toBeGreaterThan(20);
  expect(followed(2)).toBeLessThan(followed(14) / 2);
});

test('every exercise can be done: some straight way reaches the target 2 mm clear of everything', () => {
  for (let number = 1; number <= EXERCISES; number++) {
    const exercise = makeExercise(number);
    expect(makeExercise(number)).toEqual(exercise);
    let best = -Infinity;
    for (let entry = 0; entry <= 30; entry++) {
      const [dx, dy] = [exercise.target.x - entry, exercise.target.y];
      let clear = Infinity;
      for (let t = 0; t <= 1; t += 0.02)
        for (const hazard of exercise.hazards)
          clear = Math.min(clear, distanceToHazard({ x: entry + t * dx, y: t * dy }, hazard));
      best = Math.max(best, clear);
    }
    expect(best, `exercise ${number}`).toBeGreaterThan(2);
    expect(Math.abs(exercise.yaw)).toBeGreaterThanOrEqual(3);
  }
});

test('the pleura is a bright line where the hazard begins', () => {
  const exercise = makeExercise(2);
  const look = restingLook(practiceTissue(exercise));
  const { data } = look({ lines: pleuraEcho(exercise), noise: 30, seed: 3 });
  const row = (y: number): number => {
    let sum = 0;
    for (let x = 200; x < 280; x++) sum += data[y * 480 + x] ?? 0;
    return sum / 80;
  };
  const pleura = exercise.hazards[0]!;
  let edge = 0;
  while (distanceToHazard({ x: 15, y: edge * 0.0625 }, pleura) > 0) edge++;
  const brightest = Array.from({ length: 360 }, (_, y) => row(y)).reduce(
    (best, v, y, all) => (v > all[best]! ? y : best),
    0,
  );
  expect(Math.abs(brightest - edge)).toBeLessThan(6);
});
