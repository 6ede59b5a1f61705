import { expect, test } from 'vitest';
import { printComplaint } from '../../kit/complaint.ts';
import sources from '../sources.json' with { type: 'json' };
import { checkConsent, consentFor } from './consent.ts';

test('every line of consent and instructions is well formed and sourced, and each way to treat has risks and a number to call', () => {
  expect(checkConsent(new Set(sources.map((s) => s.id))).map(printComplaint)).toEqual([]);
});

test('who consents to a needle hears of the lung, with the numbers that are known', () => {
  for (const kind of ['injection', 'dry-needling'] as const)
    expect(consentFor(kind).some((l) => l.weight === 'serious' && l.says.includes('collapsed lung'))).toBe(
      true,
    );
  // Brady 2014: 1463 of 7629 treatments is 19.18 %; bruising 7.55, bleeding 4.65, pain 3.01 and 2.19 %.
  expect(consentFor('dry-needling')[0]?.says).toMatch(/one treatment in five.*7\.6.*4\.7.*3\.0.*2\.2.*7,629/);
});
