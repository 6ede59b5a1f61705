import { round } from './measures.ts';

/** One figure that the product promises, as measured now. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly goal: string;
  readonly met: boolean;
}

/** Prints JSON lines and keeps the figures for the end. */
export interface Report {
  line(section: string, content: Readonly<Record<string, unknown>>): void;
  /** State a figure that must be at most, or at least, something. */
  figure(name: string, value: number, bound: 'at most' | 'at least', limit: number): void;
  readonly figures: readonly Figure[];
}

/** A report on standard output. */
export function report(): Report {
  const figures: Figure[] = [];
  const print = (content: object): void => void process.stdout.write(`${JSON.stringify(content)}\n`);
  return {
    figures,
    line: (section, content) => print({ section, ...content }),
    figure(name, value, bound, limit) {
      const met = bound === 'at most' ? value <= limit : value >= limit;
      const figure = { figure: name, value: round(value), goal: `${bound} ${limit}`, met };
      figures.push(figure);
      print(figure);
    },
  };
}
