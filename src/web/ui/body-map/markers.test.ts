import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread, type Marker } from './markers.tsx';

const marker = (id: string, x: number, y: number): Marker => ({ id, view: 'back', x, y, label: id });

test('two markers in one place are parted until both can be read', () => {
  const [a, b] = spread([marker('a', 100, 100), marker('b', 100, 100)], 40);
  expect(Math.hypot(a!.x - b!.x, a!.y - b!.y)).toBeGreaterThanOrEqual(39);
});

test('markers far enough apart stay exactly where they are', () => {
  const place = fc.integer({ min: 0, max: 20 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(place, place), { selector: String, maxLength: 8 }), (grid) => {
      const markers = grid.map(([x, y], i) => marker(`m${i}`, x * 100, y * 100));
      expect(spread(markers, 99)).toEqual(markers);
    }),
  );
});
