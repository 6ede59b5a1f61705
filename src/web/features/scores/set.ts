/** A copy of some answers with one changed. Without a value the answer is taken back: it is not asked, and not 0. */
export function set<K extends string, V>(
  answers: Readonly<Partial<Record<K, V>>> | undefined,
  key: K,
  value: V | undefined,
): Readonly<Partial<Record<K, V>>> {
  const rest = Object.entries(answers ?? {}).filter(([name]) => name !== key);
  const next = value === undefined ? rest : [...rest, [key, value]];
  return Object.fromEntries(next) as Partial<Record<K, V>>;
}
