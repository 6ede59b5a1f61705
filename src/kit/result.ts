/** What a stranger can get wrong is a value: either `ok` with the value, or not with the reason. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Wrap a value that is as it should be. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** Wrap the reason why there is no value. */
export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
