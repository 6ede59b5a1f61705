import { expect, test } from 'vitest';
import type { Alternative, RankedSite } from '../../../core/localise/ranking.ts';
import { othersFor } from './others-for.ts';

const explains = (...shares: readonly (readonly [string, number])[]) =>
  shares.map(([region, share]) => ({ region, share, strength: 0.5 }));
const ranking = {
  ranked: [
    { site: 'a', explains: explains(['temple', 0.5]) },
    { site: 'b', explains: explains(['temple', 0.2], ['nape', 0.9]) },
    { site: 'c', explains: explains(['temple', 0.01]) },
  ] as unknown as readonly RankedSite[],
  alternatives: [{ id: 'n', explains: explains(['temple', 0.3]) }] as unknown as readonly Alternative[],
};

test('what else explains a region comes largest first, muscles and other explanations alike, trifles left out', () => {
  expect(othersFor(ranking, 'temple', 'a')).toEqual([
    { id: 'n', share: 0.3 },
    { id: 'b', share: 0.2 },
  ]);
  expect(othersFor(ranking, 'nape', 'b')).toEqual([]);
});
