import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Secret } from './config.js';
import { platformError } from './errors.js';
import type { Readiness } from './health.js';
import { collectMetrics, metrics, metricsText } from './metrics.js';
import { mayOperate } from './operations.js';
import type { SubgraphRequest } from './signature.js';

interface Served {
  execute(request: SubgraphRequest): Promise<string>;
  readiness(): Promise<Readiness>;
  readonly operationsTokens: readonly Secret[];
}

/**
 * `/health/live`, `/health/ready` (503 until every check is ok) and `/metrics`, the same for services and gateway. What is behind
 * `ready`, and the metrics, are told to the machine itself and to who sends one of `tokens` as bearer.
 */
export function serveOperations(app: NestFastifyApplication, readiness: () => Promise<Readiness>, tokens: readonly Secret[]): void {
  collectMetrics();
  const http = app.getHttpAdapter().getInstance();
  const mayLook = ({ headers, socket }: FastifyRequest): boolean => mayOperate({ headers, peer: socket.remoteAddress }, tokens);
  http.get('/health/live', async () => ({ live: true }));
  http.get('/health/ready', async (request, reply) => {
    const { ready, checks } = await readiness();
    return reply.status(ready ? 200 : 503).send(mayLook(request) ? { ready, checks } : { ready });
  });
  http.get('/metrics', async (request, reply) =>
    mayLook(request)
      ? reply.type(metrics.contentType).send(await metricsText())
      : reply.status(401).header('www-authenticate', 'Bearer').send({ error: 'Unauthorized' }),
  );
}

const CLOSING_RETRY_S = 5;

/**
 * Once the answered function was called, every request is refused with SERVER_CLOSING in the shape of GraphQL, which doors share, and told
 * when to come again. Fastify's own answer has neither data nor errors, so the server is made with `return503OnClosing: false`.
 */
export function refuseWhenClosing(http: FastifyInstance): () => void {
  let closing = false;
  http.addHook('onRequest', async (_request, reply) => {
    if (!closing) return undefined;
    const { code, kind, source, message } = platformError('SERVER_CLOSING');
    return reply
      .status(503)
      .header('retry-after', String(CLOSING_RETRY_S))
      .header('connection', 'close')
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ errors: [{ message, extensions: { code, kind, source } }] }));
  });
  return () => {
    closing = true;
  };
}

/** A subgraph over HTTP: `POST /graphql` hands the body as it came, because it is sealed. */
export function serveSubgraph(app: NestFastifyApplication, served: Served): void {
  const http = app.getHttpAdapter().getInstance();
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  http.post('/graphql', async (request, reply) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    );
    return reply
      .type('application/json; charset=utf-8')
      .send(await served.execute({ headers, body: typeof request.body === 'string' ? request.body : '' }));
  });
  serveOperations(app, served.readiness, served.operationsTokens);
}
