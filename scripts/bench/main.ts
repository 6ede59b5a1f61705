// Prints one JSON line per figure, for the benches whose name starts with the prefix given (all without one).
import { readdirSync } from 'node:fs';
import type { Bench } from './bench.ts';

const prefix = process.argv[2] ?? '';
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.bench.ts'));
const lists = await Promise.all(
  files.sort().map(async (file) => ((await import(`./${file}`)) as { benches: readonly Bench[] }).benches),
);
const benches = lists.flat();
// A prefix may name a group of benches or one figure of a bench.
const chosen = benches.filter(({ name }) => name.startsWith(prefix) || prefix.startsWith(name));
if (chosen.length === 0) {
  process.stderr.write(
    `No bench starts with ${prefix}. There are: ${benches.map((b) => b.name).join(', ')}\n`,
  );
  process.exit(1);
}
for (const bench of chosen)
  for (const figure of await bench.run())
    if (figure.name.startsWith(prefix)) process.stdout.write(`${JSON.stringify(figure)}\n`);
