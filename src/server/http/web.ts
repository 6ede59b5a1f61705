import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { outcomeSaying } from '../../fhir/outcome.ts';

const PUBLIC = { authz: { action: 'read', resource: 'public' } } as const;

/** Serve the built web app; addresses that it routes by itself all get its one page. */
export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const page = folder !== undefined && existsSync(join(folder, 'index.html')) ? folder : undefined;
  if (page !== undefined) {
    await app.register(files, {
      root: page,
      // Every route declares who may use it, so each file gets one of its own instead of the plugin's.
      serve: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        // Built files carry a hash in their name; the page that names them must always be asked for.
        const isHashed = path.includes('/assets/');
        void response.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    for (const file of readdirSync(page, { recursive: true, withFileTypes: true })) {
      const path = relative(page, join(file.parentPath, file.name));
      if (file.isFile() && path !== 'index.html')
        app.get(`/${path}`, { config: PUBLIC }, (_, reply) => reply.sendFile(path));
    }
  }
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      !/^\/(api|health)(\/|$|\?)/.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html');
    if (wantsPage && page !== undefined)
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return reply
      .code(404)
      .send(
        outcomeSaying(
          'not-found',
          `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}.`,
        ),
      );
  });
}
