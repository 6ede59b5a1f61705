import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../kit/time.ts';
import { measurementsCsv, type Measurement } from './measurements.ts';

const row: Measurement = {
  at: '2030-01-02T03:04:05.678Z' as Instant,
  name: 'strain-ratio',
  value: 1.5,
  unit: '1',
  standardError: 0.25,
  frame: 7,
};

test('every row says what it must not be used for', () => {
  const lines = measurementsCsv([row, row], 'Research use only').split('\r\n');
  expect(lines).toEqual([
    'Research use only',
    'at,name,value,unit,standard error,frame,note,use',
    '2030-01-02T03:04:05.678Z,strain-ratio,1.5,1,0.25,7,,Research use only',
    '2030-01-02T03:04:05.678Z,strain-ratio,1.5,1,0.25,7,,Research use only',
    '',
  ]);
});

test('no note can become a formula, and every note comes back', () => {
  const note = fc.oneof(
    fc.string(),
    fc.string().chain((s) => fc.constantFrom('=', '+', '-', '@', '\t').map((c) => c + s)),
  );
  fc.assert(
    fc.property(note, (text) => {
      const csv = measurementsCsv([{ ...row, note: text }], 'R');
      const from = csv.indexOf(',7,') + 3;
      const field = csv.slice(from, csv.length - ',R\r\n'.length);
      const plain = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
      const isNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(plain);
      expect(!isNumber && /^[=+\-@\t\r]/.test(plain)).toBe(false);
      expect(plain === text || plain === `'${text}`).toBe(true);
    }),
  );
});

test('a negative number stays a number', () => {
  expect(measurementsCsv([{ ...row, value: -2.5 }], 'R')).toContain(',-2.5,');
});
