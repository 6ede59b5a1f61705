import type { Paper, PaperSection } from '../paper.ts';
import type { Note } from './note.ts';
import type { ChangedSource, Signature, SignedNote } from './signed-note.ts';

/** A note that nobody signed yet, as a document that says so. */
export function draftPaper(note: Note): Paper {
  return {
    title: note.title,
    language: 'en',
    sections: [
      { title: 'Draft', lines: ['This note is not signed. It may still change.'] },
      ...note.sections,
    ],
    foot: `${note.who} · ${note.title}, DRAFT`,
  };
}

/**
 * A signed note as a document: its text as it was signed, the signature with its digest, and what was added since.
 *
 * @param changed what changed in the chart after it was signed, in sentences
 */
export function signedPaper(signed: SignedNote, changed: readonly string[]): Paper {
  const { note, amendments } = signed;
  return {
    title: note.title,
    language: 'en',
    sections: [
      ...note.sections,
      {
        title: 'Signature',
        lines: [
          `Signed by ${whoSigned(signed.signed)}. Locked since; whatever came later stands below as an amendment.`,
          `SHA-256 of text, sources and signature: ${signed.hash}`,
        ],
      },
      ...amendments.map((a, i): PaperSection => ({
        title: `Amendment ${i + 1}`,
        lines: [a.text, `Because: ${a.reason}`, `Added by ${whoSigned(a)}. SHA-256: ${a.hash}`],
      })),
      ...(changed.length === 0
        ? []
        : [{ title: 'Changed in the chart since it was signed', lines: changed }]),
    ],
    foot: `${note.who} · ${note.title}, signed ${signed.signed.at.slice(0, 10)}, ${signed.hash.slice(0, 12)}`,
  };
}

/** `Dr A, physician, on 2030-01-02 at 10:20 UTC`. */
export const whoSigned = ({ name, role, at }: Signature): string =>
  `${name}, ${role.replaceAll('-', ' ')}, on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;

/** What changed in the chart since a note was signed, one sentence each. */
export function changesInWords(changes: readonly ChangedSource[]): readonly string[] {
  return changes.map(({ kind, version, now }) => {
    const name = SOURCE_NAMES[kind] ?? kind;
    if (version === 0) return `${name}: written after signing.`;
    if (now === undefined) return `${name}: no longer in the chart.`;
    return `${name}: changed after signing, version ${version} then, version ${now} now.`;
  });
}

/** What each kind of source is called. */
export const SOURCE_NAMES: Readonly<Record<string, string>> = {
  patient: 'Who the patient is',
  identity: 'Who the patient is',
  visit: 'The visit',
  drawing: 'The drawing',
  findings: 'The findings',
  background: 'The background',
  episodes: 'The episodes of care',
  screening: 'The safety screen',
  examination: 'The examination',
  points: 'The trigger points',
  scores: 'The scores',
  plan: 'The plan',
  procedure: 'A procedure',
};
