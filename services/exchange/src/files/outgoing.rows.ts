import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

/** A file on its way to a partner. */
export interface FileOut {
  readonly id: string;
  readonly partner: string;
  readonly petitionId: string;
  /** The message that names it. */
  readonly messageId: string;
  readonly division: string;
  readonly conversation: string;
  readonly digest: string;
  readonly bytes: number;
  readonly parts: number;
  /** Sealed; null once it has ended. */
  readonly source: string | null;
  readonly lined: number;
  readonly tries: number;
}

/** An open file, with what became of the message that names it and of its parts. */
export interface OpenFile extends FileOut {
  /** State of the naming message. */
  readonly named: string;
  /** Whether the matter of the message was refused by the partner, or has come back. */
  readonly ended: boolean;
  /** What the partner says of the file; null: nothing yet. */
  readonly answer: string | null;
  readonly code: string | null;
}

const insert: Statement = {
  name: 'exchange.insert-file-out',
  text: `insert into file_out (id, partner, petition_id, message_id, division, conversation, digest, bytes, parts, source, state, opened_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11)`,
};
const partnersOf: Statement = {
  name: 'exchange.partners-with-files',
  text: `select distinct partner from file_out where state = 'open'`,
};
const open: Statement = {
  name: 'exchange.open-files-out',
  text: `select f.id, f.partner, f.petition_id "petitionId", f.message_id "messageId", f.division, f.conversation, f.digest, f.bytes, f.parts, f.source, f.lined,
      f.tries, o.state named, coalesce(m.state in ('refused', 'returned'), false) ended, b.answer, b.items->0->>'code' code
    from file_out f join message_out o on o.id = f.message_id left join matter m on m.message_id = f.message_id
      left join lateral (select b.answer, b.items from message_out p join business_receipt b on b.message_id = p.id and not b.given
        where p.partner = f.partner and p.conversation = f.conversation order by b.at desc limit 1) b on true
    where f.partner = $1 and f.state = 'open' order by f.opened_at, f.id limit $2 for update of f skip locked`,
};
const underway: Statement = {
  name: 'exchange.parts-underway',
  text: `select count(*)::int underway from message_out where partner = $1 and kind = 'attachment' and state in ('waiting', 'refused', 'failed')`,
};
const lined: Statement = { name: 'exchange.parts-lined-up', text: 'update file_out set lined = $2 where id = $1' };
const again: Statement = {
  name: 'exchange.file-again',
  text: 'update file_out set lined = 0, tries = tries + 1, conversation = $2 where id = $1',
};
const end: Statement = {
  name: 'exchange.end-file-out',
  text: 'update file_out set state = $2, code = $3, source = null, ended_at = $4 where id = $1',
};
/** A part that a worker has in hand stays. */
const drop: Statement = {
  name: 'exchange.drop-parts',
  text: `update message_out set state = 'dropped', body = null, wire = null, lease = null, ended_at = $3
    where partner = $1 and conversation = $2 and state in ('waiting', 'refused', 'failed') and (lease is null or lease <= $3) returning sequence`,
};
const forget: Statement = {
  name: 'exchange.forget-parts',
  text: `update message_out set wire = split_part(wire, '~', 1) where partner = $1 and conversation = $2 and state = 'sent'`,
};

export async function insertFileOut(tx: EntityManager, file: Omit<FileOut, 'lined' | 'tries'>, at: Date): Promise<void> {
  const { id, partner, petitionId, messageId, division, conversation, digest, bytes, parts, source } = file;
  await sql(tx, insert, [id, partner, petitionId, messageId, division, conversation, digest, bytes, parts, source, at]);
}

export const partnersWithFiles = async (tx: EntityManager): Promise<string[]> =>
  (await sql<{ partner: string }>(tx, partnersOf, [])).map(({ partner }) => partner);

/** The oldest first; they are locked. */
export const openFiles = (tx: EntityManager, partner: string, limit: number): Promise<OpenFile[]> =>
  sql<OpenFile>(tx, open, [partner, limit]);

/** Parts for the partner that have no receipt yet. */
export const partsUnderway = async (tx: EntityManager, partner: string): Promise<number> =>
  (await sql<{ underway: number }>(tx, underway, [partner]))[0]!.underway;

export async function partsLinedUp(tx: EntityManager, id: string, upTo: number): Promise<void> {
  await sql(tx, lined, [id, upTo]);
}

/** All parts go once more, in another conversation. */
export async function fileAgain(tx: EntityManager, id: string, conversation: string): Promise<void> {
  await sql(tx, again, [id, conversation]);
}

export async function endFileOut(
  tx: EntityManager,
  id: string,
  state: 'held' | 'refused',
  { code, at }: { readonly code: string | null; readonly at: Date },
): Promise<void> {
  await sql(tx, end, [id, state, code, at]);
}

type Conversation = Pick<FileOut, 'partner' | 'conversation'>;

/** Parts that the partner has not taken leave no more. @returns their places in the conversation */
export const dropParts = async (tx: EntityManager, { partner, conversation }: Conversation, at: Date): Promise<number[]> =>
  (await sql<{ sequence: number }>(tx, drop, [partner, conversation, at])).map(({ sequence }) => sequence);

/** The partner has the file: the texts of its parts are kept no more, their digests and receipts are. */
export async function forgetParts(tx: EntityManager, { partner, conversation }: Conversation): Promise<void> {
  await sql(tx, forget, [partner, conversation]);
}
