import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import type { Bench, Figure } from './bench.ts';

const SOURCES = `${import.meta.dirname}/../../src`;

/** Gzipped kB of a module with all that it imports, bundled with the settings of the web app. */
async function kilobytes(source: string): Promise<number> {
  const id = '\0entry';
  const result = (await build({
    logLevel: 'silent',
    build: {
      write: false,
      emptyOutDir: false,
      lib: { entry: 'entry', formats: ['es'] },
      rolldownOptions: { input: 'entry', output: { codeSplitting: false } },
    },
    plugins: [
      {
        name: 'entry',
        resolveId: (name) => (name === 'entry' ? id : null),
        load: (name) => (name === id ? source : null),
      },
    ],
  })) as Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
  const output = (Array.isArray(result) ? result : [result]).flatMap((one) => one.output);
  const bytes = output.reduce(
    (sum, file) => sum + gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length,
    0,
  );
  return Math.round(bytes / 100) / 10;
}

/** What a browser fetches to rank, and what it fetches besides to show the atlas and the body. */
async function sizes(): Promise<readonly Figure[]> {
  const figure = async (name: string, ...modules: readonly string[]): Promise<Figure> => ({
    name,
    value: await kilobytes(modules.join(';')),
    unit: 'kB gzipped',
  });
  const all = (module: string): string => `export * from '${SOURCES}/${module}'`;
  return [
    await figure('size/engine', all('core/localise/localise.ts'), all('core/localise/network.ts')),
    // The worker of the visit page: the engine, the atlas without its prose, and the few lines that join them.
    await figure('size/engine-and-atlas', `import '${SOURCES}/web/api/ranking/worker.ts'`),
    await figure('size/atlas/packed', all('content/atlas/packed-atlas.ts')),
    await figure('size/atlas/whole', all('content/atlas/load.ts')),
    await figure('size/body-map', all('content/bodymap/neutral.ts')),
  ];
}

export const benches: readonly Bench[] = [{ name: 'size', run: sizes }];
