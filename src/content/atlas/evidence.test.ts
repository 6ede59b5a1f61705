import { expect, test } from 'vitest';
import type { MuscleEntry } from '../../core/atlas/muscle.ts';
import { muscleRows } from './load.ts';

const muscles = muscleRows as readonly MuscleEntry[];

/** The strength that a source's own version of a pattern gives a region. */
function strengthIn(site: string, source: string, region: string): number | undefined {
  const entry = muscles.flatMap(({ sites }) => sites).find(({ id }) => id === site);
  const pattern = entry?.patterns.find((p) => p.source === source);
  return pattern?.areas.find((area) => area.region === region)?.strength;
}

// Read off the abstracts, not off the atlas. Where a paper gives disjoint groups the shares that include the region add up.
test.each([
  // Cornwall 2006, 15 people, salt solution into the multifidus at L5: back of thigh 53.3 %, front 33.3 %.
  ['multifidus-lumborum-2', 'cornwall-2006', 'thigh-posterior-upper-left', 0.533],
  ['multifidus-lumborum-2', 'cornwall-2006', 'thigh-anterior-upper-left', 0.333],
  // Hwang 2005, 35 people: ulnar forearm 57 %, half of them also inner elbow and little finger; middle or ring finger 29 %.
  ['pronator-quadratus-1', 'hwang-2005-pronator-quadratus', 'forearm-volar-ulnar-left', 0.57],
  ['pronator-quadratus-1', 'hwang-2005-pronator-quadratus', 'little-finger-palmar-left', 0.57 / 2],
  ['pronator-quadratus-1', 'hwang-2005-pronator-quadratus', 'ring-finger-palmar-left', 0.29],
  // Kim 2009, 64 people: thenar with the dorsal web 70.3 %, thenar with the palmaris tendon 23.4 %.
  ['abductor-pollicis-brevis-1', 'kim-2009', 'thenar-left', 0.703 + 0.234],
  ['abductor-pollicis-brevis-1', 'kim-2009', 'elbow-medial-left', 0.234 / 3],
  // Hwang 2005: radial wrist 61.9 %, dorsal middle and ring fingers 14.3 %, both 23.8 %.
  ['abductor-pollicis-longus-1', 'hwang-2005-abductor-pollicis-longus', 'wrist-radial-left', 0.619 + 0.238],
  [
    'abductor-pollicis-longus-1',
    'hwang-2005-abductor-pollicis-longus',
    'ring-finger-dorsal-left',
    0.143 + 0.238,
  ],
  // Choi 2015, 20 hands each: web 80 %, fingertips 45 %, ulnar palm 55 %, wrist 15 %; fourth: web 80 %, hypothenar 65 %.
  ['interosseus-dorsalis-manus-tertius-1', 'choi-2015', 'hand-dorsum-radial-left', 0.8],
  ['interosseus-dorsalis-manus-tertius-1', 'choi-2015', 'hypothenar-left', 0.55],
  ['interosseus-dorsalis-manus-tertius-1', 'choi-2015', 'wrist-volar-left', 0.15],
  ['interosseus-dorsalis-manus-quartus-1', 'choi-2015', 'hypothenar-left', 0.65],
  // Anderson 2009, 72 men: more than 75 % felt the penis, at least 80 % suprapubic, testicle and groin.
  ['rectus-abdominis-4', 'anderson-2009', 'pubic', 0.75],
  ['obliquus-externus-abdominis-3', 'anderson-2009', 'groin-left', 0.8],
  ['obliquus-externus-abdominis-3', 'anderson-2009', 'suprapubic', 0.8],
] as const)('%s by %s refers to %s as often as the paper counted', (site, source, region, expected) => {
  const strength = strengthIn(site, source, region);
  expect(strength).toBeDefined();
  expect(Math.abs(strength! - expected)).toBeLessThanOrEqual(0.006);
});

test('a site with several sources keeps each version, and no source stands there twice', () => {
  const sites = muscles.flatMap((m) => m.sites);
  const several = sites.filter(({ patterns }) => patterns.length > 1);
  expect(several.length).toBeGreaterThanOrEqual(45);
  for (const { id, patterns } of several)
    expect(new Set(patterns.map(({ source }) => source)).size, id).toBe(patterns.length);
});
