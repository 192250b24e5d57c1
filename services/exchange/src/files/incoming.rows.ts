import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

/** How a file stands that a partner has named; `gone`: it was taken over, or nobody needs it any more. */
export type FileInState = 'awaited' | 'complete' | 'refused' | 'gone';

export interface FileIn {
  readonly id: string;
  readonly partner: string;
  readonly digest: string;
  readonly bytes: number;
  readonly parts: number | null;
  /** Sealed; null before its first part. */
  readonly key: string | null;
  readonly tries: number;
  readonly state: FileInState;
  readonly code: string | null;
}

export interface PartIn {
  readonly part: number;
  readonly blobId: string;
  readonly bytes: number;
}

/** A file as a message names it. */
export interface NamedFile {
  readonly id: string;
  readonly fileId: string;
  readonly messageId: string;
  readonly place: number;
  readonly role: string | null;
  readonly petitionId: string | null;
  readonly state: 'waiting' | 'offered' | 'taken' | 'refused';
  readonly code: string | null;
}

/** What a sender is to be told of a file. `code`: of a refusal. */
export interface FileAnswer {
  readonly messageId: string;
  readonly partner: string;
  readonly conversation: string;
  readonly sequence: number;
  readonly digest: string;
  readonly code: string | null;
  readonly at: Date;
}

const FILE = 'id, partner, digest, bytes::float8 bytes, parts, key, tries, state, code';
const NAMED = 'id, file_id "fileId", message_id "messageId", place, role, petition_id "petitionId", state, code';

/** One that was refused or is gone is awaited anew; what is here or on its way stays. */
const expect: Statement = {
  name: 'exchange.expect-file',
  text: `insert into file_in as f (id, partner, digest, bytes, state, code, opened_at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (partner, digest) do update set state = excluded.state, code = excluded.code, bytes = excluded.bytes, parts = null, key = null, tries = 1,
      opened_at = excluded.opened_at where f.state in ('refused', 'gone') returning id`,
};
const ofDigest: Statement = {
  name: 'exchange.file-in',
  text: `select ${FILE} from file_in where partner = $1 and digest = $2 for update`,
};
const byId: Statement = { name: 'exchange.file-in-by-id', text: `select ${FILE} from file_in where id = $1` };
const name: Statement = {
  name: 'exchange.name-file',
  text: `insert into file_named (id, file_id, message_id, place, role, petition_id, state) values ($1, $2, $3, $4, $5, $6, 'waiting')
    on conflict (message_id, place) do nothing`,
};
const awaited: Statement = {
  name: 'exchange.awaited-bytes',
  text: `select coalesce(sum(bytes), 0)::float8 bytes from file_in where partner = $1 and state in ('awaited', 'complete')`,
};
const partsOf: Statement = {
  name: 'exchange.parts-in',
  text: 'select part, blob_id "blobId", bytes from file_part_in where file_id = $1 order by part',
};
const keepPartIn: Statement = {
  name: 'exchange.keep-part-in',
  text: 'insert into file_part_in (file_id, part, blob_id, bytes) values ($1, $2, $3, $4)',
};
const dropPartsIn: Statement = {
  name: 'exchange.drop-parts-in',
  text: 'delete from file_part_in where file_id = $1 returning blob_id "blobId"',
};
const begun: Statement = { name: 'exchange.file-in-begun', text: 'update file_in set parts = $2, key = $3 where id = $1' };
const move: Statement = { name: 'exchange.move-file-in', text: 'update file_in set state = $2, code = $3 where id = $1' };
const anew: Statement = {
  name: 'exchange.file-in-anew',
  text: 'update file_in set parts = null, key = null, tries = tries + 1 where id = $1',
};
const answer: Statement = {
  name: 'exchange.answer-file',
  text: `insert into file_answer (message_id, partner, conversation, sequence, digest, code, at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
};
const takeAnswers: Statement = {
  name: 'exchange.take-file-answers',
  text: `delete from file_answer where message_id in (select message_id from file_answer order by at limit $1 for update skip locked)
    returning message_id "messageId", partner, conversation, sequence, digest, code, at`,
};
const registered: Statement = {
  name: 'exchange.files-registered',
  text: `update file_named set petition_id = $2 where message_id = $1 and state = 'waiting'`,
};
const refuse: Statement = {
  name: 'exchange.refuse-named',
  text: `update file_named set state = 'refused', code = $2 where message_id = $1 and state = 'waiting' returning file_id "fileId"`,
};
const due: Statement = {
  name: 'exchange.files-to-offer',
  text: `select ${['id', 'file_id "fileId"', 'petition_id "petitionId"'].map((each) => `n.${each}`).join(', ')}, f.state "fileState", f.code
    from file_named n join file_in f on f.id = n.file_id
    where n.state = 'waiting' and n.petition_id is not null and f.state in ('complete', 'refused') order by f.opened_at, n.place limit $1
    for update of n skip locked`,
};
const moveNamed: Statement = { name: 'exchange.move-named', text: 'update file_named set state = $2, code = $3 where id = $1' };
const namedById: Statement = { name: 'exchange.named-file', text: `select ${NAMED} from file_named where id = $1 for update` };
const namedBy: Statement = {
  name: 'exchange.files-of-message',
  text: `select n.id, n.file_id "fileId", n.place, n.role, f.state, f.code, f.parts, f.bytes::float8 bytes,
      (select count(*)::int from file_part_in p where p.file_id = f.id) here
    from file_named n join file_in f on f.id = n.file_id where n.message_id = $1 order by n.place`,
};
/** Of a file that no message needs any more. */
const unneeded: Statement = {
  name: 'exchange.file-unneeded',
  text: `update file_in set state = $2, code = $3 where id = $1 and state <> 'gone'
    and not exists (select from file_named n where n.file_id = $1 and n.state in ('waiting', 'offered'))`,
};
const ended: Statement = {
  name: 'exchange.parts-of-ended',
  text: `select distinct f.id from file_in f join file_part_in p on p.file_id = f.id where f.state in ('refused', 'gone') limit $1`,
};
const known: Statement = {
  name: 'exchange.known-blobs',
  text: 'select blob_id "blobId" from file_part_in where blob_id = any($1::uuid[])',
};
/** Parts that came before the message that names their file was read. */
const early: Statement = {
  name: 'exchange.early-parts',
  text: `select m.id from message_in m where m.state = 'parked' and m.code = 'FILE_NOT_ASKED' and m.attempts < $1
    and exists (select from file_in f where f.partner = m.partner and f.state = 'awaited' and f.opened_at >= m.received_at) limit $2`,
};

/** @returns its id; null where it is awaited or here already, whose id `fileOfDigest` tells */
export async function expectFile(
  tx: EntityManager,
  { id, partner, digest, bytes, state, code }: Pick<FileIn, 'id' | 'partner' | 'digest' | 'bytes' | 'state' | 'code'>,
  at: Date,
): Promise<string | null> {
  return (await sql<{ id: string }>(tx, expect, [id, partner, digest, bytes, state, code, at]))[0]?.id ?? null;
}

/** Under its lock. */
export const fileOfDigest = async (tx: EntityManager, partner: string, digest: string): Promise<FileIn | null> =>
  (await sql<FileIn>(tx, ofDigest, [partner, digest]))[0] ?? null;

export const fileById = async (tx: EntityManager, id: string): Promise<FileIn | null> => (await sql<FileIn>(tx, byId, [id]))[0] ?? null;

export async function nameFile(
  tx: EntityManager,
  { id, fileId, messageId, place, role, petitionId }: Omit<NamedFile, 'state' | 'code'>,
): Promise<void> {
  await sql(tx, name, [id, fileId, messageId, place, role, petitionId]);
}

/** Bytes of the partner's files that are awaited or wait here. */
export const awaitedBytes = async (tx: EntityManager, partner: string): Promise<number> =>
  (await sql<{ bytes: number }>(tx, awaited, [partner]))[0]!.bytes;

/** In the order of the file. */
export const partsIn = (tx: EntityManager, fileId: string): Promise<PartIn[]> => sql<PartIn>(tx, partsOf, [fileId]);

export async function keepPartOf(tx: EntityManager, fileId: string, { part, blobId, bytes }: PartIn): Promise<void> {
  await sql(tx, keepPartIn, [fileId, part, blobId, bytes]);
}

/** @returns blobs that nobody refers to any more */
export const dropPartsOf = async (tx: EntityManager, fileId: string): Promise<string[]> =>
  (await sql<{ blobId: string }>(tx, dropPartsIn, [fileId])).map(({ blobId }) => blobId);

export async function fileBegun(tx: EntityManager, id: string, parts: number, key: string): Promise<void> {
  await sql(tx, begun, [id, parts, key]);
}

export async function moveFileIn(tx: EntityManager, id: string, state: FileInState, code: string | null = null): Promise<void> {
  await sql(tx, move, [id, state, code]);
}

export async function fileAnew(tx: EntityManager, id: string): Promise<void> {
  await sql(tx, anew, [id]);
}

export async function keepFileAnswer(tx: EntityManager, of: FileAnswer): Promise<void> {
  await sql(tx, answer, [of.messageId, of.partner, of.conversation, of.sequence, of.digest, of.code, of.at]);
}

/** They are kept no more. */
export const takeFileAnswers = (tx: EntityManager, limit: number): Promise<FileAnswer[]> => sql<FileAnswer>(tx, takeAnswers, [limit]);

export async function filesRegistered(tx: EntityManager, messageId: string, petitionId: string): Promise<void> {
  await sql(tx, registered, [messageId, petitionId]);
}

/** @returns the files that the message named */
export const refuseNamed = async (tx: EntityManager, messageId: string, code: string): Promise<string[]> =>
  (await sql<{ fileId: string }>(tx, refuse, [messageId, code])).map(({ fileId }) => fileId);

export interface DueFile extends Pick<NamedFile, 'id' | 'fileId' | 'code'> {
  readonly petitionId: string;
  readonly fileState: 'complete' | 'refused';
}

/** Files of petitions that intake has not heard of and of which something is to be said; they are locked. */
export const filesToOffer = (tx: EntityManager, limit: number): Promise<DueFile[]> => sql<DueFile>(tx, due, [limit]);

export async function moveNamedFile(tx: EntityManager, id: string, state: NamedFile['state'], code: string | null = null): Promise<void> {
  await sql(tx, moveNamed, [id, state, code]);
}

/** Under its lock. */
export const namedFile = async (tx: EntityManager, id: string): Promise<NamedFile | null> =>
  (await sql<NamedFile>(tx, namedById, [id]))[0] ?? null;

export interface FileOfMessage
  extends Pick<NamedFile, 'id' | 'fileId' | 'place' | 'role'>, Pick<FileIn, 'state' | 'code' | 'parts' | 'bytes'> {
  /** Parts that are here. */
  readonly here: number;
}

/** In the order of the message. */
export const filesOfMessage = (tx: EntityManager, messageId: string): Promise<FileOfMessage[]> =>
  sql<FileOfMessage>(tx, namedBy, [messageId]);

/** Ends a file that no message needs any more; of another one nothing changes. */
export async function endUnneeded(tx: EntityManager, id: string, state: 'refused' | 'gone', code: string | null = null): Promise<void> {
  await sql(tx, unneeded, [id, state, code]);
}

/** Files that have ended and whose parts still lie here. */
export const endedWithParts = async (tx: EntityManager, limit: number): Promise<string[]> =>
  (await sql<{ id: string }>(tx, ended, [limit])).map(({ id }) => id);

/** Of these blobs, those that hold a part. */
export const knownBlobs = async (tx: EntityManager, blobIds: readonly string[]): Promise<string[]> =>
  (await sql<{ blobId: string }>(tx, known, [blobIds])).map(({ blobId }) => blobId);

/** Messages of parts that were parked before their file was named. */
export const earlyParts = async (tx: EntityManager, attempts: number, limit: number): Promise<string[]> =>
  (await sql<{ id: string }>(tx, early, [attempts, limit])).map(({ id }) => id);
