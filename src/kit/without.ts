/** A copy of an object without one of its fields. */
export function without<T extends object, K extends keyof T>(value: T, field: K): Omit<T, K> {
  const copy: Partial<T> = { ...value };
  // Only the copy loses the field.
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the field is one of the type
  delete copy[field];
  return copy as Omit<T, K>;
}
