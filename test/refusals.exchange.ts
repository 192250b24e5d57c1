import { organId } from '@sunshine/demo';
import { act, NOBODY, type Refusal } from './refusals.rows.js';

const node = 'county.990103';
const key = {
  keyId: '0123456789abcdef0123456789abcdef',
  signing: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  encryption: '3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08',
  validFrom: '2025-01-01T00:00:00.000Z',
};
const entry =
  (more: Record<string, unknown>): NonNullable<Refusal['variables']> =>
  () => ({
    input: {
      ...{ node, name: '东湖区信访局节点', endpoint: 'https://donghu.example/exchange', suite: 'international', keys: [key] },
      ...{ sends: { kinds: ['*'], divisions: ['990103'] }, receives: { kinds: ['*'], divisions: ['990103'] }, ...more },
    },
  });
const register = act('registerPartner');
const system =
  (more: Record<string, unknown>): NonNullable<Refusal['variables']> =>
  () => ({
    input: {
      ...{ node, name: '东湖区信访业务系统', codeNames: [], tables: null, secretDays: 90 },
      ...{ sends: { kinds: ['transfer'], divisions: ['990103'] }, receives: { kinds: ['acceptance'], divisions: ['990103'] }, ...more },
    },
  });
const rotated = (more: Record<string, unknown>) => ({ node, secretDays: 90, atOnce: true, ...more });
const reason = '对方来函要求';
const messageId = '0190a0b0-0000-7000-8000-0000000000aa';

/** What a registrar does with a matter of another node; nobody else may. */
const ARRIVALS: readonly [string, object, string][] = [
  ['openArrivedMatter', { messageId, purpose: '登记来文前核对' }, 'messageId'],
  ['openArrivedFile', { messageId, fileId: messageId, piece: 1 }, 'piece'],
  ['refuseArrivedMatter', { messageId, reason }, 'messageId'],
];

/** Acts of the operator alone, with what they answer where it has no id. */
const OPERATORS: readonly [string, NonNullable<Refusal['variables']>, string?][] = [
  ['registerPartner', entry({})],
  ['registerForeignSystem', system({})],
  ['rotateForeignSecret', () => ({ input: rotated({}) })],
  ['placePartner', () => ({ input: { node, organIds: [], receivedByOrganId: organId('bureau.city') } })],
  ['suspendPartner', () => ({ input: { node, reason } })],
  ['revokePartnerKey', () => ({ input: { node, keyId: key.keyId, reason } })],
  ['rotateKey', () => ({ input: { suite: 'national' } })],
  ['exportFerry', () => ({ input: { node } })],
  ['importFerry', () => ({ input: { file: 'x' } }), 'number'],
];

/** What the list of partners and the keys of the node refuse. */
export const exchangeRefusals: readonly Refusal[] = [
  ...(['head.bureau.city', 'registrar.city', 'sysadmin'] as const).map((as): Refusal => ({
    title: `shows the questions to and from partners to nobody but the operator: ${as}`,
    as,
    query: '{ partnerQuestions { pageInfo { hasNextPage } } }',
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  })),
  ...(
    [
      ['sampleQuestion', { questionId: NOBODY }],
      ['answerSampledQuestion', { questionId: NOBODY, reason }],
      ['reviewSampledQuestion', { questionId: NOBODY, inOrder: true, reason }],
    ] as const
  ).flatMap(([name, input]): Refusal[] => [
    {
      title: `lets the registrar do nothing about samples of questions: ${name}`,
      as: 'registrar.city',
      query: act(name),
      variables: () => ({ input }),
      code: 'ACT_NOT_YOURS',
      kind: 'FORBIDDEN',
    },
    {
      title: `knows no question under the id of nothing: ${name}`,
      as: 'exchange.city',
      query: act(name),
      variables: () => ({ input }),
      code: 'QUESTION_UNKNOWN',
      kind: 'NOT_FOUND',
      field: 'questionId',
    },
  ]),
  {
    title: 'shows the partners of the node to nobody without a token',
    as: null,
    query: '{ exchangePartners { id } }',
    code: 'SIGN_IN_REQUIRED',
    kind: 'UNAUTHENTICATED',
  },
  ...(['head.bureau.city', 'sysadmin', 'supervisor.city'] as const).map((as): Refusal => ({
    title: `shows the keys of the node to nobody but its operator: ${as}`,
    as,
    query: '{ exchangeNode { id } }',
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  })),
  {
    title: 'lists what other nodes sent to nobody but a registrar',
    as: 'exchange.city',
    query: '{ arrivedMatters { edges { node { messageId } } } }',
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  ...ARRIVALS.flatMap(([name, input, answered]): Refusal[] => [
    {
      title: `lets the operator do nothing of a registrar’s: ${name}`,
      as: 'exchange.city',
      query: act(name, answered),
      variables: () => ({ input }),
      code: 'ACT_NOT_YOURS',
      kind: 'FORBIDDEN',
    },
    {
      title: `knows no matter that no node sent here: ${name}`,
      as: 'registrar.city',
      query: act(name, answered),
      variables: () => ({ input }),
      code: 'ARRIVAL_UNKNOWN',
      kind: 'NOT_FOUND',
    },
  ]),
  ...OPERATORS.map(([name, variables, fields]): Refusal => ({
    title: `lets the head of the bureau do nothing of the operator’s: ${name}`,
    as: 'head.bureau.city',
    query: act(name, fields),
    variables,
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  })),
  ...(
    [
      ['a node whose id no node may have', { node: 'County 990103' }, 'PARTNER_NODE_MALFORMED', 'node'],
      ['this node itself', { node: 'city.990100' }, 'PARTNER_IS_SELF', 'node'],
      ['messages sent to where no address is', { endpoint: null, way: 'push' }, 'PARTNER_WAY_ENDPOINT', 'endpoint'],
      ['files for one with an address', { way: 'ferry' }, 'PARTNER_WAY_ENDPOINT', 'endpoint'],
      ['a partner without a name', { name: '  ' }, 'PARTNER_NAME_MISSING', 'name'],
      ['an address with a password in it', { endpoint: 'https://a:b@donghu.example/' }, 'PARTNER_ENDPOINT_MALFORMED', 'endpoint'],
      ['a division that is none', { sends: { kinds: ['*'], divisions: ['9901'] } }, 'PARTNER_ALLOWANCE_MALFORMED', 'sends'],
      ['a kind that is none', { receives: { kinds: ['转送'], divisions: [] } }, 'PARTNER_ALLOWANCE_MALFORMED', 'receives'],
      ['a partner without keys', { keys: [] }, 'PARTNER_KEYS_MISSING', 'keys'],
      ['a key that ends before it begins', { keys: [{ ...key, validTo: '2024-12-31T00:00:00.000Z' }] }, 'KEY_VALIDITY_BACKWARDS', 'keys'],
      ['a key under an id that is not its own', {}, 'KEYS_MALFORMED', 'keys'],
      ['halves that are no key', { keys: [{ ...key, signing: 'AAAA' }] }, 'KEYS_MALFORMED', 'keys'],
      ['a key of the other suite', { suite: 'national' }, 'KEYS_MALFORMED', 'keys'],
    ] as const
  ).map(([title, more, code, field]): Refusal => ({
    title: `enters among the partners no ${title.replace(/^an? /, '')}`,
    as: 'exchange.city',
    query: register,
    variables: entry(more),
    code,
    kind: 'INVALID_INPUT',
    field,
  })),
  ...(
    [
      ['under an id that no partner may have', { node: 'County' }, 'PARTNER_NODE_MALFORMED', 'INVALID_INPUT', 'node'],
      ['with every kind at once', { sends: { kinds: ['*'], divisions: [] } }, 'ROW_KIND_UNKNOWN', 'INVALID_INPUT', 'sends'],
      ['with a kind that no row says', { receives: { kinds: ['recall'], divisions: [] } }, 'ROW_KIND_UNKNOWN', 'INVALID_INPUT', 'receives'],
      ['with a secret of no day', { secretDays: 0 }, 'ROW_SECRET_DAYS', 'INVALID_INPUT', 'secretDays'],
      ['with tables that the configuration does not know', { tables: 'donghu' }, 'ROW_TABLES_UNKNOWN', 'INVALID_INPUT', 'tables'],
    ] as const
  ).map(([title, more, code, kind, field]): Refusal => ({
    title: `enters no system of rows ${title}`,
    as: 'exchange.city',
    query: act('registerForeignSystem'),
    variables: system(more),
    code,
    kind,
    field,
  })),
  ...(
    [
      ['changes the secret of nobody who is no partner', 'rotateForeignSecret', rotated({}), 'PARTNER_UNKNOWN', 'FORBIDDEN', 'node'],
      [
        'makes no secret of more days than a leap year has',
        'rotateForeignSecret',
        rotated({ secretDays: 367 }),
        'ROW_SECRET_DAYS',
        'INVALID_INPUT',
        'secretDays',
      ],
      ['suspends nobody who is no partner', 'suspendPartner', { node, reason }, 'PARTNER_UNKNOWN', 'FORBIDDEN', 'node'],
      [
        'places nobody who is no partner',
        'placePartner',
        { node, organIds: [], receivedByOrganId: organId('bureau.city') },
        'PARTNER_UNKNOWN',
        'FORBIDDEN',
        'node',
      ],
      [
        'places no partner at an organ that is closed',
        'placePartner',
        { node, organIds: [organId('planning.city')], receivedByOrganId: organId('bureau.city') },
        'ORGAN_CLOSED',
        'RULE_BROKEN',
        'organIds',
      ],
      [
        'has matters of no partner arrive at an organ that is unknown',
        'placePartner',
        { node, organIds: [], receivedByOrganId: NOBODY },
        'ORGAN_NOT_FOUND',
        'NOT_FOUND',
        'receivedByOrganId',
      ],
      ['suspends nobody without a reason', 'suspendPartner', { node, reason: ' ' }, 'REASON_MISSING', 'INVALID_INPUT', 'reason'],
      [
        'revokes no key that the node does not have',
        'revokePartnerKey',
        { node, keyId: key.keyId, reason },
        'KEY_UNKNOWN',
        'FORBIDDEN',
        'keyId',
      ],
      [
        'revokes no key without a reason',
        'revokePartnerKey',
        { node, keyId: key.keyId, reason: '' },
        'REASON_MISSING',
        'INVALID_INPUT',
        'reason',
      ],
    ] as const
  ).map(([title, name, input, code, kind, field]): Refusal => ({
    title,
    as: 'exchange.city',
    query: act(name),
    variables: () => ({ input }),
    code,
    kind,
    field,
  })),
];
