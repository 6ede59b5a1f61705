import { expect, test } from 'vitest';
import { regionOf } from '../../ui/body-map/views.ts';
import { readBack } from './read-back.ts';

test('the drawing is read back with the side of the patient and the rating, worst first', () => {
  const painted = [
    { id: 'temple-right', intensity: 4 },
    { id: 'occiput-right', intensity: 7 },
  ];
  expect(readBack(painted, regionOf)).toBe(
    'Back of head (occiput) on the right, 7 of 10; temple on the right, 4 of 10.',
  );
});

test('both sides are named once when they hurt alike, and apart when they do not', () => {
  const left = { id: 'temple-left', intensity: 4 };
  expect(readBack([left, { id: 'temple-right', intensity: 4 }], regionOf)).toBe(
    'Temple on both sides, 4 of 10.',
  );
  expect(readBack([left, { id: 'temple-right', intensity: 6 }], regionOf)).toBe(
    'Temple on the right, 6 of 10; temple on the left, 4 of 10.',
  );
});

test('a rating that was not asked for is not made up', () => {
  expect(readBack([{ id: 'sacrum' }], regionOf)).toBe('Sacrum.');
});

test('a blank drawing is not read back as anything', () => {
  expect(readBack([], regionOf)).toBe('');
});

test('what the brush only touched is named apart, so that the sentence can be confirmed', () => {
  const painted = [
    { id: 'occiput-right', intensity: 7, coverage: 0.6 },
    { id: 'ear-right', intensity: 7, coverage: 0.05 },
  ];
  expect(readBack(painted, regionOf)).toBe(
    'Back of head (occiput) on the right, 7 of 10. Only touched: ear on the right.',
  );
  // When nothing was painted further than its edge, the edges are what was meant.
  expect(readBack(painted.slice(1), regionOf)).toBe('Ear on the right, 7 of 10.');
});
