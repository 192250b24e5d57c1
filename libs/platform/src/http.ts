import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Secret } from './config.js';
import { DOOR_PATHS, hearOut } from './door.js';
import { platformError } from './errors.js';
import { formatError } from './graph-errors.js';
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
 * `/health/live`, `/health/ready` (503 until every check is ok) and `/metrics`, the same for services and gateway. The details
 * of `ready`, and the metrics, are shown only to callers on this machine or with one of `tokens` as bearer.
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

/** The media type of GraphQL over HTTP where the client takes it, else plain JSON; no proxy keeps an answer. */
export const graphReply = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('vary', 'accept')
    .type(
      `${/application\/graphql-response\+json/i.test(request.headers.accept ?? '') ? 'application/graphql-response+json' : 'application/json'}; charset=utf-8`,
    );

const MEGABYTE = 1_048_576;

/**
 * `POST /graphql`, of which `answer` sees the body as it came; any other method, content type and size is refused in the shape of GraphQL.
 * @param bodyBytes the limit of the server, for the words of the refusal
 */
export function serveGraphPath(
  http: FastifyInstance,
  log: Logger,
  bodyBytes: number,
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  const refused = (status: number, error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    graphReply(request, reply.status(status)).send(JSON.stringify({ errors: [formatError(error, log, String(request.id))] }));
  /** What fastify refuses before the graph sees it. */
  const errorHandler = (error: { code?: string; statusCode?: number }, request: FastifyRequest, reply: FastifyReply): void => {
    const { code, statusCode = 500 } = error;
    const refusal =
      code === 'FST_ERR_CTP_BODY_TOO_LARGE'
        ? platformError('BODY_TOO_LARGE', { details: { limit: bodyBytes / MEGABYTE } })
        : statusCode === 415
          ? platformError('REQUEST_NOT_JSON')
          : statusCode < 500
            ? platformError('REQUEST_MALFORMED')
            : error;
    hearOut(request.raw, reply.removeHeader('connection'));
    void refused(statusCode, refusal, request, reply);
  };
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  http.post('/graphql', { errorHandler }, answer);
  http.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    errorHandler,
    handler: async (request, reply) => refused(405, platformError('POST_ONLY'), request, reply.header('allow', 'POST')),
  });
}

/** Each header once, as the graph reads them. */
export const headersOf = ({ headers }: FastifyRequest): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]));

/** A form with files comes as slowly as its sender's line, but not without end: so many times the seconds of another body. */
const FORM_TIMES = 20;

const OWN_PACE = new RegExp(`^(${[DOOR_PATHS.files, DOOR_PATHS.exports, '/live'].join('|')})(?=[/?]|$)`);

/**
 * A body has so many seconds from its first header on; an answer of which nothing is taken for as long is given up. Both end the
 * connection. Doors of files and `/live` have rules of their own, because files and signals come as slowly as they must.
 */
export function hurry(http: FastifyInstance, seconds: number): void {
  const ms = seconds * 1_000;
  http.addHook('onRequest', async ({ raw, url, headers }) => {
    if (OWN_PACE.test(url)) return;
    const form = headers['content-type']?.startsWith('multipart/');
    const late = setTimeout(() => raw.complete || raw.destroy(), form ? ms * FORM_TIMES : ms).unref();
    raw.once('close', () => clearTimeout(late));
  });
  http.addHook('onSend', async ({ url }, { raw }) => {
    if (!OWN_PACE.test(url)) raw.setTimeout(ms, () => raw.destroy());
  });
}

/**
 * Requests of one connection whose answers are not out. Browsers, agents and proxies wait for an answer before they send the next request,
 * which may come while the server has not yet heard that its last answer is out.
 */
const PIPELINED = 2;

/**
 * Hangs up on a connection that sends a third request without waiting for answers: each would be begun at once, all in one turn of the
 * event loop (ADR 0048).
 */
export function oneAfterAnother(http: FastifyInstance): void {
  const unanswered = new WeakMap<Socket, number>();
  http.addHook('onRequest', async ({ raw: { socket } }, reply) => {
    const before = unanswered.get(socket) ?? 0;
    if (socket.destroyed || before >= PIPELINED) {
      socket.destroy();
      return reply.hijack();
    }
    unanswered.set(socket, before + 1);
    reply.raw.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
  });
}

/** A subgraph over HTTP: `POST /graphql` hands the body as it came, because it is sealed; there is nothing else but its doors. */
export function serveSubgraph(app: NestFastifyApplication, log: Logger, bodyBytes: number, served: Served): void {
  const http = app.getHttpAdapter().getInstance() as FastifyInstance;
  http.removeContentTypeParser('text/plain');
  serveGraphPath(http, log, bodyBytes, async (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : '';
    return graphReply(request, reply).send(await served.execute({ headers: headersOf(request), body }));
  });
  serveOperations(app, served.readiness, served.operationsTokens);
  const nothing = addressUnknown(log);
  // Before a body is read: what it is does not matter here.
  http.all('/*', {
    onRequest: async (request, reply) => {
      nothing(null, request, reply);
      return reply;
    },
    handler: async () => undefined,
  });
}

/** Answers an address at which nothing is, or that cannot be read, as the graph refuses. */
export const addressUnknown =
  (log: Logger) =>
  (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = formatError(platformError('ADDRESS_UNKNOWN'), log, String(request.id));
    void graphReply(request, reply.status(404)).send(JSON.stringify({ errors: [refusal] }));
  };
