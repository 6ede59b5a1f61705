import { expect, test } from 'vitest';
import { likelihood } from '../localise/examination.ts';
import { SHIPPED_PARAMETERS } from '../localise/parameters.ts';
import { SIGNS } from '../localise/request.ts';
import type { AnsweredTwice } from './agreement.ts';
import { derivations, impliedKappa, WORTH_OF_PUBLISHED, withOwnAgreement } from './own-rates.ts';

const pairs = (sign: (typeof SIGNS)[number], table: readonly number[]): readonly AnsweredTwice[] =>
  (
    [
      ['present', 'present'],
      ['present', 'absent'],
      ['absent', 'present'],
      ['absent', 'absent'],
    ] as const
  ).flatMap(([first, second], k) =>
    Array.from({ length: table[k] ?? 0 }, () => ({ site: 'temporalis-1-left', sign, first, second })),
  );

// By hand for sensitivity .8, specificity .9 and 3 in 10 active: found in .3 × .8 + .7 × .1 = .31;
// κ = .3 × .7 × (.8 − .1)² ÷ (.31 × .69) = .1029 ÷ .2139 = .4811. By simulation of two such examiners it comes to the same:
// both present in .3 × .64 + .7 × .01 = .199; observed agreement 1 − 2 × .31 + 2 × .199 = .778, expected .31² + .69² =
// .5722; (.778 − .5722) ÷ (1 − .5722) = .4811.
test('kappa of two examiners who err independently follows from their rates', () => {
  expect(impliedKappa(0.8, 0.1)).toBeCloseTo(0.4811, 4);
  expect(impliedKappa(1, 0)).toBeCloseTo(1, 12);
  expect(impliedKappa(0.4, 0.4)).toBe(0);
});

test('no shipped sign is taken to be worth more than the published agreement allows', () => {
  for (const { sign, impliedKappa: implied, published } of derivations(SHIPPED_PARAMETERS))
    expect(implied, sign).toBeLessThan(published.kappa);
  expect(derivations(SHIPPED_PARAMETERS).map(({ sign }) => sign)).toEqual([...SIGNS]);
});

test('an examiner who agrees with a second one as in print, or whom nobody doubled, keeps the shipped rates', () => {
  expect(withOwnAgreement(SHIPPED_PARAMETERS, []).parameters).toBe(SHIPPED_PARAMETERS);
  // κ of this table: observed .838, expected .5; (.838 − .5) ÷ .5 = .676, the pooled figure of spot tenderness.
  const { signs } = withOwnAgreement(SHIPPED_PARAMETERS, pairs('spot-tenderness', [419, 81, 81, 419]));
  expect(signs[0]!.kappa).toBeCloseTo(0.676, 9);
  expect(signs[0]!.after.active).toBeCloseTo(signs[0]!.before.active, 9);
  expect(signs[0]!.after.none).toBeCloseTo(signs[0]!.before.none, 9);
});

test('who agrees less has signs that weigh less, in both directions, and the version of the parameters says so', () => {
  const { parameters, signs } = withOwnAgreement(
    SHIPPED_PARAMETERS,
    pairs('recognised-pain', [30, 30, 30, 110]),
  );
  const ratio = (p: typeof parameters, answer: 'present' | 'absent'): number => {
    const { active, none } = likelihood(p, [{ sign: 'recognised-pain', answer }]);
    return active / none;
  };
  expect(ratio(parameters, 'present')).toBeLessThan(ratio(SHIPPED_PARAMETERS, 'present'));
  expect(ratio(parameters, 'absent')).toBeGreaterThan(ratio(SHIPPED_PARAMETERS, 'absent'));
  expect(parameters.version).toBe(`${SHIPPED_PARAMETERS.version}+own.30-30-30-110`);
  // κ by hand: observed .7, expected .3² + .7² = .58, κ = .12 ÷ .42 = .2857; with 50 pairs of the published .575:
  // (200 × .2857 + 50 × .575) ÷ 250 = .3436.
  expect(signs[0]!.kappa).toBeCloseTo((200 * (0.12 / 0.42) + WORTH_OF_PUBLISHED * 0.575) / 250, 9);
});

test('chance agreement empties a sign but never turns it round, and every rate stays one', () => {
  const { parameters } = withOwnAgreement(SHIPPED_PARAMETERS, pairs('taut-band', [2500, 2500, 2500, 2500]));
  const row = parameters.signs.find(({ sign }) => sign === 'taut-band')!;
  expect(row.active).toBeGreaterThanOrEqual(row.none);
  expect(row.active - row.none).toBeLessThan(0.05);
  for (const { active, latent, none } of parameters.signs)
    for (const rate of [active, latent, none]) {
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThan(1);
    }
});
