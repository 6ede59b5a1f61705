import { expect, test } from 'vitest';
import type { ActorId, ClinicId, Drawing, Findings, PatientId, VisitId } from '../episode.ts';
import type { SiteFinding } from '../localise/request.ts';
import type { Instant } from '../../kit/time.ts';
import { caseOf } from './case.ts';

const kept = {
  clinicId: '018cc251-f400-7000-8000-00000000000c' as ClinicId,
  id: '018cc251-f400-7000-8000-0000000000a1' as VisitId,
  patientId: '018cc251-f400-7000-8000-0000000000a2' as PatientId,
  by: '018cc251-f400-7000-8000-0000000000a3' as ActorId,
  version: 7,
  at: '2030-01-02T03:04:05.678Z' as Instant,
};
const drawing: Drawing = {
  kind: 'drawing',
  ...kept,
  strokes: [{ view: 'back', tool: 'tap', radius: 0, points: [[1, 2]] }],
  regions: [{ id: 'temple-left', intensity: 6, coverage: 0.4 }],
  asked: ['temple-left', 'nape-left'],
  again: { strokes: [], regions: [{ id: 'nape-left' }], asked: ['nape-left'] },
};
const found = (...findings: readonly SiteFinding[]): Findings => ({ kind: 'findings', ...kept, findings });
const recognised = { site: 'temporalis-1-left', sign: 'recognised-pain', answer: 'present' } as const;

test('a confirmed case is the question with its answers, and holds no id, day or name', () => {
  const findings = {
    ...found(recognised, { site: 'temporalis-1-left', sign: 'taut-band', answer: 'unknown' }),
    answers: [
      { explanation: 'giant-cell-arteritis', item: 'ask-1', answer: 'absent' as const },
      { explanation: 'giant-cell-arteritis', item: 'ask-2', answer: 'unknown' as const },
    ],
  };
  const read = caseOf({ drawing, findings });
  expect(read).toEqual({
    kind: 'confirmed',
    request: {
      regions: drawing.regions,
      findings: [recognised],
      answers: [{ explanation: 'giant-cell-arteritis', item: 'ask-1', answer: 'absent' }],
      asked: drawing.asked,
      again: [{ id: 'nape-left' }],
      againAsked: ['nape-left'],
    },
  });
  const text = JSON.stringify(read);
  for (const word of [kept.clinicId, kept.id, kept.patientId, kept.by, '2030'])
    expect(text).not.toContain(word);
});

test('what confirms nothing is told apart by why, and an invented patient teaches nothing', () => {
  const absent = { ...recognised, answer: 'absent' } as const;
  const tender = { ...recognised, sign: 'spot-tenderness' } as const;
  expect(caseOf({ drawing, findings: found(absent, tender) })).toEqual({ kind: 'not-confirmed' });
  expect(caseOf({ drawing, findings: found({ ...recognised, answer: 'unknown' }) }).kind).toBe(
    'not-palpated',
  );
  expect(caseOf({ drawing }).kind).toBe('not-palpated');
  expect(caseOf({}).kind).toBe('not-palpated');
  expect(caseOf({ findings: found(recognised) }).kind).toBe('drawn-later');
  expect(caseOf({ drawing: { ...drawing, regions: [] }, findings: found(recognised) }).kind).toBe(
    'drawn-later',
  );
  expect(caseOf({ drawing, findings: found(recognised), synthetic: true }).kind).toBe('invented');
});
