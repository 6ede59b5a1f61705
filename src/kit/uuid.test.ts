import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseUuidv7, uuidv7 } from './uuid.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test('the example of the standard is made from its parts', () => {
  // RFC 9562, appendix A.6: time 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F
  // (the two bits of the variant replace the top of rand_b: 0x98C4…).
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('every UUID that is made is read back, and no other version is', () => {
  fc.assert(
    fc.property(time, bytes, (t, random) => {
      expect(parseUuidv7(uuidv7(t, random))).toBe(uuidv7(t, random));
    }),
  );
  for (const text of ['', '017f22e2-79b0-4cc3-98c4-dc0c0c07398f', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F'])
    expect(parseUuidv7(text)).toBeUndefined();
});

test('one made later sorts later', () => {
  fc.assert(
    fc.property(time, time, bytes, (a, b, random) => {
      fc.pre(a < b);
      expect(uuidv7(a, random) < uuidv7(b, random)).toBe(true);
    }),
  );
});
