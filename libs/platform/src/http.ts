import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Readiness } from './health.js';
import { collectMetrics, metrics, metricsText } from './metrics.js';
import type { SubgraphRequest } from './signature.js';

interface Served {
  execute(request: SubgraphRequest): Promise<string>;
  readiness(): Promise<Readiness>;
}

/** `/health/live`, `/health/ready` (503 until every check is ok) and `/metrics`, the same for services and gateway. */
export function serveOperations(app: NestFastifyApplication, readiness: () => Promise<Readiness>): void {
  collectMetrics();
  const http = app.getHttpAdapter().getInstance();
  http.get('/health/live', async () => ({ live: true }));
  http.get('/health/ready', async (_request, reply) => {
    const answer = await readiness();
    return reply.status(answer.ready ? 200 : 503).send(answer);
  });
  http.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metricsText()));
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
  serveOperations(app, served.readiness);
}
