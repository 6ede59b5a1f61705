/** Fields of an object to change; undefined takes a field out. */
export type Change<T> = { readonly [K in keyof T]?: T[K] | undefined };

/**
 * An object with some fields changed; a field that becomes undefined is taken out, because what is absent was not
 * asked.
 */
export function withFields<T extends object>(of: T, change: Change<T>): T {
  return Object.fromEntries(
    Object.entries({ ...of, ...change }).filter(([, value]) => value !== undefined),
  ) as T;
}

/** A text, or undefined when nothing is written: an empty line is not an answer. */
export const written = (text: string): string | undefined => (text === '' ? undefined : text);
