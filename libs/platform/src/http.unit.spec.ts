import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { refuseWhenClosing } from './http.js';

describe('a server that closes', () => {
  it('refuses further requests in the shape of GraphQL, and says when to come again', async () => {
    const http = fastify({ return503OnClosing: false });
    const closing = refuseWhenClosing(http);
    http.post('/graphql', async () => ({ data: {} }));
    const ask = () => http.inject({ method: 'POST', url: '/graphql', payload: {} });
    expect((await ask()).json()).toEqual({ data: {} });
    closing();
    const answer = await ask();
    expect([answer.statusCode, answer.headers['retry-after'], answer.headers['cache-control']]).toEqual([503, '5', 'no-store']);
    expect(answer.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'SERVER_CLOSING', kind: 'UNAVAILABLE', source: null } }],
    });
    await http.close();
  });
});
