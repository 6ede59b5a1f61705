import { expect, test } from 'vitest';
import { VIEW_IDS } from '../../../content/bodymap/neutral.ts';
import { VIEW_GROUPS, groupOf } from './view-groups.ts';

test('every view of the body map can be reached, once', () => {
  expect(Object.values(VIEW_GROUPS).flat().sort()).toEqual([...VIEW_IDS].sort());
  expect(groupOf('hand-dorsal-left')).toBe('hands');
});
