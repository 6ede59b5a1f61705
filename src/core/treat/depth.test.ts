import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { depths } from '../../content/treat/depths.ts';
import type { Site } from '../atlas/muscle.ts';
import { bothHemithoraces, liesOver, needleAdvice } from './depth.ts';

const { sites } = shippedAtlas();
const siteOf = (muscle: string, side: string): Site => {
  const found = sites.find((s) => s.muscle.id === muscle && s.side === side);
  if (found === undefined) throw new Error(`no site in ${muscle} ${side}`);
  return found;
};
const trapezius = siteOf('trapezius-descending', 'left');
const rhomboid = siteOf('rhomboid-major', 'right');

describe('needle length', () => {
  test('SR-40 a 31 mm needle over the upper trapezius or the rhomboid warns', () => {
    expect(needleAdvice(trapezius, { length: 31 }, depths).warnings).toContain('too-long');
    expect(needleAdvice(rhomboid, { length: 31 }, depths).warnings).toContain('too-long');
  });

  test('30 mm over the upper trapezius is the cadaver ceiling itself', () => {
    expect(needleAdvice(trapezius, { length: 30 }, depths)).toMatchObject({ ceiling: 30, warnings: [] });
  });

  test('over the rhomboid the body mass index decides, and the strictest row stands until it is known', () => {
    expect(needleAdvice(rhomboid, { length: 15 }, depths)).toMatchObject({ ceiling: 17 });
    expect(needleAdvice(rhomboid, { length: 15 }, depths).warnings).toEqual(['no-margin', 'bmi-needed']);
    expect(needleAdvice(rhomboid, { length: 18, bmi: 22 }, depths).warnings).toEqual(['too-long']);
    expect(needleAdvice(rhomboid, { length: 18, bmi: 24 }, depths).warnings).toEqual(['no-margin']);
    expect(needleAdvice(rhomboid, { length: 18, bmi: 30 }, depths)).toMatchObject({
      ceiling: 19,
      warnings: [],
    });
  });

  test('SR-41 where nobody measured, the answer is that there is no verified data, never a number', () => {
    const advice = needleAdvice(siteOf('gluteus-medius', 'left'), { length: 50 }, depths);
    expect(advice).toEqual({ basis: 'none', rows: [], warnings: ['no-verified-data'] });
  });

  test('a depth measured today overrides every estimate', () => {
    expect(needleAdvice(rhomboid, { length: 18, bmi: 24, measured: 26 }, depths)).toMatchObject({
      basis: 'measured',
      ceiling: 26,
      warnings: [],
    });
    expect(needleAdvice(rhomboid, { length: 26, measured: 26 }, depths).warnings).toEqual(['too-long']);
  });

  test('a longer needle never gets fewer warnings', () => {
    const any = fc.record({
      site: fc.constantFrom(...sites),
      bmi: fc.double({ min: 14, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(any, fc.nat(80), fc.nat(80), ({ site, bmi }, a, b) => {
        const warn = (length: number): number => needleAdvice(site, { length, bmi }, depths).warnings.length;
        expect(warn(Math.max(a, b))).toBeGreaterThanOrEqual(warn(Math.min(a, b)));
      }),
    );
  });
});

describe('both sides of the chest', () => {
  const overLung = sites.filter((s) => liesOver(s, 'pleura'));

  test('the atlas marks the pleura under the muscles of the chest wall and shoulder girdle', () => {
    const muscles = new Set(overLung.map((s) => s.muscle.id));
    for (const id of [
      'trapezius-descending',
      'rhomboid-major',
      'pectoralis-minor',
      'serratus-anterior',
      'scalenus-anterior',
    ])
      expect(muscles, id).toContain(id);
  });

  test('SR-42 any left and any right site over the lung together are refused; one side alone is not', () => {
    const left = overLung.filter((s) => s.side === 'left');
    const right = overLung.filter((s) => s.side === 'right');
    expect(left.length).toBeGreaterThan(20);
    for (const a of left) for (const b of right) expect(bothHemithoraces([a, b])).toBeDefined();
    expect(bothHemithoraces(left)).toBeUndefined();
    expect(bothHemithoraces(right)).toBeUndefined();
  });

  test('SR-42 adding a site never lifts the refusal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...sites), { maxLength: 8 }),
        fc.constantFrom(...sites),
        (list, more) => {
          if (bothHemithoraces(list) !== undefined) expect(bothHemithoraces([...list, more])).toBeDefined();
        },
      ),
    );
  });
});
