import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bench, Figure } from './bench.ts';

const BUILT = join(import.meta.dirname, '../../dist/web');

/** Gzipped bytes of one built file, kB. */
const kilobytes = (file: string): number =>
  gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length / 1000;

/** What a browser fetches: before the first page shows anything, and if it visits every page. */
function bytes(): readonly Figure[] {
  const files = readdirSync(BUILT, { recursive: true, encoding: 'utf8' }).filter((f) =>
    /\.(js|css|wasm)$/.test(f),
  );
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
  const first = files.filter((file) => page.includes(`/${file}`));
  const sum = (list: readonly string[]): number =>
    Math.round(list.reduce((kB, file) => kB + kilobytes(file), 0));
  return [
    { name: 'web/bytes/first', value: sum(first), unit: 'kB gzipped' },
    { name: 'web/bytes/all', value: sum(files), unit: 'kB gzipped' },
    { name: 'web/bytes/files', value: files.length, unit: 'files' },
  ];
}

export const benches: readonly Bench[] = [{ name: 'web/bytes', run: bytes }];
