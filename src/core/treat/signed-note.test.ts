import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day, Instant } from '../../kit/time.ts';
import type { Note } from './note.ts';
import { amendNote, changedAt, changedSince, signNote } from './signed-note.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const note: Note = {
  title: 'Visit, 2026-03-01',
  who: 'A',
  day: '2026-03-01' as Day,
  sections: [
    { id: 'patient', title: 'Patient', lines: ['A, seen at C.'] },
    { id: 'plan', title: 'Plan', lines: ['Stretching: daily.', 'Goal: stairs.'] },
  ],
};
const sources = [
  { kind: 'visit', id: 'v', version: 1 },
  { kind: 'plan', id: 'p', version: 3 },
];
const signature = { by: 'a', name: 'Dr A', role: 'physician', at: '2026-03-01T11:00:00.000Z' as Instant };

describe('SR-85 a signed note shows any change', () => {
  const signed = signNote(note, sources, signature, sha256);
  const later = {
    ...signature,
    at: '2026-03-02T08:00:00.000Z' as Instant,
    text: 'Left, not right, as drawn.',
    reason: 'misread',
  };
  const twice = amendNote(amendNote(signed, later, sha256), { ...later, text: 'Again.' }, sha256);

  test('the digest is SHA-256 over the text in one fixed form', () => {
    // printf '%s' '{"note":{"day":…},"signed":{…},"sources":[…]}' | sha256sum, with keys in order and no spaces.
    const text =
      '{"note":{"day":"2026-03-01","sections":[{"id":"patient","lines":["A, seen at C."],"title":"Patient"},' +
      '{"id":"plan","lines":["Stretching: daily.","Goal: stairs."],"title":"Plan"}],"title":"Visit, 2026-03-01","who":"A"},' +
      '"signed":{"at":"2026-03-01T11:00:00.000Z","by":"a","name":"Dr A","role":"physician"},' +
      '"sources":[{"id":"v","kind":"visit","version":1},{"id":"p","kind":"plan","version":3}]}';
    expect(signed.hash).toBe(sha256(text));
  });

  test('an amendment leaves the note and its digest as they were', () => {
    expect(twice.note).toEqual(signed.note);
    expect(twice.hash).toBe(signed.hash);
    expect(changedAt(twice, sha256)).toBeUndefined();
  });

  test('a change of any line, of a source, of the signature or of an amendment is found and located', () => {
    fc.assert(
      fc.property(fc.nat(note.sections.length - 1), fc.string({ minLength: 1 }), (at, extra) => {
        const sections = note.sections.map((s, i) =>
          i === at ? { ...s, lines: [...s.lines.slice(1), `${s.lines[0] ?? ''}${extra}`] } : s,
        );
        expect(changedAt({ ...twice, note: { ...note, sections } }, sha256)).toBe('note');
      }),
    );
    expect(changedAt({ ...twice, signed: { ...signature, name: 'Dr B' } }, sha256)).toBe('note');
    expect(changedAt({ ...twice, sources: sources.slice(1) }, sha256)).toBe('note');
    const [first, second] = twice.amendments;
    if (first === undefined || second === undefined) throw new Error('two amendments');
    expect(changedAt({ ...twice, amendments: [{ ...first, text: 'x' }, second] }, sha256)).toBe(0);
    expect(changedAt({ ...twice, amendments: [first, { ...second, reason: 'x' }] }, sha256)).toBe(1);
    expect(changedAt({ ...twice, amendments: [second] }, sha256)).toBe(0);
  });
});

test('what changed after signing is named: newer versions, what is gone, and what came since', () => {
  expect(changedSince(sources, sources)).toEqual([]);
  expect(
    changedSince(sources, [
      { kind: 'plan', id: 'p', version: 4 },
      { kind: 'scores', id: 'v', version: 1 },
    ]),
  ).toEqual([
    { kind: 'visit', id: 'v', version: 1 },
    { kind: 'plan', id: 'p', version: 3, now: 4 },
    { kind: 'scores', id: 'v', version: 0, now: 1 },
  ]);
});
