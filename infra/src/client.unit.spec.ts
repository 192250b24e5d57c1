import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { GraphClient, graphAnswer } from './client.js';

const codeOf = (status: number, text: string) => {
  try {
    return graphAnswer(status, text);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('an answer over HTTP', () => {
  it('is one of a graph when it has data, or errors', () => {
    expect(codeOf(200, '{"data":{"a":1}}')).toEqual({ data: { a: 1 } });
    expect(codeOf(200, '{"data":null,"errors":[{"message":"no"}]}')).toHaveProperty('errors');
    expect(codeOf(503, '{"errors":[{"message":"stopping","extensions":{"code":"STOPPING"}}]}')).toHaveProperty('errors');
    expect(codeOf(401, '{"errors":[{"message":"sign in"}]}')).toHaveProperty('errors');
  });

  it.each([
    [200, ''],
    [200, '{}'],
    [200, 'null'],
    [200, '"text"'],
    [200, '{"data":null}'],
    [200, '{"data":{"a":'],
    [200, '{"errors":[]}'],
    [503, '{"error":"Service Unavailable"}'],
    [503, '{"data":{"a":1}}'],
    [502, '<html>bad gateway</html>'],
  ])('is UNAVAILABLE, to be asked again, with %i %s', (status, text) => {
    expect(codeOf(status, text)).toBe('UNAVAILABLE');
  });

  it('of a server that has no graph is not asked again', () => {
    expect(codeOf(404, '<html>not here</html>')).toBe('NO_GRAPH');
    expect(codeOf(403, '{"data":{"a":1}}')).toBe('NO_GRAPH');
  });
});

describe('a client of the graph', () => {
  const refusalAt = async (listener: RequestListener | null) => {
    const server = createServer(listener ?? undefined);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const client = new GraphClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, '');
    if (!listener) await new Promise((closed) => server.close(closed));
    try {
      return await client.query(null, '{ a }').catch((error: unknown) => error);
    } finally {
      client.close();
      if (listener) server.close();
    }
  };

  it('is told UNAVAILABLE where nobody listens, and where the answer breaks off', async () => {
    expect(await refusalAt(null)).toMatchObject({ code: 'UNAVAILABLE', kind: 'UNAVAILABLE' });
    const broken: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"data"');
      response.socket!.destroy();
    };
    expect(await refusalAt(broken)).toMatchObject({ code: 'UNAVAILABLE', kind: 'UNAVAILABLE' });
  });

  it('takes what is not found in copies that are behind for not yet, and any other refusal as it is', async () => {
    const refusing =
      (kind: string, extensions: object): RequestListener =>
      (_request, response) =>
        void response.end(JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'PETITION_NOT_FOUND', kind } }], extensions }));
    expect(await refusalAt(refusing('NOT_FOUND', { stale: true }))).toMatchObject({ code: 'PETITION_NOT_FOUND', kind: 'NOT_YET' });
    expect(await refusalAt(refusing('NOT_FOUND', {}))).toMatchObject({ kind: 'NOT_FOUND' });
    expect(await refusalAt(refusing('FORBIDDEN', { stale: true }))).toMatchObject({ kind: 'FORBIDDEN' });
  });
});
