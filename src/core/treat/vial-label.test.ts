import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../kit/time.ts';
import { readExpiry, readVialLabel } from './vial-label.ts';

const TODAY = '2026-11-28' as Day;
const GS = '\u001d';
const read = (text: string) => readVialLabel(text, TODAY);

/**
 * 09504000059101 is the number that GS1 uses in its own examples. Its check digit by hand, from the left 3 and 1 in turn:
 * 0·3+9·1+5·3+0·1+4·3+0·1+0·3+0·1+0·3+5·1+9·3+1·1+0·3 = 0+9+15+0+12+0+0+0+0+5+27+1+0 = 69; 69 + 1 = 70.
 */
const GTIN = '09504000059101';

describe('a GS1 barcode', () => {
  test('with brackets, as it is printed beneath', () => {
    expect(read(`(01)${GTIN}(17)271231(10)AB-123`)).toEqual({
      ok: true,
      value: { gtin: GTIN, expiry: '2027-12-31', lot: 'AB-123' },
    });
  });

  test('as a scanner types it: with the name of the symbology, with and without a separator', () => {
    const expected = { ok: true, value: { gtin: GTIN, expiry: '2027-12-31', lot: 'AB-123' } };
    expect(read(`]d201${GTIN}1727123110AB-123`)).toEqual(expected);
    expect(read(`${GS}01${GTIN}10AB-123${GS}17271231`)).toEqual(expected);
    expect(read(`01${GTIN}10AB-123|17271231`)).toEqual(expected);
    expect(read(`]C10117${GTIN.slice(2)}`).ok).toBe(false);
  });

  test('day 00 is the last day of its month, also of a February in a leap year', () => {
    expect(read('(17)280200')).toEqual({ ok: true, value: { expiry: '2028-02-29' } });
    expect(read('(17)270600')).toEqual({ ok: true, value: { expiry: '2027-06-30' } });
  });

  test('a two-digit year is the nearest: 76 is 2076, 77 is 1977', () => {
    // 76 − 26 = 50 is still this century; 77 − 26 = 51 is the one before.
    expect(read('(17)760101')).toEqual({ ok: true, value: { expiry: '2076-01-01' } });
    expect(read('(17)770101')).toEqual({ ok: true, value: { expiry: '1977-01-01' } });
  });

  test('SR-119 a misread digit, a day that is none or an element that is not known refuses the whole label', () => {
    expect(read(`01${GTIN.slice(0, 13)}21727123110A`).ok).toBe(false);
    expect(read('(17)271331(10)A').ok).toBe(false);
    expect(read(`01${GTIN}99271231`).ok).toBe(false);
    expect(read(`01${GTIN}10${'A'.repeat(21)}`).ok).toBe(false);
  });

  test('SR-119 any single digit of the number that is read wrongly is noticed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 13 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = Array.from(GTIN, Number);
        digits[at] = ((digits[at] ?? 0) + by) % 10;
        expect(read(`01${digits.join('')}17271231`).ok).toBe(false);
      }),
    );
  });
});

test('a lot number that somebody typed is no barcode', () => {
  for (const lot of ['L123', '24-A77', '0142', '', '10ABC'])
    expect(read(lot)).toEqual({ ok: true, value: undefined });
});

test('an expiry as people type it', () => {
  expect(readExpiry('2027-12-31', TODAY)).toBe('2027-12-31');
  expect(readExpiry('2028-2', TODAY)).toBe('2028-02-29');
  expect(readExpiry('06/27', TODAY)).toBe('2027-06-30');
  expect(readExpiry('6.2027', TODAY)).toBe('2027-06-30');
  for (const none of ['', '13/27', '2027-02-30', 'June', '31/12/2027'])
    expect(readExpiry(none, TODAY)).toBeUndefined();
});
