import { expect, test } from 'vitest';
import { checkPlan, reviewPlan } from '../../core/treat/plan.ts';
import { takeUp } from '../../core/treat/pathway.ts';
import { printComplaint } from '../../kit/complaint.ts';
import type { Day } from '../../kit/time.ts';
import sources from '../sources.json' with { type: 'json' };
import { checkPathways, pathways } from './pathways.ts';

const day = '2030-01-01' as Day;
const empty = { components: [], goals: [] };

test('every pathway is well formed, sourced, and asks something of the patient', () => {
  expect(checkPathways(new Set(sources.map((s) => s.id))).map(printComplaint)).toEqual([]);
  expect(pathways.map((p) => p.id)).toEqual([
    'neck-shoulder',
    'low-back-gluteal',
    'headache-jaw',
    'pelvic',
    'upper-limb',
  ]);
});

test('a pathway becomes a plan that can be carried out, from the day on which it is taken up', () => {
  for (const pathway of pathways) {
    const plan = takeUp(empty, pathway, day);
    expect(checkPlan(plan)).toEqual([]);
    expect(reviewPlan(plan, { modifiableFactors: ['desk'] }).map((a) => a.code)).not.toContain('needle-only');
  }
  const [neck] = pathways;
  if (neck === undefined) throw new Error('a pathway');
  const plan = takeUp(empty, neck, day);
  // The second component begins on day 2 and ends on day 56: 1 January and 55 days after the first are 3 January, 26 February.
  expect([plan.components[1]?.from, plan.components[1]?.to]).toEqual(['2030-01-03', '2030-02-26']);
  expect(plan.pathway).toBe('neck-shoulder');
});

test('taking up a pathway again adds nothing, and keeps what was written', () => {
  const [neck] = pathways;
  if (neck === undefined) throw new Error('a pathway');
  const own = { kind: 'adjunct', what: 'Heat', owner: 'Patient', dose: 'daily', from: day } as const;
  const goal = { activity: 'Painting', baseline: 3, target: 8, by: '2030-03-01' as Day };
  const once = takeUp({ components: [own], goals: [goal] }, neck, day);
  expect(once.components[0]).toEqual(own);
  expect(once.goals).toEqual([goal]);
  expect(takeUp(once, neck, day).components).toEqual(once.components);
});
