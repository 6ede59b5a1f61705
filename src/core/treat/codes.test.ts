import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import type { MuscleEntry } from '../atlas/muscle.ts';
import { diagnosisCodes, procedureCode, type TreatedMuscle } from './codes.ts';

const { muscles } = shippedAtlas();
const muscle = (id: string): MuscleEntry => {
  const found = muscles.find((m) => m.id === id);
  if (found === undefined) throw new Error(`no muscle ${id}`);
  return found;
};
const left = (id: string): TreatedMuscle => ({ muscle: muscle(id), side: 'left' });
const right = (id: string): TreatedMuscle => ({ muscle: muscle(id), side: 'right' });

test('one or two muscles and three or more are different codes, however many needles', () => {
  const two = [left('levator-scapulae'), left('levator-scapulae'), left('splenius-capitis')];
  expect(procedureCode('injection', two)?.code).toBe('20552');
  expect(procedureCode('dry-needling', two)?.code).toBe('20560');
  const three = [...two, left('supraspinatus')];
  expect(procedureCode('injection', three)?.code).toBe('20553');
  expect(procedureCode('dry-needling', three)?.code).toBe('20561');
});

test('left and right of a paired muscle count as two', () => {
  const both = [left('levator-scapulae'), right('levator-scapulae'), left('supraspinatus')];
  expect(procedureCode('injection', both)).toMatchObject({ code: '20553' });
});

test('nothing treated has no code', () => {
  expect(procedureCode('injection', [])).toBeUndefined();
  expect(diagnosisCodes([])).toEqual([]);
});

test('the diagnosis follows the place: chewing, head and neck, elsewhere', () => {
  const codes = diagnosisCodes([left('temporalis'), left('splenius-capitis'), left('supraspinatus')]);
  expect(codes.map((c) => c.code)).toEqual(['M79.11', 'M79.12', 'M79.18']);
});

test('every muscle of the atlas has exactly one diagnosis code, and the four jaw muscles are those of chewing', () => {
  const chewing = muscles.filter((m) => diagnosisCodes([{ muscle: m, side: 'left' }])[0]?.code === 'M79.11');
  for (const m of muscles) expect(diagnosisCodes([{ muscle: m, side: 'left' }])).toHaveLength(1);
  for (const m of chewing) expect(m.name).toMatch(/masseter|temporalis|pterygoid/i);
  expect(chewing.length).toBeGreaterThanOrEqual(4);
});

test('needling the same muscle again never changes the code', () => {
  const some = fc.array(fc.constantFrom(...muscles), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(some, (list) => {
      const once = list.map((m): TreatedMuscle => ({ muscle: m, side: 'right' }));
      expect(procedureCode('injection', [...once, ...once])).toEqual(procedureCode('injection', once));
    }),
  );
});
