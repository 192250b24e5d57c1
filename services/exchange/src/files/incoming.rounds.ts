import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan, unparked } from '@sunshine/envelope';
import { ArrivedFileComplete, type Act } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Health, Time, transaction } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { GivenReceipts } from '../receiving/given.receipts.js';
import { timesOf } from '../receiving/receiver.js';
import { endMessageIn, lockConversation, messageIn, saveConversation } from '../receiving/receiving.rows.js';
import { Rounds } from '../rounds.js';
import { IncomingFiles } from './incoming.js';
import { dropPartsOf, earlyParts, endedWithParts, filesToOffer, knownBlobs, moveNamedFile, takeFileAnswers } from './incoming.rows.js';

const OF_A_ROUND = 100;
const HOUR_MS = 3_600_000;
/** Parts on disk that belong to nothing are destroyed after so many hours. */
const STRAY_HOURS = 24;

/** What becomes of files of other nodes: their senders are told, intake takes them over, and what nobody needs is destroyed. */
@Injectable()
export class IncomingRounds extends Rounds {
  private swept = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly receipts: GivenReceipts,
    private readonly files: IncomingFiles,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('files of other nodes', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on) return false;
    const early = await this.early();
    const answered = this.keys.signs && (await transaction(this.db, (tx) => this.answer(tx)));
    const offered = await this.offer();
    await this.destroy();
    await this.sweep();
    return early || answered || offered;
  }

  /** A part that came before its file was named is applied now. */
  private async early(): Promise<boolean> {
    const found = await earlyParts(this.db.manager, exchangePlan.applyAttempts, OF_A_ROUND);
    for (const id of found)
      await transaction(this.db, async (tx) => {
        const lying = await messageIn(tx, id);
        if (!lying) return;
        const conversation = await lockConversation(tx, lying);
        if ((await messageIn(tx, id))?.state !== 'parked') return;
        await endMessageIn(tx, id, { state: 'held', code: null, failure: null, endedAt: null });
        const is = unparked(conversation);
        await saveConversation(tx, lying, is, timesOf(is, this.time.now()));
      });
    return found.length > 0;
  }

  private async answer(tx: EntityManager): Promise<boolean> {
    const answers = await takeFileAnswers(tx, OF_A_ROUND);
    for (const { code, at, ...of } of answers) {
      const answer = code === null ? 'accepted' : 'refused';
      await this.receipts.give(tx, of, { answer, items: [{ item: 'file', answer, ...(code !== null && { code }) }] }, at);
    }
    return answers.length > 0;
  }

  private offer(): Promise<boolean> {
    const at = this.time.now().toISOString();
    const act: Act = { actor: { kind: 'service', id: 'exchange' }, at, on: this.time.today(), recordedAt: at, correlationId: uuid() };
    return this.commands.act(act, async (tx, emit) => {
      const due = await filesToOffer(tx, OF_A_ROUND);
      for (const { id, petitionId, fileState, code } of due) {
        await moveNamedFile(tx, id, fileState === 'complete' ? 'offered' : 'refused', code);
        if (fileState === 'complete') emit(petitionId, ArrivedFileComplete.create({ petitionId, fileId: id }));
      }
      return due.length > 0;
    });
  }

  private async destroy(): Promise<void> {
    for (const id of await endedWithParts(this.db.manager, OF_A_ROUND))
      for (const blobId of await dropPartsOf(this.db.manager, id)) await this.files.blobs.remove(blobId);
  }

  /** Once an hour: of a part whose message was not applied after all, and of a file that came spoilt, the bytes still lie there. */
  private async sweep(): Promise<void> {
    const now = this.time.now().getTime();
    if (now - this.swept < HOUR_MS) return;
    const idle = await this.files.blobs.idle(STRAY_HOURS);
    const known = new Set(idle.length === 0 ? [] : await knownBlobs(this.db.manager, idle));
    for (const blobId of idle) if (!known.has(blobId)) await this.files.blobs.remove(blobId);
    this.swept = now;
  }
}
