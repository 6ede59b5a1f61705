import { isSameAnswer, WORD_TEXTS } from '../localise/words.ts';
import type { PainWord } from '../localise/request.ts';

/** One place that the patient painted. */
export interface DrawnPlace {
  readonly name: string;
  /** 1 to 10. Absent: not rated. */
  readonly intensity?: number;
  /** How it feels there. Absent: not asked. Empty: none of the words fitted. */
  readonly words?: readonly PainWord[];
}

/** Where it hurts, how bad, and how it feels, as it was painted and said. */
export function drawnLine(drawn: readonly DrawnPlace[]): string {
  if (drawn.length === 0) return 'The body map was opened and nothing was painted.';
  const common = drawn[0]?.words;
  const isOne = drawn.every(({ words }) => isSameAnswer(words, common));
  const places = drawn.map(({ name, intensity, words }) => {
    const told = [
      ...(intensity === undefined ? [] : [`${intensity} of 10`]),
      ...(isOne ? [] : [words === undefined ? 'how it feels not asked' : wordsSaid(words)]),
    ];
    return told.length === 0 ? name : `${name} (${told.join('; ')})`;
  });
  const painted = `Painted on the body map: ${places.join(', ')}.`;
  if (!isOne) return painted;
  if (common === undefined) return `${painted} How it feels was not asked.`;
  return `${painted} How it feels: ${wordsSaid(common)}.`;
}

const wordsSaid = (words: readonly PainWord[]): string =>
  words.length === 0 ? 'none of the words offered' : words.map((word) => WORD_TEXTS[word]).join(', ');
