import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ASSETS, readEntries, type Entries } from './assets.js';
import type { PageParts } from './parts.js';
import { refuseAddress, servePortal } from './portal/routes.js';
import { sendPage } from './reply.js';
import { workbenchPage } from './workbench.js';

let entriesRead: Entries | undefined;

/** The citizen's portal at `/`, the workbench at `/work/`, their scripts and styles at `/assets/`. */
export async function servePages(http: FastifyInstance, parts: PageParts, entries: Entries = readEntries()): Promise<void> {
  await http.register(async (scope) => {
    const { turn } = parts;
    if (turn) scope.addHook('preHandler', (request, reply) => inTurn(turn, request, reply));
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
    const workbench = workbenchPage(entries, parts.title ?? null);
    for (const path of ['/work', '/work/*']) scope.get(path, (_request, reply) => sendPage(reply, workbench, { policy: 'workbench' }));
    servePortal(scope, entries, parts);
  });
}

/**
 * Takes a turn for a page. Forms with files take none, because they last as long as the connection is slow, nor do assets, which cost
 * nothing.
 */
async function inTurn(turn: NonNullable<PageParts['turn']>, { ip, url, headers }: FastifyRequest, { raw }: FastifyReply): Promise<void> {
  if (url.startsWith('/assets/') || headers['content-type']?.startsWith('multipart/')) return;
  const leave = await turn(ip);
  if (raw.destroyed || raw.writableFinished) return leave();
  raw.once('close', leave);
}

/** Handler for addresses that cannot be parsed; answers with a page. Registered before any route. */
export function onBadAddress(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  entriesRead ??= readEntries();
  return refuseAddress(request, reply, entriesRead);
}
