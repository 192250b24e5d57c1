import fastify, { type FastifyInstance } from 'fastify';
import type { Plugin, ViteDevServer } from 'vite';
import type { Entries } from './src/assets.js';
import type { GraphReply, PageParts } from './src/parts.js';

type Serve = typeof import('./src/serve.js');

/** The sources themselves, which Vite compiles when a browser asks. */
const SOURCES: Entries = {
  portal: { script: '/client/portal/main.ts', styles: [], preload: [] },
  workbench: { script: '/client/workbench/main.tsx', styles: [], preload: [] },
  mode: '/client/portal/mode.ts',
  fonts: '/client/styles/fonts.css',
};

const partsOf = (node: string): PageParts => ({
  ask: async (query, variables, _address, after) => {
    const headers = { 'content-type': 'application/json', ...(after && { 'x-after': after }) };
    const answer = await fetch(`${node}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return (await answer.json()) as GraphReply;
  },
  files: (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(node + pathname + search, request));
  },
});

/** The pages as the gateway would send them, with Vite's own script instead of our policy, which would not let it run. */
async function drawing({ servePages }: Serve, server: ViteDevServer, node: string): Promise<FastifyInstance> {
  const http = fastify({ logger: { level: 'error' } });
  http.addHook('onSend', async (request, reply, payload) => {
    reply.removeHeader('content-security-policy');
    const page = typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html');
    return page ? server.transformIndexHtml(request.url, payload) : payload;
  });
  await servePages(http, partsOf(node), SOURCES);
  await http.ready();
  return http;
}

/**
 * For development alone: draws the pages of `src` as it stands, and loads them anew when it changes.
 * @param node address of a running node
 * @param doors paths that are no pages: the node answers them
 */
export function drawnPages(node: string, doors: readonly string[]): Plugin {
  const isPage = (url: string): boolean => !/^\/(@|client\/|src\/|node_modules\/)/.test(url) && !doors.some((door) => url.startsWith(door));
  return {
    name: 'drawn-pages',
    apply: 'serve',
    configureServer(server) {
      let drawn: { readonly by: Serve; readonly http: Promise<FastifyInstance> } | null = null;
      const current = async (): Promise<FastifyInstance> => {
        const by = (await server.ssrLoadModule('/src/serve.ts')) as Serve;
        if (drawn?.by !== by) drawn = { by, http: drawing(by, server, node) };
        return drawn.http;
      };
      server.middlewares.use((request, response, next) => {
        if (!isPage(request.url ?? '/')) {
          next();
          return;
        }
        delete request.headers['accept-encoding']; // a page is changed on its way
        current().then((http) => http.routing(request, response), next);
      });
    },
    hotUpdate({ modules, server }) {
      if (this.environment.name === 'ssr' && modules.length > 0) server.environments.client.hot.send({ type: 'full-reload' });
    },
  };
}
