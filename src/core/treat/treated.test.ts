import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import type { Day } from '../../kit/time.ts';
import { lifeOf, type TriggerPoint } from '../examine/life.ts';
import { procedureCode } from './codes.ts';
import type { DryNeedledSite } from './procedure.ts';
import { treatedMuscles, treatedPoints, type ChartedProcedure } from './treated.ts';

const sites = new Map(shippedAtlas().sites.map((s) => [s.id, s] as const));
const day = (text: string): Day => text as Day;

const needled = (site: string): DryNeedledSite => ({
  site,
  needle: { gauge: 32, length: 25 },
  approach: 'flat',
  depth: 10,
  skinPreparation: 'alcohol',
  twitches: 1,
  referral: 'unknown',
  technique: 'static',
  dwell: 30,
});
const done = (
  id: string,
  on: string,
  where: readonly string[],
  state: 'open' | 'finished' = 'finished',
): ChartedProcedure => ({
  id,
  body: {
    state,
    procedure: {
      kind: 'dry-needling',
      day: day(on),
      operator: { name: 'Dr A', credential: 'MD' },
      guidance: { kind: 'palpation' },
      sites: where.map(needled),
    },
  },
});
const found: TriggerPoint = {
  id: 'p1',
  site: 'masseter-superficial-1-left',
  suspected: day('2026-03-01'),
  events: [{ day: day('2026-03-01'), kind: 'examined', verdict: 'active', criteria: 'delphi-2018' }],
};

test('a point at a treated site was treated, once, and its life goes on', () => {
  const first = treatedPoints([done('a', '2026-03-01', [found.site, found.site])], [found]);
  expect(first).toEqual([{ point: 'p1', event: { kind: 'treated', day: '2026-03-01', procedure: 'a' } }]);
  const told: TriggerPoint = { ...found, events: [...found.events, first[0]!.event] };
  const life = lifeOf(told);
  expect(life.ok && life.value.at(-1)?.stage).toBe('treated');
  expect(treatedPoints([done('a', '2026-03-01', [found.site])], [told])).toEqual([]);
});

test('an open procedure, a point elsewhere and a point that was never found are not treated', () => {
  const suspected = { ...found, events: [] };
  expect(treatedPoints([done('a', '2026-03-01', [found.site], 'open')], [found])).toEqual([]);
  expect(treatedPoints([done('a', '2026-03-01', ['masseter-superficial-1-right'])], [found])).toEqual([]);
  expect(treatedPoints([done('a', '2026-03-01', [found.site])], [suspected])).toEqual([]);
});

test('a treatment before the point was found is not put into its life', () => {
  expect(treatedPoints([done('a', '2026-02-01', [found.site])], [found])).toEqual([]);
});

test('three needles in one muscle are one muscle, left and right are two, over all finished procedures of the kind', () => {
  const all = [
    done('a', '2026-03-01', ['trapezius-descending-1-left', 'trapezius-descending-2-left', found.site]),
    done('b', '2026-03-01', ['trapezius-descending-1-right']),
    done('c', '2026-03-01', ['infraspinatus-1-left'], 'open'),
  ];
  const treated = treatedMuscles(all, 'dry-needling', sites);
  expect(treated.map(({ muscle, side }) => `${muscle.id} ${side}`)).toEqual([
    'trapezius-descending left',
    'masseter-superficial left',
    'trapezius-descending right',
  ]);
  // Three muscles: the code for three or more.
  expect(procedureCode('dry-needling', treated)?.code).toBe('20561');
  expect(treatedMuscles(all, 'injection', sites)).toEqual([]);
});
