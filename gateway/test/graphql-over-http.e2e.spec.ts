import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HostedService } from '@sunshine/platform';
import { serverAudits } from 'graphql-http';
import { createGateway, type RunningGateway } from '../src/index.js';
import { toyEnv, toyServices, toySupergraph } from './toys.js';

/** What the specification recommends and the graph does otherwise, with the reason. */
const REFUSED = 'a request that was not executed has a status of its own under either content type: proxies and clients count by it';
const OTHERWISE: Readonly<Record<string, string>> = { '572B': REFUSED, FDE2: REFUSED, '7B9B': REFUSED };

/** Options of the specification that are not taken up. */
const NO_GET = 'a question in an address stays in logs and histories, with what it asks for';
const LEFT_OUT: Readonly<Record<string, string>> = { '5A70': NO_GET, D6D5: NO_GET, '6A70': NO_GET };

describe('GraphQL over HTTP, by the audits of its working group', () => {
  let services: HostedService[];
  let gateway: RunningGateway;
  let url: string;

  beforeAll(async () => {
    const env = await toyEnv();
    services = await toyServices(env);
    gateway = await createGateway({ services, env, supergraph: await toySupergraph() });
    url = `${await gateway.listen(0)}/graphql`;
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all(services.map((service) => service.close()));
  });

  it.each(serverAudits({ url: () => url }).map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, name, audit) => {
    const { status } = await audit.fn();
    const known = name.startsWith('SHOULD') ? OTHERWISE : LEFT_OUT;
    expect({ status, why: known[id] }).toEqual(
      id in known ? { status: expect.not.stringMatching('ok'), why: known[id] } : { status: 'ok' },
    );
  });
});
