/** Runs one piece of work at a time, in the order asked. */
export type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

/** A new lock that nobody holds. A piece of work that fails lets the next one in. */
export function mutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
