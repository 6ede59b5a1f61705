import { describe, expect, test } from 'vitest';
import { questions } from '../../content/decide/rules.ts';
import { neuroContent } from '../../content/examine/neuro.ts';
import { FULL_STRENGTH, NERVE_SIDES, readNeuro, TOUCHES, type NeuroScreen, type NerveSide } from './neuro.ts';

/** Every root of the arms tested on both sides, and everything normal. */
const ARMS: NeuroScreen = (() => {
  const roots = neuroContent.roots.filter((r) => r.limb === 'arm');
  const at = roots.flatMap((r) => NERVE_SIDES.map((side) => ({ root: r.id, side })));
  return {
    feeling: at.flatMap((a) => TOUCHES.map((touch) => ({ ...a, touch, result: 'normal' as const }))),
    strength: at.map((a) => ({ ...a, grade: FULL_STRENGTH })),
    reflexes: at
      .filter((a) => roots.find((r) => r.id === a.root)?.reflex !== undefined)
      .map((a) => ({ ...a, result: 'normal' as const })),
  };
})();
const read = (screen: NeuroScreen) => readNeuro(neuroContent, screen);
const weak = (root: string, side: NerveSide, grade: number): NeuroScreen => ({
  strength: [{ root, side, grade }],
});

describe('SR-111 nerves that were not tested are never called well', () => {
  test('nothing tested is incomplete, and so is a limb with one gap', () => {
    expect(read({}).state).toBe('incomplete');
    expect(read(ARMS)).toMatchObject({ state: 'negative', missing: 0 });
    for (const key of ['feeling', 'strength', 'reflexes'] as const) {
      const gap = { ...ARMS, [key]: ARMS[key]?.slice(1) };
      expect(read(gap), key).toMatchObject({ state: 'incomplete', missing: 1 });
    }
  });

  test('normal words alone do not make the nerves well', () => {
    expect(read({ words: { burning: 'absent', numb: 'absent' } }).state).toBe('incomplete');
  });

  test('one abnormal answer of any kind makes it positive, however much is normal or open', () => {
    const abnormal: readonly NeuroScreen[] = [
      { feeling: [{ root: 'C6', side: 'left', touch: 'pin', result: 'reduced' }] },
      { feeling: [{ root: 'C6', side: 'left', touch: 'light-touch', result: 'increased' }] },
      weak('C7', 'right', 4),
      { reflexes: [{ root: 'S1', side: 'left', result: 'lost' }] },
      { tests: [{ test: 'spurling', side: 'left', answer: 'present' }] },
      { words: { electric: 'present' } },
    ];
    for (const one of abnormal) {
      expect(read(one).state, JSON.stringify(one)).toBe('positive');
      expect(read(one).signs).toHaveLength(1);
    }
  });
});

test('signs point at the root and side that they come from, most signs first', () => {
  const { explanations } = read({
    strength: [{ root: 'C7', side: 'right', grade: 4 }],
    reflexes: [{ root: 'C7', side: 'right', result: 'reduced' }],
    feeling: [{ root: 'C6', side: 'right', touch: 'pin', result: 'reduced' }],
  });
  expect(explanations).toEqual([
    { id: 'root-c7-right', signs: 2 },
    { id: 'root-c6-right', signs: 1 },
  ]);
});

describe('what must be asked before any treatment follows from the signs', () => {
  test.each([
    ['a weak arm', weak('C7', 'right', 4), ['progressive-weakness']],
    ['brisk reflexes', { reflexes: [{ root: 'C6', side: 'left', result: 'brisk' }] }, ['upper-motor-signs']],
    [
      'signs in both legs',
      {
        feeling: [
          { root: 'L5', side: 'left', touch: 'pin', result: 'reduced' },
          { root: 'S1', side: 'right', touch: 'pin', result: 'reduced' },
        ],
      },
      ['bilateral-leg-signs', 'saddle-numbness', 'bladder-change'],
    ],
    [
      'a foot that cannot be lifted against gravity',
      weak('L5', 'left', 2),
      ['progressive-weakness', 'saddle-numbness', 'bladder-change'],
    ],
    ['a numb finger', { feeling: [{ root: 'C8', side: 'left', touch: 'pin', result: 'lost' }] }, []],
  ] as const satisfies readonly (readonly [string, NeuroScreen, readonly string[]])[])(
    '%s',
    (_, screen, expected) => {
      expect(read(screen).ask).toEqual(expected);
      const known = new Set(questions.map((q) => q.id));
      expect(read(screen).ask.filter((id) => !known.has(id))).toEqual([]);
    },
  );
});
