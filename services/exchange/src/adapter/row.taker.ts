import { Injectable } from '@nestjs/common';
import {
  adapterError,
  bodyOfRow,
  bringsMatter,
  canonical,
  codesOfRow,
  digestOf,
  envelopeError,
  isRowKind,
  keysOfRow,
  MESSAGE_KINDS,
  publicOf,
  readBody,
  sealEnvelope,
  type ReceiptItem,
  type RowCode,
  type RowKeys,
  type RowKind,
} from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { logOf, Time, transaction } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { exchangeError } from '../domain/exchange.errors.js';
import { NodeKeys } from '../keys/node-keys.js';
import { ProofLog } from '../proof/proof.log.js';
import { lockConversation, recordRefused } from '../receiving/receiving.rows.js';
import { Receiver } from '../receiving/receiver.js';
import type { RowPartner } from './callers.js';
import { placeOfTold, rowTakenBefore, takeRow, takeRowAgain, type TakenRow } from './systems.rows.js';

/** Rows of one call. */
export const ROWS_MAX = 200;
/** Digests of rows, and messages that hold them here. */
const SUITE = 'international';

/** What became of a row. `unknown`: codes of that system that meet nothing here; the text of each is kept. */
export interface RowAnswer {
  readonly item: ReceiptItem;
  readonly unknown: readonly RowCode[];
  /** Columns that no node keeps of petitioners; what stood there is gone. */
  readonly dropped: readonly string[];
}

interface Coming {
  readonly row: unknown;
  /** Of the intermediate table; null: by JSON call. */
  readonly place: string | null;
}

/**
 * Takes rows of a system that signs nothing: each becomes a message of its own, written by this node, and goes the way of all messages from
 * there. A row that is refused holds up no other.
 */
@Injectable()
export class RowTaker {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly receiver: Receiver,
    private readonly proof: ProofLog,
  ) {}

  /** @throws KIND_UNKNOWN, ROW_CALL_TOO_LONG */
  async take(of: RowPartner, kind: string, rows: readonly Coming[], address: string): Promise<RowAnswer[]> {
    if (!isRowKind(kind)) throw envelopeError('KIND_UNKNOWN', { details: { messageKind: kind } });
    if (rows.length > ROWS_MAX) throw exchangeError('ROW_CALL_TOO_LONG', { details: { limit: ROWS_MAX } });
    const answers: RowAnswer[] = [];
    for (const [at, coming] of rows.entries()) answers.push(await this.one(of, kind, coming, { id: `#${at + 1}`, address }));
    return answers;
  }

  private async one(
    of: RowPartner,
    kind: RowKind,
    coming: Coming,
    at: { readonly id: string; readonly address: string },
  ): Promise<RowAnswer> {
    let keys: RowKeys | null = null;
    let digest: string | null = null;
    try {
      const row = objectOf(coming.row);
      digest = digestOf(SUITE, canonical(row));
      keys = keysOfRow(kind, row);
      return await this.taken(of, kind, keys, { digest, place: coming.place, address: at.address });
    } catch (error) {
      const item = keys?.id ?? at.id;
      if (isDomainError(error) && error.code === 'ROW_REPEATED') return answer({ item, answer: 'conflict' });
      if (!isDomainError(error)) logOf('exchange').error({ err: error, node: of.partner.node }, 'a row could not be taken');
      const { code, message } = isDomainError(error) ? error : exchangeError('ROW_NOT_TAKEN');
      const sender = of.partner.node;
      const refused = { sender, messageId: null, conversation: keys?.number ?? null, kind, digest, code, address: at.address };
      await recordRefused(this.db.manager, this.time.now(), refused);
      return answer({ item, answer: 'refused', code, reason: message });
    }
  }

  /** @throws what the mapping, the form of the body and the list of partners refuse, ROW_REPEATED, ROW_CHANGED, MATTER_NOT_HANDED_OVER */
  private async taken(
    of: RowPartner,
    kind: RowKind,
    { id, number, rest }: RowKeys,
    { digest, place, address }: { readonly digest: string; readonly place: string | null; readonly address: string },
  ): Promise<RowAnswer> {
    const { partner, system } = of;
    const { body, dropped } = bodyOfRow(kind, rest, system);
    const codes = codesOfRow(kind, body);
    const { version: schemaVersion } = MESSAGE_KINDS[kind];
    readBody(kind, schemaVersion, body, bringsMatter(kind) ? ['sender', 'registering'] : ['in-charge']);
    const messageId = uuid();
    const row: TakenRow = { node: partner.node, kind, rowId: id, number, digest, messageId, codes, place };
    const standing = await transaction(this.db, async (tx) => {
      const found = await this.standing(tx, row);
      if (found !== 'new') return found;
      const { conversation, division } = bringsMatter(kind)
        ? { conversation: number, division: divisionOf(of, body) }
        : await this.told(tx, of, number);
      await this.write(tx, of, { id: messageId, conversation, kind, schemaVersion, division }, body, address);
      // Beside the message that holds what the row says: what came, as it came, and who is said to have brought it.
      const receipt = canonical({ system: partner.node, kind, row: id, messageId });
      await this.proof.add(tx, [{ messageId, message: digest, receipt, suite: SUITE }]);
      return found;
    });
    if (standing === 'repeated') throw exchangeError('ROW_REPEATED');
    const unknown = codes.filter((one) => one.code === undefined && one.name === undefined);
    return { item: { item: id, answer: 'accepted' }, unknown, dropped };
  }

  /** `known`: the row of a table that was taken before an answer could be written there. @throws ROW_CHANGED */
  private async standing(tx: EntityManager, row: TakenRow): Promise<'new' | 'known' | 'repeated'> {
    const now = this.time.now();
    if (await takeRow(tx, row, now)) return 'new';
    const before = await rowTakenBefore(tx, row);
    if (before?.digest === row.digest) return row.place !== null && row.place === before.place ? 'known' : 'repeated';
    // A matter that was not taken may come again with what it lacked.
    if (!before?.refused) throw exchangeError('ROW_CHANGED');
    await takeRowAgain(tx, row, now);
    return 'new';
  }

  private async told(tx: EntityManager, { partner: { node } }: RowPartner, number: string) {
    const place = await placeOfTold(tx, node, number);
    if (!place) throw exchangeError('MATTER_NOT_HANDED_OVER', { details: { node } });
    return place;
  }

  private async write(
    tx: EntityManager,
    { partner }: RowPartner,
    about: {
      readonly id: string;
      readonly conversation: string;
      readonly kind: string;
      readonly schemaVersion: number;
      readonly division: string;
    },
    body: Readonly<Record<string, unknown>>,
    address: string,
  ): Promise<void> {
    const { next, held, givenUp } = await lockConversation(tx, { partner: partner.node, conversation: about.conversation });
    const sequence = Math.max(next - 1, ...held, ...givenUp) + 1;
    const own = this.keys.signing(SUITE);
    const createdAt = this.time.now().toISOString();
    const letterhead = { ...about, sequence, sender: partner.node, receiver: this.keys.node, createdAt, attachments: [] };
    await this.receiver.takeOwn(tx, await sealEnvelope(letterhead, body, own, publicOf(own)), partner, address);
  }
}

const answer = (item: ReceiptItem): RowAnswer => ({ item, unknown: [], dropped: [] });

function objectOf(row: unknown): Readonly<Record<string, unknown>> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw adapterError('ROW_MALFORMED', { details: { column: '数据行' } });
  return row as Readonly<Record<string, unknown>>;
}

/** Of the place of the problem (GB/T 2260, or a longer code that begins with it); where the row has none, the division agreed on first. */
function divisionOf({ partner: { node, receives } }: RowPartner, body: Readonly<Record<string, unknown>>): string {
  const code = (body['place'] as { readonly code?: string } | undefined)?.code?.slice(0, 6);
  const division = code ?? receives.divisions[0];
  if (division === undefined) throw exchangeError('DIVISION_NOT_ALLOWED', { details: { node, division: '' } });
  return division;
}
