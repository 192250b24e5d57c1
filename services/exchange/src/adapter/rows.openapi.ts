import { adapterError, CODES_BY_NAME, COLUMNS, ENVELOPE_BYTES_MAX, ROW_CODES, ROW_KINDS, ROW_OK } from '@sunshine/envelope';
import { exchangeError } from '../domain/exchange.errors.js';
import { FETCHED_MAX, RECEIPT_ROWS } from './row.giver.js';
import { ROWS_MAX } from './row.taker.js';

type Code = Parameters<typeof exchangeError>[0] | Parameters<typeof adapterError>[0];

/** By the status with which a whole call is refused. */
export const ROW_CALL_REFUSALS: Readonly<Record<string, readonly Code[]>> = {
  400: ['ROW_CALL_MALFORMED', 'ROW_CALL_TOO_LONG', 'ROW_RECEIPT_MALFORMED', 'ROW_CODE_UNKNOWN'],
  401: ['ROW_IDENTITY_WRONG'],
  403: ['ROW_SECRET_EXPIRED', 'PARTNER_SUSPENDED'],
  429: ['ROW_CALLS_TOO_MANY'],
  503: ['EXCHANGE_OFF', 'EXCHANGE_STOPPED'],
};
const STATUS_WORDS: Readonly<Record<string, string>> = {
  400: 'What cannot be read. Not to be sent again',
  401: 'Nobody of that name has that secret',
  403: 'The secret has ended, or the exchange is suspended',
  429: '`retry-after` says when to come again',
  503: 'Nothing is taken now. To be sent again later',
};

const text = { type: 'string' } as const;
const list = (items: object, maxItems: number) => ({ type: 'array', minItems: 1, maxItems, items });
const object = (required: readonly string[], properties: Readonly<Record<string, object>>) => ({ type: 'object', required, properties });
const json = (schema: object) => ({ 'application/json': { schema } });
const receipt = { $ref: '#/components/schemas/RowReceipt' };

const IDENTITY = {
  system: { ...text, description: 'Id of the system in the list of partners' },
  secret: { ...text, description: 'As it was shown once' },
};
const call = (summary: string, properties: Readonly<Record<string, object>>, more: Readonly<Record<string, object>> = {}) => ({
  post: {
    summary,
    requestBody: {
      required: true,
      description: `At most ${ENVELOPE_BYTES_MAX} bytes`,
      content: json(object(['system', 'secret', ...Object.keys(properties)], { ...IDENTITY, ...properties })),
    },
    responses: {
      200: {
        description: 'A receipt, row by row',
        content: json(Object.keys(more).length === 0 ? receipt : { allOf: [receipt, object(Object.keys(more), more)] }),
      },
      ...Object.fromEntries(
        Object.entries(ROW_CALL_REFUSALS).map(([status, codes]) => [
          status,
          {
            description: STATUS_WORDS[status],
            content: json({ allOf: [receipt, object(['errorCode'], { errorCode: text })] }),
            'x-codes': codes,
          },
        ]),
      ),
    },
  },
});

const FORMS: Readonly<Record<string, string>> = {
  text: 'text',
  day: 'day of Asia/Shanghai, 2025-03-03; a time behind it is not kept',
  instant: 'time of Asia/Shanghai, 2025-03-03 09:00:00',
  flag: '0 or 1',
  count: 'whole number',
};
const columnsOf = (kind: (typeof ROW_KINDS)[number]) => ({
  type: 'object',
  properties: Object.fromEntries(
    COLUMNS[kind].map(({ column, path, form }) => [
      column,
      { type: ['string', 'number', 'null'], description: `${path}: ${FORMS[form] ?? `code or name of the table ${form}`}` },
    ]),
  ),
});

/** What a system that speaks in rows is answered, as OpenAPI 3.1. */
export const rowsOpenapi = {
  openapi: '3.1.0',
  info: {
    title: 'Exchange of 阳光信访 with systems that speak in rows',
    version: '1',
    description:
      'For systems that are no nodes: each call says who calls and brings its secret, each answer is a receipt. docs/exchange-adapter.md has examples. ' +
      'Nothing here is signed or sealed: reports (检举控告) do not go out this way, and receipts of such a system prove nothing to third parties.',
  },
  paths: {
    ...Object.fromEntries(
      ROW_KINDS.map((kind) => [
        `/exchange/rows/${kind}`,
        call(`Rows of ${kind} in`, { rows: list({ $ref: `#/components/schemas/${kind}` }, ROWS_MAX) }),
      ]),
    ),
    '/exchange/rows/fetch': call(
      'Rows that wait for the system, each conversation in its order; what no receipt comes for is answered again',
      {},
      {
        data: {
          type: 'array',
          maxItems: FETCHED_MAX,
          items: object(['id', 'kind', 'row'], {
            id: { ...text, description: 'By which receipts, states and answers name it' },
            kind: { enum: [...ROW_KINDS, RECEIPT_ROWS] },
            row: { type: 'object', description: 'Columns of its kind; of a receipt: ywid, ywlx, xfjbh, code, bjbh (number here), msg' },
          }),
        },
      },
    ),
    '/exchange/rows/receipts': call('A receipt for rows that were fetched: what it lists as success or conflict lies there', { receipt }),
    '/exchange/rows/states': call('States of rows that were fetched', {
      rows: list(
        object(['id', 'state'], {
          id: text,
          state: { type: 'integer', description: '0 to 9 at work, 20 done, 30 key conflict, 40 failed' },
          reason: text,
        }),
        ROWS_MAX,
      ),
    }),
    '/exchange/rows/answers': call('What the organ of the system says to matters that were handed to it', {
      rows: list(
        object(['id', 'code'], {
          id: text,
          code: { enum: [ROW_OK, ...Object.keys(ROW_CODES)], description: `${ROW_OK}: it takes the matter, and its organ is in charge` },
          number: { ...text, description: 'Of the matter there' },
          reason: text,
        }),
        ROWS_MAX,
      ),
    }),
    '/exchange/rows/openapi.json': {
      get: { summary: 'This document', responses: { 200: { description: 'As OpenAPI 3.1', content: json({ type: 'object' }) } } },
    },
  },
  components: {
    schemas: {
      ...Object.fromEntries(ROW_KINDS.map((kind) => [kind, columnsOf(kind)])),
      RowReceipt: object(['code', 'msg', 'successStr', 'conflictStr', 'failSituationList'], {
        code: { enum: [ROW_OK, ...Object.keys(ROW_CODES)] },
        msg: text,
        successStr: { ...text, description: 'Ids, joined by commas' },
        conflictStr: { ...text, description: 'Ids of rows that lay here already' },
        failSituationList: {
          type: 'array',
          items: object(['failId', 'failReason'], {
            failId: text,
            failReason: { ...text, description: 'Own code in 【】, then the reason' },
          }),
        },
        warnList: {
          type: 'array',
          items: object(['warnId', 'column', 'reason'], { warnId: text, column: text, reason: text }),
          description: 'Of rows that were taken: codes that meet nothing here, kept as text; columns that may not be told',
        },
      }),
    },
  },
  'x-code-tables': Object.fromEntries(Object.entries(CODES_BY_NAME).map(([table, names]) => [table, Object.keys(names)])),
} as const;
