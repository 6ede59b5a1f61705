import { expect, test } from 'vitest';
import { requestOf } from './visit-request.ts';

const drawing = { strokes: [], regions: [{ id: 'temple-left' }], asked: ['temple-left', 'occiput-left'] };
const findings = { findings: [] };

test('a visit with one drawing asks about that drawing, and names no answers that nobody gave', () => {
  expect(requestOf(drawing, findings)).toEqual({
    regions: drawing.regions,
    findings: [],
    asked: drawing.asked,
  });
  expect(requestOf(drawing, { findings: [], answers: [] })).toEqual(requestOf(drawing, findings));
});

test('a second drawing enters with what it had the chance to show', () => {
  const again = { strokes: [], regions: [{ id: 'occiput-left' }], asked: ['occiput-left'] };
  expect(requestOf({ ...drawing, again }, findings)).toMatchObject({
    again: again.regions,
    againAsked: again.asked,
  });
});

test('a second drawing without paint is missing data, not the absence of pain', () => {
  const again = { strokes: [], regions: [], asked: ['temple-left'] };
  expect(requestOf({ ...drawing, again }, findings)).toEqual(requestOf(drawing, findings));
});
