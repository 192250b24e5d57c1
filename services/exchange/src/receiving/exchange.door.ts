import { Injectable } from '@nestjs/common';
import { ENVELOPE_BYTES_MAX, envelopeError } from '@sunshine/envelope';
import type { Door, RequestContext } from '@sunshine/platform';
import { exchangeError } from '../domain/exchange.errors.js';
import { ROWS_PATH, RowCalls } from '../adapter/row.calls.js';
import { PullServer } from '../pulling/pull.server.js';
import { Receipts } from '../sending/receipts.js';
import { openapi } from './openapi.js';
import { Receiver } from './receiver.js';

const HEADERS = { 'content-type': 'application/jose', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json' };
const DOCUMENT_HEADERS = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };

/**
 * `POST /exchange/messages`: an envelope in, a signed transport receipt out. For who can only call out, `/exchange/pull`: a signed request in,
 * envelopes out, and `/exchange/receipts`: the receipt for one in. Nobody signs in: the signature of what comes says who sends it.
 * `GET /exchange/openapi.json` tells anybody how. Below `/exchange/rows` systems are answered that are no nodes.
 */
@Injectable()
export class ExchangeDoor implements Door {
  readonly statuses = { ENVELOPE_TOO_LONG: 413 };

  constructor(
    private readonly receiver: Receiver,
    private readonly pulls: PullServer,
    private readonly receipts: Receipts,
    private readonly rows: RowCalls,
  ) {}

  /** @throws EXCHANGE_PATH_UNKNOWN, ENVELOPE_TOO_LONG, and what `Receiver` refuses without a receipt, and what `PullServer` and `Receipts` refuse */
  async answer(request: Request, ctx: RequestContext): Promise<Response> {
    const { method, url } = request;
    const { pathname } = new URL(url);
    if (pathname.startsWith(`${ROWS_PATH}/`)) return this.rows.answer(method, pathname, await textOf(request), ctx.address);
    switch (`${method} ${pathname}`) {
      case 'GET /exchange/openapi.json':
        return Response.json(openapi, { headers: DOCUMENT_HEADERS });
      case 'POST /exchange/messages':
        return new Response(await this.receiver.receive(await textOf(request), ctx.address), { headers: HEADERS });
      case 'POST /exchange/pull': {
        const envelopes = await this.pulls.pull(await textOf(request), ctx.address);
        return Response.json({ version: 1, envelopes }, { headers: JSON_HEADERS });
      }
      case 'POST /exchange/receipts':
        await this.receipts.keep(await textOf(request));
        return Response.json({ version: 1, kept: true }, { headers: JSON_HEADERS });
      default:
        throw exchangeError('EXCHANGE_PATH_UNKNOWN');
    }
  }
}

/** @throws ENVELOPE_TOO_LONG at the first byte above the limit */
async function textOf({ body }: Request): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += (part as Uint8Array).byteLength;
    if (bytes > ENVELOPE_BYTES_MAX) throw envelopeError('ENVELOPE_TOO_LONG', { details: { bytes, limit: ENVELOPE_BYTES_MAX } });
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('utf8');
}
