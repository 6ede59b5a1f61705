import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ratesInUse,
  ratesOfVersion,
  withAcceptedRates,
  type AcceptedRates,
  type AcceptedSign,
} from './accepted-rates.ts';
import { likelihood } from './examination.ts';
import { SHIPPED_PARAMETERS } from './parameters.ts';
import { SIGNS, type Sign } from './request.ts';

const row = (sign: Sign, active: number, none: number): AcceptedSign => ({
  sign,
  active,
  latent: none,
  none,
  pairs: 60,
  visits: 12,
  kappa: 0.5,
});
const set = (name: string, ...signs: readonly AcceptedSign[]): AcceptedRates => ({ name, from: '5', signs });

test('accepted signs take the clinic’s rates, the others keep the shipped ones, and the version says so', () => {
  const rates = set('own-2030-01-02-0123abcd', row('taut-band', 0.6, 0.4));
  const { signs, version, ...rest } = withAcceptedRates(SHIPPED_PARAMETERS, rates);
  expect(version).toBe(`${SHIPPED_PARAMETERS.version}+own-2030-01-02-0123abcd`);
  expect(rest).toEqual({ ...SHIPPED_PARAMETERS, signs: undefined, version: undefined, ...rest });
  for (const shipped of SHIPPED_PARAMETERS.signs) {
    const now = signs.find(({ sign }) => sign === shipped.sign)!;
    if (shipped.sign === 'taut-band') expect([now.active, now.latent, now.none]).toEqual([0.6, 0.4, 0.4]);
    else expect(now).toBe(shipped);
  }
  expect(withAcceptedRates(SHIPPED_PARAMETERS, undefined)).toBe(SHIPPED_PARAMETERS);
});

test('whatever was accepted, and whatever the skill is by then, no answer becomes impossible or certain', () => {
  const rate = fc.double({ min: 0, max: 1, noNaN: true });
  const skill = fc.double({ min: 0.5, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom(...SIGNS), rate, rate, skill, (sign, active, none, value) => {
      const later = { ...SHIPPED_PARAMETERS, skill: { ...SHIPPED_PARAMETERS.skill, value } };
      const parameters = withAcceptedRates(later, set('own', row(sign, active, none)));
      for (const answer of ['present', 'absent'] as const)
        for (const p of Object.values(likelihood(parameters, [{ sign, answer }]))) {
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThan(1);
        }
    }),
  );
});

test('the set of a ranking is found by the end of its version, and only among those of the clinic', () => {
  const [one, two] = [set('own-2030-01-02-aaaaaaaa'), set('own-2030-01-03-bbbbbbbb')];
  const rates = { sets: [one, two], inUse: two.name };
  expect(ratesInUse(rates)).toBe(two);
  expect(ratesInUse({ sets: [one, two] })).toBeUndefined();
  expect(ratesInUse(undefined)).toBeUndefined();
  expect(ratesOfVersion(rates, `5+${one.name}`)).toBe(one);
  expect(ratesOfVersion(rates, `6+${two.name}`)).toBe(two);
  for (const version of ['5', one.name, `5+${one.name}0`, '5+own.30-30-30-110'])
    expect(ratesOfVersion(rates, version), version).toBeUndefined();
});
