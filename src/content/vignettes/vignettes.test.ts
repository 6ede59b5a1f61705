import { expect, test } from 'vitest';
import { localise } from '../../core/localise/localise.ts';
import { compileNetwork } from '../../core/localise/network.ts';
import type { Ranking } from '../../core/localise/ranking.ts';
import { printComplaint } from '../../kit/complaint.ts';
import { shippedAtlas } from '../atlas/load.ts';
import {
  checkVignettes,
  heldOutRows,
  heldOutVignettes,
  shippedVignettes,
  vignetteRows,
  type Vignette,
} from './vignettes.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);
const vignettes = shippedVignettes();
const heldOut = heldOutVignettes();

/** What a clinician has: the drawing and what palpation found; or the answers that the description gives as well. */
type Known = 'drawing' | 'answers';

function rank({ regions, findings, asked, answers }: Vignette, known: Known): Ranking {
  const result = localise(network, {
    regions,
    findings,
    ...(asked === undefined ? {} : { asked }),
    ...(known === 'drawing' || answers === undefined ? {} : { answers }),
  });
  if (!result.ok) throw new Error(result.error.complaints.map(printComplaint).join('; '));
  return result.value;
}

const wrongFirst = (known: Known): readonly string[] =>
  vignettes.filter((v) => families(rank(v, known))[0] !== v.family).map(({ id }) => id);

/** Families in the order in which their most probable member stands in one list of everything. */
function families({ ranked, alternatives }: Ranking): readonly string[] {
  const all = [
    ...ranked.map(({ probability }) => ({ family: 'muscle', probability })),
    ...alternatives.map(({ family, probability }) => ({ family, probability })),
  ];
  return [...new Set(all.sort((a, b) => b.probability - a.probability).map(({ family }) => family))];
}

/**
 * Where the drawing alone puts another family first, and why. Nothing was changed to win these: a map of where it
 * hurts does not know what brings the pain on. They are listed so that no other joins them unseen.
 */
const DRAWN_LIKE_ANOTHER: Readonly<Record<string, string>> = {
  'root-t5-band': 'a belt of pain is an intercostal nerve, zoster or a root, and is drawn the same',
  'root-l5-posterior': 'buttock, back of thigh and calf without a foot is gluteus minimus in the textbook',
  'root-s1-no-foot': 'the same: what tells them apart is the reflex and the leg raise',
  'nerve-radial-tunnel': 'a hand below the epicondyle: tennis elbow is drawn the same and more common',
  'nerve-deep-gluteal': 'buttock and back of thigh: hamstrings and their origin are drawn the same',
  'nerve-sural': 'two regions at the outer foot, shared with ankle and fibular muscles',
  'facet-c3-c4': 'the deep neck muscles beside the joint refer to the same places',
  'facet-c5-c6': 'levator scapulae refers to the same places',
  'facet-l4-l5':
    'back, buttock and outer hip are the iliocostalis in the textbook, and facets share theirs by level',
  'facet-l5-s1': 'buttock and back: the sacroiliac joint is drawn the same and was found more often',
  'joint-hip-knee': 'pain at the knee only; vastus medialis and the knee come before the hip',
  'organ-heart-shoulder':
    'only right shoulder and shoulder blade: nothing in the drawing speaks of the heart',
  'organ-embolism-back': 'an ache of the upper back like any other',
  'organ-embolism-flank': 'flank and ribs: zoster, gallbladder and rib muscles are drawn the same',
  'organ-gallbladder-back': 'beside the spine only, as the serratus posterior inferior',
  'organ-gallbladder-belt': 'a belt round the mid-back, as rectus abdominis and a root',
  'organ-spleen-shoulder-only': 'shoulder tip only, as the joint there',
  'organ-kidney': 'loin pain is drawn as the muscles over the loin',
  'organ-ureter': 'loin to groin: the oblique muscles of the belly refer likewise',
  'organ-appendix': 'rectus abdominis at the point of McBurney is called pseudo-appendicitis in the textbook',
  'vessel-aneurysm-young': 'one-sided low back pain like any other',
  'vessel-carotid': 'side of neck and temple is the upper trapezius in the textbook',
  'vessel-vertebral': 'back of neck and head, as the muscles there',
  'vessel-thrombosis': 'a calf like any other calf',
  'vessel-aortoiliac': 'buttock to calf is gluteus minimus in the textbook',
  'head-migraine': 'temple, brow and eye: temporalis is drawn the same',
  'head-subarachnoid':
    'back of head and neck on both sides: the upper neck joints, which are met far more often',
  'head-cluster': 'eye and temple only: a dozen muscles and headaches are drawn the same',
  'head-glaucoma': 'eye and brow only: a dozen muscles and headaches are drawn the same',
  'head-tooth': 'masseter toothache is drawn as toothache',
  'wide-fibromyalgia-lower': 'both legs and the back: lumbar stenosis explains most of it alone',
};

test('every vignette is well formed, sourced, and names answers that the atlas knows', () => {
  expect(checkVignettes(vignetteRows, atlas).map(printComplaint)).toEqual([]);
  expect(checkVignettes(heldOutRows, atlas).map(printComplaint)).toEqual([]);
  expect(heldOutRows.length).toBeGreaterThanOrEqual(30);
  expect(vignettes.filter(({ family }) => family !== 'muscle').length).toBeGreaterThanOrEqual(60);
  expect(vignettes.filter(({ family }) => family === 'muscle').length).toBeGreaterThanOrEqual(15);
});

test('from the drawing alone the right family comes first, except where another is drawn the same', () => {
  const wrong = wrongFirst('drawing');
  expect(wrong.filter((id) => !(id in DRAWN_LIKE_ANOTHER))).toEqual([]);
  expect(vignettes.length - wrong.length).toBeGreaterThanOrEqual(102);
});

/** Where even the answers that the description gives leave another family first. */
const STILL_WRONG = [
  // The source gives a place and nothing to ask: a joint provoked by a needle, an average drawing, an imaging finding.
  'root-l5-posterior',
  'root-s1-no-foot',
  'facet-c3-c4',
  'facet-c5-c6',
  'facet-l4-l5',
  'joint-hip-knee',
  'organ-heart-shoulder',
  'organ-embolism-back',
  'organ-gallbladder-back',
  // One answer is given, and the muscles or nerves that are drawn the same remain more probable.
  'nerve-sural',
  'organ-embolism-flank',
  'organ-gallbladder-belt',
  'organ-spleen-shoulder-only',
  'vessel-aneurysm-young',
  'vessel-vertebral',
  'vessel-aortoiliac',
];

test('with the answers that the description gives, the right family comes first in 117 of 133', () => {
  const wrong = wrongFirst('answers');
  expect(wrong.filter((id) => !STILL_WRONG.includes(id))).toEqual([]);
  expect(vignettes.length - wrong.length).toBeGreaterThanOrEqual(117);
});

test('of the patients who were held out, the right family comes first in 60 of 62 with the answers, in 39 as drawn', () => {
  const right = (known: Known): number =>
    heldOut.filter((v) => families(rank(v, known))[0] === v.family).length;
  expect(heldOut.length).toBe(62);
  expect(right('answers')).toBeGreaterThanOrEqual(60);
  expect(right('drawing')).toBeGreaterThanOrEqual(39);
});

test('SR-59 no dangerous explanation that a vignette describes is missing from what must be asked, drawing alone', () => {
  const missed = [...vignettes, ...heldOut]
    .filter(({ dangerous }) => dangerous)
    .filter((vignette) => {
      const { askFirst } = rank(vignette, 'drawing');
      return !askFirst.some(({ dangers }) => dangers.some(({ entry }) => entry === vignette.acceptable[0]));
    });
  expect(missed.map(({ id }) => id)).toEqual([]);
  expect(vignettes.filter(({ dangerous }) => dangerous).length).toBeGreaterThanOrEqual(40);
  expect(heldOut.filter(({ dangerous }) => dangerous).length).toBeGreaterThanOrEqual(25);
});

/**
 * A heart attack that is felt at one shoulder and shoulder blade only. The heart reaches the shoulder, so it is asked
 * about; nothing in the drawing makes it probable.
 */
const ASKED_ABOUT_ONLY = ['organ-heart-shoulder'];

test('SR-59 every other described danger is also among the ten most probable explanations, or above the muscles', () => {
  const missed = [...vignettes, ...heldOut]
    .filter(({ dangerous }) => dangerous)
    .filter((vignette) => {
      const { alternatives, standsAbove } = rank(vignette, 'drawing');
      const top = [...alternatives.slice(0, 10), ...standsAbove];
      return !top.some(({ entry }) => vignette.acceptable.includes(entry));
    })
    .map(({ id }) => id);
  expect(missed.filter((id) => !ASKED_ABOUT_ONLY.includes(id))).toEqual([]);
});

test('what must be asked stays short: for half of the vignettes six questions or fewer, for nine in ten at most ten', () => {
  const lengths = vignettes
    .map((vignette) => rank(vignette, 'drawing').askFirst.length)
    .sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(6);
  expect(lengths[Math.floor(0.9 * lengths.length)]).toBeLessThanOrEqual(10);
});
