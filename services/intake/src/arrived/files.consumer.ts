import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { lineOf, writeLine } from '@sunshine/audit';
import { newPartKey, openPart, type PartKey } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import {
  ArrivedFileComplete,
  ArrivedFileGiven,
  ArrivedFileTaken,
  ArrivedFileWanted,
  type DataOf,
  type Envelope,
  type PetitionKind,
} from '@sunshine/events';
import { BlobStore, fileError } from '@sunshine/files';
import { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import { openUnder, sealUnder } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { isStripped } from '../domain/files/files.js';
import { roleOfArrived } from '../domain/files/travelling.js';
import { petitionOfFile } from '../files/files.rows.js';
import { PetitionFiles } from '../files/petition-files.js';
import { StoredFiles } from '../files/stored-files.js';

const PURPOSE = 'files of other nodes';
const placeOf = (wantId: string): string => `arrived file|${wantId}`;
/** Where exchange keeps what partners sent, below the folder of files. */
const FOLDER = 'exchange';

/** Where the bytes lie, in their order, and under which key (base64). */
const Given = z.object({
  digest: z.string(),
  bytes: z.int().min(1),
  role: z.string().nullable(),
  parts: z.array(z.object({ blobId: z.uuid(), bytes: z.int().min(1) })),
  key: z.string(),
});
type Given = z.output<typeof Given>;

const want: Statement = {
  name: 'intake.want-arrived-file',
  text: `insert into arrived_file (file_id, petition_id, want_id, secret) values ($1, $2, $3, $4)
    on conflict (file_id) do update set want_id = excluded.want_id, secret = excluded.secret`,
};
const wanted: Statement = {
  name: 'intake.wanted-arrived-file',
  text: 'delete from arrived_file where file_id = $1 and petition_id = $2 and want_id = $3 returning secret',
};

type Petition = { readonly id: string; readonly kind: PetitionKind; readonly anonymous: boolean };
type Bus = Pick<BusContext, 'tx' | 'emit' | 'act'>;

/** Refusals that end by themselves: the bus brings the file again. */
const PASSING: ReadonlySet<string> = new Set(['FILE_CLEANING_BUSY', 'STORAGE_LOW']);

/** Refusals of a file before anything of the petition is written. */
const JUDGED: ReadonlySet<string> = new Set(['FILE_NOT_FOR_ROLE', 'FILES_TOO_MANY', 'FILE_CANNOT_BE_STRIPPED']);

/** Files that another node sent become files of the petition: `exchange` says when one is whole, and gives its key to a key of this taking (ADR 0108). */
@Controller()
export class ArrivedFilesConsumer {
  private readonly arrived: BlobStore;

  constructor(
    private readonly stored: StoredFiles,
    private readonly petitionFiles: PetitionFiles,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {
    this.arrived = new BlobStore(join(config.FILES_DIR, FOLDER));
  }

  @EventPattern<string>('ArrivedFileComplete')
  async complete(@Payload() envelope: Envelope, @Ctx() { tx, emit }: BusContext): Promise<void> {
    if (!ArrivedFileComplete.is(envelope)) return;
    const { petitionId, fileId } = envelope.data;
    const wantId = uuid();
    const pair = await newPartKey();
    await sql(tx, want, [
      fileId,
      petitionId,
      wantId,
      sealUnder(this.config.INTAKE_CODE_KEYS, PURPOSE, placeOf(wantId), JSON.stringify(pair)),
    ]);
    emit(petitionId, ArrivedFileWanted.create({ petitionId, fileId, wantId, key: pair.open }));
  }

  @EventPattern<string>('ArrivedFileGiven')
  async given(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!ArrivedFileGiven.is(envelope)) return;
    const { petitionId, fileId, wantId, sealed } = envelope.data;
    const [row] = await sql<{ secret: string }>(bus.tx, wanted, [fileId, petitionId, wantId]);
    // It has been taken already: the bus may bring an event twice.
    if (!row) return;
    const pair = JSON.parse(openUnder(this.config.INTAKE_CODE_KEYS, PURPOSE, placeOf(wantId), row.secret)) as PartKey;
    const given = Given.parse(await openPart(pair, wantId, sealed));
    const refusedAs = await this.refusalOf(bus, envelope.data, given);
    bus.emit(petitionId, ArrivedFileTaken.create({ petitionId, fileId, refusedAs }));
  }

  /** Null where the file is the petition's now. */
  private async refusalOf({ tx, act }: Bus, { petitionId }: DataOf<typeof ArrivedFileGiven>, given: Given): Promise<string | null> {
    const [petition] = await sql<Petition>(tx, petitionOfFile, [petitionId]);
    if (!petition) return 'PETITION_NOT_FOUND';
    let taken: string | null = null;
    try {
      taken = await this.stored.takeArrived(given.bytes, this.bytesOf(given));
      await this.add(tx, { ...act, actor: { kind: 'service', id: 'exchange' } }, petition, taken, given.role);
      return null;
    } catch (error) {
      if (!isDomainError(error) || PASSING.has(error.code)) throw error;
      // What failed behind the judgement is held by this transaction, and left to the sweep.
      if (taken !== null && JUDGED.has(error.code)) await this.stored.remove(taken);
      return error.code;
    }
  }

  /** What came from the node of an anonymous matter is cleaned here too. Blobs that it takes the place of are left to the sweep. */
  private async add(tx: EntityManager, act: Bus['act'], petition: Petition, fileId: string, said: string | null): Promise<void> {
    const [row] = await this.stored.rows([fileId]);
    if (!row?.type) throw fileError('FILE_UNKNOWN');
    const { type } = row;
    const role = roleOfArrived(said, type);
    const replacements = isStripped(petition.anonymous, role) ? [await this.stored.stripped({ ...row, type }, petition.id)] : [];
    const offered = { named: [{ fileId, role }], mine: new Map([[fileId, row]]), replacements, refusals: new Map() };
    await this.petitionFiles.add(tx, act, petition, offered, { organId: null });
    await writeLine(tx, lineOf(act, 'takeArrivedFile', { subject: petition.id, part: fileId }));
  }

  /** Those that exchange has checked. @throws FILE_DESTROYED */
  private async *bytesOf({ parts, key: coded, digest }: Given): AsyncGenerator<Uint8Array> {
    const key = Buffer.from(coded, 'base64');
    const hashes = ['sha256', 'sm3'].map((name) => createHash(name));
    for (const { blobId, bytes } of parts)
      for await (const piece of this.arrived.read(blobId, key, bytes)) {
        for (const hash of hashes) hash.update(piece);
        yield piece;
      }
    if (hashes.every((hash) => hash.digest('hex') !== digest)) throw new Error('a file of another node is not the one that was checked');
  }
}
