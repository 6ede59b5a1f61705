import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyRegions } from '../../../content/bodymap/neutral.ts';
import { PAIN_WORDS, type PaintedRegion } from '../../../core/localise/request.ts';
import { carryWords, placesOf, saidOf, toggleNone, toggleWord } from './pain-words.ts';

const neck: PaintedRegion = { id: 'posterior-neck-right', intensity: 6, coverage: 0.8 };
const head: PaintedRegion = { id: 'suboccipital-right', intensity: 6, coverage: 0.5 };
const hand: PaintedRegion = { id: 'thumb-dorsal-right', intensity: 4, coverage: 0.9 };
const ids = (rows: readonly PaintedRegion[]): readonly string[] => rows.map(({ id }) => id);

const drawings = fc
  .uniqueArray(fc.constantFrom(...bodyRegions.map(({ id }) => id)), { minLength: 1, maxLength: 6 })
  .chain((list) =>
    fc.tuple(
      ...list.map((id) =>
        fc
          .option(fc.uniqueArray(fc.constantFrom(...PAIN_WORDS), { maxLength: 3 }), { nil: undefined })
          .map((words): PaintedRegion => (words === undefined ? { id } : { id, words })),
      ),
    ),
  );

describe('a stroke changes where it hurts, not how it feels', () => {
  test('a region keeps its words when more is painted, erased or rated anew', () => {
    const before = [
      { ...neck, words: ['burning'] as const },
      { ...hand, words: [] },
    ];
    expect(carryWords([{ ...neck, intensity: 9, coverage: 1 }, hand], before)).toEqual([
      { ...neck, intensity: 9, coverage: 1, words: ['burning'] },
      { ...hand, words: [] },
    ]);
  });

  test('an answer that was given for everything holds for what is painted later', () => {
    const before = [{ ...neck, words: ['burning'] as const }];
    expect(carryWords([neck, head], before)[1]).toEqual({ ...head, words: ['burning'] });
  });

  test('where places differ, or one was not asked about, nobody asked about a new one', () => {
    const differ = [
      { ...neck, words: ['burning'] as const },
      { ...hand, words: ['dull'] as const },
    ];
    expect(carryWords([neck, hand, head], differ)[2]).toEqual(head);
    expect(carryWords([neck, hand, head], [{ ...neck, words: ['burning'] as const }, hand])[2]).toEqual(head);
  });

  test('what a stroke only touched was not asked about, until it is confirmed', () => {
    const before = [{ ...neck, words: ['burning'] as const }];
    const touched = { ...head, coverage: 0.05 };
    const carried = carryWords([neck, touched], before);
    expect(carried[1]).toEqual(touched);
    expect(carryWords([neck, head], carried)[1]).toEqual({ ...head, words: ['burning'] });
  });

  test('whatever was said, no region of the same drawing loses or changes it', () => {
    fc.assert(
      fc.property(drawings, (before) => {
        const bare = before.map(({ id }) => ({ id }));
        for (const [k, row] of carryWords(bare, before).entries())
          if (before[k]!.words !== undefined) expect(row).toEqual(before[k]);
      }),
    );
  });
});

describe('saying a word, and taking it back', () => {
  test('a word that holds in some places holds in all of them after one tap', () => {
    const rows = [{ ...neck, words: ['dull', 'burning'] as const }, hand];
    expect(saidOf(rows, ids(rows))).toEqual({
      everywhere: new Set(),
      somewhere: new Set(['dull', 'burning']),
      isNone: false,
    });
    expect(toggleWord(rows, ids(rows), 'burning').map(({ words }) => words)).toEqual([
      ['dull', 'burning'],
      ['burning'],
    ]);
  });

  test('who takes back the last word was not asked; “none of these” is another answer', () => {
    const said = toggleWord([neck], ids([neck]), 'numb');
    expect(said[0]!.words).toEqual(['numb']);
    expect(toggleWord(said, ids([neck]), 'numb')).toEqual([neck]);
    expect(toggleNone(said, ids([neck]))[0]!.words).toEqual([]);
    expect(toggleNone(toggleNone([neck], ids([neck])), ids([neck]))).toEqual([neck]);
    // A word after “none of these” replaces it.
    expect(toggleWord(toggleNone([neck], ids([neck])), ids([neck]), 'cold')[0]!.words).toEqual(['cold']);
  });

  test('no other place is touched, and a word said twice is as before wherever it was said alone', () => {
    fc.assert(
      fc.property(drawings, fc.constantFrom(...PAIN_WORDS), (rows, word) => {
        const first = rows[0]!;
        const after = toggleWord(rows, [first.id], word);
        expect(after.slice(1)).toEqual(rows.slice(1));
        expect(after[0]!.words?.includes(word) ?? false).toBe(!(first.words?.includes(word) ?? false));
        for (const { words } of after) expect(new Set(words).size).toBe(words?.length ?? 0);
      }),
    );
  });
});

test('places that touch are asked about together, the most painted region first', () => {
  expect(placesOf([head, hand, neck])).toEqual([[neck.id, head.id], [hand.id]]);
  // An edge is no place of its own.
  expect(placesOf([neck, { ...hand, coverage: 0.05 }])).toEqual([[neck.id]]);
});
