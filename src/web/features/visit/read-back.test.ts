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

test('how it feels is said once when it holds everywhere, and with each place where it differs', () => {
  const temple = { id: 'temple-right', intensity: 4 };
  const occiput = { id: 'occiput-right', intensity: 7 };
  const [burning, none] = [['numb', 'burning'] as const, [] as const];
  expect(
    readBack(
      [
        { ...temple, words: burning },
        { ...occiput, words: burning },
      ],
      regionOf,
    ),
  ).toBe(
    'Back of head (occiput) on the right, 7 of 10; temple on the right, 4 of 10. It feels burning, numb.',
  );
  expect(
    readBack(
      [
        { ...temple, words: none },
        { ...occiput, words: burning },
      ],
      regionOf,
    ),
  ).toBe(
    'Back of head (occiput) on the right, 7 of 10, burning, numb; temple on the right, 4 of 10, none of the words fits.',
  );
});

test('where nobody asked how it feels nothing is read back, which is not “none of the words fits”', () => {
  const temple = { id: 'temple-right', intensity: 4 };
  expect(readBack([temple], regionOf)).toBe('Temple on the right, 4 of 10.');
  expect(readBack([{ ...temple, words: [] }], regionOf)).toBe(
    'Temple on the right, 4 of 10. None of the words for how it feels fits.',
  );
});

test('both sides that feel otherwise are not named together', () => {
  const left = { id: 'temple-left', intensity: 4, words: ['dull'] as const };
  expect(readBack([left, { id: 'temple-right', intensity: 4, words: ['numb'] }], regionOf)).toBe(
    'Temple on the left, 4 of 10, dull, aching; temple on the right, 4 of 10, numb.',
  );
});
