import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../../kit/time.ts';
import { withAcceptedRates } from '../localise/accepted-rates.ts';
import { SHIPPED_PARAMETERS } from '../localise/parameters.ts';
import { SIGNS, type Sign } from '../localise/request.ts';
import { tableOf } from './agreement.ts';
import { withOwnAgreement } from './own-rates.ts';
import { acceptRates, LEAST_TO_ACCEPT, LEAST_VISITS, reviewSigns, type DoubleCount } from './rates-review.ts';

const day = '2030-01-02' as Day;
const digest = (text: string): string => `${text.length}`.padStart(8, '0').repeat(8);
const counted = (sign: Sign, table: DoubleCount['table'], visits = LEAST_VISITS): DoubleCount => ({
  sign,
  table,
  visits,
});
const accept = (counts: readonly DoubleCount[], ...signs: readonly Sign[]) =>
  acceptRates({ parameters: SHIPPED_PARAMETERS, counts, signs, day }, digest);

test('own agreement stands beside the published one, with its interval and what would change', () => {
  const [review] = reviewSigns(SHIPPED_PARAMETERS, [counted('taut-band', [30, 30, 30, 110])]).filter(
    ({ sign }) => sign === 'taut-band',
  );
  // By hand: observed .7, expected .3² + .7² = .58, κ = .12 ÷ .42 = .2857; SE √(.7 × .3 ÷ (200 × .42²)) = .07716, so
  // .2857 ± 1.96 × .07716 = .1345 to .4370. With 50 pairs of the published .415: (200 × .2857 + 50 × .415) ÷ 250 = .3116.
  expect(review?.published.kappa).toBe(0.415);
  expect(review?.agreement.kappa).toBeCloseTo(0.2857, 4);
  expect(review?.agreement.interval?.[0]).toBeCloseTo(0.1345, 3);
  expect(review?.agreement.interval?.[1]).toBeCloseTo(0.437, 3);
  expect(review?.own?.kappa).toBeCloseTo(0.3116, 4);
  const { before, after, between } = review!.own!;
  expect(after.active).toBeLessThan(before.active);
  expect(after.none).toBeGreaterThan(before.none);
  // The interval of the rates holds the rates, and runs from the end that agrees less.
  expect(between[0].active).toBeLessThan(after.active);
  expect(between[1].active).toBeGreaterThan(after.active);
  expect(review?.mayAccept).toBe(true);
  // Every sign has a row, counted or not.
  expect(reviewSigns(SHIPPED_PARAMETERS, []).map(({ sign }) => sign)).toEqual([...SIGNS]);
  for (const bare of reviewSigns(SHIPPED_PARAMETERS, [])) {
    expect(bare.own).toBeUndefined();
    expect(bare.mayAccept).toBe(false);
  }
});

test('a sign with too few pairs, from too few visits, or without a kappa cannot be accepted (SR-133)', () => {
  // 49 pairs; 50 pairs of 9 visits; 60 pairs that were all absent; 210 of which 10 agree.
  for (const row of [
    counted('taut-band', [20, 5, 5, LEAST_TO_ACCEPT - 31]),
    counted('taut-band', [20, 5, 5, 20], LEAST_VISITS - 1),
    counted('taut-band', [0, 0, 0, 60]),
    // Below chance: one of the two took present for absent.
    counted('taut-band', [5, 100, 100, 5]),
  ]) {
    expect(accept([row], 'taut-band')).toMatchObject({ ok: false, error: [{ at: 'signs[0]' }] });
  }
  expect(accept([counted('taut-band', [20, 5, 5, 20])], 'taut-band').ok).toBe(true);
  expect(accept([], 'taut-band')).toMatchObject({ ok: false });
  expect(accept([counted('taut-band', [20, 5, 5, 20])])).toMatchObject({
    ok: false,
    error: [{ at: 'signs' }],
  });
});

test('what is accepted is what the command line makes of the same pairs, for the chosen signs alone', () => {
  const some = fc.integer({ min: 0, max: 60 });
  const table = fc.tuple(some, some, some, some);
  fc.assert(
    fc.property(table, table, (a, b) => {
      const counts = [counted('recognised-pain', a), counted('taut-band', b)];
      const pairs = counts.flatMap(({ sign, table: [both, first, second, neither] }) => [
        ...Array.from({ length: both }, () => ({ sign, first: 'present', second: 'present' }) as const),
        ...Array.from({ length: first }, () => ({ sign, first: 'present', second: 'absent' }) as const),
        ...Array.from({ length: second }, () => ({ sign, first: 'absent', second: 'present' }) as const),
        ...Array.from({ length: neither }, () => ({ sign, first: 'absent', second: 'absent' }) as const),
      ]);
      const own = withOwnAgreement(
        SHIPPED_PARAMETERS,
        pairs.map((pair) => ({ site: 'temporalis-1-left', ...pair })),
      ).parameters;
      expect(tableOf(pairs.filter((p) => p.sign === 'taut-band').map((p) => ({ site: 'x', ...p })))).toEqual(
        b,
      );
      const accepted = accept(counts, 'taut-band');
      const may = reviewSigns(SHIPPED_PARAMETERS, counts).find(({ sign }) => sign === 'taut-band')!.mayAccept;
      expect(accepted.ok).toBe(may);
      if (!accepted.ok) return;
      const ranked = withAcceptedRates(SHIPPED_PARAMETERS, accepted.value);
      for (const row of ranked.signs) {
        const { sign } = row;
        const from = sign === 'taut-band' ? own : SHIPPED_PARAMETERS;
        expect(row).toEqual(from.signs.find((other) => other.sign === sign));
      }
    }),
  );
});

test('the name holds the day and changes with any rate, and with nothing else', () => {
  const own = (counts: readonly DoubleCount[]): string => {
    const accepted = accept(counts, 'taut-band');
    if (!accepted.ok) throw new Error('enough');
    return accepted.value.name;
  };
  const row = counted('taut-band', [20, 5, 5, 20]);
  expect(own([row])).toMatch(/^own-2030-01-02-[0-9a-f]{8}$/);
  expect(own([row, counted('local-twitch', [9, 9, 9, 9])])).toBe(own([row]));
});
