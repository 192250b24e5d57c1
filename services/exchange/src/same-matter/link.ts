import { Injectable } from '@nestjs/common';
import { exchangePlan } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import {
  petitionNumber,
  SameMatterAnswered,
  SameMatterListReceived,
  SameMatterQuestioned,
  type Act,
  type DataOf,
  type NewEvent,
  type SameMatterAsked,
  type SameMatterEvaluated,
  type SameMatterListMade,
} from '@sunshine/events';
import { appendToOutbox, BusServer, type Emit } from '@sunshine/messaging';
import { afterCommit, shanghaiDay, Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { dayAfter } from '../domain/reconciled.js';
import { REASON_MOST, requireWithinLimits } from '../domain/same-matter.js';
import { formOf, Handlers, type Arrived } from '../receiving/handlers.js';
import { NO_DIVISION, Outbox } from '../sending/outbox.js';
import { addQuestion, askedBefore, drawQuestions, endQuestion, explainQuestion } from './same-matter.rows.js';

/** Conversation of the comparison of matters. */
const CONVERSATION = 'link.same-matter';

const { sameMatter: plan } = exchangePlan;
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const elements = z.array(hex(32)).min(1).max(100);
const question = z.uuid();

const List = z.object({
  listId: z.uuid(),
  publicKey: hex(32),
  expiresAt: z.iso.datetime(),
  part: z.int().min(1).max(10_000),
  parts: z.int().min(1).max(10_000),
  entries: z.array(z.object({ tag: hex(32), sealed: z.string().regex(/^[A-Za-z0-9_-]{40,120}$/) })).max(plan.entriesOfPart),
});
const Question = z.object({ question, listId: z.uuid(), number: petitionNumber, officer: hex(32), blinded: elements });
const Answer = z.object({
  question,
  evaluation: z.object({ evaluated: elements, proof: hex(64) }).nullable(),
  refused: z
    .string()
    .regex(/^[A-Z][A-Z_]{0,79}$/)
    .nullable(),
});
const Sample = z.object({ questions: z.array(question).min(1).max(1_000) });
const Reason = z.object({
  question,
  reason: z
    .string()
    .min(1)
    .max(2 * REASON_MOST),
});

/** Bodies of the comparison of matters, by their kinds. */
export const sameMatterBodies = {
  'same-matter-list': List,
  'same-matter-question': Question,
  'same-matter-answer': Answer,
  'same-matter-sample': Sample,
  'same-matter-reason': Reason,
};
type SameMatterKind = keyof typeof sameMatterBodies;

/**
 * Carries the comparison of matters between intake and the partners: lists, questions, answers and samples. It sees blinded elements and sealed
 * entries, has no key to either, and keeps the record of who asked what when. What it may not send or take is refused with a code.
 */
@Injectable()
export class SameMatterLink {
  constructor(
    handlers: Handlers,
    private readonly outbox: Outbox,
    private readonly time: Time,
    private readonly bus: BusServer,
  ) {
    handlers.register('same-matter-list', (tx, message) => this.listCame(tx, message));
    handlers.register('same-matter-question', (tx, message) => this.questioned(tx, message));
    handlers.register('same-matter-answer', (tx, message) => this.answered(tx, message));
    handlers.register('same-matter-sample', (tx, message) => this.sampled(tx, message));
    handlers.register('same-matter-reason', (tx, message) => this.explained(tx, message));
  }

  /** A registrar of this node asks a partner; where it may not be sent, the answer says why. */
  async ask(
    tx: EntityManager,
    emit: Emit,
    { questionId: id, node: partner, listId, number, officer, blinded }: DataOf<typeof SameMatterAsked>,
  ): Promise<void> {
    const now = this.time.now();
    const code = await this.refusal(() =>
      this.say(tx, partner, 'same-matter-question', { question: id, listId, number, officer, blinded }),
    );
    const state = code === null ? 'waiting' : 'refused';
    const entry = { direction: 'asked' as const, id, partner, number, officer, forms: blinded.length, at: now, on: shanghaiDay(now) };
    await addQuestion(tx, { ...entry, state, code });
    if (code !== null) emit(id, SameMatterAnswered.create({ questionId: id, node: partner, evaluation: null, refused: code }));
  }

  /** Intake has made a list for a partner; where the comparison is no longer agreed, it goes nowhere. */
  async sendList(tx: EntityManager, { node, ...list }: DataOf<typeof SameMatterListMade>): Promise<void> {
    await this.refusal(() => this.say(tx, node, 'same-matter-list', list));
  }

  /** Intake has answered a question of a partner. */
  async sendAnswer(
    tx: EntityManager,
    { questionId: id, node: partner, evaluation, refused }: DataOf<typeof SameMatterEvaluated>,
  ): Promise<void> {
    if (!(await endQuestion(tx, { direction: 'received', id, partner, code: refused }, this.time.now()))) return;
    await this.refusal(() => this.say(tx, partner, 'same-matter-answer', { question: id, evaluation, refused }));
  }

  /** Tells the partner that the reasons of these questions of its own are asked for. @throws PARTNER_UNKNOWN, KIND_NOT_ALLOWED */
  async draw(tx: EntityManager, partner: string, ids: readonly string[]): Promise<void> {
    const now = this.time.now();
    const fresh = await drawQuestions(tx, { direction: 'received', partner, ids }, now, this.reasonBy(now));
    if (fresh.length > 0) await this.say(tx, partner, 'same-matter-sample', { questions: fresh });
  }

  /** @throws PARTNER_UNKNOWN, KIND_NOT_ALLOWED */
  async explain(tx: EntityManager, partner: string, id: string, reason: string): Promise<void> {
    await explainQuestion(tx, { direction: 'asked', partner, id, reason }, this.time.now());
    await this.say(tx, partner, 'same-matter-reason', { question: id, reason });
  }

  private async listCame(tx: EntityManager, { partner: { node }, body, head }: Arrived): Promise<void> {
    const list = formOf(List, body);
    await this.tell(tx, list.listId, SameMatterListReceived.create({ node, ...list }), head.id);
  }

  private async questioned(tx: EntityManager, { partner: { node: partner }, body, head, receivedAt: at }: Arrived): Promise<void> {
    const { question: id, listId, number, officer, blinded } = formOf(Question, body);
    const on = shanghaiDay(at);
    const before = await askedBefore(tx, partner, on, officer);
    const code = await this.refusal(() => requireWithinLimits(before, blinded.length, plan));
    const state = code === null ? 'waiting' : 'refused';
    const fresh = await addQuestion(tx, {
      direction: 'received',
      id,
      partner,
      number,
      officer,
      forms: blinded.length,
      at,
      on,
      state,
      code,
    });
    if (!fresh) return; // answered under its first message
    if (code === null) await this.tell(tx, id, SameMatterQuestioned.create({ questionId: id, node: partner, listId, blinded }), head.id);
    else await this.say(tx, partner, 'same-matter-answer', { question: id, evaluation: null, refused: code });
  }

  private async answered(tx: EntityManager, { partner: { node: partner }, body, head }: Arrived): Promise<void> {
    const { question: id, evaluation, refused } = formOf(Answer, body);
    const code = evaluation ? null : (refused ?? 'SAME_MATTER_MALFORMED');
    if (!(await endQuestion(tx, { direction: 'asked', id, partner, code }, this.time.now()))) return;
    await this.tell(tx, id, SameMatterAnswered.create({ questionId: id, node: partner, evaluation, refused: code }), head.id);
  }

  private async sampled(tx: EntityManager, { partner: { node: partner }, body, receivedAt }: Arrived): Promise<void> {
    const { questions: ids } = formOf(Sample, body);
    await drawQuestions(tx, { direction: 'asked', partner, ids }, receivedAt, this.reasonBy(receivedAt));
  }

  private async explained(tx: EntityManager, { partner: { node: partner }, body, receivedAt }: Arrived): Promise<void> {
    const { question: id, reason } = formOf(Reason, body);
    await explainQuestion(tx, { direction: 'received', partner, id, reason }, receivedAt);
  }

  private reasonBy(from: Date): string {
    return dayAfter(shanghaiDay(from), plan.reasonDays);
  }

  private async say(
    tx: EntityManager,
    partner: string,
    kind: SameMatterKind,
    body: z.input<(typeof sameMatterBodies)[SameMatterKind]>,
  ): Promise<void> {
    await this.outbox.enqueue(tx, { partner, conversation: CONVERSATION, kind, schemaVersion: 1, division: NO_DIVISION, body });
  }

  /** The code with which the work was refused; null: it was done. */
  private async refusal(work: () => Promise<void> | void): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      if (!isDomainError(error)) throw error;
      return error.code;
    }
  }

  /** Tells intake, in the transaction of the message. */
  private async tell(tx: EntityManager, key: string, event: NewEvent, correlationId: string): Promise<void> {
    const at = this.time.now().toISOString();
    const act: Act = { actor: { kind: 'service', id: 'exchange' }, at, on: this.time.today(), recordedAt: at, correlationId };
    await appendToOutbox(tx, 'exchange', [{ key, event, act }]);
    afterCommit(tx, () => this.bus.wake());
  }
}
