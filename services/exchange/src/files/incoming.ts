import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan, readBody, type MessageBody } from '@sunshine/envelope';
import { BlobStore } from '@sunshine/files';
import { Time } from '@sunshine/platform';
import { openUnder, sealUnder } from '@sunshine/sealing';
import { FILING_LIMITS } from '@sunshine/words';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { takePart } from '../domain/files.js';
import { Handlers, type Arrived } from '../receiving/handlers.js';
import {
  awaitedBytes,
  dropPartsOf,
  endUnneeded,
  expectFile,
  fileAnew,
  fileBegun,
  fileOfDigest,
  filesRegistered,
  keepFileAnswer,
  keepPartOf,
  moveFileIn,
  nameFile,
  partsIn,
  refuseNamed,
  type FileIn,
  type PartIn,
} from './incoming.rows.js';

const PURPOSE = 'files of other nodes';
const placeOf = (fileId: string): string => `file in|${fileId}`;
const KEY_BYTES = 32;
/** Below the folder that is shared with intake, whose sweep does not look here. */
const FOLDER = 'exchange';

export type Attachment = NonNullable<MessageBody<'opinion'>['attachments']>[number];
interface Naming {
  readonly partner: string;
  readonly messageId: string;
  /** Null for a matter that nobody has registered yet. */
  readonly petitionId: string | null;
}

/**
 * Files of other nodes: what a message names is awaited, part by part, and is there as soon as all of it came and is what was named. The parts
 * lie on disk, sealed under a key for each file.
 */
@Injectable()
export class IncomingFiles {
  readonly blobs: BlobStore;

  constructor(
    handlers: Handlers,
    private readonly time: Time,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
  ) {
    this.blobs = new BlobStore(join(config.FILES_DIR, FOLDER));
    handlers.register('attachment', (tx, message) => this.part(tx, message));
  }

  /** Awaits what the message names. What would be too much is refused, and its sender told so at its first part. */
  async expect(tx: EntityManager, { partner, messageId, petitionId }: Naming, attachments: readonly Attachment[]): Promise<void> {
    let awaited = attachments.length === 0 ? 0 : await awaitedBytes(tx, partner);
    for (const [place, { digest, bytes, role = null }] of attachments.entries()) {
      const code =
        bytes > FILING_LIMITS.fileBytes
          ? 'FILE_TOO_LARGE_HERE'
          : awaited + bytes > exchangePlan.files.awaitedBytes
            ? 'FILES_OF_PARTNER_FULL'
            : null;
      const fileId = await this.named(tx, { partner, digest, bytes }, code);
      await nameFile(tx, { id: uuid(), fileId, messageId, place, role, petitionId });
      if (code === null) awaited += bytes;
    }
  }

  /** The matter is not taken; nothing of its files is. */
  async refuse(tx: EntityManager, partner: string, attachments: readonly Attachment[]): Promise<void> {
    for (const { digest, bytes } of attachments) await this.named(tx, { partner, digest, bytes }, 'FILE_MATTER_REFUSED');
  }

  /** The matter is a petition here: its files are the petition's, those too that are not whole yet. */
  registered(tx: EntityManager, messageId: string, petitionId: string): Promise<void> {
    return filesRegistered(tx, messageId, petitionId);
  }

  /** A registrar did not take the matter: its files go, unless another message named them. */
  async drop(tx: EntityManager, messageId: string): Promise<void> {
    for (const fileId of await refuseNamed(tx, messageId, 'FILE_MATTER_REFUSED'))
      await endUnneeded(tx, fileId, 'refused', 'FILE_MATTER_REFUSED');
  }

  /** The key of the parts of a file. */
  keyOf({ id, key }: Pick<FileIn, 'id' | 'key'>): Buffer {
    if (key === null) throw new Error(`file ${id} has no key`);
    return Buffer.from(openUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(id), key), 'base64');
  }

  /** The bytes of these parts of a file, in their order. */
  async *read(file: Pick<FileIn, 'id' | 'key'>, parts: readonly PartIn[]): AsyncGenerator<Uint8Array> {
    const key = this.keyOf(file);
    for (const { blobId, bytes } of parts) yield* this.blobs.read(blobId, key, bytes);
  }

  private async named(tx: EntityManager, { partner, digest, bytes }: Pick<FileIn, 'partner' | 'digest' | 'bytes'>, code: string | null) {
    const state = code === null ? 'awaited' : 'refused';
    const id = await expectFile(tx, { id: uuid(), partner, digest, bytes, state, code }, this.time.now());
    // Parts of an earlier time are no parts of this one; what lay on disk goes with the next sweep.
    if (id !== null) await dropPartsOf(tx, id);
    return id ?? (await fileOfDigest(tx, partner, digest))!.id;
  }

  /**
   * One that no message has named parks its conversation; it is tried again as soon as one does.
   * @throws FILE_NOT_ASKED, BODY_VERSION_MALFORMED, BODY_MALFORMED
   */
  private async part(tx: EntityManager, message: Arrived): Promise<void> {
    const { head, partner, digest } = message;
    const { value } = readBody('attachment', head.schemaVersion, message.body, ['sender', 'in-charge']);
    const { part, parts, content } = value;
    const file = await fileOfDigest(tx, partner.node, value.digest);
    if (!file) throw exchangeError('FILE_NOT_ASKED', { details: { node: partner.node } });
    const told = (code: string | null) => {
      const { id: messageId, conversation, sequence } = head;
      return keepFileAnswer(tx, { messageId, partner: partner.node, conversation, sequence, digest, code, at: this.time.now() });
    };
    if (file.state === 'refused') return told(file.code);
    const state = file.state === 'awaited' ? await this.taken(tx, file, { part, parts }, Buffer.from(content, 'base64')) : 'complete';
    if (state === 'spoilt') return told('FILE_DIGEST_OTHER');
    // The last one of a conversation is answered, whatever came before it.
    if (part === parts || state === 'whole') await told(state === 'awaited' ? 'FILE_INCOMPLETE_THERE' : null);
  }

  private async taken(
    tx: EntityManager,
    file: FileIn,
    { part, parts }: { readonly part: number; readonly parts: number },
    content: Buffer,
  ): Promise<'awaited' | 'whole' | 'spoilt'> {
    const lying = await partsIn(tx, file.id);
    const here = new Map(lying.map((one) => [one.part, one.bytes]));
    const is = takePart({ bytes: file.bytes, parts: file.parts, here }, { part, parts, bytes: content.length });
    if (is === 'doubled') return 'awaited';
    if (is === 'wrong') return this.spoilt(tx, file);
    const { key, ...begun } = file.key === null ? await this.begin(tx, file, parts) : { ...file, key: file.key };
    const kept = { part, blobId: uuid(), bytes: content.length };
    await this.blobs.create(kept.blobId);
    await this.blobs.append(kept.blobId, this.keyOf({ id: begun.id, key }), once(content));
    await keepPartOf(tx, file.id, kept);
    if (is === 'kept') return 'awaited';
    const all = [...lying, kept].sort((one, other) => one.part - other.part);
    if (!(await this.isWhole({ ...begun, key }, all))) return this.spoilt(tx, file);
    await moveFileIn(tx, file.id, 'complete');
    return 'whole';
  }

  private async begin(tx: EntityManager, file: FileIn, parts: number): Promise<FileIn & { readonly key: string }> {
    const key = sealUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(file.id), randomBytes(KEY_BYTES).toString('base64'));
    await fileBegun(tx, file.id, parts, key);
    return { ...file, parts, key };
  }

  /** By the digest that was named: SHA-256 or SM3. */
  private async isWhole(file: FileIn, parts: readonly PartIn[]): Promise<boolean> {
    const hashes = ['sha256', 'sm3'].map((name) => createHash(name));
    for await (const piece of this.read(file, parts)) for (const hash of hashes) hash.update(piece);
    return hashes.some((hash) => hash.digest('hex') === file.digest);
  }

  /** What came is dropped, and asked for again while there are tries. */
  private async spoilt(tx: EntityManager, file: FileIn): Promise<'spoilt'> {
    await dropPartsOf(tx, file.id);
    if (file.tries >= exchangePlan.files.tries) await moveFileIn(tx, file.id, 'refused', 'FILE_DIGEST_OTHER');
    else await fileAnew(tx, file.id);
    return 'spoilt';
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
