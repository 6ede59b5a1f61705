/**
 * What is wrong with something a stranger gave us.
 *
 * Reads as `findings[3].answer: expected present, absent or unknown, got "maybe"`.
 */
export interface Complaint {
  /** Where, as a path into the input: `regions[2].intensity`. Empty for the whole input. */
  readonly at: string;
  readonly expected: string;
  readonly got: string;
}

/** Print a complaint as one line. */
export function printComplaint({ at, expected, got }: Complaint): string {
  return `${at === '' ? 'input' : at}: expected ${expected}, got ${got}`;
}

/** Show a value in a message: as JSON, cut at 60 characters so that a 10 MB input stays readable. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) as string | undefined);
  if (text === undefined) return typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
