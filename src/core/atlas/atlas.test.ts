import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyView } from '../../content/bodymap/neutral.ts';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { combinePatterns, mirrorPlacement } from './atlas.ts';
import { contains, placedAt } from './body-view.ts';
import type { Pattern } from './muscle.ts';
import { mirrorId } from './region.ts';

const pattern = (...areas: readonly (readonly [string, number])[]): Pattern => ({
  source: 'tautband',
  status: 'unreviewed',
  areas: areas.map(([region, strength]) => ({ region, kind: 'essential', strength })),
});

describe('several sources for one site', () => {
  test('one source alone is taken as it is', () => {
    expect(combinePatterns({ patterns: [pattern(['temple-left', 0.6])] })).toEqual([
      { region: 'temple-left', kind: 'essential', strength: 0.6, disputed: false },
    ]);
  });

  test('two that agree give their mean; one left out by the other is weaker, and says so', () => {
    const links = combinePatterns({
      patterns: [pattern(['temple-left', 0.8], ['eye-left', 0.4]), pattern(['temple-left', 0.6])],
    });
    // temple: (0.8 + 0.6) / 2 = 0.7. eye: 0.4 × (1 − 0.25 × 1/2) = 0.35.
    expect(links.map((l) => [l.region, l.disputed])).toEqual([
      ['temple-left', false],
      ['eye-left', true],
    ]);
    expect(links.map((l) => l.strength)).toEqual([expect.closeTo(0.7, 12), expect.closeTo(0.35, 12)]);
  });
});

describe('both sides', () => {
  const { sites, regions } = shippedAtlas();
  const ids = new Set(regions.map((r) => r.id));

  test('SR-10 every right site is the mirror of a left one: same muscle, mirrored regions, same strengths', () => {
    const left = sites.filter((s) => s.side === 'left');
    expect(left.length).toBeGreaterThan(100);
    const isOnBoth = ({ entry }: (typeof left)[number]): boolean =>
      entry.side === undefined &&
      entry.patterns.every(({ areas }) => areas.every((a) => a.side === undefined));
    for (const site of left.filter(isOnBoth)) {
      const twin = sites.find((s) => s.id === mirrorId(site.id));
      expect(twin?.side, site.id).toBe('right');
      expect(twin?.links).toEqual(site.links.map((l) => ({ ...l, region: mirrorId(l.region) })));
    }
  });

  // Simons, Travell and Simons describe these on one side: the arrhythmia point and McBurney's point on the right, pain
  // across the front of the heart from the upper left rectus.
  test('SR-10 what a source describes on one side is never mirrored to the other', () => {
    const has = (id: string): boolean => sites.some((s) => s.id === id);
    expect(has('pectoralis-major-abdominal-2-right') && !has('pectoralis-major-abdominal-2-left')).toBe(true);
    expect(has('rectus-abdominis-3-right') && !has('rectus-abdominis-3-left')).toBe(true);
    const toHeart = (id: string): boolean =>
      sites.find((s) => s.id === id)!.links.some(({ region }) => region === 'sternum');
    expect(toHeart('rectus-abdominis-1-left')).toBe(true);
    expect(toHeart('rectus-abdominis-1-right')).toBe(false);
    const point = sites.find((s) => s.id === 'rectus-abdominis-3-right')!;
    expect(point.links.map(({ region }) => region)).toContain('abdomen-lower-right');
  });

  test('SR-10 every site, left and right, is drawn inside a region of its own side that exists', () => {
    for (const { id, side, at } of sites) {
      const region = bodyView(at.view).regions.get(at.region);
      if (region === undefined) throw new Error(`${id}: ${at.view} does not show ${at.region}`);
      expect(contains(region, ...placedAt(region, at.u, at.v)), id).toBe(true);
      if (side !== 'midline')
        expect(at.region.endsWith(side === 'left' ? '-right' : '-left'), id).toBe(false);
    }
  });

  test('mirroring twice changes nothing, and every region has its mirror in the body map', () => {
    for (const id of ids) expect(ids).toContain(mirrorId(id));
    fc.assert(
      fc.property(fc.constantFrom(...sites), ({ at }) => {
        const { u, ...rest } = mirrorPlacement(mirrorPlacement(at));
        expect(rest).toEqual({ view: at.view, region: at.region, v: at.v });
        expect(u).toBeCloseTo(at.u, 12);
      }),
    );
  });
});
