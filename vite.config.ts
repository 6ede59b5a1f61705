import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { packedAtlas } from './src/content/atlas/packed-atlas.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/**
 * Puts the packed atlas in the place of the module that makes it, or whoever ranks would fetch all the rows that it is made
 * from. Made anew with every build, so it cannot fall behind the content.
 */
const packAtlas = (): Plugin => ({
  name: 'packed-atlas',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('/content/atlas/packed-atlas.ts')
      ? `export const packedAtlas = JSON.parse(${JSON.stringify(JSON.stringify(packedAtlas))});`
      : undefined,
});

/**
 * The DICOM codecs ask for files and paths when they run in Node; in a browser they never do. Without this the build says
 * so of each, in words that would only frighten.
 */
const nothingOfNode = (): Plugin => ({
  name: 'nothing-of-node',
  enforce: 'pre',
  resolveId: (id, importer) =>
    (id === 'fs' || id === 'path') && importer?.includes('@cornerstonejs/codec') === true
      ? '\0nothing-of-node'
      : undefined,
  load: (id) => (id === '\0nothing-of-node' ? 'export default {};' : undefined),
});

export default defineConfig({
  root: 'src/web',
  cacheDir: '../../.cache/vite',
  plugins: [packAtlas(), nothingOfNode(), react()],
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The first of each that knows `light-dark()`, on which the colour tokens rest.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // The page is served with `default-src 'self'`: no data: addresses and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The atlas is one large file that only the pages fetch that show it.
    chunkSizeWarningLimit: 2000,
  },
  worker: { format: 'es', plugins: () => [packAtlas(), nothingOfNode()] },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
