import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { oneAfterAnother, refuseWhenClosing } from './http.js';

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

describe('a connection', () => {
  /** What a connection is answered that sends so many requests without waiting; the server answers once all are sent. */
  async function answered(count: number): Promise<{ begun: number; answers: number }> {
    const http = fastify();
    oneAfterAnother(http);
    let begun = 0;
    http.get('/', async () => {
      begun += 1;
      await new Promise((later) => setTimeout(later, 50));
      return 'ok';
    });
    const { port } = new URL(await http.listen({ port: 0, host: '127.0.0.1' }));
    const text = await new Promise<string>((done) => {
      let heard = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(count)));
      socket.on('data', (chunk) => {
        heard += String(chunk);
        if (heard.match(/HTTP\/1\.1 200/g)?.length === count) socket.destroy();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => done(heard));
    });
    await http.close();
    return { begun, answers: text.match(/HTTP\/1\.1 200/g)?.length ?? 0 };
  }

  it('is answered two requests that it sends without waiting, and hung up at the third', async () => {
    expect(await answered(2)).toEqual({ begun: 2, answers: 2 });
    expect(await answered(3)).toEqual({ begun: 2, answers: 0 });
  });
});
