import { Inject, Injectable } from '@nestjs/common';
import type { BusinessReceipt } from '@sunshine/envelope';
import { eventCode, MatterFileListed, MatterHandedOver, MatterTold, SenderTold, WordsArrived } from '@sunshine/events';
import { Commands, type Emit } from '@sunshine/messaging';
import { Health, shanghaiDay, Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import type { MatterState } from '../domain/hand-back.js';
import { giveBack, handedByOf } from '../hand-back/giving-back.js';
import { NodeKeys } from '../keys/node-keys.js';
import { GivenReceipts } from '../receiving/given.receipts.js';
import { Rounds } from '../rounds.js';
import { fileOfMatter } from './file.rows.js';
import { MatterTeller } from './matter.teller.js';
import { answeredMatters, mattersOf, moveMatter, type AnsweredMatter } from './matters.rows.js';
import { Recipients } from './recipients.js';
import { ToldHandlers } from './told.handlers.js';
import { keeperOf } from './telling.js';
import { openTold, toldAnswered, type OpenTold } from './told.rows.js';

const OF_A_ROUND = 100;
const NOT_TAKEN: BusinessReceipt['items'][number] = { item: 'matter', answer: 'refused', code: 'MATTER_NOT_HANDED_OVER' };
/** That the matter is closed this node tells itself, once its own case says so; an objection is one to this node. */
const OWN_WORDS: ReadonlySet<string> = new Set(['completion', 'objection']);

/** The paper was served on somebody who is no petitioner here by that name. */
const NOBODY = { item: 'recipient', answer: 'refused', code: 'RECIPIENT_UNKNOWN' } as const;

/**
 * Follows what the other node says of a matter that was handed over: its transport receipt starts the terms there, its business receipt of
 * acceptance, and nothing else, puts it in charge. What it tells of the matter afterwards goes to the services of this node, and is answered.
 */
@Injectable()
export class MatterRounds extends Rounds {
  constructor(
    private readonly commands: Commands,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    private readonly receipts: GivenReceipts,
    private readonly teller: MatterTeller,
    private readonly told: ToldHandlers,
    private readonly recipients: Recipients,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('matters handed over', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on) return false;
    const at = this.time.now().toISOString();
    const act = {
      actor: { kind: 'service', id: 'exchange' } as const,
      at,
      on: this.time.today(),
      recordedAt: at,
      correlationId: crypto.randomUUID(),
    };
    return this.commands.act(act, async (tx, emit) => {
      const found = await answeredMatters(tx, OF_A_ROUND);
      for (const matter of found) await this.follow(tx, emit, matter);
      // No receipt can be signed: what was told waits.
      const told = this.keys.signs ? await openTold(tx, OF_A_ROUND) : [];
      const answered: string[] = [];
      for (const one of told) {
        const { petitionId, partner, way } = one;
        const question = petitionId === null ? null : await this.recipients.question(tx, { ...one, petitionId });
        if (question && petitionId !== null) await this.teller.want({ tx, emit, act }, { ...question, petitionId, partner, way });
        else {
          await this.tell(tx, emit, one);
          if (petitionId !== null) await this.list(tx, emit, petitionId);
          answered.push(one.messageId);
        }
      }
      await toldAnswered(tx, answered);
      return found.length + told.length > 0;
    });
  }

  /** Nothing of the matter changes here by a business receipt of what was told: it says that it was taken. */
  private async tell(tx: EntityManager, emit: Emit, told: OpenTold): Promise<void> {
    const { petitionId, messageId, partner: node, kind: messageKind, on, due, ground, recipients, toldAt } = told;
    // Its matter was not taken here after all.
    if (petitionId === null) return this.receipts.give(tx, told, { answer: 'refused', items: [NOT_TAKEN] }, this.time.now());
    const items = recipients?.length === 0 ? [NOBODY] : [];
    await this.receipts.give(tx, told, { answer: 'accepted', items }, this.time.now());
    // The decision on an objection goes to `case` as soon as it comes.
    if (messageKind === 'objection-decision') return;
    const matter = (await mattersOf(tx, [petitionId])).find(({ partner, way }) => partner === node && way === told.way);
    if (!matter) return;
    if (messageKind === 'return')
      return giveBack({ tx, emit }, matter, await handedByOf(tx, this.told.bodyOf(told)), 'returned', this.time.now());
    const { organId } = matter;
    if (keeperOf(messageKind) !== null) {
      emit(petitionId, WordsArrived.create({ petitionId, messageId, organId, node, messageKind, receivedOn: shanghaiDay(toldAt) }));
      return;
    }
    if (told.way === 'came') {
      emit(petitionId, SenderTold.create({ petitionId, messageId, organId, node, messageKind, on, due }));
      return this.teller.passOn(tx, petitionId, 'down', messageKind, this.told.bodyOf(told));
    }
    // Grounds of another node's own are kept as it wrote them, and told to nobody as a code.
    const known = eventCode.safeParse(ground).data ?? null;
    const whom = messageKind === 'service' && { petitionerIds: [...(recipients ?? [])] };
    emit(petitionId, MatterTold.create({ petitionId, messageId, organId, node, messageKind, on, due, ground: known, ...whom }));
    if (!OWN_WORDS.has(messageKind)) await this.teller.passOn(tx, petitionId, 'up', messageKind, this.told.bodyOf(told));
  }

  /** What belongs into the file of a matter that was closed there, with the receipts that stand now. */
  private async list(tx: EntityManager, emit: Emit, petitionId: string): Promise<void> {
    const messages = await fileOfMatter(tx, petitionId);
    if (messages) emit(petitionId, MatterFileListed.create({ petitionId, messages }));
  }

  private async follow(tx: EntityManager, emit: Emit, matter: AnsweredMatter): Promise<void> {
    const { answer, sent, storedAt, at, items } = matter;
    if (matter.state === 'underway') {
      if (sent === 'dropped') return this.move(tx, emit, matter, 'refused', { code: 'MESSAGE_DROPPED' }, this.time.now());
      if (!storedAt) throw new Error(`message ${matter.messageId} is sent without a receipt`);
      return this.move(tx, emit, matter, 'received', { receivedAt: storedAt }, storedAt);
    }
    const answeredAt = at ?? this.time.now();
    if (answer === 'accepted') {
      const partnerNumber = items?.find(({ item }) => item === 'number')?.reason ?? null;
      return this.move(tx, emit, matter, 'held', { answeredAt, partnerNumber }, answeredAt);
    }
    await this.move(
      tx,
      emit,
      matter,
      'refused',
      { answeredAt, code: items?.find(({ code }) => code)?.code ?? 'MATTER_REFUSED' },
      answeredAt,
    );
  }

  private async move(
    tx: EntityManager,
    emit: Emit,
    matter: AnsweredMatter,
    state: Extract<MatterState, 'received' | 'held' | 'refused'>,
    told: Omit<Parameters<typeof moveMatter>[2], 'state'>,
    at: Date,
  ): Promise<void> {
    const { petitionId, messageId, organId, partner: node } = matter;
    await moveMatter(tx, matter, { state, ...told });
    emit(petitionId, MatterHandedOver.create({ petitionId, messageId, organId, node, state, on: shanghaiDay(at) }));
  }
}
