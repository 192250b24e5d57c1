import { Injectable } from '@nestjs/common';
import { clampFirst, decodeCursor, pageOf, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { PartnerReads } from '../partners/partners.reads.js';
import type { ExchangeMessage, ExchangeMessageFilter, RefusedMessage } from './messages.graph.js';

const Cursor = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);
const RefusedCursor = z.tuple([z.string().regex(/^\d{1,18}$/)]);

const BUSINESS = (
  given: boolean,
) => `coalesce((select json_agg(json_build_object('at', b.at, 'answer', b.answer, 'items', b.items) order by b.at)
  from business_receipt b where b.message_id = m.id and b.given = ${given}), '[]') business`;
const SHARED =
  'm.id, m.partner node, m.conversation, m.sequence, m.kind, m.division, m.created_at "createdAt", m.state, m.code, m.last_failure "lastFailure", m.attempts';
const OUT = `select 'out' direction, ${SHARED}, case when m.state = 'waiting' then m.next_at end "nextAt", m.received_at "receivedAt", null::int "ferriedDays", m.bytes, '{}'::text[] "unknownFields", ${BUSINESS(false)}
  from message_out m`;
const IN = `select 'in' direction, ${SHARED}, null::timestamptz "nextAt", m.received_at "receivedAt", m.underway_days "ferriedDays", m.bytes, m.told "unknownFields", ${BUSINESS(true)} from message_in m`;

type Row = Omit<ExchangeMessage, 'business'> & {
  readonly business: { at: string; answer: string; items: { item: string; answer: string; code?: string; reason?: string }[] }[];
};

/** Messages and what was refused, for who operates the exchange: heads and receipts, never what they say. */
@Injectable()
export class MessageReads {
  constructor(
    private readonly db: DataSource,
    private readonly partners: PartnerReads,
  ) {}

  /** Newest first, by the instant of writing. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, CURSOR_MALFORMED */
  async messages(
    ctx: RequestContext,
    filter: ExchangeMessageFilter | null,
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<ExchangeMessage>> {
    await this.partners.mayRead(ctx);
    const limit = clampFirst(first);
    const [at, id] = after ? decodeCursor(after, Cursor) : [null, null];
    const { node = null, direction = null, states = null, conversation = null, kind = null } = filter ?? {};
    const where = `where ($1::text is null or m.partner = $1) and ($2::text[] is null or m.state = any($2)) and ($3::text is null or m.conversation = $3)
      and ($4::text is null or m.kind = $4) and ($5::timestamptz is null or (date_trunc('milliseconds', m.created_at), m.id) < ($5, $6::uuid))
      order by m.created_at desc, m.id desc limit ${limit + 1}`;
    const sides = [...(direction === 'in' ? [] : [OUT]), ...(direction === 'out' ? [] : [IN])].map((side) => `(${side} ${where})`);
    const rows = (await this.db.query(
      `select * from (${sides.join(' union all ')}) sides order by "createdAt" desc, id desc limit ${limit + 1}`,
      [node, states, conversation, kind, at, id],
    )) as Row[];
    return pageOf(rows.map(shown), limit, (message) => [message.createdAt.toISOString(), message.id], Boolean(after));
  }

  /** Null for an unknown one. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async message(ctx: RequestContext, id: string): Promise<ExchangeMessage | null> {
    await this.partners.mayRead(ctx);
    const rows = (await this.db.query(`${OUT} where m.id = $1 union all ${IN} where m.id = $1`, [id])) as Row[];
    return rows[0] ? shown(rows[0]) : null;
  }

  /** Newest first. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, CURSOR_MALFORMED */
  async refused(ctx: RequestContext, first?: number | null, after?: string | null): Promise<Connection<RefusedMessage>> {
    await this.partners.mayRead(ctx);
    const limit = clampFirst(first);
    const [before] = after ? decodeCursor(after, RefusedCursor) : [null];
    const rows = (await this.db.query(
      `select id, at, sender, message_id "messageId", kind, code, address from refused_message where ($1::bigint is null or id < $1) order by id desc limit ${limit + 1}`,
      [before],
    )) as RefusedMessage[];
    return pageOf(rows, limit, ({ id }) => [id], Boolean(after));
  }
}

const shown = ({ business, ...row }: Row): ExchangeMessage => ({
  ...row,
  business: business.map(({ at, answer, items }) => ({
    at: new Date(at),
    answer,
    items: items.map(({ code = null, reason = null, ...item }) => ({ ...item, code, reason })),
  })),
});
