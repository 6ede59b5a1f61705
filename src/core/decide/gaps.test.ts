import { expect, test } from 'vitest';
import type { Day } from '../../kit/time.ts';
import type { Background } from './background.ts';
import { checkEpisodes, currentEpisode, type CareEpisode } from './care-episodes.ts';
import { BACKGROUND_SECTIONS, notAsked } from './gaps.ts';

const day = '2026-03-01' as Day;
const episode = (more: Partial<CareEpisode> = {}): CareEpisode => ({
  id: 'a',
  complaint: 'headache',
  opened: day,
  status: 'open',
  ...more,
});

test('asked and empty is an answer; not asked is a gap', () => {
  expect(notAsked({}, { list: [] }, ['keloid'])).toEqual(BACKGROUND_SECTIONS);
  const none = { taken: day, list: [] };
  const asked: Background = {
    medicines: { taken: day, medicines: [] },
    allergies: none,
    weights: [{ value: 70, day }],
    heights: [{ value: 170, day }],
    conditions: { keloid: { answer: 'absent', asked: day } },
    pregnancy: { asked: day, answer: 'absent' },
    surgery: none,
    reactions: none,
    occupation: 'baker',
    factors: [],
    careTried: [],
  };
  expect(notAsked(asked, { list: [episode()] }, ['keloid'])).toEqual([]);
  expect(notAsked(asked, { list: [episode()] }, ['keloid', 'diabetes'])).toEqual(['conditions']);
  const unsure: Background = { ...asked, pregnancy: { asked: day, answer: 'unknown' }, weights: [] };
  expect(notAsked(unsure, { list: [episode()] }, [])).toEqual(['measures', 'pregnancy']);
});

test('care is about the episode that was opened last and is not over', () => {
  const earlier = episode({ id: 'b', opened: '2025-01-01' as Day });
  const over = episode({
    id: 'c',
    opened: '2026-05-01' as Day,
    status: 'resolved',
    closed: '2026-06-01' as Day,
  });
  expect(currentEpisode({ list: [] })).toBeUndefined();
  expect(currentEpisode({ list: [over] })).toBeUndefined();
  expect(currentEpisode({ list: [episode(), earlier, over] })?.id).toBe('a');
});

test('an episode that is over has a last day, that is none before its first; pain does not begin after care', () => {
  const faults = (more: Partial<CareEpisode>): readonly string[] =>
    checkEpisodes({ list: [episode(more)] }).map((c) => c.at);
  expect(faults({})).toEqual([]);
  expect(faults({ status: 'ended' })).toEqual(['list[0].closed']);
  expect(faults({ closed: day })).toEqual(['list[0].closed']);
  expect(faults({ status: 'ended', closed: '2026-02-28' as Day })).toEqual(['list[0].closed']);
  expect(faults({ painSince: '2026-03-02' as Day })).toEqual(['list[0].painSince']);
  expect(checkEpisodes({ list: [episode(), episode()] }).map((c) => c.at)).toEqual(['list[1].id']);
});
