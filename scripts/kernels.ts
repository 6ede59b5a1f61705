// Compiles the C sources of each folder of kernels to WebAssembly and writes it as text to `bytes.ts` beside them.
// Needs Debian's clang and lld (apt-get install clang lld); nothing else in the repository does. Run after any change
// to a .c or .h file: `node scripts/kernels.ts`. A test fails when the bytes do not belong to the sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDERS = ['src/imaging/kernels', 'src/core/localise/inference/kernel'];
for (const folder of FOLDERS) compile(join(dirname(fileURLToPath(import.meta.url)), '..', folder));

function compile(folder: string): void {
  const sources = readdirSync(folder)
    .filter((name) => /\.[ch]$/.test(name))
    .sort();
  const hash = createHash('sha256');
  for (const name of sources) hash.update(name).update(readFileSync(join(folder, name)));

  const out = mkdtempSync(join(tmpdir(), 'kernels-'));
  const wasm = join(out, 'kernels.wasm');
  const flags =
    '--target=wasm32 -msimd128 -mbulk-memory -O3 -ffp-contract=off -nostdlib -Wall -Wextra -Werror'.split(
      ' ',
    );
  const link = ['-Wl,--no-entry', '-Wl,--export=__heap_base', '-Wl,--strip-all', '-Wl,-z,stack-size=65536'];
  const c = sources.filter((name) => name.endsWith('.c')).map((name) => join(folder, name));
  const { status } = spawnSync('clang', [...flags, ...link, '-o', wasm, ...c], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);

  const text = readFileSync(wasm).toString('base64');
  const lines = (text.match(/.{1,400}/g) ?? []).map((line) => `  '${line}'`).join(' +\n');
  writeFileSync(
    join(folder, 'bytes.ts'),
    `// Made by scripts/kernels.ts from the C sources beside it. Do not edit.

/** SHA-256 of the C sources, name and content in order of name. */
export const SOURCES_SHA256 = '${hash.digest('hex')}';

/** The kernels as WebAssembly with SIMD, in base 64. */
export const KERNEL_BYTES =
${lines};
`,
  );
  rmSync(out, { recursive: true });
  process.stdout.write(`${readFileSync(join(folder, 'bytes.ts')).length} bytes of text\n`);
}
