import { ENVELOPE_BYTES_MAX, envelopeError, envelopeSchema, exchangePlan, pullSchema, receiptSchema } from '@sunshine/envelope';
import type { ErrorKind } from '@sunshine/errors';
import { exchangeError } from '../domain/exchange.errors.js';

type Code = Parameters<typeof envelopeError>[0] | Parameters<typeof exchangeError>[0];

type Refusals = Readonly<Record<string, readonly (Code | 'BODY_TOO_LARGE' | 'EXCHANGE_TOO_MANY' | 'REQUESTS_TOO_MANY')[]>>;

/** Of every path. Those of the gateway stand beside ours. */
const EVERYWHERE: Refusals = {
  413: ['ENVELOPE_TOO_LONG', 'BODY_TOO_LARGE'],
  429: ['EXCHANGE_TOO_MANY', 'REQUESTS_TOO_MANY'],
  503: ['EXCHANGE_OFF', 'EXCHANGE_STOPPED'],
};
/** Of refusals without a receipt: the sender is not known, or the text is no message. */
const UNRECEIPTED: Refusals = {
  400: ['ENVELOPE_MALFORMED', 'ENVELOPE_TOO_DEEP', 'ENVELOPE_VERSION_UNKNOWN', 'RECEIVER_OTHER'],
  403: ['PARTNER_UNKNOWN', 'KEY_UNKNOWN', 'ENVELOPE_SIGNATURE_WRONG', 'ENVELOPE_BODY_OTHER'],
  ...EVERYWHERE,
};
const NOT_PULLED: Refusals = {
  400: ['PULL_MALFORMED', 'RECEIVER_OTHER'],
  403: [
    ...(['PULL_SIGNATURE_WRONG', 'PULL_STALE', 'PULL_REPEATED', 'PULL_NOT_AGREED', 'PARTNER_UNKNOWN', 'PARTNER_SUSPENDED'] as const),
    ...(['KEY_UNKNOWN', 'KEY_NOT_YET', 'KEY_EXPIRED', 'KEY_REVOKED'] as const),
  ],
  ...EVERYWHERE,
};
const NOT_KEPT: Refusals = { 400: ['RECEIPT_MALFORMED'], 403: ['RECEIPT_SIGNATURE_WRONG'], 404: ['MESSAGE_UNKNOWN'], ...EVERYWHERE };
const STATUS_WORDS: Readonly<Record<string, string>> = {
  400: 'Nothing that can be read, or what is for another node. Not to be sent again',
  403: 'Nobody that is listed here sent it, or what was agreed does not let it count',
  404: 'No message of this sender for which the receipt could be',
  413: 'Longer than a message may be',
  429: 'Too many requests of one address; `retry-after` says when to come again',
  503: 'Nothing is taken now. To be sent again later, the same bytes',
};

/** Of refusals in a signed receipt: the sender is known. */
const RECEIPTED: readonly Code[] = [
  ...([
    'PARTNER_SUSPENDED',
    'KEY_NOT_YET',
    'KEY_EXPIRED',
    'KEY_REVOKED',
    'KEY_UNKNOWN',
    'KIND_NOT_ALLOWED',
    'DIVISION_NOT_ALLOWED',
  ] as const),
  ...(['MESSAGE_KIND_NOT_HANDLED', 'SEQUENCE_TAKEN', 'SEQUENCE_GIVEN_UP', 'SEQUENCE_TOO_FAR'] as const),
];

const KINDS: readonly ErrorKind[] = [
  ...([
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_INPUT',
    'CONFLICT',
    'RULE_BROKEN',
    'NOT_YET',
    'TOO_MANY',
    'UNAVAILABLE',
  ] as const),
];

const HOUR = 3_600_000;

/** What no schema can say. The conformance kit names these as its sources. */
const RULES = {
  signature:
    'A message is a compact JWS of its head, and behind it, after a tilde, its sealed body. Protected header, in this order and no more: alg (Ed25519 or SM2), kid (id of the key), typ (sunshine-envelope). ' +
    'The key is one that the sender told the receiver by another way.',
  spelling:
    'The payload is the canonical JSON of RFC 8785, the base64url that of RFC 7515 without padding: another spelling of the same is refused.',
  body:
    'The body is a compact JWE. The head has its digest (bodyDigest, of the text, by the suite); a message without the body, or with another, is refused. ' +
    'Who has read it may drop it: the signed head proves the message.',
  purpose: 'typ says what is signed: a receipt (sunshine-receipt) is no message.',
  laterRelease: 'Fields of the head that a receiver does not know are kept aside and hold nothing up. Another version is refused.',
  depth: 'At most 20 lists and objects stand in each other in the payload.',
  length: `At most ${ENVELOPE_BYTES_MAX} bytes. What is longer is refused and the connection is as good as before.`,
  receipt:
    'Each message of a listed sender is answered by a receipt that the receiver signs with a key that it told, about this message by its digest.',
  instant: 'at of a receipt is the instant of the receiver, UTC: when the message first lay there.',
  duplicate: `The same bytes again are answered duplicate with the instant of the first receipt, for ${exchangePlan.delivery.duplicatesKnownMs / HOUR} hours at least.`,
  identity:
    'An id names one message for ever, and so does a place: conversation and sequence from this sender. Other bytes are refused: SEQUENCE_TAKEN.',
  order: `A sequence ahead is stored and held until what lies before it has come. More than ${exchangePlan.furthestAhead} ahead is refused: SEQUENCE_TOO_FAR.`,
  gaps: 'A message of kind gap asks for what is missing of a conversation. It passes between all partners; where nothing was sent under that name it does nothing.',
  kinds:
    'Kinds that the lists of both sides do not let pass, or that the receiver does not handle, are refused in a signed receipt with their code.',
  keys: 'A key outside its days, or revoked, is refused in a signed receipt with its code. Of a key or a sender that is not listed nothing is receipted.',
  newKeys:
    'A message of kind keys tells the next key of its sender. The key itself signs (typ sunshine-key) whose it is, its id and from when it counts; ' +
    'without that the message is stored and its key listed for nobody.',
  sealing: 'The body is sealed to a key of the receiver; one that is sealed to another is refused: KEY_UNKNOWN.',
  parallel: 'Conversations do not wait for each other: messages of several may come at once, each is answered by its own receipt.',
} as const;

const ERROR = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['message', 'extensions'],
        properties: {
          message: { type: 'string', description: 'For people, in Chinese' },
          extensions: {
            type: 'object',
            required: ['code', 'kind'],
            properties: {
              code: { type: 'string', pattern: '^[A-Z][A-Z0-9_]{2,60}$' },
              kind: { anyOf: [{ type: 'string', enum: KINDS }, { type: 'null' }], description: 'null: a fault of the receiver' },
              source: { type: ['string', 'null'], description: 'Article of law' },
            },
          },
        },
      },
    },
  },
};

const partOf = (schema: object): object => Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema'));

const refusals = (of: Refusals) =>
  Object.fromEntries(
    Object.entries(of).map(([status, codes]) => [
      status,
      {
        description: STATUS_WORDS[status],
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
        'x-codes': codes,
      },
    ]),
  );

const answered = (properties: Readonly<Record<string, object>>) => ({
  'application/json': { schema: { type: 'object', required: Object.keys(properties), properties } },
});
const { freshMs, againMs, envelopes: ENVELOPES, bytes: PULLED_BYTES } = exchangePlan.pull;

/** What a node answers its partners, as OpenAPI 3.1. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Exchange between nodes of 阳光信访',
    version: '1',
    description:
      'Nobody signs in: the signature of a message says who sends it. `npm run conformance` checks an endpoint against this document.',
  },
  paths: {
    '/exchange/messages': {
      post: {
        summary: 'A message in, a signed transport receipt out',
        requestBody: {
          required: true,
          description: `A compact JWS, at most ${ENVELOPE_BYTES_MAX} bytes. Its payload is an Envelope`,
          content: {
            'application/jose': {
              schema: { type: 'string', maxLength: ENVELOPE_BYTES_MAX, contentSchema: { $ref: '#/components/schemas/Envelope' } },
            },
          },
        },
        responses: {
          200: {
            description: 'Stored, a duplicate, or refused: the receipt says it. A compact JWS; its payload is a Receipt of type transport',
            content: { 'application/jose': { schema: { type: 'string', contentSchema: { $ref: '#/components/schemas/Receipt' } } } },
            'x-codes': RECEIPTED,
          },
          ...refusals(UNRECEIPTED),
        },
      },
    },
    '/exchange/pull': {
      post: {
        summary: 'Of who can only call out: a signed request in, the messages that wait for it out',
        requestBody: {
          required: true,
          description: `A compact JWS, typ sunshine-pull. Its payload is a Pull. It counts once, for ${freshMs / 60_000} minutes of the clock here`,
          content: { 'application/jose': { schema: { type: 'string', contentSchema: { $ref: '#/components/schemas/Pull' } } } },
        },
        responses: {
          200: {
            description:
              `The first of each conversation, at most ${ENVELOPES} and ${PULLED_BYTES} bytes. What no receipt is brought for ` +
              `within ${againMs / 1_000} seconds is answered again, the same bytes`,
            content: answered({
              version: { const: 1 },
              envelopes: {
                type: 'array',
                maxItems: ENVELOPES,
                items: { type: 'string', contentSchema: { $ref: '#/components/schemas/Envelope' } },
              },
            }),
          },
          ...refusals(NOT_PULLED),
        },
      },
    },
    '/exchange/receipts': {
      post: {
        summary: 'The transport receipt for a message that was fetched',
        requestBody: {
          required: true,
          description: 'A compact JWS; its payload is a Receipt of type transport. One that came already changes nothing',
          content: { 'application/jose': { schema: { type: 'string', contentSchema: { $ref: '#/components/schemas/Receipt' } } } },
        },
        responses: {
          200: { description: 'It is kept', content: answered({ version: { const: 1 }, kept: { const: true } }) },
          ...refusals(NOT_KEPT),
        },
      },
    },
    '/exchange/openapi.json': {
      get: {
        summary: 'This document',
        responses: { 200: { description: 'As OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } } },
      },
    },
  },
  components: {
    schemas: { Envelope: partOf(envelopeSchema()), Receipt: partOf(receiptSchema()), Pull: partOf(pullSchema()), Refusal: ERROR },
  },
  'x-rules': RULES,
} as const;
