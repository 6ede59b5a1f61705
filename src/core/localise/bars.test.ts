import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { bars } from './bars.ts';
import { localise } from './localise.ts';
import { compileNetwork } from './network.ts';
import type { LocaliseRequest } from './request.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);
const someRegions = fc.uniqueArray(fc.constantFrom(...atlas.regions.map(({ id }) => id)), {
  minLength: 1,
  maxLength: 6,
});

test('the bars under the finger are those of the whole ranking, to the bit and in its order', () => {
  fc.assert(
    fc.property(someRegions, fc.constantFrom(...atlas.sites), (ids, { id: site }) => {
      const request: LocaliseRequest = {
        regions: ids.map((id) => ({ id, intensity: 6 })),
        findings: [{ site, sign: 'recognised-pain', answer: 'present' }],
      };
      const [quick, whole] = [bars(network, request), localise(network, request, 'bars')];
      if (!quick.ok || !whole.ok) throw new Error('a well-formed request was refused');
      const of = (kind: string): readonly (readonly [string, number])[] =>
        quick.value.filter((bar) => bar.kind === kind).map(({ id, probability }) => [id, probability]);
      expect(of('site')).toEqual(whole.value.ranked.map((r) => [r.site, r.probability]));
      expect(of('explanation')).toEqual(whole.value.alternatives.map((a) => [a.id, a.probability]));
    }),
    { numRuns: 60 },
  );
});

test('nothing painted is no ranking, also under the finger', () => {
  expect(bars(network, { regions: [], findings: [] })).toMatchObject({ error: { code: 'nothing-painted' } });
});
