import { requestOf } from '../../../core/visit-request.ts';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../../content/atlas/load.ts';
import type { Stroke } from '../../../core/episode.ts';
import { tapOn } from '../../ui/body-map/paint.ts';
import { viewOf } from '../../ui/body-map/views.ts';
import { drawnRegions } from './drawn-regions.ts';
import { momentsOf } from './timeline.ts';

const atlas = shippedAtlas();
const tap = (region: string): Stroke => tapOn(viewOf('back'), region, 6)!;
const strokes = [tap('occiput-right'), tap('posterior-neck-right')];
const again = { strokes: [tap('occiput-right')], ...drawnRegions([tap('occiput-right')]) };
const drawing = { strokes, ...drawnRegions(strokes), again };
const site = 'trapezius-descending-1-right';
const found = {
  findings: [
    { site, sign: 'taut-band' as const, answer: 'present' as const },
    { site, sign: 'recognised-pain' as const, answer: 'absent' as const },
  ],
  answers: [{ explanation: 'root-c2-right', item: 'ask-1', answer: 'present' as const }],
};
const moments = momentsOf(atlas, drawing, found);

test('a visit has a moment for each stroke, the second drawing, each finding and each answer, in that order', () => {
  expect(moments.map(({ said }) => said)).toEqual([
    'Painted: back of head (occiput), right, 6 of 10',
    'Painted: back of neck, right, 6 of 10',
    'The same pain drawn a second time',
    'Taut band present: Upper trapezius, right',
    'Recognised pain absent: Upper trapezius, right',
    'C2 root or dorsal root ganglion, right: answered yes',
  ]);
});

test('what was said of the pain is a moment of its own, after the strokes: nobody wrote down before which', () => {
  const told = {
    ...drawing,
    regions: drawing.regions.map((row) => ({ ...row, words: ['burning' as const] })),
  };
  const all = momentsOf(atlas, told, found);
  expect(all.map(({ said }) => said)).toEqual([
    ...moments.slice(0, 2).map(({ said }) => said),
    'Said how it feels',
    ...moments.slice(2).map(({ said }) => said),
  ]);
  expect(all[1]!.question()).toEqual(moments[1]!.question());
  expect(all[2]!.question()).toEqual({ ...moments[1]!.question(), regions: told.regions });
  expect(all.at(-1)!.question()).toEqual(requestOf(told, found));
});

test('each moment asks with what was known then, and the last one with what is known now', () => {
  expect(moments[0]!.question()).toEqual({ ...drawnRegions(strokes.slice(0, 1)), findings: [] });
  expect(moments[1]!.question().again).toBeUndefined();
  expect(moments[2]!.question()).toMatchObject({ again: again.regions, findings: [] });
  expect(moments[3]!.question().findings).toEqual(found.findings.slice(0, 1));
  expect(moments[4]!.question().answers).toBeUndefined();
  expect(moments.at(-1)!.question()).toEqual(requestOf(drawing, found));
});
