/** A document of headings and sentences, the same on a screen, on paper and in a file. */
export interface Paper {
  readonly title: string;
  /** BCP 47 tag of the language it is written in. */
  readonly language: string;
  readonly sections: readonly PaperSection[];
  /** Stands at the foot of every page, before the number of the page. */
  readonly foot: string;
}

/** A heading and what stands below it. */
export interface PaperSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A document as plain text, as it is copied. */
export function plainText({ title, sections }: Paper): string {
  return [title, ...sections.map((s) => [s.title.toUpperCase(), ...s.lines].join('\n'))].join('\n\n') + '\n';
}
