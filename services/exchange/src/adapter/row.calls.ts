import { Injectable } from '@nestjs/common';
import { isRowKind, readRowReceipt, rowReceiptOf, rowRefusal, type RowReceipt } from '@sunshine/envelope';
import { isDomainError, type ErrorKind } from '@sunshine/errors';
import { logOf } from '@sunshine/platform';
import { z } from 'zod';
import { exchangeError } from '../domain/exchange.errors.js';
import { Callers, type RowPartner } from './callers.js';
import { RowGiver, type GivenRow } from './row.giver.js';
import { ROWS_MAX, RowTaker, type RowAnswer } from './row.taker.js';
import { rowsOpenapi } from './rows.openapi.js';

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const DOCUMENT_HEADERS = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
export const ROWS_PATH = '/exchange/rows';

const Identity = z.object({ system: z.string().min(1).max(40), secret: z.string().min(1).max(200) });
const some = <T extends z.ZodType>(form: T) => z.array(form).min(1).max(ROWS_MAX);
const id = z.string().min(1).max(100);
const reason = z.string().min(1).max(2000).optional();

/** What a system says beside who it is, by the last part of the path; rows have any columns. */
export const rowCalls = {
  rows: z.object({ rows: z.array(z.unknown()).min(1) }),
  fetch: z.object({}),
  receipts: z.object({ receipt: z.unknown() }),
  states: z.object({ rows: some(z.object({ id, state: z.int(), reason })) }),
  answers: z.object({
    rows: some(z.object({ id, code: z.string().min(1).max(10), number: z.string().min(1).max(64).optional(), reason })),
  }),
};

/** A receipt of that style, with what it has no place for. */
export interface RowCallAnswer extends RowReceipt {
  readonly warnList?: readonly { readonly warnId: string; readonly column: string; readonly reason: string }[];
  readonly data?: readonly GivenRow[];
  /** Own code of a refusal, which says more than `code`. */
  readonly errorCode?: string;
}

const STATUS: Readonly<Partial<Record<ErrorKind, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  CONFLICT: 409,
  TOO_MANY: 429,
  UNAVAILABLE: 503,
};

/**
 * JSON calls of systems that speak in rows: `POST /exchange/rows/<kind>` brings rows, `fetch` asks for those that wait, `receipts`, `states` and
 * `answers` say what became of them. Each is answered by a receipt of that style.
 */
@Injectable()
export class RowCalls {
  constructor(
    private readonly callers: Callers,
    private readonly taker: RowTaker,
    private readonly giver: RowGiver,
  ) {}

  /** Refusals are receipts as well, with the status of their kind; a fault is told without its words. */
  async answer(method: string, path: string, text: string, address: string): Promise<Response> {
    const call = path.slice(ROWS_PATH.length + 1);
    if (method === 'GET' && call === 'openapi.json') return Response.json(rowsOpenapi, { headers: DOCUMENT_HEADERS });
    if (method !== 'POST' || (!(call in rowCalls) && !isRowKind(call)) || call === 'rows') throw exchangeError('EXCHANGE_PATH_UNKNOWN');
    try {
      const said = jsonOf(text);
      const { system, secret } = formOf(Identity, said);
      const of = await this.callers.letIn({ system, secret, call, address });
      return Response.json(await this.answered(of, call, said, address), { headers: HEADERS });
    } catch (error) {
      if (!isDomainError(error)) logOf('exchange').error({ err: error }, 'a call of rows failed');
      const status = isDomainError(error) ? (STATUS[error.kind] ?? 422) : 500;
      const retry = isDomainError(error) ? error.details['retryAfterSeconds'] : undefined;
      const headers = { ...HEADERS, ...(retry !== undefined && { 'retry-after': String(retry) }) };
      return Response.json({ ...rowRefusal(error), ...(isDomainError(error) && { errorCode: error.code }) }, { status, headers });
    }
  }

  private async answered(of: RowPartner, call: string, said: unknown, address: string): Promise<RowCallAnswer> {
    switch (call) {
      case 'fetch':
        return { ...rowReceiptOf([]), data: await this.giver.waiting(of) };
      case 'receipts': {
        const { items, refusal } = readRowReceipt(formOf(rowCalls.receipts, said).receipt);
        if (refusal) throw exchangeError('ROW_CALL_MALFORMED', { details: { place: 'receipt' } });
        return rowReceiptOf(await this.giver.received(of, items.slice(0, ROWS_MAX)));
      }
      case 'states':
        return rowReceiptOf(await this.giver.states(of, formOf(rowCalls.states, said).rows));
      case 'answers':
        return rowReceiptOf(await this.giver.decided(of, formOf(rowCalls.answers, said).rows));
      default: {
        const coming = formOf(rowCalls.rows, said).rows.map((row) => ({ row, place: null }));
        return withWarnings(await this.taker.take(of, call, coming, address));
      }
    }
  }
}

/** In words for a column of a table, or a list of a receipt. */
export const warningsOf = ({ item: { item }, unknown, dropped }: RowAnswer) => [
  ...unknown.map(({ column, foreignCode }) => ({
    warnId: item,
    column,
    reason: `【ROW_CODE_UNMAPPED】代码${foreignCode}没有对照，原样保存`,
  })),
  ...dropped.map((column) => ({ warnId: item, column, reason: '【ROW_COLUMN_FENCED】不得传递，已经舍弃' })),
];

function withWarnings(answers: readonly RowAnswer[]): RowCallAnswer {
  const receipt = rowReceiptOf(answers.map(({ item }) => item));
  const warnList = answers.flatMap(warningsOf);
  return { ...receipt, ...(warnList.length > 0 && { warnList }) };
}

/** @throws ROW_CALL_MALFORMED */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw exchangeError('ROW_CALL_MALFORMED', { details: { place: 'JSON' } });
  }
}

function formOf<T>(form: z.ZodType<T>, said: unknown): T {
  const { success, data, error } = form.safeParse(said);
  if (!success) throw exchangeError('ROW_CALL_MALFORMED', { details: { place: error.issues[0]?.path.join('.') || 'body' } });
  return data;
}
