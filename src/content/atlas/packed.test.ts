import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localise } from '../../core/localise/localise.ts';
import { compileNetwork } from '../../core/localise/network.ts';
import { SIGNS } from '../../core/localise/request.ts';
import { packedAtlas } from './packed-atlas.ts';
import { unpack, type PackedAtlas } from './packed.ts';
import { shippedAtlas } from './load.ts';

const atlas = shippedAtlas();
const whole = compileNetwork(atlas);
// As a browser gets it: printed and read again.
const fetched = compileNetwork(unpack(JSON.parse(JSON.stringify(packedAtlas)) as PackedAtlas));

test('the packed atlas ranks to the last bit as the whole one does, with everything that a ranking says', () => {
  const region = fc.constantFrom(...atlas.regions.map(({ id }) => id));
  const site = fc.constantFrom(...atlas.sites.map(({ id }) => id));
  const asked = fc.constantFrom(...atlas.explanations).map(({ id }) => ({
    explanation: id,
    item: 'examine-1',
    answer: 'present' as const,
  }));
  fc.assert(
    fc.property(
      fc.uniqueArray(region, { minLength: 1, maxLength: 8 }),
      site,
      asked,
      (painted, found, answer) => {
        const request = {
          regions: painted.map((id) => ({ id })),
          findings: SIGNS.slice(0, 2).map((sign) => ({ site: found, sign, answer: 'present' as const })),
          answers: [answer],
        };
        expect(localise(fetched, request)).toEqual(localise(whole, request));
      },
    ),
    { numRuns: 25 },
  );
});

test('causes, links and priors of the packed atlas are those of the whole one', () => {
  expect(fetched.causes).toEqual(whole.causes);
  expect([...fetched.linkStrength]).toEqual([...whole.linkStrength]);
  expect([...fetched.means]).toEqual([...whole.means]);
});

test('no prose is packed: nothing of how to palpate, what to ask or what to do then', () => {
  const text = JSON.stringify(packedAtlas);
  for (const { entry } of atlas.explanations) expect(text).not.toContain(JSON.stringify(entry.then));
  for (const { entry } of atlas.sites) expect(text).not.toContain(JSON.stringify(entry.palpation.technique));
});
