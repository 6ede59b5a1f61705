/** Widths of text in the font and size in which it will be set, points. */
export type Measure = (text: string) => number;

/** Some words of a line that are set as one, in the place where they are seen. */
export interface Piece {
  readonly text: string;
  /** It follows the piece before it without a space. */
  readonly isGlued: boolean;
}

/** Hebrew, Arabic and the other scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Whether any of a text runs from right to left. */
export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

const LETTER = /\p{L}/u;

/**
 * Break text into lines of at most `width`, each as pieces in the order in which they are seen.
 *
 * A word that is wider than a line is broken between characters: nothing is cut off.
 */
export function linesOf(text: string, width: number, measure: Measure): readonly (readonly Piece[])[] {
  const lines: (readonly Piece[])[] = [];
  let line: string[] = [];
  let used = 0;
  const space = measure(' ');
  const end = (): void => {
    if (line.length > 0) lines.push(inSight(line));
    line = [];
    used = 0;
  };
  for (const word of text
    .split(/\s+/)
    .filter((w) => w !== '')
    .flatMap((w) => pieces(w, width, measure))) {
    const more = measure(word) + (line.length === 0 ? 0 : space);
    if (used + more > width) end();
    used += measure(word) + (line.length === 0 ? 0 : space);
    line.push(word);
  }
  end();
  return lines;
}

function pieces(word: string, width: number, measure: Measure): readonly string[] {
  if (measure(word) <= width) return [word];
  const out: string[] = [];
  let piece = '';
  for (const { segment } of GRAPHEMES.segment(word)) {
    if (piece !== '' && measure(piece + segment) > width) {
      out.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return piece === '' ? out : [...out, piece];
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The pieces of a line that runs from left to right: a run of words of a script that runs the other way is turned round,
 * numbers within it included. What ends the sentence after such a run stays behind it. The letters of one word are the
 * font's business.
 */
function inSight(words: readonly string[]): readonly Piece[] {
  const isBack = words.map((word) => RIGHT_TO_LEFT.test(word));
  const out: Piece[] = [];
  for (let i = 0; i < words.length;) {
    const last = isBack[i] === true ? endOfRun(words, isBack, i) : i;
    if (isBack[i] === true) out.push(...turned(words.slice(i, last + 1)));
    else out.push({ text: words[i] ?? '', isGlued: false });
    i = last + 1;
  }
  return joined(out);
}

function endOfRun(words: readonly string[], isBack: readonly boolean[], from: number): number {
  let last = from;
  for (let k = from; k < words.length && (isBack[k] === true || !LETTER.test(words[k] ?? '')); k++)
    if (isBack[k] === true) last = k;
  return last;
}

function turned(run: readonly string[]): readonly Piece[] {
  const [, word = '', mark = ''] = /^(.*?)([.,;:!?)]*)$/u.exec(run.at(-1) ?? '') ?? [];
  const words = [...run.slice(0, -1), word].reverse();
  const pieces = words.map((text) => ({ text, isGlued: false }));
  return mark === '' ? pieces : [...pieces, { text: mark, isGlued: true }];
}

/** Neighbours that run from left to right become one piece. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const before = out.at(-1);
    if (before === undefined || RIGHT_TO_LEFT.test(before.text) || RIGHT_TO_LEFT.test(piece.text))
      out.push(piece);
    else
      out[out.length - 1] = {
        text: `${before.text}${piece.isGlued ? '' : ' '}${piece.text}`,
        isGlued: before.isGlued,
      };
  }
  return out;
}
