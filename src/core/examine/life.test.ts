import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../kit/time.ts';
import {
  checkSatellites,
  HAPPENINGS,
  lifeOf,
  stageAfter,
  STAGES_OF_LIFE,
  type PointEvent,
  type TriggerPoint,
} from './life.ts';

const day = (n: number): Day => `2026-01-${String(n).padStart(2, '0')}` as Day;
const found = (n: number, verdict: 'active' | 'latent' | 'not-met' | 'not-enough-known'): PointEvent => ({
  day: day(n),
  kind: 'examined',
  verdict,
  criteria: 'delphi-2018',
});
const needled = (n: number): PointEvent => ({ day: day(n), kind: 'treated', procedure: 'p' });
const point = (...events: readonly PointEvent[]): TriggerPoint => ({
  id: 'a',
  site: 'infraspinatus-1-left',
  suspected: day(1),
  events,
});
const stages = (p: TriggerPoint): readonly string[] => {
  const life = lifeOf(p);
  return life.ok ? life.value.map((s) => s.stage) : life.error.map((c) => c.at);
};

describe('SR-70 a trigger point moves only as its table says', () => {
  // Rows: where it stands. Columns: active, latent, not met, not enough known, treated.
  const TABLE: Readonly<Record<string, string>> = {
    suspected: 'active latent suspected suspected -',
    latent: 'active latent resolved latent treated',
    active: 'active latent resolved active treated',
    treated: 'active latent resolved treated treated',
    resolved: 'recurred recurred resolved resolved -',
    recurred: 'recurred latent resolved recurred treated',
  };
  test.each(STAGES_OF_LIFE)('from %s', (stage) => {
    expect(HAPPENINGS.map((h) => stageAfter(stage, h) ?? '-').join(' ')).toBe(TABLE[stage]);
  });

  test('only what was found can be treated, and only what was found can be resolved', () => {
    expect(STAGES_OF_LIFE.filter((s) => stageAfter(s, 'treated') === undefined)).toEqual([
      'suspected',
      'resolved',
    ]);
    expect(stageAfter('suspected', 'not-met')).toBe('suspected');
  });

  test('an examination with unknown signs moves nothing', () => {
    for (const stage of STAGES_OF_LIFE) expect(stageAfter(stage, 'not-enough-known')).toBe(stage);
  });
});

test('a point is found, needled, resolved, and comes back', () => {
  expect(
    stages(
      point(found(2, 'active'), needled(2), found(9, 'latent'), found(16, 'not-met'), found(30, 'active')),
    ),
  ).toEqual(['suspected', 'active', 'treated', 'latent', 'resolved', 'recurred']);
});

test('a needle into a point that nobody found is a complaint, and so is an event out of order', () => {
  expect(stages(point(needled(2)))).toEqual(['a.events[0]']);
  expect(stages(point(found(5, 'active'), needled(4)))).toEqual(['a.events[1].day']);
});

test('every life of allowed events ends where the last event leads, whatever happened before', () => {
  const happening = fc.constantFrom(...HAPPENINGS);
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 20 }), (list) => {
      const events = list.map((h) => (h === 'treated' ? needled(3) : found(3, h)));
      const life = lifeOf(point(...events));
      const bad = list.reduce<{ stage: (typeof STAGES_OF_LIFE)[number] | undefined }>(
        ({ stage }, h) => ({ stage: stage === undefined ? undefined : stageAfter(stage, h) }),
        { stage: 'suspected' },
      );
      expect(life.ok ? life.value.at(-1)?.stage : undefined).toBe(bad.stage);
    }),
  );
});

test('a satellite names a parent that is there, and nothing is above itself', () => {
  const named = (id: string, parent?: string): TriggerPoint => ({
    ...point(),
    id,
    ...(parent === undefined ? {} : { parent }),
  });
  expect(checkSatellites([named('a'), named('b', 'a'), named('c', 'b')])).toEqual([]);
  expect(checkSatellites([named('b', 'z')]).map((c) => c.at)).toEqual(['b.parent']);
  expect(checkSatellites([named('a', 'b'), named('b', 'a')]).map((c) => c.at)).toEqual([
    'a.parent',
    'b.parent',
  ]);
  expect(checkSatellites([named('a', 'a')])).toHaveLength(1);
  // A loop elsewhere is the fault of the points in it alone, but is never walked for ever.
  expect(checkSatellites([named('a', 'b'), named('b', 'c'), named('c', 'b')]).length).toBeGreaterThan(1);
});
