/** What we know about one sign or symptom. `unknown` is an answer; it is never `absent`. */
export const ANSWERS = ['present', 'absent', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];
