import type { Paper } from '../../core/paper.ts';

/** Stands where the font has no sign for a character. */
export const MISSING_MARK = '□';

/** Whether a font has a sign for a character. */
export type Has = (codePoint: number) => boolean;

/**
 * A document with every character that the font lacks replaced by a visible mark, and a section that names them: a name
 * never vanishes silently.
 */
export function withMarks(paper: Paper, has: Has): Paper {
  const missing = new Map<string, number>();
  const mark = (text: string): string =>
    Array.from(text)
      .map((character) => {
        const codePoint = character.codePointAt(0) ?? 0;
        if (/\s/.test(character) || has(codePoint)) return character;
        const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
        missing.set(name, (missing.get(name) ?? 0) + 1);
        return MISSING_MARK;
      })
      .join('');
  const sections = paper.sections.map((s) => ({ title: mark(s.title), lines: s.lines.map(mark) }));
  const marked = { ...paper, title: mark(paper.title), foot: mark(paper.foot), sections };
  if (missing.size === 0) return marked;
  const names = [...missing].map(([name, times]) => (times === 1 ? name : `${name} (${times} times)`));
  const line = `The font of this document has no sign for ${names.join(', ')}. Each stands as ${MISSING_MARK}; the screen shows what was written.`;
  return {
    ...marked,
    sections: [...sections, { title: 'Characters that could not be printed', lines: [line] }],
  };
}
