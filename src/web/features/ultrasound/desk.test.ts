import { expect, test } from 'vitest';
import type { Instant } from '../../../kit/time.ts';
import { EMPTY_DESK, moved, type Desk, type Move } from './desk.ts';

const SIGNED = { id: 's1', by: 'Dr Owner', at: '2030-01-02T03:04:05.678Z' as Instant };
const after = (...moves: readonly Move[]): Desk => moves.reduce(moved, EMPTY_DESK);
const points: readonly Move[] = [10, 20, 30].map((x) => ({ kind: 'point', at: { x, y: x } }));

test('a site counts as thoracic until somebody says that it is not', () => {
  expect(EMPTY_DESK.isThoracic).toBe(true);
});

test('a structure counts only with enough points, a name and a signature', () => {
  const draw: Move = { kind: 'pick', tool: 'structure' };
  const named: Move = { kind: 'set', change: { name: 'Pleura', kind: 'pleura' } };
  const sign: Move = { kind: 'sign', structure: SIGNED };
  expect(after(draw, named, points[0]!, sign).structures).toEqual([]);
  expect(after(draw, ...points, sign).structures).toEqual([]);
  const desk = after(draw, named, ...points, sign);
  expect(desk.structures).toMatchObject([{ ...SIGNED, name: 'Pleura', shape: { form: 'surface' } }]);
  expect(desk.drawing).toBe(1);
  const vessel: Move = { kind: 'set', change: { name: 'Artery', kind: 'vessel' } };
  expect(after(draw, vessel, points[0]!, points[1]!, sign).structures).toEqual([]);
});

test('nothing that was drawn or calibrated on one picture holds on another', () => {
  const desk = after(
    { kind: 'pick', tool: 'structure' },
    { kind: 'set', change: { name: 'Pleura' } },
    ...points,
    { kind: 'sign', structure: SIGNED },
    { kind: 'pick', tool: 'target' },
    points[0]!,
    { kind: 'new-sequence', calibration: undefined },
  );
  expect(desk).toMatchObject({ structures: [], target: undefined, calibration: undefined, drawing: 0 });
});

test('without a tool a press on the picture changes nothing', () => {
  expect(after(points[0]!)).toEqual(EMPTY_DESK);
});
