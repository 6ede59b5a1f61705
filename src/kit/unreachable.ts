/** End of a `switch` that names every case. Reaching it means that the types lied, which is our fault. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
