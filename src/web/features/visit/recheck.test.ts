import { expect, test } from 'vitest';
import type { Probability } from '../../../kit/probability.ts';
import type { RankedSite } from '../../../core/localise/ranking.ts';
import { recheck } from './recheck.ts';

const versions = { content: '1', engine: '2', parameters: '3' };
const shown = (p: number) => ({ sites: [{ site: 'a', probability: p as Probability }], versions });
const now = (p: number, engine = '2') => ({
  ranked: [{ site: 'a', probability: p } as RankedSite],
  versions: { ...versions, engine },
});

test('a kept ranking that computes again to the same bits says so (SR-80)', () => {
  expect(recheck(shown(0.1 + 0.2), now(0.1 + 0.2))).toBe(
    'Computed again: the same to the last bit as what was shown.',
  );
});

test('one last bit of difference under the same versions is a fault and is called one', () => {
  expect(recheck(shown(0.1 + 0.2), now(0.3))).toMatch(/up to < 1 % different: this should not be/);
});

test('under other versions the ones that it was made with are named, and by how much today differs', () => {
  expect(recheck(shown(0.5), now(0.62, '9'))).toBe(
    'Shown with atlas 1, engine 2, parameters 3. Today’s differ by up to 12 %.',
  );
});

test('a site that is no longer ranked counts as gone, not as unchanged', () => {
  expect(recheck(shown(0.5), { ranked: [], versions: { ...versions, content: '4' } })).toMatch(/up to 50 %/);
});
