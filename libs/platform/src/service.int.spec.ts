import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databases } from '@sunshine/testing';
import {
  GatewaySeal,
  READ_WAITER,
  Tokens,
  describeService,
  hostService,
  type After,
  type HostedService,
  type SubgraphAnswer,
} from './index.js';
import { asked, shelf, shop, toyEnv } from '../test/toys.js';

const waited: After[][] = [];
let caughtUp = true;
const waiter = { provide: READ_WAITER, useValue: { reached: (after: After[]) => (waited.push(after), Promise.resolve(caughtUp)) } };

let starting: (providers: Parameters<typeof hostService>[2]) => Promise<HostedService>;
let services: Record<'intake' | 'case', HostedService>;
let seal: GatewaySeal;
let tokens: Tokens;

beforeAll(async () => {
  const db = await databases({ intake: shop.migrations, casework: shelf.migrations });
  const env = await toyEnv();
  services = {
    intake: await hostService(shop, { ...env, ...db.env('intake') }, { providers: [waiter] }),
    case: await hostService(shelf, { ...env, ...db.env('casework') }, { providers: [waiter] }),
  };
  starting = (more) => hostService(shop, { ...env, ...db.env('intake') }, more);
  seal = services.intake.app.get(GatewaySeal);
  tokens = services.intake.app.get(Tokens);
});
afterAll(async () => {
  await Promise.all(Object.values(services).map((service) => service.close()));
});

interface Question {
  query: string;
  variables?: Record<string, unknown>;
  token?: string;
  after?: string;
}

function ask(to: 'intake' | 'case', { query, variables, token, after }: Question): Promise<SubgraphAnswer> {
  const caller = { correlationId: 'test-1', address: '10.0.0.9', authorization: token && `Bearer ${token}`, after };
  return services[to].execute(seal.seal(to, caller, JSON.stringify({ query, variables })));
}

const refused = (code: string, kind: string | null, source: string | null = null, field?: string) => [
  expect.objectContaining({ extensions: { code, kind, source, ...(field !== undefined && { field }) } }),
];

describe('a start that fails', () => {
  it('ends with its own reason, and what the others of the service had begun is closed', async () => {
    const closed: string[] = [];
    const timer = { onApplicationShutdown: () => void closed.push('timer') };
    const refusing = { onApplicationBootstrap: () => Promise.reject(new Error('the pack has changed under its revision')) };
    const providers = [waiter, { provide: 'timer', useValue: timer }, { provide: 'refusing', useValue: refusing }];
    await expect(starting({ providers })).rejects.toThrow('the pack has changed under its revision');
    expect(closed).toEqual(['timer']);
  });
});

describe('two services with a stub of the same type in one process', () => {
  it("each has its own fields of Petition and none of the other's types", () => {
    expect(services.intake.sdl).toContain('madeOn: Day!');
    expect(services.intake.sdl).not.toContain('shelf');
    expect(services.case.sdl).toContain('shelf: Int');
    expect(services.case.sdl).not.toMatch(/madeOn|Colour|PetitionConnection|PageInfo|scalar Day/);
  });

  it('reads without what federation adds by itself', () => {
    expect(services.intake.sdl).not.toMatch(/_entities|_service|federation__|directive @/);
    expect(services.intake.sdl).toContain('type PageInfo @shareable');
  });

  it('keeps an entity that no field answers', () => {
    expect(services.case.sdl).toMatch(/type TrackedPetition\s+@key\(fields: "pass"\)/);
  });

  it('describes itself for composition without a database', async () => {
    expect(await describeService(shop)).toBe(services.intake.sdl);
    expect(await describeService(shelf)).toBe(services.case.sdl);
  });
});

describe('a list', () => {
  it.each([
    [undefined, 20, true],
    [100, 100, true],
    [100_000, 100, true],
    [0, 1, true],
  ])('of first %p answers %p rows', async (first, rows, more) => {
    const answer = await ask('intake', {
      query: 'query ($n: Int) { petitions(first: $n) { edges { node { id madeOn } } pageInfo { hasNextPage } } }',
      variables: { n: first },
    });
    const { edges, pageInfo } = answer.data?.petitions as { edges: unknown[]; pageInfo: { hasNextPage: boolean } };
    expect(edges).toHaveLength(rows);
    expect(edges[0]).toEqual({ node: { id: 'toy-001', madeOn: '2025-01-02' } });
    expect(pageInfo.hasNextPage).toBe(more);
  });
});

describe('references', () => {
  it('are read by one statement', async () => {
    const before = asked.byIds;
    const representations = ['toy-003', 'toy-001', 'none'].map((id) => ({ __typename: 'Petition', id }));
    const answer = await ask('intake', {
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Petition { id madeOn } } }',
      variables: { r: representations },
    });
    expect(answer.data?._entities).toEqual([{ id: 'toy-003', madeOn: '2025-01-04' }, { id: 'toy-001', madeOn: '2025-01-02' }, null]);
    expect(asked.byIds).toBe(before + 1);
  });

  it('of a tracker open with a pass only', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on TrackedPetition { shelf } } }';
    const by = (pass: string) => ask('case', { query, variables: { r: [{ __typename: 'TrackedPetition', pass }] } });
    expect((await by(await tokens.issuePass('toy-005'))).data?._entities).toEqual([{ shelf: 'toy-005' }]);
    expect((await by('forged')).errors).toEqual(refused('TOKEN_INVALID', 'UNAUTHENTICATED'));
  });
});

describe('who asks', () => {
  it('is known by the token, for nobody without one', async () => {
    const query = '{ whoAmI }';
    expect((await ask('intake', { query })).data).toEqual({ whoAmI: 'anonymous - 10.0.0.9' });
    expect((await ask('intake', { query, token: await tokens.issue({ kind: 'person', person: 'p1', session: null }, 60) })).data).toEqual({
      whoAmI: 'person p1 10.0.0.9',
    });
    expect((await ask('intake', { query, token: await tokens.issuePass('x') })).data).toEqual({ whoAmI: 'tracker x 10.0.0.9' });
  });

  it('is refused when the token is over or forged', async () => {
    const query = '{ whoAmI }';
    expect(await ask('intake', { query, token: await tokens.issue({ kind: 'person', person: 'p1', session: null }, -1) })).toEqual({
      errors: refused('TOKEN_EXPIRED', 'UNAUTHENTICATED'),
    });
    expect(await ask('intake', { query, token: 'a.b.c' })).toEqual({ errors: refused('TOKEN_INVALID', 'UNAUTHENTICATED') });
  });

  it('is refused when the gateway did not seal the request', async () => {
    expect(await services.intake.execute({ headers: {}, body: '{"query":"{ whoAmI }"}' })).toEqual({
      errors: refused('NOT_FROM_GATEWAY', 'UNAUTHENTICATED'),
    });
  });
});

describe('errors', () => {
  const make = 'mutation ($input: ShopInput!) { makeToy(input: $input) { id } }';

  it('of a rule carry code, kind and source', async () => {
    const answer = await ask('intake', { query: make, variables: { input: { fail: 'rule' } } });
    expect(answer.errors).toEqual(refused('TOY_BROKEN', 'RULE_BROKEN', '示例条例 1'));
    expect(answer.errors?.[0]).toMatchObject({ message: '玩具坏了', path: ['makeToy'] });
  });

  it('of the inside tell nothing', async () => {
    const answer = await ask('intake', { query: make, variables: { input: { fail: 'bug' } } });
    expect(answer.errors).toEqual(refused('INTERNAL_SERVER_ERROR', null));
    expect(JSON.stringify(answer)).not.toContain('secret inside');
    const broken = await ask('intake', { query: '{ brokenStatement }' });
    expect(broken.errors).toEqual(refused('INTERNAL_SERVER_ERROR', null));
    expect(JSON.stringify(broken)).not.toContain('nowhere');
  });

  it.each([
    ['a day that is none, as a variable', make, { input: { on: '2025-02-30' } }, 'DAY_MALFORMED', 'input.on'],
    ['a day that is none, in the text', 'mutation { makeToy(input: { on: "2025-02-30" }) { id } }', {}, 'DAY_MALFORMED'],
    ['an enum value that is none', make, { input: { colour: 'GREEN' } }, 'BAD_USER_INPUT', 'input.colour'],
    ['an unknown field of an input', make, { input: { size: 1 } }, 'BAD_USER_INPUT'],
    ['a missing input', make, {}, 'BAD_USER_INPUT'],
    ['an unknown field', '{ nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['no query', '{', {}, 'GRAPHQL_PARSE_FAILED'],
    ['two operations and no name', 'query A { whoAmI } query B { whoAmI }', {}, 'BAD_USER_INPUT'],
  ])(
    "of %s are the input's",
    async (...[, query, variables, code, field]: readonly [string, string, Record<string, unknown>, string, string?]) => {
      expect((await ask('intake', { query, variables })).errors).toEqual(refused(code, 'INVALID_INPUT', null, field));
    },
  );

  it("of a query nested too deep are the input's", async () => {
    const nested = (levels: number) =>
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Petition ${'{ neighbours '.repeat(levels - 2)}{ id }${' }'.repeat(levels - 2)} } }`;
    const variables = { r: [{ __typename: 'Petition', id: 'toy-001' }] };
    expect((await ask('case', { query: nested(13), variables })).errors).toBeUndefined();
    expect((await ask('case', { query: nested(14), variables })).errors).toEqual(refused('REQUEST_TOO_DEEP', 'INVALID_INPUT'));
  });

  it("of an unreadable body or list of events are the input's", async () => {
    const call = (body: string, after?: string) =>
      services.intake.execute(seal.seal('intake', { correlationId: 'c', address: '', after }, body));
    expect((await call('{"query":5}')).errors).toEqual(refused('REQUEST_MALFORMED', 'INVALID_INPUT'));
    expect((await call('not json')).errors).toEqual(refused('REQUEST_MALFORMED', 'INVALID_INPUT'));
    expect((await call('{"query":"{ whoAmI }"}', 'x')).errors).toEqual(refused('AFTER_MALFORMED', 'INVALID_INPUT'));
  });
});

describe("reading one's own write", () => {
  const after = JSON.stringify([{ source: 'intake', key: 'toy-001', seq: 7 }]);
  const query = 'query { _entities(representations: [{ __typename: "Petition", id: "toy-001" }]) { ... on Petition { shelf } } }';

  it('a command answers what it wrote', async () => {
    const answer = await ask('intake', { query: 'mutation { makeToy(input: {}) { id } }' });
    expect(answer).toEqual({ data: { makeToy: { id: 'toy-001' } }, extensions: { after: [{ source: 'intake', key: 'toy-001', seq: 7 }] } });
  });

  it('a reader of that source waits for it, a stranger does not', async () => {
    waited.length = 0;
    expect((await ask('case', { query, after })).extensions).toBeUndefined();
    expect(waited).toEqual([[{ source: 'intake', key: 'toy-001', seq: 7 }]]);
    await ask('intake', { query: '{ whoAmI }', after });
    expect(waited).toHaveLength(1);
  });

  it('a reader that does not get there answers what it has, marked stale', async () => {
    caughtUp = false;
    expect(await ask('case', { query, after })).toEqual({ data: { _entities: [{ shelf: 1 }] }, extensions: { stale: true } });
    caughtUp = true;
  });
});

describe('operations', () => {
  it('answers health and figures without names of anybody', async () => {
    const http = services.intake.app.getHttpAdapter().getInstance() as {
      inject(url: string): Promise<{ statusCode: number; body: string }>;
    };
    expect(await http.inject('/health/live')).toMatchObject({ statusCode: 200 });
    expect(JSON.parse((await http.inject('/health/ready')).body)).toEqual({ ready: true, checks: { database: 'ok' } });
    expect((await http.inject('/metrics')).body).toContain('sunshine_graph_requests_total{room="intake",operation="query"');
  });

  it('tells strangers whether it is ready and nothing else', async () => {
    const http = services.intake.app.getHttpAdapter().getInstance() as {
      inject(options: object): Promise<{ statusCode: number; body: string }>;
    };
    for (const from of [{ remoteAddress: '10.0.0.7' }, { remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '127.0.0.1' } }]) {
      expect(await http.inject({ url: '/health/ready', ...from })).toMatchObject({ statusCode: 200, body: '{"ready":true}' });
      expect(await http.inject({ url: '/metrics', ...from })).toMatchObject({ statusCode: 401, body: '{"error":"Unauthorized"}' });
      expect(await http.inject({ url: '/health/live', ...from })).toMatchObject({ statusCode: 200 });
    }
    const operator = { remoteAddress: '10.0.0.7', headers: { authorization: 'Bearer token-of-operations' } };
    expect(JSON.parse((await http.inject({ url: '/health/ready', ...operator })).body)).toHaveProperty('checks');
    expect(await http.inject({ url: '/metrics', ...operator })).toMatchObject({ statusCode: 200 });
  });

  it('is the same over HTTP', async () => {
    const http = services.intake.app.getHttpAdapter().getInstance() as {
      inject(options: object): Promise<{ statusCode: number; json(): unknown }>;
    };
    const request = seal.seal('intake', { correlationId: 'c', address: '10.1.1.1' }, '{"query":"{ whoAmI }"}');
    const answer = await http.inject({ method: 'POST', url: '/graphql', headers: request.headers, payload: request.body });
    expect(answer.json()).toEqual({ data: { whoAmI: 'anonymous - 10.1.1.1' } });
    const direct = await http.inject({ method: 'POST', url: '/graphql', payload: { query: '{ whoAmI }' } });
    expect(direct.json()).toEqual({ errors: refused('NOT_FROM_GATEWAY', 'UNAUTHENTICATED') });
  });
});
