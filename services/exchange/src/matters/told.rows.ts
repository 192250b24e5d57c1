import type { MessageKind } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Telling } from './telling.js';

/** What another node told of a matter that is at both. */
export interface ToldRow {
  readonly messageId: string;
  readonly petitionId: string;
  readonly partner: string;
  readonly conversation: string;
  readonly sequence: number;
  /** Of the signed bytes of the message. */
  readonly digest: string;
  readonly kind: MessageKind;
  /** Of the matter here: `sent` where the node in charge tells, `came` where the sender does. */
  readonly way: 'sent' | 'came';
  /** Day of the act there, Asia/Shanghai. */
  readonly on: string;
  /** Last day of handling, inclusive. */
  readonly due: string | null;
  readonly ground: string | null;
  /** Of service: petitioners here whom it means; null as long as nobody has been asked. */
  readonly recipients: readonly string[] | null;
  /** UTC: the instant of the transport receipt. */
  readonly toldAt: Date;
  /** Sealed to this node. */
  readonly body: string;
  /** Paths of fields of a later release. */
  readonly unknown: readonly string[];
  /** Paths of fenced fields. */
  readonly dropped: readonly string[];
  /** Paths of fields that are not the sender's. */
  readonly ignored: readonly string[];
}

const COLUMNS = `message_id "messageId", petition_id "petitionId", partner, conversation, sequence, digest, kind, way, on_day::text "on", due::text due, ground, recipients,
  told_at "toldAt", body, unknown, dropped, ignored`;

const keep: Statement = {
  name: 'exchange.keep-told',
  text: `insert into told (message_id, petition_id, partner, conversation, sequence, digest, kind, on_day, due, ground, told_at, body, unknown, dropped, ignored,
      answered, way) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) on conflict do nothing`,
};
const open: Statement = {
  name: 'exchange.open-told',
  text: `select ${COLUMNS} from told t where not answered and not waits and (petition_id is not null or not exists (select from arrived_matter a
      where a.partner = t.partner and a.conversation = t.conversation and a.state = 'waiting'))
    order by told_at, message_id limit $1 for update skip locked`,
};
const waiting: Statement = {
  name: 'exchange.awaits-registration',
  text: `select from arrived_matter where partner = $1 and conversation = $2 and state = 'waiting' for share`,
};
const adopt: Statement = {
  name: 'exchange.adopt-told',
  text: 'update told set petition_id = $1 where partner = $2 and conversation = $3 and petition_id is null',
};
const answered: Statement = { name: 'exchange.told-answered', text: 'update told set answered = true where message_id = any($1::uuid[])' };
const ofPetitions: Statement = {
  name: 'exchange.told-of',
  text: `select ${COLUMNS} from told where petition_id = any($1::uuid[]) order by told_at, message_id`,
};
const ofMessage: Statement = { name: 'exchange.told-by', text: `select ${COLUMNS} from told where message_id = $1` };
const waits: Statement = { name: 'exchange.told-waits', text: 'update told set waits = true where message_id = $1' };
const recipientsOf: Statement = {
  name: 'exchange.told-recipients',
  text: 'update told set recipients = $2, waits = false where message_id = $1',
};
const known: Statement = { name: 'exchange.petition-known', text: 'select 1 found from petition_known where id = $1' };
const report: Statement = {
  name: 'exchange.petition-report',
  text: `select 1 found from petition_known where id = $1 and kind = 'REPORT'`,
};
const early: Statement = {
  name: 'exchange.early-telling',
  text: 'insert into early_telling (petition_id, kind, about, facts) values ($1, $2, $3, $4::jsonb)',
};
const takeEarly: Statement = {
  name: 'exchange.take-early-tellings',
  text: `with gone as (delete from early_telling where petition_id = $1 returning id, kind, about, facts) select kind, about, facts from gone order by id`,
};

/** The petition is null while the matter waits to be registered here. */
export type OpenTold = Omit<ToldRow, 'petitionId'> & { readonly petitionId: string | null };

export async function keepTold(tx: EntityManager, row: Omit<OpenTold, 'recipients'> & { readonly answered: boolean }): Promise<void> {
  await sql(tx, keep, [
    ...[row.messageId, row.petitionId, row.partner, row.conversation, row.sequence, row.digest, row.kind, row.on, row.due, row.ground],
    ...[row.toldAt, row.body, row.unknown, row.dropped, row.ignored, row.answered, row.way],
  ]);
}

/** Those that no other service knows of yet, oldest first, without those whose matter waits to be registered; they are locked. */
export const openTold = (tx: EntityManager, limit: number): Promise<OpenTold[]> => sql<OpenTold>(tx, open, [limit]);

/** Whether a matter of that conversation waits to be registered here. */
export const awaitsRegistration = async (tx: EntityManager, partner: string, conversation: string): Promise<boolean> =>
  (await sql(tx, waiting, [partner, conversation])).length > 0;

/** The matter is registered: what was told of it before is of the petition. */
export async function adoptTold(tx: EntityManager, petitionId: string, partner: string, conversation: string): Promise<void> {
  await sql(tx, adopt, [petitionId, partner, conversation]);
}

export async function toldAnswered(tx: EntityManager, messageIds: readonly string[]): Promise<void> {
  await sql(tx, answered, [messageIds]);
}

export const toldBy = async (tx: EntityManager, messageId: string): Promise<ToldRow | null> =>
  (await sql<ToldRow>(tx, ofMessage, [messageId]))[0] ?? null;

/** Nobody hears of it before it is known whom it means. */
export async function toldWaits(tx: EntityManager, messageId: string): Promise<void> {
  await sql(tx, waits, [messageId]);
}

export async function toldRecipients(tx: EntityManager, messageId: string, petitionerIds: readonly string[]): Promise<void> {
  await sql(tx, recipientsOf, [messageId, petitionerIds]);
}

/** In the order in which they came. */
export const toldOf = (tx: EntityManager, petitionIds: readonly string[]): Promise<ToldRow[]> =>
  sql<ToldRow>(tx, ofPetitions, [petitionIds]);

/** Whether this service has heard of the registration. */
export const isKnown = async (tx: EntityManager, petitionId: string): Promise<boolean> => (await sql(tx, known, [petitionId])).length > 0;

/** Whether it is a report (检举控告), as far as this service has heard. */
export const isReport = async (tx: EntityManager, petitionId: string): Promise<boolean> => (await sql(tx, report, [petitionId])).length > 0;

export async function keepEarly(tx: EntityManager, petitionId: string, { kind, about, facts }: Telling): Promise<void> {
  await sql(tx, early, [petitionId, kind, about, JSON.stringify(facts)]);
}

/** What was told before the registration, in its order; it is kept no more. */
export const takeEarlyTellings = (tx: EntityManager, petitionId: string): Promise<Telling[]> => sql<Telling>(tx, takeEarly, [petitionId]);
