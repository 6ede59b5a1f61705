import { expect, test } from 'vitest';
import { typedInjection, typedNumber, typedWeight } from './syringe.ts';

test('a point and a comma are the same, and half a number is none', () => {
  expect(typedNumber('0,25')).toBe(0.25);
  expect(typedNumber(' 1.5 ')).toBe(1.5);
  for (const text of ['', '1.', '.5', '1.000,5', '1 000', '-1', '1e3', '0x10', 'one', '1%'])
    expect(typedNumber(text), text).toBeNaN();
});

test('SR-21 an empty weight is no weight, not zero', () => {
  expect(typedWeight('')).toBeUndefined();
  expect(typedWeight('70 kg')).toBeUndefined();
  expect(typedWeight('70')).toBe(70);
});

test('what is typed becomes one site', () => {
  expect(typedInjection({ agent: 'lidocaine', strength: '1', unit: 'percent', volume: '0,5' })).toEqual({
    agent: 'lidocaine',
    concentration: { value: 1, unit: 'percent' },
    volume: 0.5,
  });
});
