import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KERNEL_BYTES, SOURCES_SHA256 } from './bytes.ts';
import { loadKernels } from './load.ts';

test('the committed bytes belong to the committed C sources', () => {
  const hash = createHash('sha256');
  const names = readdirSync(import.meta.dirname).filter((name) => /\.[ch]$/.test(name));
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(import.meta.dirname, name)));
  expect(hash.digest('hex')).toBe(SOURCES_SHA256);
});

test('the kernels import nothing: they cannot reach the page or the machine', async () => {
  const module = await WebAssembly.compile(Buffer.from(KERNEL_BYTES, 'base64'));
  expect(WebAssembly.Module.imports(module)).toEqual([]);
});

test('two copies have memories of their own', async () => {
  const kernels = await loadKernels();
  const [a, b] = [kernels!.open(), kernels!.open()];
  const at = a.reserve(200_000);
  expect(b.reserve(200_000)).toBe(at);
  a.u8(at, 3).set([1, 2, 3]);
  expect([...b.u8(at, 3)]).toEqual([0, 0, 0]);
  expect(a.call('total', at, 3)).toBe(6);
});
