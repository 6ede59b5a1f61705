#!/usr/bin/env node
// The command line on whichever Node it was started: hands over to the pinned one, which runs TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = join(root, 'node_modules/node/bin/node');
if (!existsSync(node)) {
  process.stderr.write('Tautband is not set up yet: run `npm start` or `npm ci` first.\n');
  process.exit(2);
}
const { status } = spawnSync(node, [join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 2);
