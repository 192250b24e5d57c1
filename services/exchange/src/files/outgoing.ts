import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan, MESSAGE_KINDS } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { BlobStore } from '@sunshine/files';
import { Health, Time, transaction } from '@sunshine/platform';
import { openUnder, sealUnder } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { goesAgain, nextParts, partsOfFile, placeOfPart } from '../domain/files.js';
import { NodeKeys } from '../keys/node-keys.js';
import { partnerOf } from '../partners/partners.rows.js';
import { tellDropped } from '../receiving/link.handlers.js';
import { Rounds } from '../rounds.js';
import { Outbox } from '../sending/outbox.js';
import {
  dropParts,
  endFileOut,
  fileAgain,
  forgetParts,
  insertFileOut,
  openFiles,
  partnersWithFiles,
  partsLinedUp,
  partsUnderway,
  type FileOut,
  type OpenFile,
} from './outgoing.rows.js';

const PURPOSE = 'files for other nodes';
const placeOf = (fileId: string): string => `file out|${fileId}`;
/** Conversation of the parts of a file. */
const conversationOf = (fileId: string, tries: number): string => `file.${fileId}.${tries}`;
/** Files of one partner that are looked at in a round. */
const OF_A_ROUND = 50;

/** Where intake keeps a file, and the key under which its bytes lie there (ADR 0108). */
export const GivenFile = z.object({
  digest: z.string(),
  blobId: z.uuid(),
  /** Base64. */
  key: z.string(),
  bytes: z.int().min(1),
});
export type GivenFile = z.output<typeof GivenFile>;

interface Naming {
  readonly petitionId: string;
  readonly partner: string;
  readonly messageId: string;
  readonly division: string;
}

/**
 * Sends the files that messages name, behind the messages: in parts, each file in a conversation of its own. A window of parts is lined up for
 * a partner, the next ones as receipts come; their bytes are read from where they lie when it is their turn.
 */
@Injectable()
export class OutgoingFiles extends Rounds {
  /** Where intake keeps files. */
  private readonly blobs: BlobStore;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly outbox: Outbox,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
    health: Health,
  ) {
    super('files to other nodes', config.EXCHANGE_PAUSE_MS, health);
    this.blobs = new BlobStore(config.FILES_DIR);
  }

  /** Files that the message names and whose bytes were given go to its receiver; rows carry none. */
  async send(
    tx: EntityManager,
    naming: Naming,
    attachments: readonly { readonly digest: string }[],
    given: readonly GivenFile[],
  ): Promise<void> {
    if (attachments.length === 0 || (await partnerOf(tx, naming.partner))?.way === 'rows') return;
    for (const { digest } of attachments) {
      const file = given.find((one) => one.digest === digest);
      if (!file) continue;
      const { blobId, key, bytes } = file;
      const id = uuid();
      const source = sealUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(id), JSON.stringify({ blobId, key }));
      const parts = partsOfFile(bytes, exchangePlan.files.partBytes);
      const row = { ...naming, id, conversation: conversationOf(id, 1), digest, bytes, parts, source };
      await insertFileOut(tx, row, this.time.now());
    }
  }

  async run(): Promise<boolean> {
    if (!this.keys.on) return false;
    let moved = false;
    for (const partner of await partnersWithFiles(this.db.manager))
      if (!this.stopped) moved = (await transaction(this.db, (tx) => this.to(tx, partner))) || moved;
    return moved;
  }

  private async to(tx: EntityManager, partner: string): Promise<boolean> {
    const files = await openFiles(tx, partner, OF_A_ROUND);
    let underway = await partsUnderway(tx, partner);
    let moved = false;
    for (const file of files) {
      if (file.ended || file.named === 'dropped' || file.answer !== null) {
        await this.answered(tx, file);
        moved = true;
      } else if (file.named === 'sent') {
        const lined = await this.next(tx, file, underway);
        underway += lined;
        moved ||= lined > 0;
      }
    }
    return moved;
  }

  private async answered(tx: EntityManager, file: OpenFile): Promise<void> {
    const { id, answer, ended, named, tries } = file;
    const at = this.time.now();
    if (answer === 'accepted') {
      await endFileOut(tx, id, 'held', { code: null, at });
      return forgetParts(tx, file);
    }
    await this.giveUpParts(tx, file, at);
    if (!ended && named !== 'dropped' && goesAgain(file.code, tries, exchangePlan.files.tries))
      return fileAgain(tx, id, conversationOf(id, tries + 1));
    await this.refused(tx, id, file.code ?? 'FILE_MATTER_REFUSED', at);
  }

  /** @returns how many parts were lined up */
  private async next(tx: EntityManager, file: OpenFile, underway: number): Promise<number> {
    const { partBytes, window } = exchangePlan.files;
    const next = nextParts(file, underway, window);
    if (next.length === 0 || file.source === null) return 0;
    const source = JSON.parse(openUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(file.id), file.source)) as {
      blobId: string;
      key: string;
    };
    const key = Buffer.from(source.key, 'base64');
    try {
      for (const part of next) {
        const { from, length } = placeOfPart(part, file.bytes, partBytes);
        const bytes = await this.blobs.readFrom(source.blobId, key, from, length);
        await this.lineUp(tx, file, part, bytes);
      }
    } catch (error) {
      if (!isDomainError(error)) throw error;
      // It is not to be sent, or its bytes are no more: nothing of it will follow.
      await this.giveUpParts(tx, file, this.time.now());
      await this.refused(tx, file.id, error.code, this.time.now());
      return 0;
    }
    await partsLinedUp(tx, file.id, next.at(-1)!);
    return next.length;
  }

  private async lineUp(tx: EntityManager, file: FileOut, part: number, bytes: Buffer): Promise<void> {
    const { partner, conversation, division, digest, parts } = file;
    const { version: schemaVersion } = MESSAGE_KINDS.attachment;
    const body = { digest, part, parts, content: bytes.toString('base64') };
    await this.outbox.enqueue(tx, { partner, conversation, kind: 'attachment', schemaVersion, division, body });
  }

  private async giveUpParts(tx: EntityManager, file: FileOut, at: Date): Promise<void> {
    const { partner, conversation } = file;
    for (const sequence of await dropParts(tx, file, at)) await tellDropped(tx, this.outbox, { partner, conversation, sequence });
  }

  private refused(tx: EntityManager, id: string, code: string, at: Date): Promise<void> {
    return endFileOut(tx, id, 'refused', { code, at });
  }
}
