import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agents } from '../../content/treat/agents.ts';
import { seededRandom } from '../../kit/random.ts';
import { doseInMicrograms } from '../../../test/reference/dose-micrograms.ts';
import { lipidVolumes } from './last.ts';
import { roomFor, totalDose, WHOLE, type DoseTotal, type Injection } from './dose.ts';

const give = (agent: string, percent: number, volume: number): Injection => ({
  agent,
  concentration: { value: percent, unit: 'percent' },
  volume,
});

function total(injections: readonly Injection[], weight: number): DoseTotal {
  const result = totalDose(injections, weight, agents);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function room(next: Injection, injections: readonly Injection[], weight: number): number {
  const result = roomFor(next, injections, weight, agents);
  if (!result.ok || result.value === undefined) throw new Error(JSON.stringify(result));
  return result.value;
}

describe('worked by hand', () => {
  test('SR-20 four sites of 2 mL lidocaine 1 % at 60 kg are 80 mg of 270 mg', () => {
    // 1 % = 10 mg/mL; 4 × 2 mL × 10 = 80 mg. Ceiling min(4.5 × 60, 300) = 270 mg. 80/270 = 0.296297 → up 296,297.
    const {
      agents: rows,
      share,
      within,
    } = total(
      Array.from({ length: 4 }, () => give('lidocaine', 1, 2)),
      60,
    );
    expect(rows[0]).toMatchObject({ mg: 80, maximum: 270, share: 296_297 });
    expect([share, within]).toEqual([296_297, true]);
    // Room: (270 − 80) / 10 mg/mL = 19.0 mL.
    expect(room(give('lidocaine', 1, 1), [give('lidocaine', 1, 8)], 60)).toBe(19);
  });

  test('SR-20 above the fixed ceiling weight no longer counts', () => {
    // 4.5 × 100 = 450 mg > 300 mg.
    expect(total([give('lidocaine', 1, 1)], 100).agents[0]?.maximum).toBe(300);
  });

  test('SR-20 the shares of two anaesthetics are added', () => {
    // 50 kg: lidocaine 225 mg, bupivacaine 2 × 50 = 100 mg. 10 mL 1 % = 100 mg → 0.444445; 20 mL 0.25 % = 50 mg → 0.5.
    const both = total([give('lidocaine', 1, 10), give('bupivacaine', 0.25, 20)], 50);
    expect(both.share).toBe(444_445 + 500_000);
    expect(both.warnings.map((w) => w.code)).toEqual(['mixing']);
    // 10 mL more bupivacaine: 0.75 + 0.444445 > 1.
    expect(total([give('lidocaine', 1, 10), give('bupivacaine', 0.25, 30)], 50).within).toBe(false);
  });

  test('SR-21 a missing or impossible weight refuses and never guesses', () => {
    for (const weight of [undefined, 0, -70, 2.9, 351, NaN, Infinity]) {
      const result = totalDose([give('lidocaine', 1, 1)], weight, agents);
      expect(result.ok ? undefined : result.error.map((c) => c.at), String(weight)).toEqual(['weight']);
    }
  });

  test('an agent that is not in the list, a volume of zero and a strength of 50 % are each named', () => {
    const result = totalDose([give('novocain', 1, 1), give('lidocaine', 50, 0)], 70, agents);
    expect(result.ok ? [] : result.error.map((c) => c.at)).toEqual([
      'injections[0].agent',
      'injections[1].volume',
      'injections[1].concentration',
    ]);
  });

  test('a steroid asks for a reason and has no maximum to hide behind', () => {
    const result = total([give('triamcinolone', 1, 1)], 70);
    expect(result.warnings.map((w) => w.code)).toEqual(['reason-needed', 'no-ceiling']);
    expect(result.agents[0]?.maximum).toBeUndefined();
  });

  test('SR-24 lipid volumes follow the 2020 checklist', () => {
    // 50 kg: 1.5 × 50 = 75 mL, 0.25 × 50 = 12.5 mL/min, at most 12 × 50 = 600 mL.
    expect(lipidVolumes(50)).toMatchObject({
      value: { bolus: 75, infusionPerMinute: [12.5, 12.5], most: 600 },
    });
    expect(lipidVolumes(80)).toMatchObject({
      value: { bolus: 100, infusionPerMinute: [12.5, 16.6], most: 960 },
    });
    expect(lipidVolumes(undefined).ok).toBe(false);
  });
});

const weights = fc.integer({ min: 300, max: 35_000 }).map((n) => n / 100);
const injection = fc.record({
  agent: fc.constantFrom(...agents.map((a) => a.id)),
  concentration: fc.record({
    value: fc.constantFrom(0.1, 0.125, 0.2, 0.25, 0.5, 0.75, 1, 1.5, 2, 4),
    unit: fc.constant('percent' as const),
  }),
  volume: fc.integer({ min: 1, max: 400 }).map((n) => n / 20),
});
const session = fc.array(injection, { minLength: 1, maxLength: 12 });

describe('for every session', () => {
  test('SR-22 the room left never lets the total pass one whole maximum', () => {
    fc.assert(
      fc.property(session, injection, weights, (given, next, weight) => {
        const before = total(given, weight);
        const left = roomFor(next, given, weight, agents);
        if (!left.ok || left.value === undefined || left.value === 0 || left.value > 199) return;
        expect(before.within).toBe(true);
        expect(total([...given, { ...next, volume: left.value }], weight).within).toBe(true);
        // Tight: one step of 0.1 mL more does not fit.
        expect(total([...given, { ...next, volume: left.value + 0.1 }], weight).within).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  test('one more injection never lowers the total, and a heavier patient never raises it', () => {
    fc.assert(
      fc.property(session, injection, weights, weights, (given, next, a, b) => {
        expect(total([...given, next], a).share).toBeGreaterThanOrEqual(total(given, a).share);
        expect(total(given, Math.max(a, b)).share).toBeLessThanOrEqual(total(given, Math.min(a, b)).share);
      }),
      { numRuns: 5000 },
    );
  });

  test('splitting a dose over sites, or giving sites in another order, changes nothing', () => {
    fc.assert(
      fc.property(session, weights, (given, weight) => {
        const halves = given.flatMap((i) => [
          { ...i, volume: i.volume / 2 },
          { ...i, volume: i.volume / 2 },
        ]);
        expect(total(halves, weight)).toEqual(total(given, weight));
        expect(total([...given].reverse(), weight)).toEqual(total(given, weight));
      }),
      { numRuns: 5000 },
    );
  });

  test('percent, mg/mL and mcg/mL are three ways to say one strength', () => {
    fc.assert(
      fc.property(session, weights, (given, weight) => {
        const as = (unit: 'mg/mL' | 'mcg/mL', factor: number): readonly Injection[] =>
          given.map((i) => ({ ...i, concentration: { value: i.concentration.value * factor, unit } }));
        expect(total(as('mg/mL', 10), weight)).toEqual(total(given, weight));
        expect(total(as('mcg/mL', 10_000), weight)).toEqual(total(given, weight));
      }),
      { numRuns: 5000 },
    );
  });
});

test('SR-23 a second implementation in whole micrograms agrees on a million sessions', () => {
  const random = seededRandom(20_261_121);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const strengths = ['0.1', '0.125', '0.2', '0.25', '0.5', '0.75', '1', '1.5', '2', '4'] as const;
  let [sessions, disagreements, over] = [0, 0, 0];
  for (; sessions < 1_000_000; sessions++) {
    const weight = (300 + Math.floor(random() * 34_700)) / 100;
    const texts = Array.from({ length: 1 + Math.floor(random() * 6) }, () => ({
      agent: pick(agents).id,
      percent: pick(strengths),
      millilitres: ((1 + Math.floor(random() * 300)) / 20).toFixed(2),
    }));
    const ours = total(
      texts.map((t) => give(t.agent, Number(t.percent), Number(t.millilitres))),
      weight,
    );
    const theirs = doseInMicrograms(texts, weight.toFixed(2), agents);
    if (!ours.within) over++;
    if (BigInt(ours.share) !== theirs.partsPerMillion || ours.within !== theirs.within) disagreements++;
  }
  expect({ sessions, disagreements }).toEqual({ sessions: 1_000_000, disagreements: 0 });
  // Both verdicts must be common, or the agreement would show little.
  expect(over).toBeGreaterThan(100_000);
  expect(over).toBeLessThan(900_000);
  expect(WHOLE).toBe(1_000_000);
});
