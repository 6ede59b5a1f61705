import { expect, test } from 'vitest';
import { drawnLine } from './note-drawing.ts';

const neck = { name: 'Nape, left', intensity: 6 };
const hand = { name: 'Thumb, left' };

test('words that hold everywhere are told once, in the patient’s order', () => {
  expect(
    drawnLine([
      { ...neck, words: ['burning', 'numb'] },
      { ...hand, words: ['numb', 'burning'] },
    ]),
  ).toBe('Painted on the body map: Nape, left (6 of 10), Thumb, left. How it feels: burning, numb.');
});

test('words that differ are told place by place; a place that nobody asked about says so', () => {
  expect(drawnLine([{ ...neck, words: ['dull'] }, hand, { name: 'Wrist, left', words: [] }])).toBe(
    'Painted on the body map: Nape, left (6 of 10; dull, aching), Thumb, left (how it feels not asked), ' +
      'Wrist, left (none of the words offered).',
  );
});

test('not asked is never read as “none of these”', () => {
  expect(drawnLine([neck, hand])).toBe(
    'Painted on the body map: Nape, left (6 of 10), Thumb, left. How it feels was not asked.',
  );
  expect(drawnLine([{ ...neck, words: [] }])).toBe(
    'Painted on the body map: Nape, left (6 of 10). How it feels: none of the words offered.',
  );
});

test('a sheet that was opened and left blank is told as such', () => {
  expect(drawnLine([])).toBe('The body map was opened and nothing was painted.');
});
