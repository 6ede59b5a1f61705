import { expect, test } from 'vitest';
import { ANSWERS } from '../answer.ts';
import { distress, nociplastic, NOCIPLASTIC_QUESTIONS } from './psychosocial.ts';

const score = (...items: readonly (number | undefined)[]): string => {
  const d = distress(items);
  if (!d.ok) return d.error.map((c) => c.at).join(' ');
  return `${d.value.total} ${d.value.band}${d.value.anxiety ? ' anxiety' : ''}${d.value.depression ? ' depression' : ''}`;
};

test('the four items add up to bands of 0 to 2, 3 to 5, 6 to 8 and 9 to 12', () => {
  // The scoring notes of the NINDS common data elements: none, mild, moderate, severe; 3 of 6 on either pair.
  expect(score(0, 0, 0, 0)).toBe('0 none');
  expect(score(1, 0, 1, 0)).toBe('2 none');
  expect(score(1, 1, 1, 0)).toBe('3 mild');
  expect(score(3, 0, 2, 0)).toBe('5 mild anxiety');
  expect(score(1, 1, 2, 2)).toBe('6 moderate depression');
  expect(score(2, 2, 2, 2)).toBe('8 moderate anxiety depression');
  expect(score(3, 3, 3, 0)).toBe('9 severe anxiety depression');
  expect(score(3, 3, 3, 3)).toBe('12 severe anxiety depression');
});

test('each of the 256 answers falls in exactly one band, and a worse answer never in a lighter one', () => {
  const BANDS = ['none', 'mild', 'moderate', 'severe'];
  for (let code = 0; code < 256; code++) {
    const items = [0, 2, 4, 6].map((shift) => (code >> shift) & 3);
    const now = distress(items);
    if (!now.ok) throw new Error('refused');
    for (const i of [0, 1, 2, 3]) {
      if ((items[i] ?? 3) === 3) continue;
      const worse = distress(items.map((v, j) => (i === j ? v + 1 : v)));
      if (!worse.ok) throw new Error('refused');
      expect(BANDS.indexOf(worse.value.band)).toBeGreaterThanOrEqual(BANDS.indexOf(now.value.band));
    }
  }
});

test('a skipped item is not a zero', () => {
  expect(score(1, undefined, 1, 1)).toBe('phq4[1]');
  expect(score(1, 1, 1)).toBe('phq4[3]');
  expect(score(1, 1, 1, 4)).toBe('phq4[3]');
  expect(score(0.5, 1, 1, 1)).toBe('phq4[0]');
});

test('nociplastic pain is possible with all four signs, and probable with history and a companion', () => {
  const base = NOCIPLASTIC_QUESTIONS.slice(0, 4).map((q) => [q, 'present'] as const);
  expect(nociplastic(new Map(base)).verdict).toBe('possible');
  expect(
    nociplastic(new Map([...base, ['history-of-hypersensitivity', 'present'], ['fatigue', 'present']])),
  ).toMatchObject({ verdict: 'probable', missing: [] });
  expect(nociplastic(new Map()).verdict).toBe('not-enough-known');
  expect(nociplastic(new Map([['pain-3-months', 'absent']])).verdict).toBe('not-met');
});

test('over all 19,683 answers a settled nociplastic verdict survives every answer to an open question', () => {
  const RANK = { 'not-met': 0, 'not-enough-known': 1, possible: 2, probable: 3 } as const;
  let cases = 0;
  for (let code = 0; code < 3 ** 9; code += 1, cases++) {
    const answers = new Map(
      NOCIPLASTIC_QUESTIONS.map((q, i) => [q, ANSWERS[Math.floor(code / 3 ** i) % 3]!] as const),
    );
    const { verdict, missing } = nociplastic(answers);
    if (verdict === 'not-met' || verdict === 'probable') expect(missing).toEqual([]);
    if (verdict === 'not-enough-known') expect(missing.length).toBeGreaterThan(0);
    const open = NOCIPLASTIC_QUESTIONS.find((q) => answers.get(q) === 'unknown');
    if (open === undefined || RANK[verdict] === 1) continue;
    for (const answer of ['present', 'absent'] as const) {
      const next = nociplastic(new Map([...answers, [open, answer]])).verdict;
      // Possible may still become probable; nothing settled ever falls.
      expect(next === verdict || (verdict === 'possible' && next === 'probable')).toBe(true);
    }
  }
  expect(cases).toBe(19_683);
});
