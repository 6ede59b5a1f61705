/** The rooms and what each may import: the table that `architecture.test.ts` holds the code against. */
export const ROOMS: Readonly<
  Record<string, { readonly imports: readonly string[]; readonly packages: readonly string[] }>
> = {
  kit: { imports: [], packages: [] },
  core: { imports: ['kit'], packages: [] },
  imaging: { imports: ['kit'], packages: [] },
  content: { imports: ['kit', 'core'], packages: [] },
  fhir: { imports: ['kit', 'core'], packages: [] },
  store: { imports: ['kit', 'core'], packages: ['node:*', 'kysely', 'pg', '@electric-sql/pglite'] },
  server: {
    imports: ['kit', 'core', 'imaging', 'content', 'fhir', 'store'],
    packages: [
      'node:*',
      'fastify',
      '@fastify/helmet',
      '@fastify/static',
      'zod',
      '@simplewebauthn/server',
      'otpauth',
      'pdfkit',
    ],
  },
  web: {
    imports: ['kit', 'core', 'imaging', 'content', 'fhir'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@simplewebauthn/browser',
      'uqr',
      'dicom-parser',
      '@cornerstonejs/codec-charls',
      '@cornerstonejs/codec-openjpeg',
      'jpeg-lossless-decoder-js',
      'onnxruntime-web',
    ],
  },
  cli: { imports: ['kit', 'core', 'imaging', 'content', 'fhir', 'store'], packages: ['node:*'] },
};

/** The seven stages of `core`, in the order of care. A stage imports those before it, never one after it. */
export const STAGES = ['atlas', 'localise', 'examine', 'decide', 'treat', 'follow-up', 'learn'] as const;

/** The layers of `web`. `features/<name>` are islands: none imports another. */
export const WEB_LAYERS: Readonly<Record<string, readonly string[]>> = {
  ui: [],
  api: [],
  features: ['ui', 'api'],
  app: ['ui', 'api', 'features'],
};
