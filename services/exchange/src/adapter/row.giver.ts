import { Inject, Injectable } from '@nestjs/common';
import {
  adapterError,
  canonical,
  deliveryOfRowState,
  errorOfRowCode,
  exchangePlan,
  isRowKind,
  publicOf,
  readReceipt,
  ROW_OK,
  rowAbout,
  rowCodeOf,
  type BusinessReceipt,
  type ReceiptItem,
  type Row,
} from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { sql, Time, transaction, type Statement } from '@sunshine/platform';
import { openUnder } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { NodeKeys } from '../keys/node-keys.js';
import type { PartnerKeyRow } from '../partners/partners.rows.js';
import { ProofLog } from '../proof/proof.log.js';
import { Deliveries, type Awaiting, type Outcome, type Written } from '../sending/deliveries.js';
import { BODY_PURPOSE, bodyPlace } from '../sending/outbox.js';
import { offerMessages, takeForFerry } from '../sending/sending.rows.js';
import type { RowPartner } from './callers.js';
import { rowsOfMessages } from './systems.rows.js';

const SUITE = 'international';
/** Rows of one answer. */
export const FETCHED_MAX = 100;
/** Business receipts of this node, beside the kinds of messages. */
export const RECEIPT_ROWS = 'receipt';

/** A row for the system: `id` names it in what the system answers. */
export interface GivenRow {
  readonly id: string;
  readonly kind: string;
  readonly row: Row;
}

/** What the system says of a row that it was given, by the state of its intermediate table. */
export interface RowState {
  readonly id: string;
  readonly state: number;
  readonly reason?: string | undefined;
}

/** What its organ says to a matter. `number`: of the matter there. */
export interface RowDecision {
  readonly id: string;
  readonly code: string;
  readonly number?: string | undefined;
  readonly reason?: string | undefined;
}

interface Sent extends Awaiting {
  readonly partner: string;
  readonly kind: string;
  readonly state: string;
}

const sentRow: Statement = {
  name: 'exchange.row-sent',
  text: `select id, partner, kind, state, digest, attempts, first_at "firstAt" from message_out where id = $1 and partner = $2 and digest is not null`,
};
const answered: Statement = {
  name: 'exchange.row-answered',
  text: `select answer from business_receipt where message_id = $1 and not given and answer in ('accepted', 'refused') limit 1`,
};
const keep: Statement = {
  name: 'exchange.keep-row-answer',
  text: `insert into business_receipt (message_id, given, at, answer, items, receipt) values ($1, false, $2, $3, $4::jsonb, $5) on conflict do nothing`,
};

const HANDING_OVER: ReadonlySet<string> = new Set(['transfer', 'assignment']);
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Tells a system that signs nothing in rows, and believes what it answers as far as its secret goes: what it says is kept as it came. */
@Injectable()
export class RowGiver {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly deliveries: Deliveries,
    private readonly proof: ProofLog,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
  ) {}

  /** What waits for it, each conversation in its order. Without a receipt it is given again. */
  waiting({ partner, system }: RowPartner): Promise<GivenRow[]> {
    return transaction(this.db, async (tx) => {
      const now = this.time.now();
      const due = await takeForFerry(tx, partner.node, now, FETCHED_MAX);
      if (due.length === 0) return [];
      const written = await this.deliveries.written(tx, partner, due, [this.ownKey(partner.node)]);
      const place = new Map(due.map(({ id }, at) => [id, at]));
      const ordered = written.sort((one, other) => place.get(one.id)! - place.get(other.id)!);
      const again = new Date(now.getTime() + exchangePlan.pull.againMs);
      await offerMessages(
        tx,
        ordered.map(({ id }) => id),
        now,
        again,
      );
      const rows: GivenRow[] = [];
      for (const message of ordered) rows.push(await this.rowOf(tx, message, system));
      return rows;
    });
  }

  /** Receipts for rows that it was given: what is accepted lies there from now on. */
  async received(of: RowPartner, items: readonly ReceiptItem[]): Promise<ReceiptItem[]> {
    return this.each(
      items,
      ({ item }) => item,
      (one) => this.outcome(of, one.item, one, outcomeOf(one, this.time.now())),
    );
  }

  /** States of rows that it was given: 0 to 9 say that it is still at it. */
  async states(of: RowPartner, states: readonly RowState[]): Promise<ReceiptItem[]> {
    return this.each(
      states,
      ({ id }) => id,
      async (one) => {
        const { state } = deliveryOfRowState(one.state);
        const item: ReceiptItem = {
          item: one.id,
          answer: state === 'sent' ? 'accepted' : 'refused',
          code: state === 'refused' ? 'ROW_KEY_CONFLICT' : 'ROW_SYSTEM_FAILED',
        };
        if (state === 'waiting') await this.sent(of, one.id);
        else await this.outcome(of, one.id, one, outcomeOf(item, this.time.now()));
      },
    );
  }

  /** What its organ says to matters: that it takes them, by which its node is in charge, or why not. */
  async decided(of: RowPartner, decisions: readonly RowDecision[]): Promise<ReceiptItem[]> {
    return this.each(
      decisions,
      ({ id }) => id,
      async (one) => {
        const message = await this.sent(of, one.id);
        if (message.state === 'refused' || message.state === 'dropped') throw exchangeError('ROW_UNKNOWN', { details: { id: one.id } });
        if (!HANDING_OVER.has(message.kind)) throw exchangeError('ROW_NOT_HANDED_OVER', { details: { id: one.id } });
        const refusal = errorOfRowCode(one.code, one.reason ?? '');
        // Whoever decides on it has it.
        if (message.state !== 'sent') await this.outcome(of, one.id, one, outcomeOf({ item: one.id, answer: 'accepted' }, this.time.now()));
        const answer: BusinessReceipt['answer'] = refusal ? 'refused' : 'accepted';
        const reason = refusal ? one.reason : one.number;
        const item: ReceiptItem = {
          item: 'number',
          answer,
          ...(refusal && { code: refusal.code }),
          ...(reason !== undefined && { reason }),
        };
        await transaction(this.db, async (tx) => {
          if ((await sql(tx, answered, [one.id])).length > 0) throw exchangeError('ROW_REPEATED');
          const receipt = canonical({ system: of.partner.node, decision: one });
          await sql(tx, keep, [one.id, this.time.now(), answer, JSON.stringify([item]), receipt]);
          await this.proof.add(tx, [{ messageId: one.id, message: message.digest ?? '', receipt, suite: SUITE }]);
        });
      },
    );
  }

  /** A receipt of each by itself. */
  private async each<T>(all: readonly T[], idOf: (one: T) => string, work: (one: T) => Promise<void>): Promise<ReceiptItem[]> {
    const items: ReceiptItem[] = [];
    for (const one of all)
      try {
        await work(one);
        items.push({ item: idOf(one), answer: 'accepted' });
      } catch (error) {
        if (!isDomainError(error)) throw error;
        const { code, message } = error;
        items.push(
          code === 'ROW_REPEATED' ? { item: idOf(one), answer: 'conflict' } : { item: idOf(one), answer: 'refused', code, reason: message },
        );
      }
    return items;
  }

  /** @throws ROW_UNKNOWN */
  private async sent({ partner: { node } }: RowPartner, id: string): Promise<Sent> {
    const [row] = isId.test(id) ? await sql<Sent>(this.db.manager, sentRow, [id, node]) : [];
    if (!row) throw exchangeError('ROW_UNKNOWN', { details: { id } });
    return row;
  }

  private async outcome(of: RowPartner, id: string, said: object, outcome: (receipt: string) => Outcome): Promise<void> {
    const message = await this.sent(of, id);
    const receipt = canonical({ system: of.partner.node, said, digest: message.digest });
    await this.deliveries.keep(of.partner, [{ message, outcome: outcome(receipt) }], false);
  }

  private async rowOf(tx: EntityManager, { id, kind, conversation, body }: Written, system: RowPartner['system']): Promise<GivenRow> {
    if (body === null) throw new Error(`message ${id} waits without a text`);
    const said = JSON.parse(openUnder(this.config.EXCHANGE_KEYS, BODY_PURPOSE, bodyPlace(id), body)) as Record<string, unknown>;
    if (isRowKind(kind)) return { id, kind, row: rowAbout(kind, { id, number: conversation }, said, system) };
    if (kind !== 'receipt') throw new Error(`message ${id} of kind ${kind} has no form as a row`);
    return { id, kind: RECEIPT_ROWS, row: await this.receiptRow(tx, String(said['receipt'])) };
  }

  /** A business receipt of this node, about the row that it answers. */
  private async receiptRow(tx: EntityManager, text: string): Promise<Row> {
    const { receipt } = readReceipt(text);
    if (receipt.type !== 'business') throw new Error('a receipt that is lined up is one of the business');
    const [about] = await rowsOfMessages(tx, [receipt.messageId]);
    const item = receipt.items.find(({ item: of }) => of === 'number');
    const accepted = receipt.answer === 'accepted';
    const reason = item?.reason;
    return {
      ...{ ywid: about?.rowId ?? receipt.messageId, ywlx: about?.kind ?? '', xfjbh: receipt.conversation },
      code: accepted ? ROW_OK : rowCodeOf(adapterError('ROW_SYSTEM_RULE', { details: { reason: reason ?? '' } })),
      ...(item?.code !== undefined && { reasonCode: item.code }),
      ...(reason !== undefined && (accepted ? { bjbh: reason } : { msg: reason })),
    };
  }

  /** What a system of rows is told is kept sealed to this node, which alone can prove what it told. */
  private ownKey(node: string): PartnerKeyRow {
    const own = publicOf(this.keys.signing(SUITE));
    return { ...own, node, validFrom: new Date(0), validTo: null, revokedAt: null };
  }
}

/** `received` and `done` come to one: the row lies there. */
function outcomeOf({ answer, code }: ReceiptItem, now: Date): (receipt: string) => Outcome {
  if (answer === 'accepted' || answer === 'conflict') return (receipt) => ({ to: 'sent', receipt, at: now.toISOString() });
  return (receipt) => ({ to: 'refused', receipt, code: code ?? 'ROW_SYSTEM_RULE' });
}
