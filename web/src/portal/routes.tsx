import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Entries } from '../assets.js';
import type { PageParts } from '../parts.js';
import { sendPage } from '../reply.js';
import { failurePage, foreignPage, notFoundPage } from './failure.js';
import { filingRoutes } from './filing/filing.js';
import { asker } from './graph.js';
import { guideRoutes } from './guide.js';
import { homeRoutes } from './home.js';
import type { Page, Route } from './page.js';
import { sameSite } from './same-site.js';
import { trackingRoutes } from './tracking/tracking.js';
import { EndAndClear } from './parts.js';
import { renderPage, type Mode, type View } from './shell.js';

/** Where people type or read what is theirs. */
const ends = /^\/(file|track)\b/;

/** Each page twice: as it is, and below `/elder` in 长者模式. */
export function servePortal(http: FastifyInstance, entries: Entries, parts: PageParts): void {
  const ask = asker(parts.ask);
  const routes: readonly Route[] = [...homeRoutes(ask), ...guideRoutes(ask), ...trackingRoutes(ask, parts.files), ...filingRoutes(parts)];
  const send = (reply: FastifyReply, view: View, { title, body, status, sent }: Page, posted = false): FastifyReply => {
    const children = (
      <>
        {body}
        {ends.test(view.path) && <EndAndClear />}
      </>
    );
    return sendPage(reply, renderPage({ view, title, entries, posted, sent, children }), { status });
  };
  for (const mode of ['standard', 'elder'] as const satisfies readonly Mode[]) {
    const prefix = mode === 'elder' ? '/elder' : '';
    for (const { method, path, show } of routes) {
      const view = { mode, path };
      const posted = method === 'POST';
      http.route({
        method,
        url: mode === 'elder' && path === '/' ? prefix : `${prefix}${path}`,
        handler: async (request, reply) =>
          send(reply, view, posted && !sameSite(request) ? foreignPage(view) : await show(request, view), posted),
        errorHandler: (error, request, reply) => {
          const page = failurePage(error, view);
          if (page.status === 500) request.log.error(error);
          void send(reply, view, page, posted);
        },
      });
    }
    http.get(`${prefix}/*`, (_request, reply) => {
      const view = { mode, path: '/' };
      return send(reply, view, notFoundPage(view));
    });
  }
}
