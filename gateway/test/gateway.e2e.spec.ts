import { createHash, randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewaySeal, Tokens, type After, type HostedService } from '@sunshine/platform';
import { createGateway, type RunningGateway } from '../src/index.js';
import { reached, shelfRead, shelfSupergraph, toyEnv, toyServices, toySupergraph } from './toys.js';

interface Answer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  extensions?: { after?: After[]; stale?: boolean; repeated?: boolean };
}

type Question = { query: string; variables?: Record<string, unknown>; operationName?: string };

const refusal = (code: string, kind: string | null = 'INVALID_INPUT', source: string | null = null, field?: string) => [
  expect.objectContaining({ extensions: { code, kind, source, ...(field !== undefined && { field }) } }),
];

describe.each(['in process', 'over HTTP'] as const)('the gateway with subgraphs %s', (transport) => {
  let services: HostedService[];
  let gateway: RunningGateway;
  let closed: RunningGateway;
  let url: string;
  let subgraphUrls: Record<string, string>;
  let tokens: Tokens;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    env = await toyEnv();
    const supergraph = await toySupergraph();
    services = await toyServices(env);
    tokens = services[0]!.app.get(Tokens);
    await Promise.all(services.map((service) => service.listen(0)));
    subgraphUrls = Object.fromEntries(
      await Promise.all(services.map(async (service) => [service.name, await service.app.getUrl()] as const)),
    );
    const ways = transport === 'in process' ? { services } : { urls: subgraphUrls };
    gateway = await createGateway({ ...ways, env, supergraph });
    closed = await createGateway({ ...ways, env: { ...env, SUNSHINE_MODE: 'production' }, supergraph });
    url = await gateway.listen(0);
  });
  afterAll(async () => {
    await gateway.close();
    await closed.close();
    await Promise.all(services.map((service) => service.close()));
  });

  async function post(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
  }

  /** Asks what must be refused: no subgraph may notice. */
  async function refused(question: Question, code: string): Promise<void> {
    const before = { ...reached };
    const answer = await post(question);
    expect(answer.errors).toEqual(refusal(code));
    expect(answer.status).toBe(400);
    expect(answer.data).toBeUndefined();
    expect(reached).toEqual(before);
  }

  const bearer = async (seconds = 60) => ({
    authorization: `Bearer ${await tokens.issue({ kind: 'person', person: 'p1', session: 's' }, seconds)}`,
  });

  describe('what is sent to /files', () => {
    const file = randomBytes(3 * 1_048_576);
    const sent = (path: string, init: RequestInit = {}) => fetch(`${url}/files${path}`, init);

    it('reaches the service that keeps files with its bytes, its sender and its place, however long it is', async () => {
      const answer = await sent('/a/b?c=d', {
        method: 'PATCH',
        headers: {
          ...(await bearer()),
          'upload-offset': '7',
          'content-type': 'application/offset+octet-stream',
          'x-gateway-signature': 'forged',
        },
        body: file,
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('x-toy')).toBe('yes');
      expect(await answer.json()).toEqual({
        method: 'PATCH',
        path: '/files/a/b?c=d',
        person: 'p1',
        address: expect.stringMatching(/127\.0\.0\.1|::1/),
        offset: '7',
        bytes: file.length,
        hash: createHash('sha256').update(file).digest('hex'),
      });
    });

    it('is answered with bytes, or with none', async () => {
      expect(await (await sent('/give')).bytes()).toEqual(new Uint8Array(2 * 1_048_576).fill(1));
      const head = await sent('/x', { method: 'HEAD' });
      expect([head.status, head.headers.get('x-toy'), await head.text()]).toEqual([200, 'yes', '']);
      expect((await sent('/nothing', { method: 'DELETE' })).status).toBe(204);
    });

    it('is refused as the graph refuses, also before all of it was read', async () => {
      const answer = await sent('/refuse', { method: 'POST', body: file });
      expect([answer.status, await answer.json()]).toEqual([422, { errors: refusal('TOY_BROKEN', 'RULE_BROKEN') }]);
      const forged = await sent('/x', { headers: { authorization: 'Bearer a.b.c' } });
      expect([forged.status, await forged.json()]).toEqual([401, { errors: refusal('TOKEN_INVALID', 'UNAUTHENTICATED') }]);
      const inside = await sent('/bug', { method: 'POST' });
      expect([inside.status, await inside.json()]).toEqual([500, { errors: refusal('INTERNAL_SERVER_ERROR', null) }]);
    });

    it('is seen to be cut when it is', async () => {
      const { hostname, port } = new URL(url);
      const before = reached.cut;
      const request = http.request({ hostname, port, path: '/files/cut', method: 'PATCH', headers: { 'content-length': file.length } });
      request.on('error', () => undefined);
      request.write(file.subarray(0, 100_000));
      await sleep(100);
      request.destroy();
      for (let tries = 0; reached.cut === before && tries < 100; tries++) await sleep(20);
      expect(reached.cut - before).toBe(100_000);
    });

    it('without the seal of the gateway is refused by the service itself', async () => {
      const answer = await fetch(`${subgraphUrls['intake']}/files/x`);
      expect([answer.status, await answer.json()]).toEqual([401, { errors: refusal('NOT_FROM_GATEWAY', 'UNAUTHENTICATED') }]);
    });

    it('is nowhere to be found where no service keeps files', async () => {
      const without = await createGateway({
        services: services.filter(({ name }) => name === 'case'),
        env,
        supergraph: await shelfSupergraph(),
        filesOf: 'case',
      });
      const answer = await fetch(`${await without.listen(0)}/files/x`);
      expect(answer.status).toBe(404);
      await without.close();
    });
  });

  describe('a query over both subgraphs', () => {
    it('is answered as one, read by one fetch of all rows', async () => {
      const before = reached.shelf;
      const answer = await post({ query: '{ petitions(first: 3) { edges { node { number shelf } } pageInfo { hasNextPage } } }' });
      expect(answer).toMatchObject({
        status: 200,
        data: { petitions: { edges: [0, 1, 2].map((n) => ({ node: { number: `no-${n}`, shelf: n } })), pageInfo: { hasNextPage: true } } },
      });
      expect(answer.errors).toBeUndefined();
      expect(reached.shelf).toBe(before + 1);
    });
  });

  describe('what @include and @skip leave out', () => {
    // `label` needs `shelf` of the other subgraph; `number` beside it needs nothing.
    const query = `query ($label: Boolean!, $number: Boolean = true) {
      onShelf(id: "5") { ...Named number @include(if: $number) again: number @skip(if: false) }
    }
    fragment Named on Petition { label @include(if: $label) }`;

    it('takes nothing else with it', async () => {
      const whole = await post({ query, variables: { label: true } });
      expect(whole).toMatchObject({ status: 200, data: { onShelf: { label: 'no-5 on shelf 5', number: 'no-5', again: 'no-5' } } });
      const without = await post({ query, variables: { label: false } });
      expect(without).toMatchObject({ status: 200, data: { onShelf: { number: 'no-5', again: 'no-5' } } });
      expect(without.data?.onShelf).not.toHaveProperty('label');
      expect((await post({ query, variables: { label: false, number: false } })).data).toEqual({ onShelf: { again: 'no-5' } });
    });

    it('is decided by the variables of the operation asked for', async () => {
      const both = `query A($a: Boolean!) { onShelf(id: "5") { number label @skip(if: $a) } }
        query B($b: Boolean!) { onShelf(id: "5") { ...F } } fragment F on Petition { number label @include(if: $b) }`;
      const asked = async (operationName: string, variables: Record<string, boolean>) =>
        (await post({ query: both, operationName, variables })).data?.onShelf;
      expect(await asked('A', { a: true })).toEqual({ number: 'no-5' });
      expect(await asked('B', { b: true })).toEqual({ number: 'no-5', label: 'no-5 on shelf 5' });
      expect(await asked('B', { b: false })).toEqual({ number: 'no-5' });
    });

    it('may be all of it', async () => {
      const nothing =
        'query ($x: Boolean!) { petition(id: "7") { number @include(if: $x) shelf @include(if: $x) } whoAmI @include(if: $x) }';
      expect((await post({ query: nothing, variables: { x: false } })).data).toEqual({ petition: {} });
      const before = { ...reached };
      const unmade = await post({
        query: 'mutation ($x: Boolean!) { makeToy(input: {}) @include(if: $x) { id } }',
        variables: { x: false },
      });
      expect(unmade).toMatchObject({ status: 200, data: {} });
      expect(unmade.errors).toBeUndefined();
      expect(reached).toEqual(before);
    });

    it('may be a whole fragment, or all that is in one', async () => {
      const spread = `query ($x: Boolean!) { onShelf(id: "5") { id __typename ...F ...G @skip(if: $x) ... on Petition @include(if: $x) { number } } }
        fragment F on Petition { label @skip(if: $x) } fragment G on Petition { shelf }`;
      const base = { id: '5', __typename: 'Petition' };
      expect((await post({ query: spread, variables: { x: true } })).data).toEqual({ onShelf: { ...base, number: 'no-5' } });
      expect((await post({ query: spread, variables: { x: false } })).data).toEqual({
        onShelf: { ...base, label: 'no-5 on shelf 5', shelf: 5 },
      });
    });

    it.each([{}, { label: 'yes' }, { label: true, number: null }])("is the client's to say, not by %j", async (variables) => {
      expect((await post({ query, variables })).errors).toEqual(refusal('BAD_USER_INPUT'));
    });
  });

  describe('who asks', () => {
    const query = '{ whoAmI }';

    it('is handed on with the correlation id', async () => {
      const id = randomUUID();
      const answer = await post({ query }, { ...(await bearer()), 'x-correlation-id': id });
      expect(answer.data).toEqual({ whoAmI: `person p1 ${id}` });
      expect(answer.headers.get('x-correlation-id')).toBe(id);
    });

    it('gets a correlation id where the given one could not stand in a log', async () => {
      const answer = await post({ query }, { 'x-correlation-id': 'a b{}' });
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/);
    });

    it.each(['Bearer a.b.c', 'Bearer', 'Basic eDp5', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJwMSJ9.'])(
      'is refused with the forged token %p',
      async (authorization) => {
        const answer = await post({ query }, { authorization });
        expect(answer).toMatchObject({ status: 401, errors: refusal('TOKEN_INVALID', 'UNAUTHENTICATED') });
      },
    );

    it('is refused with an expired token', async () => {
      expect(await post({ query }, await bearer(-1))).toMatchObject({ status: 401, errors: refusal('TOKEN_EXPIRED', 'UNAUTHENTICATED') });
    });

    it('is not heard by a subgraph asked directly, whatever the token', async () => {
      for (const subgraph of Object.values(subgraphUrls)) {
        for (const headers of [{}, await bearer(), { 'x-gateway-signature': `g.${Date.now()}.AAAA` }]) {
          const response = await fetch(`${subgraph}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify({ query: '{ __typename }' }),
          });
          expect(await response.json()).toEqual({ errors: refusal('NOT_FROM_GATEWAY', 'UNAUTHENTICATED') });
        }
      }
    });
  });

  describe('errors', () => {
    const query = 'mutation ($input: ShopInput!) { makeToy(input: $input) { id } }';

    it('of a rule pass through with code, kind and source, without the name of the subgraph', async () => {
      const answer = await post({ query, variables: { input: { fail: 'rule' } } });
      expect(answer).toMatchObject({ status: 200, data: null, errors: [{ message: '玩具坏了', path: ['makeToy'] }] });
      expect(answer.errors).toEqual(refusal('TOY_BROKEN', 'RULE_BROKEN', '示例条例 1'));
    });

    it('of the inside tell nothing but the correlation id', async () => {
      const answer = await post({ query, variables: { input: { fail: 'bug' } } }, { 'x-correlation-id': 'correlation-1' });
      expect(answer.errors).toEqual(refusal('INTERNAL_SERVER_ERROR', null));
      expect(answer.errors?.[0]?.message).toContain('correlation-1');
      expect(JSON.stringify(answer)).not.toContain('inside');
    });

    it.each([
      ['a day that is none', { query, variables: { input: { on: '2025-02-30' } } }, 'DAY_MALFORMED', 'input.on'],
      ['an input of the wrong type', { query, variables: { input: { fail: 1 } } }, 'BAD_USER_INPUT', 'input.fail'],
      ['an input with an unknown field', { query, variables: { input: { size: 1 } } }, 'BAD_USER_INPUT'],
      ['no input', { query }, 'BAD_USER_INPUT'],
      ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
      ['no query at all', { query: '' }, 'GRAPHQL_PARSE_FAILED'],
      ['half a query', { query: '{ petitions' }, 'GRAPHQL_PARSE_FAILED'],
      [
        'a fragment that leads back to itself',
        { query: '{ petition(id: "1") { ...A } } fragment A on Petition { ...B } fragment B on Petition { ...A }' },
        'REQUEST_TOO_DEEP',
      ],
      ['two operations and no name', { query: 'query A { whoAmI } query B { whoAmI }' }, 'REQUEST_MALFORMED'],
      ['an operation that is not there', { query: 'query A { whoAmI }', operationName: 'B' }, 'REQUEST_MALFORMED'],
      ['a subscription', { query: 'subscription { whoAmI }' }, 'REQUEST_MALFORMED'],
      ['a batch', [{ query: '{ whoAmI }' }], 'REQUEST_MALFORMED'],
      ['variables that are no object', { query: '{ whoAmI }', variables: [1] }, 'REQUEST_MALFORMED'],
      ['text that is no JSON', 'query', 'REQUEST_MALFORMED'],
    ])("of %s are the client's", async (...[, body, code, field]: readonly [string, unknown, string, string?]) => {
      expect((await post(body)).errors).toEqual(refusal(code, 'INVALID_INPUT', null, field));
    });

    const id = randomUUID();
    it.each([
      ['NUL in a text', { input: { fail: 'a\0' } }, 'TEXT_MALFORMED', 'fail', 'input.fail'],
      ['an id that is no UUID', { input: { ids: [id, 'x'] } }, 'ID_MALFORMED', 'ids', 'input.ids.1'],
      ['an id that is a number', { input: { inner: { ids: [1] } } }, 'ID_MALFORMED', 'ids', 'input.inner.ids.0'],
      ['an empty id', { input: { inner: { ids: '' } } }, 'ID_MALFORMED', 'ids', 'input.inner.ids.0'],
    ])('of %s name the field, in variables and in literals', async (_case, variables, code, field, path) => {
      const literal = JSON.stringify(variables.input).replace(/"(\w+)":/g, '$1: ');
      const asDefault = `mutation ($input: ShopInput! = ${literal}) { makeToy(input: $input) { id } }`;
      const before = { ...reached };
      // A document that holds its values has no path of an input.
      for (const [body, at] of [
        [{ query, variables }, path],
        [{ query: `mutation { makeToy(input: ${literal}) { id } }` }, undefined],
        [{ query: asDefault }, undefined],
      ] as const) {
        const answer = await post(body);
        expect(answer).toMatchObject({ status: 400, errors: refusal(code, 'INVALID_INPUT', null, at) });
        expect(answer.data).toBeUndefined();
        expect(answer.errors?.[0]?.message).toContain(`“${field}”`);
      }
      expect(reached).toEqual(before);
      expect(
        (await post({ query, variables: { input: { fail: '😀', ids: [id], inner: { ids: id.toUpperCase() } } } })).errors,
      ).toBeUndefined();
    });

    it('of half of a character in a text name the field; in literals it is no document at all', async () => {
      const answer = await post({ query, variables: { input: { inner: { fail: '\ud83d' } } } });
      expect(answer).toMatchObject({ status: 400, errors: refusal('TEXT_MALFORMED', 'INVALID_INPUT', null, 'input.inner.fail') });
      expect((await post({ query: 'mutation { makeToy(input: { fail: "\ud83d" }) { id } }' })).errors).toEqual(
        refusal('GRAPHQL_PARSE_FAILED'),
      );
    });

    it('of a wrong variable say where it is wrong, and never what was sent', async () => {
      for (const [input, field] of [
        [{ fail: { password: 'geheim' } }, 'input.fail'],
        [{ fail: 'geheim', size: 1 }, undefined],
        ['geheim', undefined],
        [{ fail: [['geheim']] }, 'input.fail'],
        [{ inner: { ids: [['geheim']] } }, 'input.inner.ids.0'],
      ] as const) {
        const answer = await post({ query, variables: { input } });
        expect(answer).toMatchObject({ status: 400, errors: refusal('BAD_USER_INPUT', 'INVALID_INPUT', null, field) });
        expect(answer.errors?.[0]?.message).toContain('$input');
        expect(JSON.stringify(answer)).not.toContain('geheim');
      }
    });

    it('tell nothing of the schema in production', async () => {
      const body = JSON.stringify({ query: '{ whoAmy }' });
      const answers = [gateway, closed].map(({ graph }) =>
        graph.answer({ headers: { 'content-type': 'application/json' }, body, address: '' }),
      );
      const [open, shut] = (await Promise.all(answers)).map((answer) => answer.body);
      expect(open).toContain('whoAmI');
      expect(shut).toContain('whoAmy');
      expect(shut).not.toContain('whoAmI');
    });

    it('of a caller who hung up while they stood in line are not done', async () => {
      const body = JSON.stringify({ query: '{ petition(id: "1") { neighbours(first: 1) { id } } }' });
      const ask = (gone: boolean) =>
        gateway.graph.answer({ headers: { 'content-type': 'application/json' }, body, address: '10.9.9.9', gone: () => gone });
      await ask(false);
      const before = reached.shelf;
      expect((await ask(false)).body).not.toContain('errors');
      const once = reached.shelf - before;
      expect((await ask(true)).body).toContain('CALLER_GONE');
      expect(reached.shelf - before).toBe(once);
    });

    it('of a part that nobody may or can answer say so instead of nothing', async () => {
      expect((await post({ query: '{ onShelf(id: "5") { shelf number } }' })).data).toEqual({ onShelf: { shelf: 5, number: 'no-5' } });
      expect(await post({ query: '{ onShelf(id: "404") { shelf number } }' })).toMatchObject({
        status: 200,
        data: null,
        errors: refusal('ANSWER_INCOMPLETE', 'NOT_YET'),
      });
    });

    it("of a list of events that is none are the client's", async () => {
      expect(await post({ query: '{ whoAmI }' }, { 'x-after': 'yesterday' })).toMatchObject({
        status: 400,
        errors: refusal('AFTER_MALFORMED'),
      });
    });
  });

  describe('limits', () => {
    // `petition` and its own fields are two levels.
    const nested = (levels: number) => `petition(id: "1") { ${'neighbours(first: 1) { '.repeat(levels - 2)}id${' }'.repeat(levels - 2)} }`;
    const hostile = ['', 'Q', '__schema', '__type', 'IntrospectionQuery', '__typename', 'constructor', '__proto__', 'hasOwnProperty'];
    const named = (name: string, selection: string) => (name === '' ? `{ ${selection} }` : `query ${name} { ${selection} }`);

    it.each(hostile)('of depth 10 hold for an operation called %p', async (name) => {
      expect((await post({ query: named(name, nested(10)) })).errors).toBeUndefined();
      await refused({ query: named(name, nested(11)) }, 'REQUEST_TOO_DEEP');
    });

    it.each(hostile)('of 30 aliases hold for an operation called %p', async (name) => {
      const aliases = (n: number) => Array.from({ length: n }, (_, i) => `a${i}: whoAmI`).join(' ');
      expect((await post({ query: named(name, aliases(30)) })).errors).toBeUndefined();
      await refused({ query: named(name, aliases(31)) }, 'TOO_MANY_ALIASES');
    });

    it.each(hostile)('of cost 5,000 hold for an operation called %p', async (name) => {
      // 1 + 98 * (1 + 50) + 1: exactly 5,000.
      const costly = (more: string) =>
        `petition(id: "1") { neighbours(first: 98) { neighbours(first: 50) { id } } } onShelf(id: "5") { ${more} }`;
      expect((await post({ query: named(name, costly('id')) })).errors).toBeUndefined();
      await refused({ query: named(name, costly('neighbours(first: 1) { id }')) }, 'REQUEST_TOO_COSTLY');
    });

    it('of cost count every list: 20 rows, or as many as its subgraph says', async () => {
      const rows = (field: string) => `{ petitions(first: 100) { edges { node { ${field} } } } }`;
      // 1 + 100 * (1 + 1 + 20), and with three of them 6,201; 1 + 100 * (1 + 1 + 3 * 3).
      expect((await post({ query: rows('tags { name }') })).errors).toBeUndefined();
      await refused({ query: rows('tags { name } more: tags { name } most: tags { name }') }, 'REQUEST_TOO_COSTLY');
      expect((await post({ query: rows('marks { name } more: marks { name } most: marks { name }') })).errors).toBeUndefined();
    });

    it('let a list follow itself down, but not come again below another field', async () => {
      const down = '{ petition(id: "1") { neighbours(first: 2) { neighbours(first: 2) { id } } } }';
      expect((await post({ query: down })).errors).toBeUndefined();
      await refused({ query: '{ petition(id: "1") { neighbours { twin { neighbours { id } } } } }' }, 'LIST_WITHIN_ITSELF');
      await refused(
        {
          query:
            '{ petition(id: "1") { neighbours { ...A } } } fragment A on Petition { twin { ... on Petition { ...B } } } fragment B on Petition { twin { neighbours { id } } }',
        },
        'LIST_WITHIN_ITSELF',
      );
    });

    it('of rows hold while they are answered, for one subgraph and for all', async () => {
      // An entity that is fetched is a row as well.
      const many = (n: number) => `{ petition(id: "1") { number many(rows: ${n}) { name } } }`;
      expect((await post({ query: many(9_999) })).errors).toBeUndefined();
      expect(await post({ query: many(10_000) })).toMatchObject({ errors: refusal('ANSWER_TOO_LARGE') });
      const both = (n: number) => `{ petition(id: "1") { stock(rows: ${n}) { name } many(rows: 9999) { name } } }`;
      expect((await post({ query: both(5_000) })).errors).toBeUndefined();
      expect(await post({ query: both(5_001) })).toMatchObject({ errors: refusal('ANSWER_TOO_LARGE') });
    });

    it('of 8 MB hold for an answer', async () => {
      const query = 'query ($n: Int!) { petition(id: "1") { many(rows: 9999, length: $n) { name } } }';
      expect((await post({ query, variables: { n: 400 } })).errors).toBeUndefined();
      const refusedAnswer = await post({ query, variables: { n: 900 } });
      expect(refusedAnswer).toMatchObject({ status: 400, errors: refusal('ANSWER_TOO_LARGE') });
      expect(refusedAnswer.data).toBeUndefined();
    });

    it('of depth and aliases see through fragments', async () => {
      await refused(
        { query: `{ petition(id: "1") { ...A } } fragment A on Petition { ${'neighbours { '.repeat(9)}id${' }'.repeat(9)} }` },
        'REQUEST_TOO_DEEP',
      );
      const six = Array.from({ length: 6 }, (_, i) => `a${i}: number`).join(' ');
      await refused(
        {
          query: `{ ${Array.from({ length: 5 }, (_, i) => `p${i}: petition(id: "${i}") { ...A }`).join(' ')} } fragment A on Petition { ${six} }`,
        },
        'TOO_MANY_ALIASES',
      );
    });

    it('of cost see through fragments that multiply', async () => {
      const doubling = Array.from({ length: 8 }, (_, i) => `fragment F${i} on Petition { neighbours(first: 10) { ...F${i + 1} } }`).join(
        ' ',
      );
      await refused({ query: `{ petition(id: "1") { ...F0 } } ${doubling} fragment F8 on Petition { id }` }, 'REQUEST_TOO_COSTLY');
    });

    it('of cost see literals, variables, defaults of variables and of the schema', async () => {
      const by = (first: string, head = '') =>
        `query ${head} { petitions(first: ${first}) { edges { node { id neighbours(first: 100) { id } } } } }`;
      await refused({ query: by('100') }, 'REQUEST_TOO_COSTLY');
      await refused({ query: by('$n', '($n: Int)'), variables: { n: 100 } }, 'REQUEST_TOO_COSTLY');
      await refused({ query: by('$n', '($n: Int = 100)') }, 'REQUEST_TOO_COSTLY');
      expect((await post({ query: by('$n', '($n: Int = 100)'), variables: { n: 5 } })).errors).toBeUndefined();
      await refused(
        {
          query:
            '{ petitions(first: 100) { edges { node { neighbours { neighbours { neighbours { neighbours { neighbours { id } } } } } } } } }',
        },
        'REQUEST_TOO_COSTLY',
      );
    });

    it('of a page of 100 hold for literals and variables', async () => {
      const list = '{ edges { node { id } } }';
      expect((await post({ query: `{ petitions(first: 100) ${list} }` })).errors).toBeUndefined();
      await refused({ query: `{ petitions(first: 101) ${list} }` }, 'PAGE_TOO_LARGE');
      await refused({ query: `query ($n: Int) { petitions(first: $n) ${list} }`, variables: { n: 100_000 } }, 'PAGE_TOO_LARGE');
      const little = await post({ query: `query ($n: Int) { petitions(first: $n) ${list} }`, variables: { n: -5 } });
      expect((little.data?.petitions as { edges: unknown[] }).edges).toHaveLength(1);
    });

    it.each(['__proto__', 'constructor', '__schema'])('of a page hold for a variable called %p', async (name) => {
      const query = `query ($${name}: Int) { petitions(first: $${name}) { edges { node { id } } } }`;
      const answer = await post(`{"query":${JSON.stringify(query)},"variables":{"${name}":100000}}`);
      const rows = (answer.data?.petitions as { edges: unknown[] } | undefined)?.edges.length ?? 0;
      expect(rows).toBeLessThanOrEqual(100);
    });

    it('of a body of 1 MB hold', async () => {
      const body = (bytes: number) =>
        JSON.stringify({ query: '{ whoAmI }', variables: { x: '' } }).replace('""', `"${'x'.repeat(bytes - 43)}"`);
      expect(body(1_048_576)).toHaveLength(1_048_576);
      expect((await post(body(1_048_576))).errors).toBeUndefined();
      expect(await post(body(1_048_577))).toMatchObject({ status: 413, errors: refusal('BODY_TOO_LARGE') });
    });

    it('of tokens hold for one field 100,000 times, those of its comparisons for 3,990 times', async () => {
      const compared = await post({ query: `{ ${'whoAmI '.repeat(3_990)} }` }, await bearer());
      expect(compared).toMatchObject({ status: 400, errors: refusal('GRAPHQL_VALIDATION_FAILED') });
      await refused({ query: `{ ${'whoAmI '.repeat(100_000)} }` }, 'REQUEST_TOO_LONG');
    });

    it('of 1,000 tokens hold for nobody, of 4,000 for an account or a pass, whoever asked the same before', async () => {
      // Five tokens an operation.
      const long = (operations: number) => ({
        query: Array.from({ length: operations }, (_, n) => `query A${n} { whoAmI }`).join(' '),
        operationName: 'A0',
      });
      expect((await post(long(200))).errors).toBeUndefined();
      await refused(long(201), 'REQUEST_TOO_LONG');
      expect((await post(long(201), await bearer())).errors).toBeUndefined();
      await refused(long(201), 'REQUEST_TOO_LONG');
      expect((await post(long(800), await bearer())).errors).toBeUndefined();
      expect((await post(long(801), await bearer())).errors).toEqual(refusal('REQUEST_TOO_LONG'));
    });

    it('of depth hold where the parser itself would run out of stack', async () => {
      await refused({ query: `{ ${'a { '.repeat(330)}a${' }'.repeat(330)} }` }, 'REQUEST_TOO_DEEP');
      const signed = await post({ query: `{ ${'a { '.repeat(1_300)}a${' }'.repeat(1_300)} }` }, await bearer());
      expect(signed).toMatchObject({ status: 400, errors: refusal('REQUEST_TOO_DEEP') });
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', ''])(
      'keep out forms of other sites (%p)',
      async (type) => {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: type ? { 'content-type': type } : {},
          body: Buffer.from('{"query":"{ whoAmI }"}'),
        });
        expect(response.status).toBe(415);
        expect(await response.json()).toEqual({ errors: refusal('REQUEST_NOT_JSON') });
      },
    );

    it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('keep out %s, and say what is let in', async (method) => {
      const response = await fetch(`${url}/graphql?query={whoAmI}`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(await response.json()).toEqual({ errors: refusal('POST_ONLY') });
    });

    it('are answered with a media type that the client takes, and kept by nobody', async () => {
      const asked = async (accept: string, body = '{"query":"{ whoAmI }"}') => {
        const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept }, body });
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
        return [response.status, response.headers.get('content-type')];
      };
      const own = 'application/graphql-response+json; charset=utf-8';
      expect(await asked('application/json')).toEqual([200, 'application/json; charset=utf-8']);
      expect(await asked('*/*')).toEqual([200, 'application/json; charset=utf-8']);
      expect(await asked('application/graphql-response+json')).toEqual([200, own]);
      expect(await asked('application/graphql-response+json; charset=utf-8, application/json; charset=utf-8')).toEqual([200, own]);
      expect(await asked('application/graphql-response+json', '{')).toEqual([400, own]);
    });
  });

  describe('who takes time', () => {
    let hasty: RunningGateway;
    let hastyServices: HostedService[];
    beforeAll(async () => {
      const hastyEnv = { ...env, BODY_SECONDS: '1' };
      hastyServices = await toyServices(hastyEnv);
      hasty = await createGateway({ services: hastyServices, env: hastyEnv, supergraph: await toySupergraph() });
      await hasty.listen(0);
      await Promise.all(hastyServices.map((service) => service.listen(0)));
    });
    afterAll(async () => {
      await hasty.close();
      await Promise.all(hastyServices.map((service) => service.close()));
    });

    /** Sends the head of a request and then a byte now and then; answers after how many ms the server ended it, null where it did not. */
    async function dribble(to: string, path: string, type: string, forMs: number): Promise<number | null> {
      const { port, hostname } = new URL(to);
      const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
      const started = performance.now();
      let ended: number | null = null;
      socket.on('error', () => undefined);
      socket.on('close', () => (ended = performance.now() - started));
      socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 100000\r\n\r\n`);
      while (ended === null && performance.now() - started < forMs) {
        if (!socket.destroyed) socket.write(' ');
        await sleep(100);
      }
      socket.destroy();
      return ended;
    }

    it('for a body of the graph, of a page or of a subgraph has so many seconds and is then cut', async () => {
      const subgraph = await hastyServices[0]!.app.getUrl();
      const slow: [string, string, string][] = [
        [await hasty.app.getUrl(), '/graphql', 'application/json'],
        [await hasty.app.getUrl(), '/track', 'application/x-www-form-urlencoded'],
        [subgraph, '/graphql', 'application/json'],
      ];
      const ended = await Promise.all(slow.map(([to, path, type]) => dribble(to, path, type, 15_000)));
      for (const ms of ended) expect(ms).toBeGreaterThanOrEqual(990);
    }, 30_000);

    it('for files has all the time that they need', async () => {
      const to = await hasty.app.getUrl();
      expect(
        await Promise.all([dribble(to, '/files/x', 'a/b', 2_500), dribble(to, '/file', 'multipart/form-data; boundary=x', 2_500)]),
      ).toEqual([null, null]);
    });

    it.each(['gateway', 'subgraph'])(
      'to read the answer of a %s loses it when nothing was taken for so many seconds',
      async (of) => {
        const query = '{ petition(id: "1") { many(rows: 9999, length: 700) { name } } }';
        const ofSubgraph =
          '{ _entities(representations: [{ __typename: "Petition", id: "1" }]) { ... on Petition { many(rows: 9999, length: 700) { name } } } }';
        const to = of === 'gateway' ? hasty.app : hastyServices[1]!.app;
        const body = JSON.stringify({ query: of === 'gateway' ? query : ofSubgraph });
        const { headers } = new GatewaySeal([{ id: 'g', source: '', value: 'a secret' }]).seal(
          'case',
          { correlationId: 'slow-reader', address: '' },
          body,
        );
        const { port, hostname } = new URL(await to.getUrl());
        const request = http.request({ port, hostname: hostname.replace(/[[\]]/g, ''), path: '/graphql', method: 'POST', headers });
        const fault = new Promise<string>((done) => {
          request.on('error', (error) => done(error.message));
          request.on('response', (response) => {
            expect(response.statusCode).toBe(200);
            response.on('error', (error) => done(error.message));
            response.on('end', () => done('read whole'));
            response.pause();
            setTimeout(() => response.resume(), 4_000);
          });
        });
        request.end(body);
        expect(await fault).toBe('aborted');
      },
      20_000,
    );
  });

  describe('while it closes', () => {
    const question = JSON.stringify({ query: '{ whoAmI }' });
    const rest = `content-type: application/json\r\ncontent-length: ${question.length}\r\n\r\n${question}`;
    const begun = async (to: string): Promise<{ finish(): void; heard: Promise<string> }> => {
      const { port, hostname } = new URL(to);
      const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
      await new Promise((done) => socket.once('connect', done));
      // A request that has begun keeps its connection: the server waits for the rest of it.
      socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
      let text = '';
      socket.on('data', (part) => (text += part.toString()));
      socket.on('error', () => undefined);
      return { finish: () => void socket.write(rest), heard: new Promise((done) => socket.on('close', () => done(text))) };
    };
    const closing = { errors: refusal('SERVER_CLOSING', 'UNAVAILABLE') };

    it.each(['gateway', 'subgraph'])(
      'a %s refuses in the shape of GraphQL whatever still comes, and says when to come again',
      async (of) => {
        const own = await toyServices(env);
        const other = await createGateway({ services: own, env, supergraph: await toySupergraph() });
        await other.listen(0);
        await own[0]!.listen(0);
        const closes = of === 'gateway' ? other : own[0]!;
        const requests = await Promise.all(Array.from({ length: 20 }, async () => begun(await closes.app.getUrl())));
        await sleep(200); // all heads have come
        const closed = closes.close();
        for (const { finish } of requests) finish();
        for (const { heard } of requests) {
          const [head = '', body = ''] = (await heard).split('\r\n\r\n');
          expect(head).toMatch(/^HTTP\/1\.1 503 /);
          expect(head).toMatch(/^retry-after: 5\r$/im);
          expect(JSON.parse(body)).toEqual(closing);
        }
        await closed;
        await (of === 'gateway' ? own[0]! : other).close();
        await own[1]!.close();
      },
    );
  });

  describe('a subgraph by itself', () => {
    const at = (path: string, init: RequestInit) => fetch(`${subgraphUrls['intake']}${path}`, init);
    const json = { 'content-type': 'application/json' };

    it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('keeps out %s, and says what is let in', async (method) => {
      const response = await at('/graphql?query={whoAmI}', { method });
      expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([
        405,
        'POST',
        { errors: refusal('POST_ONLY') },
      ]);
    });

    it('refuses other types, too much, what cannot be read and who is not the gateway as the gateway does', async () => {
      const sent = async (body: string, headers: Record<string, string>) => {
        const response = await at('/graphql', { method: 'POST', body: Buffer.from(body), headers });
        expect([response.headers.get('cache-control'), response.headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
        return [response.status, await response.json()];
      };
      expect(await sent('{}', { 'content-type': 'text/plain' })).toEqual([415, { errors: refusal('REQUEST_NOT_JSON') }]);
      expect(await sent('{}', {})).toEqual([415, { errors: refusal('REQUEST_NOT_JSON') }]);
      expect(await sent(' '.repeat(4 * 1_048_576 + 1), json)).toEqual([413, { errors: refusal('BODY_TOO_LARGE') }]);
      expect(await sent(' '.repeat(4 * 1_048_576), json)).toEqual([200, { errors: refusal('NOT_FROM_GATEWAY', 'UNAUTHENTICATED') }]);
      expect(await sent('{', json)).toEqual([200, { errors: refusal('NOT_FROM_GATEWAY', 'UNAUTHENTICATED') }]);
    });

    it.each(['GET', 'POST', 'DELETE'])('has nothing else at any other address (%s)', async (method) => {
      for (const path of ['/', '/graphql/', '/nowhere?x=1', '/health', '/%E0%A4%A']) {
        const body = method === 'POST' ? { body: Buffer.from('x'), headers: { 'content-type': 'text/plain' } } : {};
        const response = await at(path, { method, ...body });
        expect([path, response.status, await response.json()]).toEqual([path, 404, { errors: refusal('ADDRESS_UNKNOWN', 'NOT_FOUND') }]);
      }
    });
  });

  describe('the schema', () => {
    const query = 'query IntrospectionQuery { __schema { types { name fields { type { ofType { ofType { ofType { name } } } } } } } }';

    it('may be looked at in a demo, not too deep', async () => {
      expect((await post({ query })).data).toHaveProperty('__schema');
      const deep = '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';
      await refused({ query: deep }, 'GRAPHQL_VALIDATION_FAILED');
    });

    it('is closed in production, under any alias', async () => {
      const ask = (text: string) =>
        closed.graph.answer({ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: text }), address: '' });
      for (const text of [query, '{ __type(name: "Petition") { name } }', '{ x: __schema { queryType { name } } }']) {
        expect(JSON.parse((await ask(text)).body)).toEqual({
          errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', kind: 'INVALID_INPUT', source: null } })],
        });
      }
      expect(JSON.parse((await ask('{ __typename whoAmI }')).body)).toMatchObject({ data: { __typename: 'Query' } });
    });
  });

  describe("reading one's own write", () => {
    const written = [{ source: 'intake', key: '7', seq: 3 }];
    const query = '{ petition(id: "7") { shelf waitedFor } }';

    it("a later fetch of the same mutation waits for what it wrote, and so does the client's next query", async () => {
      const answer = await post({ query: 'mutation { makeToy(input: {}) { id shelf waitedFor } }' });
      expect(answer).toMatchObject({ data: { makeToy: { shelf: 7, waitedFor: JSON.stringify(written) } }, extensions: { after: written } });
      expect(answer.extensions).toEqual({ after: written });
      const next = await post({ query }, { 'x-after': JSON.stringify(answer.extensions?.after) });
      expect(next.data).toEqual({ petition: { shelf: 7, waitedFor: JSON.stringify(written) } });
      expect(next.extensions).toBeUndefined();
    });

    it('waits for 64 events of an account and for the last 4 of nobody, and refuses more instead of waiting for less', async () => {
      const events = (count: number) => Array.from({ length: count }, (_, n) => ({ source: 'intake', key: String(n), seq: 1 }));
      const waited = async (count: number, headers: Record<string, string> = {}) => {
        const answer = await post({ query }, { ...headers, 'x-after': JSON.stringify(events(count)) });
        if (answer.errors) return [answer.status, answer.errors[0]?.extensions['code']];
        return JSON.parse((answer.data?.['petition'] as { waitedFor: string }).waitedFor) as After[];
      };
      expect(await waited(64, await bearer())).toEqual(events(64));
      expect(await waited(65, await bearer())).toEqual([400, 'AFTER_TOO_LONG']);
      expect(await waited(4)).toEqual(events(4));
      expect(await waited(64)).toEqual(events(64).slice(-4));
      expect(await waited(65)).toEqual([400, 'AFTER_TOO_LONG']);
    });

    it('a repeated command says that nothing was done again', async () => {
      expect((await post({ query: 'mutation { makeToy(input: { fail: "again" }) { id } }' })).extensions).toEqual({
        after: written,
        repeated: true,
      });
    });

    it('an answer from behind says that it is stale', async () => {
      shelfRead.caughtUp = false;
      try {
        expect(await post({ query }, { 'x-after': JSON.stringify(written) })).toMatchObject({
          data: { petition: { shelf: 7 } },
          extensions: { stale: true },
        });
        expect((await post({ query: 'mutation { makeToy(input: {}) { shelf } }' })).extensions).toEqual({ after: written, stale: true });
      } finally {
        shelfRead.caughtUp = true;
      }
    });
  });

  describe('operations', () => {
    it('answers health and figures', async () => {
      expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ live: true });
      expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({
        ready: true,
        checks: { 'intake.database': 'ok', 'case.database': 'ok' },
      });
      expect(await (await fetch(`${url}/metrics`)).text()).toContain('sunshine_graph_requests_total{room="gateway"');
    });

    it('answers what it can when a subgraph is down', async () => {
      const down = {
        name: 'case' as const,
        execute: () => Promise.reject(new Error('gone')),
        door: null,
        readiness: () => Promise.reject(new Error('gone')),
      };
      const half = await createGateway({
        services: [...services.filter(({ name }) => name === 'intake'), down],
        env,
        supergraph: await toySupergraph(),
      });
      const dead = await createGateway({
        urls: { intake: 'http://127.0.0.1:1', case: 'http://127.0.0.1:1' },
        env,
        supergraph: await toySupergraph(),
      });
      const ask = async (to: RunningGateway, query: string) =>
        JSON.parse(
          (await to.graph.answer({ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }), address: '' })).body,
        ) as Answer;
      const partly = await ask(half, '{ petition(id: "7") { number shelf } }');
      expect(partly.data).toEqual({ petition: { number: 'no-7', shelf: null } });
      expect(partly.errors).toEqual(refusal('SUBGRAPH_UNAVAILABLE', 'UNAVAILABLE'));
      expect(await ask(dead, '{ whoAmI }')).toEqual({ data: null, errors: refusal('SUBGRAPH_UNAVAILABLE', 'UNAVAILABLE') });
      expect(await dead.readiness()).toMatchObject({ ready: false, checks: { 'intake.process': 'does not answer' } });
      expect(await half.readiness()).toMatchObject({
        ready: false,
        checks: { 'intake.database': 'ok', 'case.process': 'does not answer' },
      });
      await half.close();
      await dead.close();
    });
  });
});
