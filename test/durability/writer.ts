import { appendFileSync } from 'node:fs';
import { embeddedEngine } from '../../src/store/embedded/engine.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { doDeed } from './deeds.ts';
import { encode } from './journal.ts';

/**
 * A process that writes deeds into an embedded database and notes each one in the journal after the store acknowledged
 * it: `writer.ts FOLDER JOURNAL FIRST COUNT durable|careless`. Prints the number of
 * each.
 */
const [folder = '', journal = '', first = '0', count = '0', mode = 'durable'] = process.argv.slice(2);
const engine = await embeddedEngine({ folder, durable: mode === 'durable' }, () => undefined);
const store = sqlStore(engine);
for (let number = Number(first); number < Number(first) + Number(count); number++) {
  await doDeed(store, number);
  appendFileSync(journal, encode({ op: 'acknowledged', number }));
  process.stdout.write(`${number}\n`);
  // Tables reach their files only through a checkpoint, so that there is something to tear.
  if (number % 50 === 49) await engine.tidy();
}
// Nothing is finished or tidied: the power goes, or the process is killed.
process.exit(0);
