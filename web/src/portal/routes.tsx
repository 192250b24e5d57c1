import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import type { Entries } from '../assets.js';
import type { PageParts } from '../parts.js';
import { sendPage } from '../reply.js';
import { portal } from '../texts/portal.js';
import { common } from '../texts/common.js';
import { Home } from './home.js';
import { renderPage, type Mode, type View } from './shell.js';

/** What a page shows, from the request; the shell around it is the same for all. */
export interface Page {
  readonly title: string;
  readonly body: ReactNode;
  readonly status?: number;
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly show: (request: FastifyRequest, view: View) => Page | Promise<Page>;
}

/** Each page twice: as it is, and below `/elder` in 长者模式. */
export function servePortal(http: FastifyInstance, entries: Entries, _parts: PageParts): void {
  const send = (reply: FastifyReply, view: View, { title, body, status }: Page): FastifyReply =>
    sendPage(reply, renderPage({ view, title, entries, children: body }), { status });
  const routes: readonly Route[] = [
    { method: 'GET', path: '/', show: (_request, view) => ({ title: common.home, body: <Home view={view} /> }) },
  ];
  for (const mode of ['standard', 'elder'] as const satisfies readonly Mode[])
    for (const { method, path, show } of routes)
      http.route({
        method,
        url: mode === 'elder' ? `/elder${path === '/' ? '' : path}` : path,
        handler: async (request, reply) => {
          const view = { mode, path };
          return send(reply, view, await show(request, view));
        },
      });
  http.get('/*', (_request, reply) =>
    send(reply, { mode: 'standard', path: '' }, { title: portal.notFoundTitle, body: <p>{portal.notFound}</p>, status: 404 }),
  );
}
