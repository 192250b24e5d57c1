import { describe, expect, it } from '@jest/globals';
import { Client, createRequest, fetchExchange, type OperationResult } from 'urql';
import { keepLast } from './last';

const asked = createRequest('query Rows { rows }', {});

/** A page that sends the query once for each of these answers. */
async function page(...answers: readonly (object | Error)[]): Promise<OperationResult[]> {
  const left = [...answers];
  const client = new Client({
    url: 'http://gateway.test/graphql',
    preferGetMethod: false,
    exchanges: [keepLast(), fetchExchange],
    fetch: () => {
      const answer = left.shift();
      if (answer instanceof Error || answer === undefined) return Promise.reject(answer ?? new Error('asked too often'));
      return Promise.resolve(Response.json(answer));
    },
  });
  const operation = client.createRequestOperation('query', asked, { requestPolicy: 'network-only' });
  const seen: OperationResult[] = [];
  return new Promise((done) => {
    const { unsubscribe } = client.executeRequestOperation(operation).subscribe((result) => {
      // Skip the cached result that the client emits while it asks again.
      if (result.stale) return;
      seen.push(result);
      if (left.length > 0) return client.reexecuteOperation(operation);
      // Wait until the first subscription is complete.
      setTimeout(() => {
        unsubscribe();
        done(seen);
      });
    });
  });
}

const refused = (kind: string | null): object => ({ data: null, errors: [{ message: '没有办成', extensions: { code: 'SOME', kind } }] });

describe('the last answer', () => {
  it.each([
    ['the line is cut', new TypeError('fetch failed')],
    ['a service is away', refused('UNAVAILABLE')],
    ['the server has a fault', refused(null)],
  ])('stays, with the error beside it, if %s', async (_, fault) => {
    const [first, second] = await page({ data: { rows: 3 } }, fault);
    expect(first).toMatchObject({ data: { rows: 3 }, error: undefined });
    expect(second).toMatchObject({ data: { rows: 3 }, error: expect.anything() });
  });

  it.each(['NOT_FOUND', 'FORBIDDEN'])('is removed if the reader may no longer see it: %s', async (kind) => {
    const [, second, third] = await page({ data: { rows: 3 } }, refused(kind), new TypeError('fetch failed'));
    expect(second?.data ?? null).toBeNull();
    expect(third?.data ?? null).toBeNull();
  });

  it('is replaced by the next one', async () => {
    const [, , third] = await page({ data: { rows: 3 } }, new TypeError('fetch failed'), { data: { rows: 4 } });
    expect(third).toMatchObject({ data: { rows: 4 }, error: undefined });
  });
});
