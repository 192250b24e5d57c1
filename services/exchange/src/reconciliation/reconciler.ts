import { Injectable } from '@nestjs/common';
import { differencesIn, exchangePlan, unequalDays, type DaySum, type ListedRow } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { checkSpan, dayAfter, isWithin, listParts, partsOf, type Days } from '../domain/reconciled.js';
import type { PartnerRow } from '../partners/partners.rows.js';
import { formOf, Handlers, type Arrived } from '../receiving/handlers.js';
import { NO_DIVISION, Outbox } from '../sending/outbox.js';
import { messageOut, sendAgain } from '../sending/sending.rows.js';
import {
  answerReconciliation,
  beginReconciliation,
  foundDifferences,
  keptDifferences,
  listedOf,
  mendedDifferences,
  reconciliationOf,
  sumsOf,
  type Direction,
  type NewDifference,
  type ReconciliationRow,
} from './reconciliation.rows.js';

const CONVERSATION = 'link.reconciliation';
/** Of JSON in one message: sealed and signed it stays below what an envelope may have. */
const PART_BYTES = 600_000;

const day = z.iso.date();
const sum = z.tuple([z.int().min(0), z.string().max(64)]).nullable();
const Sums = z.object({
  type: z.literal('sums'),
  id: z.uuid(),
  from: day,
  to: day,
  parts: z.int().min(1).max(1_000),
  /** Conversations behind the first and up to the second, which alone are compared by this part; null: no bound. */
  after: z.string().max(64).nullable(),
  upTo: z.string().max(64).nullable(),
  conversations: z.array(z.object({ conversation: z.string().min(1).max(64), days: z.array(z.object({ day, out: sum, in: sum })) })),
});
const listed = z.object({
  messageId: z.uuid(),
  conversation: z.string().min(1).max(64),
  sequence: z.int().min(1),
  digest: z.string().max(64),
  day,
  receipted: z.boolean(),
  open: z.boolean().optional(),
});
const Lists = z.object({
  type: z.literal('lists'),
  id: z.uuid(),
  /** Of who was asked; of who asked. */
  by: z.enum(['asked', 'asker']),
  /** The last of a part. */
  last: z.boolean(),
  days: z.array(
    z.object({
      ...{ direction: z.enum(['out', 'in']), conversation: z.string().min(1).max(64), day },
      /** Ids behind the first and up to the second, which alone are compared by this list; null: no bound. */
      ...{ after: z.uuid().nullable(), upTo: z.uuid().nullable() },
      rows: z.array(listed),
    }),
  ),
});
const Resend = z.object({ type: z.literal('resend'), messageIds: z.array(z.uuid()).max(1_000) });
/** Body of a message of kind `reconciliation`. */
export const reconciliationBody = z.discriminatedUnion('type', [Sums, Lists, Resend]);

type UnequalDay = z.output<typeof Lists>['days'][number];

const OTHER: Readonly<Record<Direction, Direction>> = { out: 'in', in: 'out' };
const within = ({ after, upTo }: Pick<z.output<typeof Sums>, 'after' | 'upTo'>, conversation: string): boolean =>
  (after === null || conversation > after) && (upTo === null || conversation <= upTo);

/** Compares with a partner what each side has of the messages of days that are over: sums first, then what the unequal days hold. */
@Injectable()
export class Reconciler {
  constructor(
    handlers: Handlers,
    private readonly outbox: Outbox,
    private readonly time: Time,
  ) {
    handlers.register('reconciliation', (tx, message) => this.apply(tx, message));
  }

  /** Asks the partner. @returns id of the reconciliation, which ends when the partner has answered */
  async begin(tx: EntityManager, partner: string, days: Days): Promise<string> {
    const id = uuid();
    const [out, came] = [await sumsOf(tx, 'out', partner, days), await sumsOf(tx, 'in', partner, days)];
    const conversations = conversationsOf(out, came);
    const parts = partsOf(conversations, PART_BYTES);
    await this.enter(tx, { id, partner, days, askedHere: true, parts: parts.length }, out, came);
    for (const [n, part] of parts.entries()) {
      const after = n === 0 ? null : parts[n - 1]!.at(-1)!.conversation;
      const upTo = n === parts.length - 1 ? null : part.at(-1)!.conversation;
      await this.say(tx, partner, { type: 'sums', id, ...days, parts: parts.length, after, upTo, conversations: part });
    }
    return id;
  }

  /** Asks the partner to send messages again, under their ids. */
  async askAgain(tx: EntityManager, partner: string, messageIds: readonly string[]): Promise<void> {
    await this.say(tx, partner, { type: 'resend', messageIds: [...messageIds] });
  }

  private async enter(
    tx: EntityManager,
    { id, partner, days, askedHere, parts }: { id: string; partner: string; days: Days; askedHere: boolean; parts: number },
    out: readonly DaySum[],
    came: readonly DaySum[],
  ): Promise<void> {
    const all = [...out, ...came];
    const messages = all.reduce((total, { count }) => total + count, 0);
    const conversations = new Set(all.map(({ conversation }) => conversation)).size;
    await beginReconciliation(tx, { id, partner, ...days, askedHere, begunAt: this.time.now(), parts, conversations, messages });
  }

  private async say(tx: EntityManager, partner: string, body: z.input<typeof reconciliationBody>): Promise<void> {
    await this.outbox.enqueue(tx, {
      partner,
      conversation: CONVERSATION,
      kind: 'reconciliation',
      schemaVersion: 1,
      division: NO_DIVISION,
      body,
    });
  }

  private async apply(tx: EntityManager, { partner, body }: Arrived): Promise<void> {
    const said = formOf(reconciliationBody, body);
    if (said.type === 'sums') await this.asked(tx, partner, said);
    else if (said.type === 'lists') await this.compared(tx, partner, said);
    else for (const id of said.messageIds) await this.again(tx, partner, id);
  }

  private async again(tx: EntityManager, { node }: PartnerRow, id: string): Promise<void> {
    const message = await messageOut(tx, id);
    if (message?.partner === node && (message.state === 'sent' || message.state === 'failed')) await sendAgain(tx, id, this.time.now());
  }

  /** What the asker calls sent came here, and the other way round. @throws RECONCILIATION_DAYS */
  private async asked(tx: EntityManager, { node }: PartnerRow, said: z.output<typeof Sums>): Promise<void> {
    const days = { from: said.from, to: said.to };
    checkSpan(days, exchangePlan.reconciledDays);
    const [out, came] = [await sumsOf(tx, 'out', node, days), await sumsOf(tx, 'in', node, days)];
    await this.enter(tx, { id: said.id, partner: node, days, askedHere: false, parts: said.parts }, out, came);
    const begun = await reconciliationOf(tx, said.id, node);
    if (!begun || begun.askedHere) return; // no question of this partner
    const theirs = (direction: Direction): DaySum[] =>
      said.conversations.flatMap(({ conversation, days: each }) =>
        each.flatMap((one) => (one[direction] ? [{ conversation, day: one.day, count: one[direction][0], hash: one[direction][1] }] : [])),
      );
    const unequal = (direction: Direction, ours: readonly DaySum[]) =>
      unequalDays(
        ours.filter(({ conversation }) => within(said, conversation)),
        theirs(OTHER[direction]),
      ).map((of) => ({ ...of, direction, after: null, upTo: null }));
    await this.tell(tx, begun, {
      by: 'asked',
      last: true,
      lists: await this.lists(tx, begun, [...unequal('out', out), ...unequal('in', came)]),
    });
  }

  private async tell(
    tx: EntityManager,
    { id, partner }: ReconciliationRow,
    { by, last, lists }: { readonly by: 'asked' | 'asker'; readonly last: boolean; readonly lists: readonly UnequalDay[] },
  ): Promise<void> {
    const parts = listParts(lists, PART_BYTES);
    for (const [n, days] of parts.entries())
      await this.say(tx, partner, { type: 'lists', id, by, last: last && n === parts.length - 1, days });
  }

  private async lists(
    tx: EntityManager,
    { partner, begunAt }: ReconciliationRow,
    days: readonly Omit<UnequalDay, 'rows'>[],
  ): Promise<UnequalDay[]> {
    const placeOf = (direction: Direction, conversation: string, on: string) => JSON.stringify([direction, conversation, on]);
    const found = new Map<string, ListedRow[]>();
    for (const direction of ['out', 'in'] as const) {
      const wanted = new Map(
        days.filter((of) => of.direction === direction).map((of) => [placeOf(direction, of.conversation, of.day), of] as const),
      );
      for (const row of await listedOf(tx, direction, partner, [...wanted.values()], begunAt)) {
        const place = placeOf(direction, row.conversation, row.day);
        const rows = found.get(place);
        if (rows) rows.push(row);
        else found.set(place, [row]);
      }
    }
    return days.map(({ direction, conversation, day: on, after, upTo }) => ({
      ...{ direction, conversation, day: on, after, upTo },
      rows: (found.get(placeOf(direction, conversation, on)) ?? []).filter(({ messageId }) => isWithin({ after, upTo }, messageId)),
    }));
  }

  /** Writes down in what the lists of both sides differ; who asked tells its own, so that the partner does the same. */
  private async compared(tx: EntityManager, partner: PartnerRow, { id, by, last, days }: z.output<typeof Lists>): Promise<void> {
    const { node, organId } = partner;
    const begun = await reconciliationOf(tx, id, node);
    // After a restore a question may be forgotten here that is answered there: the next night asks it anew.
    if (!begun || begun.askedHere !== (by === 'asked')) return;
    const own = await this.lists(
      tx,
      begun,
      days.map((of) => ({ ...of, direction: OTHER[of.direction] })),
    );
    const rowsOf = (lists: readonly UnequalDay[], direction: Direction) =>
      lists.filter((of) => of.direction === direction).flatMap(({ rows }) => rows);
    const found = (['out', 'in'] as const).flatMap((direction): NewDifference[] =>
      differencesIn(direction, rowsOf(own, direction), rowsOf(days, OTHER[direction])).map((difference) => ({
        ...difference,
        id: uuid(),
        direction,
      })),
    );
    const at = this.time.now();
    const dueOn = dayAfter(this.time.today(), exchangePlan.differenceDays);
    if (found.length > 0) await foundDifferences(tx, { id, partner: node, organId, at, dueOn }, found);
    const underway = [...rowsOf(own, 'out'), ...rowsOf(days, 'out')].filter((row) => row.open).map(({ messageId }) => messageId);
    if (underway.length > 0) await keptDifferences(tx, id, node, underway);
    if (by === 'asked') await this.tell(tx, begun, { by: 'asker', last, lists: own });
    const after = await answerReconciliation(tx, id, { parts: last ? 1 : 0, differences: found.length, at });
    if (after?.state === 'compared') await mendedDifferences(tx, after, at);
  }
}

/** By conversation, each with its days. */
function conversationsOf(out: readonly DaySum[], came: readonly DaySum[]): z.output<typeof Sums>['conversations'] {
  const found = new Map<string, Map<string, { day: string; out: [number, string] | null; in: [number, string] | null }>>();
  for (const [direction, sums] of [
    ['out', out],
    ['in', came],
  ] as const)
    for (const { conversation, day: on, count, hash } of sums) {
      const days = found.get(conversation) ?? new Map();
      found.set(conversation, days.set(on, { ...(days.get(on) ?? { day: on, out: null, in: null }), [direction]: [count, hash] }));
    }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([conversation, days]) => ({ conversation, days: [...days.values()] }));
}
