import type { Statement } from '@sunshine/platform';
import type { FileRole, FileType } from '../domain/files/files.js';

export interface StoredFileRow {
  readonly id: string;
  readonly blobId: string;
  readonly personId: string | null;
  readonly passId: string | null;
  /** Bytes as declared; once stripped, bytes of the stripped file. */
  readonly size: number;
  /** Null until the upload is complete. */
  readonly type: FileType | null;
  readonly sha256: string | null;
  readonly stripped: boolean;
  readonly used: boolean;
}

export interface PetitionFileRow {
  readonly id: string;
  readonly petitionId: string;
  readonly role: FileRole;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string | null;
  readonly sealed: string | null;
  readonly stripped: boolean;
  readonly addedOn: string;
  readonly blobId: string;
  /** Of its petition. */
  readonly number: string;
  readonly kind: 'CLAIM' | 'SUGGESTION' | 'REPORT';
}

export const storedFiles: Statement = {
  name: 'intake.stored-files',
  text: `select f.id, f.blob_id as "blobId", f.person_id as "personId", f.pass_id as "passId", f.size, f.type, f.sha256, f.stripped,
      r.file_id is not null as used
    from stored_file f left join file_reference r on r.file_id = f.id where f.id = any($1::uuid[])`,
};
export const insertFile: Statement = {
  name: 'intake.file-insert',
  text: 'insert into stored_file (id, blob_id, person_id, pass_id, size, created_at, active_at, staged_by) values ($1, $2, $3, $4, $5, $6, $6, $7)',
};
export const completeFile: Statement = {
  name: 'intake.file-complete',
  text: 'update stored_file set type = $2, sha256 = $3, completed_at = $4 where id = $1 and completed_at is null',
};
export const measureFile: Statement = {
  name: 'intake.file-measure',
  text: 'update stored_file set size = $2, received = $2 where id = $1 and completed_at is null',
};
/** A used file has no uploader any more. */
const UNUSED = '(person_id is not null or pass_id is not null)';
/** An upload without content counts as so many bytes. */
const RESERVED_BYTES = 65_536;
const STAGED = `coalesce(sum(greatest(received, least(size, ${RESERVED_BYTES}))), 0)::float8`;
export const countReceived: Statement = {
  name: 'intake.file-received',
  text: 'update stored_file set received = $2, active_at = $3 where id = $1 and completed_at is null returning staged_by as "stagedBy"',
};
/** Bytes of all unused uploads, and of those from one address. */
export const countStaged: Statement = {
  name: 'intake.file-staged',
  text: `select ${STAGED} as staged, coalesce(sum(greatest(received, least(size, ${RESERVED_BYTES}))) filter (where staged_by = $1), 0)::float8 as share
    from stored_file where ${UNUSED}`,
};
export const deleteFile: Statement = {
  name: 'intake.file-delete',
  text: 'delete from stored_file f where f.id = $1 and not exists (select 1 from file_reference r where r.file_id = f.id) returning blob_id as "blobId"',
};
/** Uploads that are unused for too long, incomplete and idle for too long, or begun without any content. */
export const orphanFiles: Statement = {
  name: 'intake.file-orphans',
  text: `select f.id from stored_file f
    where ${UNUSED} and not exists (select 1 from file_reference r where r.file_id = f.id)
      and (f.created_at < $1 or (f.completed_at is null and (f.active_at < $3 or (f.received = 0 and f.active_at < $4))))
    order by f.created_at limit $2`,
};
export const knownBlobs: Statement = {
  name: 'intake.file-known-blobs',
  text: 'select blob_id as "blobId" from stored_file where blob_id = any($1::uuid[])',
};
/** Waits for transactions that use the file. */
export const currentBlobs: Statement = {
  name: 'intake.file-current-blobs',
  text: 'select blob_id as "blobId" from stored_file where id = any($1::uuid[]) for share',
};

export const lockUploads: Statement = {
  name: 'intake.upload-lock',
  text: `select pg_advisory_xact_lock(hashtextextended('upload ' || $1, 0))`,
};
export const countReferences: Statement = {
  name: 'intake.file-reference-count',
  text: 'select count(*)::int as present from file_reference where petition_id = $1',
};
/** Answers the files taken; a file that another act has taken meanwhile, or that is gone, is missing from the answer. */
export const insertReferences: Statement = {
  name: 'intake.file-reference-insert',
  text: `insert into file_reference (file_id, petition_id, role, added_on, added_at, position, added_by, organ_id)
    select f.id, $1, n.role, $2, $3, n.position, $4, $5
      from unnest($6::uuid[], $7::text[]) with ordinality as n(file_id, role, position) join stored_file f on f.id = n.file_id
    on conflict (file_id) do nothing returning file_id as "fileId"`,
};
export const useFiles: Statement = {
  name: 'intake.file-use',
  text: `update stored_file f set person_id = null, pass_id = null, staged_by = null, blob_id = n.blob_id, size = n.size, stripped = n.stripped,
      sealed = n.sealed, sha256 = case when n.sealed is null then f.sha256 end
    from unnest($1::uuid[], $2::uuid[], $3::int[], $4::boolean[], $5::text[]) as n(id, blob_id, size, stripped, sealed) where f.id = n.id`,
};

const PETITION_FILE = `f.id, r.petition_id as "petitionId", r.role, f.type, f.size, f.sha256, f.sealed, f.stripped, r.added_on as "addedOn",
      f.blob_id as "blobId", p.number, p.kind
    from file_reference r join stored_file f on f.id = r.file_id join petition p on p.id = r.petition_id`;
export const filesOfPetitions: Statement = {
  name: 'intake.files-of',
  text: `select ${PETITION_FILE} where r.petition_id = any($1::uuid[]) order by r.petition_id, r.added_at, r.position`,
};
export const petitionFile: Statement = {
  name: 'intake.petition-file',
  text: `select ${PETITION_FILE} where f.id = $1`,
};
export const petitionOfFile: Statement = {
  name: 'intake.file-petition',
  text: 'select id, kind, anonymous from petition where id = $1',
};
