import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Entries } from '../assets.js';
import type { PageParts } from '../parts.js';
import { sendPage } from '../reply.js';
import { failurePage, foreignPage, malformedPage, notFoundPage, wrongMethodPage } from './failure.js';
import { filingRoutes } from './filing/filing.js';
import { followRoutes } from './follow.js';
import { asker } from './graph.js';
import { guideRoutes } from './guide.js';
import { homeRoutes } from './home.js';
import type { Page, Route } from './page.js';
import { publishedRoutes } from './published.js';
import { sameSite } from './same-site.js';
import { trackingRoutes } from './tracking/tracking.js';
import { EndAndClear } from './parts.js';
import { href, renderPage, type Mode, type View } from './shell.js';

/** Paths of pages on which people type or read personal data. */
const ends = /^\/(file|track|follow)\b/;

/** Methods that the routes handle; HEAD comes with GET. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Query string with its question mark. */
const searchOf = ({ url }: FastifyRequest): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

const modeOf = (url: string): Mode => (/^\/elder(\/|\?|$)/.test(url) ? 'elder' : 'standard');

/** Answers a URL that cannot be parsed, before routing. */
export function refuseAddress(request: FastifyRequest, reply: FastifyReply, entries: Entries): FastifyReply {
  const view: View = { mode: modeOf(request.raw.url ?? ''), path: '/' };
  const { title, body, status } = malformedPage(view);
  return sendPage(reply, renderPage({ view, title, entries, posted: true, children: body }), { status });
}

/**
 * Serves each page twice: at its path, and below `/elder` in 长者模式. An address with an extra slash is redirected. An address with an unknown
 * method is answered with the methods that it knows.
 */
export function servePortal(http: FastifyInstance, entries: Entries, parts: PageParts): void {
  const ask = asker(parts.ask);
  const routes: readonly Route[] = [
    ...homeRoutes(ask),
    ...guideRoutes(ask),
    ...trackingRoutes(ask, parts.files),
    ...followRoutes(ask),
    ...publishedRoutes(ask),
    ...filingRoutes(parts),
  ];
  /** Methods by the path without the prefix of the mode. */
  const known = new Map<string, Set<string>>([...new Set(routes.map(({ path }) => path))].map((path) => [path, new Set<string>()]));
  for (const { method, path } of routes) known.get(path)?.add(method);
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
    const address = (path: string): string => href(mode, path);
    for (const { method, path, show } of routes) {
      const view = { mode, path };
      const posted = method === 'POST';
      http.route({
        method,
        url: address(path),
        handler: async (request, reply) =>
          send(reply, view, posted && !sameSite(request) ? foreignPage(view) : await show(request, view), posted),
        errorHandler: (error, request, reply) => {
          const page = failurePage(error, view);
          if (page.status === 500) request.log.error(error);
          void send(reply, view, page, posted);
        },
      });
    }
    /** Answers with a refusal page, however malformed the request was. */
    const refusing = (page: (view: View) => Page, allow = '') => {
      const answer = (request: FastifyRequest, reply: FastifyReply): void => {
        if (allow) void reply.header('allow', allow);
        const view = { mode, path: '/' };
        void send(reply, view, page(view), request.method === 'POST');
      };
      const errorHandler = (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => answer(request, reply);
      return { handler: answer, errorHandler };
    };
    for (const [path, methods] of known) {
      const allow = [...methods].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
      const others = METHODS.filter((method) => !methods.has(method));
      http.route({ method: others, url: address(path), ...refusing(wrongMethodPage, allow) });
      // 308 keeps method and body.
      if (address(path) !== '/')
        http.route({
          method: [...METHODS],
          url: `${address(path)}/`,
          handler: (request, reply) => void reply.redirect(address(path) + searchOf(request), 308),
        });
    }
    http.route({ method: [...METHODS], url: `${prefix}/*`, ...refusing(notFoundPage) });
  }
}
