import { expect, test } from 'vitest';
import { bodyRegions } from '../../../content/bodymap/neutral.ts';
import { clearestViewOf, viewOf } from './views.ts';

test('every region can be marked by keyboard: some view shows it', () => {
  for (const { id } of bodyRegions) {
    const view = clearestViewOf(new Map([[id, 1]]));
    expect(viewOf(view).regions.has(id), `${id} on ${view}`).toBe(true);
  }
});

test('the temple is looked at on the head, the low back on the whole body', () => {
  expect(clearestViewOf(new Map([['temple-left', 1]]))).toBe('head-left');
  expect(clearestViewOf(new Map([['lumbar-right', 1]]))).toBe('back');
  expect(clearestViewOf(new Map([['thenar-right', 1]]))).toBe('hand-palmar-right');
});
