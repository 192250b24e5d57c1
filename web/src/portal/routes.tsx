import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Entries } from '../assets.js';
import type { PageParts } from '../parts.js';
import { sendPage } from '../reply.js';
import { portal } from '../texts/portal.js';
import { common } from '../texts/common.js';
import { filingRoutes } from './filing/filing.js';
import { Home } from './home.js';
import type { Page, Route } from './page.js';
import { sameSite } from './same-site.js';
import { renderPage, type Mode, type View } from './shell.js';

/** Each page twice: as it is, and below `/elder` in 长者模式. */
export function servePortal(http: FastifyInstance, entries: Entries, parts: PageParts): void {
  const send = (reply: FastifyReply, view: View, { title, body, status }: Page): FastifyReply =>
    sendPage(reply, renderPage({ view, title, entries, children: body }), { status });
  const routes: readonly Route[] = [
    { method: 'GET', path: '/', show: (_request, view) => ({ title: common.home, body: <Home view={view} /> }) },
    ...filingRoutes(parts),
  ];
  for (const mode of ['standard', 'elder'] as const satisfies readonly Mode[])
    for (const { method, path, show } of routes)
      http.route({
        method,
        url: mode === 'elder' ? `/elder${path === '/' ? '' : path}` : path,
        handler: async (request, reply) => {
          const view = { mode, path };
          if (method === 'POST' && !sameSite(request))
            return send(reply, view, { title: portal.foreignTitle, body: <p>{portal.foreign}</p>, status: 403 });
          return send(reply, view, await show(request, view));
        },
      });
  http.get('/*', (_request, reply) =>
    send(reply, { mode: 'standard', path: '' }, { title: portal.notFoundTitle, body: <p>{portal.notFound}</p>, status: 404 }),
  );
}
