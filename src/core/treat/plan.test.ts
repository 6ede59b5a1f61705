import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../../kit/time.ts';
import { distress, nociplastic, NOCIPLASTIC_QUESTIONS, type Distress } from '../examine/psychosocial.ts';
import { checkPlan, COMPONENT_KINDS, reviewPlan, type ComponentKind, type Goal, type Plan } from './plan.ts';

const day = '2026-03-01' as Day;
const walk: Goal = { activity: 'walk to work', baseline: 3, target: 7, by: '2026-05-01' as Day };
const plan = (...kinds: readonly ComponentKind[]): Plan => ({
  components: kinds.map((kind) => ({
    kind,
    what: kind,
    owner: 'physiotherapist',
    dose: 'weekly',
    from: day,
  })),
  goals: [walk],
});
const scored = (...items: readonly number[]): Distress => {
  const result = distress(items);
  if (!result.ok) throw new Error('refused');
  return result.value;
};
const calm = scored(0, 0, 0, 0);
const notNociplastic = nociplastic(new Map([['pain-3-months', 'absent']]));
const probable = nociplastic(new Map(NOCIPLASTIC_QUESTIONS.map((q) => [q, 'present' as const])));
const known = { distress: calm, nociplastic: notNociplastic, modifiableFactors: [] };
const codes = (...args: Parameters<typeof reviewPlan>): readonly string[] =>
  reviewPlan(...args).map((a) => a.code);

test('SR-73 a plan of needles alone says what it lacks', () => {
  expect(codes(plan('needling'), known)).toEqual(['needle-only']);
  expect(reviewPlan(plan('needling'), known)[0]?.wants).toContain('exercise');
  expect(codes(plan('needling', 'manual'), known)).toEqual(['no-active-part']);
  expect(codes(plan('needling', 'exercise'), known)).toEqual([]);
});

test('SR-73 nociplastic pain asks for fewer needles and says why', () => {
  expect(codes(plan('needling', 'exercise', 'education'), { ...known, nociplastic: probable })).toEqual([
    'nociplastic-less-needling',
  ]);
  expect(codes(plan('needling'), { ...known, nociplastic: probable })).toEqual([
    'needle-only',
    'nociplastic-less-needling',
    'nociplastic-without-part',
  ]);
});

test('SR-73 distress changes the plan: severe stops and asks about safety, a positive screen wants an answer', () => {
  const active = plan('needling', 'exercise');
  expect(codes(active, { ...known, distress: scored(3, 3, 2, 2) })).toEqual(['distress-severe']);
  expect(codes(active, { ...known, distress: scored(2, 1, 0, 0) })).toEqual(['distress-without-part']);
  expect(codes(plan('exercise', 'psychology'), { ...known, distress: scored(2, 1, 0, 0) })).toEqual([]);
});

test('what was not asked is named, never taken for calm', () => {
  expect(codes(plan('exercise'), { modifiableFactors: [] })).toEqual([
    'distress-not-asked',
    'nociplastic-not-settled',
  ]);
});

test('a factor that can be changed wants a part of the plan', () => {
  expect(
    codes(plan('manual', 'psychology'), { ...known, modifiableFactors: ['laptop on the sofa'] }),
  ).toEqual(['factor-without-part']);
  expect(codes(plan('ergonomics'), { ...known, modifiableFactors: ['laptop on the sofa'] })).toEqual([]);
});

test('an active part added to a plan never adds advice about what it lacks', () => {
  const kinds = fc.array(fc.constantFrom(...COMPONENT_KINDS), { maxLength: 5 });
  fc.assert(
    fc.property(kinds, (list) => {
      const lacks = (k: readonly ComponentKind[]): number =>
        codes(plan(...k), { ...known, modifiableFactors: ['x'] }).length;
      if (list.length > 0) expect(lacks([...list, 'exercise'])).toBeLessThanOrEqual(lacks(list));
    }),
  );
});

test('nobody can carry out a part without owner, dose or sensible dates', () => {
  const bad: Plan = {
    components: [
      { kind: 'exercise', what: 'stretch', owner: ' ', dose: '', from: day, to: '2026-02-01' as Day },
    ],
    goals: [
      { ...walk, target: 3 },
      { ...walk, baseline: -1 },
    ],
  };
  expect(checkPlan(bad).map((c) => c.at)).toEqual([
    'components[0].owner',
    'components[0].dose',
    'components[0].to',
    'goals[0].target',
    'goals[1].baseline',
  ]);
  expect(checkPlan(plan('exercise'))).toEqual([]);
});
