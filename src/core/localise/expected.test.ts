import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { expectedAgainstDrawn, linksOfCause, USUALLY, type Meeting } from './expected.ts';

const atlas = shippedAtlas();
const site = 'trapezius-descending-1-right';
const usual = linksOfCause(atlas, site).filter(({ strength }) => strength >= USUALLY);
const [first, second] = usual.map(({ region }) => region) as [string, string];
const meeting = (rows: ReturnType<typeof expectedAgainstDrawn>, id: string): Meeting | undefined =>
  rows.find(({ region }) => region === id)?.meeting;

test('a painted region that is usual for the muscle meets it, one painted elsewhere does not', () => {
  const rows = expectedAgainstDrawn(
    atlas,
    { regions: [{ id: first }, { id: 'heel-plantar-left' }], findings: [] },
    [site],
  );
  expect(meeting(rows, first)).toBe('both');
  expect(meeting(rows, 'heel-plantar-left')).toBe('drawn-only');
  expect(meeting(rows, second)).toBe('expected-only');
});

test('where nobody looked an expected region is unknown, not empty', () => {
  const asked = [first, 'heel-plantar-left'];
  const rows = expectedAgainstDrawn(atlas, { regions: [{ id: first }], findings: [], asked }, [site]);
  expect(meeting(rows, second)).toBe('not-asked');
  const looked = {
    regions: [{ id: first }],
    findings: [],
    asked,
    again: [{ id: first }],
    againAsked: [second, first],
  };
  expect(meeting(expectedAgainstDrawn(atlas, looked, [site]), second)).toBe('expected-only');
});

test('of several causes the strongest link counts, and without causes everything drawn stands alone', () => {
  const request = { regions: [{ id: first }], findings: [] };
  const other = atlas.explanations.find(({ links }) => links.some((l) => l.region === first))!;
  const strength = (causes: readonly string[]): number =>
    expectedAgainstDrawn(atlas, request, causes).find(({ region }) => region === first)!.strength;
  expect(strength([site, other.id])).toBe(Math.max(strength([site]), strength([other.id])));
  expect(expectedAgainstDrawn(atlas, request, [])).toEqual([
    { region: first, strength: 0, meeting: 'drawn-only' },
  ]);
  expect(() => linksOfCause(atlas, 'nobody')).toThrow('no cause nobody');
});
