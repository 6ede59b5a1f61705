import { describe, expect, test } from 'vitest';
import { ANSWERS, type Answer } from '../answer.ts';
import {
  classify,
  DC_TMD_MYALGIA,
  delphi2018,
  DELPHI_DEFAULT,
  TRAVELL_SIMONS_1999,
  type Criteria,
} from './criteria.ts';

const NAMES = [
  'taut-band',
  'spot-tenderness',
  'referred-pain',
  'recognised-pain',
  'nodule',
  'end-range-pain',
];
const WORDS: Readonly<Record<string, Answer>> = { P: 'present', A: 'absent', U: 'unknown' };

/** Signs in the order of `NAMES`, one letter each: P present, A absent, U unknown. */
function verdict(criteria: Criteria, letters: string): string {
  return classify(criteria, new Map(NAMES.map((name, i) => [name, WORDS[letters[i]!]!] as const))).verdict;
}

describe('Delphi 2018, at least two of three, the spot in the band', () => {
  test.each([
    ['PPAPUU', 'active'],
    ['PPPAUU', 'latent'],
    ['PPUUUU', 'not-enough-known'],
    ['PAPPUU', 'not-met'],
    ['APPPUU', 'not-met'],
    ['PUPPUU', 'not-enough-known'],
    ['UUUUUU', 'not-enough-known'],
    ['AAAAUU', 'not-met'],
  ])('band, spot, referral, recognition %s is %s', (letters, expected) => {
    expect(verdict(delphi2018(DELPHI_DEFAULT), letters)).toBe(expected);
  });
});

test('with a threshold of three a missing referral is decisive', () => {
  const strict = delphi2018({ threshold: 3, spotInBand: true });
  expect(verdict(strict, 'PPAPUU')).toBe('not-met');
  expect(verdict(strict, 'PPPPUU')).toBe('active');
});

test('when the spot need not lie in the band, spot and referral are enough', () => {
  expect(verdict(delphi2018({ threshold: 2, spotInBand: false }), 'APPPUU')).toBe('active');
});

test('Travell and Simons ask for band, tender nodule, recognition and pain on stretch', () => {
  expect(verdict(TRAVELL_SIMONS_1999, 'PPUPPP')).toBe('active');
  expect(verdict(TRAVELL_SIMONS_1999, 'PPPPPA')).toBe('not-met');
  expect(verdict(TRAVELL_SIMONS_1999, 'PPPPPU')).toBe('not-enough-known');
});

test('jaw myalgia needs the history, not the band', () => {
  const signs = new Map<string, Answer>([
    ['spot-tenderness', 'present'],
    ['recognised-pain', 'present'],
  ]);
  expect(classify(DC_TMD_MYALGIA, signs)).toMatchObject({
    verdict: 'not-enough-known',
    missing: ['jaw-pain-30-days', 'jaw-use-changes-pain'],
  });
  signs.set('jaw-pain-30-days', 'present').set('jaw-use-changes-pain', 'present');
  expect(classify(DC_TMD_MYALGIA, signs).verdict).toBe('active');
});

test('SR-36 over all 1,458 combinations of signs a settled verdict survives any answer to an open sign', () => {
  let cases = 0;
  for (const criteria of [delphi2018(DELPHI_DEFAULT), TRAVELL_SIMONS_1999])
    for (let code = 0; code < 3 ** NAMES.length; code++, cases++) {
      const answers = new Map(NAMES.map((s, i) => [s, ANSWERS[Math.floor(code / 3 ** i) % 3]!] as const));
      const now = classify(criteria, answers).verdict;
      if (now === 'not-enough-known') continue;
      for (const sign of NAMES.filter((s) => answers.get(s) === 'unknown'))
        for (const answer of ['present', 'absent'] as const)
          expect(classify(criteria, new Map([...answers, [sign, answer]])).verdict).toBe(now);
    }
  expect(cases).toBe(2 * 3 ** 6);
});
