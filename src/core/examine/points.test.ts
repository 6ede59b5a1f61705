import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../kit/time.ts';
import { lifeOf, type TriggerPoint } from './life.ts';
import {
  pointsAfter,
  pressureTrend,
  stageNow,
  suspect,
  tells,
  treatPoints,
  withParent,
  type Examined,
} from './points.ts';
import { VERDICTS } from './criteria.ts';

const SITE = 'infraspinatus-1-left';
const OTHER = 'teres-minor-1-left';
const day = (n: number): Day => `2026-01-${String(n).padStart(2, '0')}` as Day;
let made = 0;
const at = (n: number, visit = `visit-${n}`) => ({ visit, day: day(n), newId: () => `point-${made++}` });
const saw = (verdict: Examined['verdict'], more: Partial<Examined> = {}): Examined => ({
  site: SITE,
  verdict,
  criteria: 'delphi-2018',
  ...more,
});

function after(points: readonly TriggerPoint[], examined: Examined, n: number): readonly TriggerPoint[] {
  const result = pointsAfter(points, examined, at(n));
  if (!result.ok) throw new Error(result.error.map((c) => c.at).join());
  return result.value;
}
const stages = (points: readonly TriggerPoint[]): readonly string[] => points.map((p) => stageNow(p).stage);

describe('what an examination makes of the points', () => {
  test('a site found active or latent gets a point; one that is not met or not known gets none', () => {
    expect(VERDICTS.map((verdict) => stages(after([], saw(verdict), 1)))).toEqual([
      ['active'],
      ['latent'],
      [],
      [],
    ]);
  });

  test('a slip of the finger that is taken back leaves no point', () => {
    const slipped = after([], saw('active'), 1);
    expect(after(slipped, saw('not-enough-known'), 1)).toEqual([]);
    expect(after(slipped, saw('not-met'), 1)).toEqual([]);
  });

  test('the same visit examined again replaces its examination; the next visit adds one', () => {
    const again = after(after([], saw('active'), 1), saw('latent'), 1);
    expect(again[0]?.events).toHaveLength(1);
    const later = after(again, saw('not-met'), 8);
    expect(later[0]?.events).toHaveLength(2);
    expect(stages(later)).toEqual(['resolved']);
    expect(stages(after(later, saw('active'), 15))).toEqual(['recurred']);
  });

  test('the list tells what was found, or says that it does not', () => {
    const list = after([], saw('active'), 1);
    expect(tells(list, saw('active'), 'visit-1')).toBe(true);
    expect(tells(list, saw('latent'), 'visit-1')).toBe(false);
    expect(tells(list, saw('active', { pressure: 200 }), 'visit-1')).toBe(false);
    expect(tells(list, saw('not-enough-known'), 'visit-8')).toBe(false);
    expect(tells([], saw('active'), 'visit-1')).toBe(false);
    expect(tells([], saw('not-met'), 'visit-1')).toBe(true);
  });

  test('a suspicion that a clinician wrote down stays when an examination finds nothing', () => {
    const suspected = suspect([], SITE, { day: day(1), id: 'a' });
    expect(stages(suspected)).toEqual(['suspected']);
    expect(stages(after(suspected, saw('not-met'), 2))).toEqual(['suspected']);
    expect(suspect(suspected, SITE, { day: day(2), id: 'b' })).toBe(suspected);
  });

  test('an examination of an earlier day goes to its place, before the treatment of its own day', () => {
    const found = after([], saw('active'), 5);
    const treated = treatPoints(found, { procedure: 'p', day: day(5), sites: [SITE] });
    expect(treated.ok && treated.value.points[0]?.events.map((e) => e.kind)).toEqual(['examined', 'treated']);
    if (!treated.ok) return;
    const earlier = after(treated.value.points, saw('latent'), 2);
    expect(earlier[0]?.events.map((e) => e.day)).toEqual([day(2), day(5), day(5)]);
    expect(earlier[0]?.suspected).toBe(day(2));
  });

  test('a verdict that would leave a treated point never found is refused', () => {
    const found = after([], saw('active'), 5);
    const treated = treatPoints(found, { procedure: 'p', day: day(5), sites: [SITE] });
    if (!treated.ok) throw new Error('not treated');
    expect(pointsAfter(treated.value.points, saw('not-met'), at(5)).ok).toBe(false);
  });
});

describe('SR-112 a treatment marks what was found, once, and says nothing of the rest', () => {
  const found = after([], saw('active'), 1);

  test('the point is treated, and what nobody found is named', () => {
    const result = treatPoints(found, { procedure: 'p', day: day(1), sites: [SITE, OTHER] });
    expect(result.ok && stages(result.value.points)).toEqual(['treated']);
    expect(result.ok && result.value.unfound).toEqual([OTHER]);
  });

  test('the same procedure again changes nothing; a site taken off its record is treated no more', () => {
    const once = treatPoints(found, { procedure: 'p', day: day(1), sites: [SITE] });
    if (!once.ok) throw new Error('not treated');
    const twice = treatPoints(once.value.points, { procedure: 'p', day: day(1), sites: [SITE] });
    expect(twice.ok && twice.value.points).toEqual(once.value.points);
    const off = treatPoints(once.value.points, { procedure: 'p', day: day(1), sites: [] });
    expect(off.ok && stages(off.value.points)).toEqual(['active']);
  });

  test('a point that has gone is not treated, and that is said', () => {
    const gone = after(found, saw('not-met'), 8);
    const result = treatPoints(gone, { procedure: 'p', day: day(9), sites: [SITE] });
    expect(result.ok && stages(result.value.points)).toEqual(['resolved']);
    expect(result.ok && result.value.unfound).toEqual([SITE]);
  });
});

test('however visits and treatments follow one another, every life stays possible', () => {
  const step = fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    what: fc.constantFrom(...VERDICTS, 'treat' as const),
    site: fc.constantFrom(SITE, OTHER),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let points: readonly TriggerPoint[] = [];
      for (const { day: n, what, site } of steps) {
        if (what === 'treat') {
          const next = treatPoints(points, { procedure: `p${n}`, day: day(n), sites: [site] });
          if (next.ok) points = next.value.points;
        } else {
          const next = pointsAfter(points, saw(what, { site }), at(n));
          if (next.ok) points = next.value;
        }
        expect(points.every((p) => lifeOf(p).ok)).toBe(true);
        expect(new Set(points.map((p) => p.site)).size).toBe(points.length);
      }
    }),
  );
});

test('a threshold is followed over the visits at which it was measured', () => {
  const first = after([], saw('active', { pressure: 180 }), 1);
  const third = after(after(first, saw('active'), 8), saw('latent', { pressure: 260 }), 15);
  expect(third.flatMap(pressureTrend)).toEqual([
    { day: day(1), kPa: 180 },
    { day: day(15), kPa: 260 },
  ]);
});

test('a satellite names its parent and lets go of one that is taken back; nobody is their own', () => {
  const two = after(after([], saw('active'), 1), saw('latent', { site: OTHER }), 1);
  const [parent, child] = two;
  if (parent === undefined || child === undefined) throw new Error('two points');
  const linked = withParent(two, child.id, parent.id);
  expect(linked.ok && linked.value[1]?.parent).toBe(parent.id);
  expect(withParent(two, parent.id, parent.id).ok).toBe(false);
  if (!linked.ok) return;
  expect(withParent(linked.value, child.id, undefined)).toEqual({ ok: true, value: two });
  const left = after(linked.value, saw('not-enough-known'), 1);
  expect(left.map((p) => p.parent)).toEqual([undefined]);
});
