import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ASSETS, readEntries } from './assets.js';
import type { PageParts } from './parts.js';
import { servePortal } from './portal/routes.js';
import { sendPage } from './reply.js';
import { workbenchPage } from './workbench.js';

/** The citizen's portal at `/`, the workbench at `/work/`, their scripts and styles at `/assets/`. */
export async function servePages(http: FastifyInstance, parts: PageParts): Promise<void> {
  const entries = readEntries();
  await http.register(async (scope) => {
    await scope.register(fastifyFormbody);
    await scope.register(fastifyMultipart);
    await scope.register(fastifyStatic, {
      root: ASSETS,
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: '1y',
      index: false,
      decorateReply: false,
    });
    const workbench = workbenchPage(entries);
    for (const path of ['/work', '/work/*']) scope.get(path, (_request, reply) => sendPage(reply, workbench, { policy: 'workbench' }));
    servePortal(scope, entries, parts);
  });
}
