import { REGISTER, act, filing, on, sent, type Refusal } from './refusals.rows.js';

const deep = (depth: number) => `{ organs { edges { node { parent { ${'parent { '.repeat(depth)} id ${'} '.repeat(depth)} } } } } }`;
const wide = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: me { id }`).join(' ')} }`;

/** What the graph refuses, whatever the act: repeats, moved versions, tokens, too much at once. */
export const graphRefusals: readonly Refusal[] = [
  // repeated and moved
  {
    title: 'takes one request id for one request',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing((s) => ({ requestId: s.usedRequestId, summary: '另一件事' })),
    code: 'REQUEST_REUSED',
    kind: 'CONFLICT',
  },
  {
    title: 'takes no request id of more than 128 characters',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ requestId: 'x'.repeat(129) })),
    code: 'REQUEST_ID_MALFORMED',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no request id that another could guess from somebody without an account',
    as: null,
    query: act('submitPetition', 'queryCode'),
    variables: (s) => {
      const {
        channel: _channel,
        receivedOn: _receivedOn,
        ...input
      } = filing(() => ({ requestId: '1' }))(s).input as Record<string, unknown>;
      return { input };
    },
    code: 'REQUEST_ID_GUESSABLE',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'acts on no version that has moved',
    as: 'handler.housing',
    query: act('acceptPetition'),
    variables: on('received', () => ({ ...sent, expectedVersion: 99 })),
    code: 'VERSION_MOVED',
    kind: 'CONFLICT',
  },

  // tokens and tracking
  {
    title: 'knows no token that has expired',
    as: (s) => ({ token: s.expiredToken }),
    query: '{ me { id } }',
    code: 'TOKEN_EXPIRED',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'knows no token that somebody made',
    as: (s) => ({ token: s.forgedToken }),
    query: '{ me { id } }',
    code: 'TOKEN_INVALID',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'knows no token that is none',
    as: () => ({ token: 'abc' }),
    query: '{ me { id } }',
    code: 'TOKEN_INVALID',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'signs nobody in with a wrong password',
    as: null,
    query: 'mutation { signIn(input: { account: "auditor2.city", password: "wrong-password" }) { accessToken } }',
    code: 'SIGN_IN_FAILED',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'signs no unknown account in, in the same words',
    as: null,
    query: 'mutation { signIn(input: { account: "nobody.city", password: "wrong-password" }) { accessToken } }',
    code: 'SIGN_IN_FAILED',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'tracks nothing by a code whose check character is wrong',
    as: null,
    query: '{ trackPetition(queryCode: "0123456789AB", secret: "123456") { number } }',
    code: 'QUERY_CODE_MALFORMED',
    kind: 'INVALID_INPUT',
  },

  // the graph
  {
    title: 'reads no field that is not there',
    as: 'registrar.city',
    query: '{ me { password } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'reads no query it cannot parse',
    as: 'registrar.city',
    query: '{ me { id }',
    code: 'GRAPHQL_PARSE_FAILED',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no day that is none',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ receivedOn: '2025-02-30' })),
    code: 'DAY_MALFORMED',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no channel it does not know',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ channel: 'PIGEON' })),
    code: 'BAD_USER_INPUT',
    kind: 'INVALID_INPUT',
  },
  ...['Plain', '__schema', '__type', 'IntrospectionQuery'].flatMap((operationName): Refusal[] => [
    {
      title: `goes no deeper than ten, whatever the operation is called (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName} ${deep(12)}`,
      operationName,
      code: 'REQUEST_TOO_DEEP',
      kind: 'INVALID_INPUT',
    },
    {
      title: `answers no more than thirty aliases (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName} ${wide(31)}`,
      operationName,
      code: 'TOO_MANY_ALIASES',
      kind: 'INVALID_INPUT',
    },
    {
      title: `hands out no page of more than a hundred (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName} { petitions(first: 101) { edges { node { id } } } }`,
      operationName,
      code: 'PAGE_TOO_LARGE',
      kind: 'INVALID_INPUT',
    },
    {
      title: `hands out no such page by a variable either (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName}($n: Int) { petitions(first: $n) { edges { node { id } } } }`,
      variables: () => ({ n: 100_000 }),
      operationName,
      code: 'PAGE_TOO_LARGE',
      kind: 'INVALID_INPUT',
    },
    {
      title: `spends no more than five thousand (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName} { petitions(first: 100) { edges { node { ${'abcdefgh'
        .split('')
        .map((a) => `${a}: history { on at actor act basis } ${a}${a}: clocks { id explanation { step to source text } }`)
        .join(' ')} } } } }`,
      operationName,
      code: 'REQUEST_TOO_COSTLY',
      kind: 'INVALID_INPUT',
    },
  ]),
  {
    title: 'tells nobody without an account of what comes to an organ',
    as: null,
    query: '{ organLiveKey }',
    code: 'SIGN_IN_REQUIRED',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'tells no officer of what comes to another organ',
    as: 'handler.housing',
    query: 'query ($organ: ID) { organLiveKey(organId: $organ) }',
    variables: (stock) => ({ organ: stock.labour }),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'gives the accused unit no key to live updates of a report, as of an unknown petition',
    as: 'handler.housing',
    query: 'query ($id: ID!) { petition(id: $id) { liveKey } }',
    variables: (stock) => ({ id: stock.report }),
    code: 'PETITION_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'continues no list from a cursor that somebody made',
    as: 'registrar.city',
    query: '{ petitions(first: 5, after: "bm90IGEgY3Vyc29y") { edges { node { id } } } }',
    code: 'CURSOR_MALFORMED',
    kind: 'INVALID_INPUT',
  },
];
