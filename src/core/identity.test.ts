import { expect, test } from 'vitest';
import type { Day } from '../kit/time.ts';
import { ageOn, bornOn, disagrees, isFoundBy, nameOf, type Identity } from './identity.ts';

const muller: Identity = {
  family: 'Müller-Åström',
  given: 'Zoë',
  born: '1980-02-29' as Day,
  identifiers: [{ system: 'chart', value: 'A-4711/3' }],
};

test('somebody is found by any part of name or number, whatever case, accents and order', () => {
  for (const text of ['muller', 'ASTROM zoe', 'Zoë Müller', '4711', 'a-4711'])
    expect(isFoundBy(muller, text), text).toBe(true);
  for (const text of ['', '   ', '-', 'meier', 'zoe meier', '1980'])
    expect(isFoundBy(muller, text), text).toBe(false);
  expect(isFoundBy({}, 'a')).toBe(false);
});

test('a name has what is recorded of it', () => {
  expect(nameOf(muller)).toBe('Müller-Åström, Zoë');
  expect(nameOf({ given: 'Zoë' })).toBe('Zoë');
  expect(nameOf({})).toBeUndefined();
});

test('the day of birth outweighs the year beside the label, and a year that differs is said', () => {
  expect(bornOn(muller, 1980)).toBe('1980-02-29');
  expect(bornOn({}, 1980)).toBe('1980-01-01');
  expect(bornOn(undefined, undefined)).toBeUndefined();
  expect([
    disagrees(muller, 1980),
    disagrees(muller, 1981),
    disagrees({}, 1981),
    disagrees(muller, undefined),
  ]).toEqual([false, true, false, false]);
});

test('a year of life is full on the birthday, and on 1 March for who was born on a leap day', () => {
  expect(ageOn('1980-02-29' as Day, '2026-02-28' as Day)).toBe(45);
  expect(ageOn('1980-02-29' as Day, '2026-03-01' as Day)).toBe(46);
  expect(ageOn('1990-06-15' as Day, '2026-06-15' as Day)).toBe(36);
});
