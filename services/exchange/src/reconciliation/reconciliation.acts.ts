import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { exchangePlan, isMendedBySending } from '@sunshine/envelope';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { checkDays } from '../domain/reconciled.js';
import { reasonOf } from '../partners/partners.acts.js';
import { partnerOf } from '../partners/partners.rows.js';
import { messageOut, sendAgain } from '../sending/sending.rows.js';
import { Reconciler } from './reconciler.js';
import {
  ExchangeDifference,
  Reconciliation,
  RepairDifferenceInput,
  RunReconciliationInput,
  SettleDifferenceInput,
} from './reconciliation.graph.js';
import { ReconciliationReads } from './reconciliation.reads.js';
import { differenceOf, turnDifference, type DifferenceRow } from './reconciliation.rows.js';

const ENDED: Readonly<Record<string, string>> = { repaired: '已经补齐', settled: '已经核对并写明结论' };

/** What an operator does by comparison with a partner. */
@Resolver()
export class ReconciliationActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly reconciler: Reconciler,
    private readonly reads: ReconciliationReads,
  ) {}

  @Mutation(() => Reconciliation, { description: 'Compares days that are over; it ends when the partner has answered' })
  async runReconciliation(@Ctx() ctx: RequestContext, @Input() input: RunReconciliationInput): Promise<Reconciliation | null> {
    signedIn(ctx);
    const { node, from, to } = input;
    const id = await this.commands.run(ctx, 'runReconciliation', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'runReconciliation');
      if (!(await partnerOf(tx, node))) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
      checkDays({ from, to }, ctx.on, exchangePlan.reconciledDays);
      const begun = await this.reconciler.begin(tx, node, { from, to });
      note({ subject: begun, part: node });
      return begun;
    });
    return this.reads.reconciliation(ctx, id);
  }

  @Mutation(() => ExchangeDifference, { description: 'Has the message sent again under its id, by whoever sent it' })
  async repairDifference(@Ctx() ctx: RequestContext, @Input() input: RepairDifferenceInput): Promise<ExchangeDifference | null> {
    signedIn(ctx);
    const { differenceId: id } = input;
    await this.commands.run(ctx, 'repairDifference', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'repairDifference');
      const difference = await standing(tx, id);
      const { direction, kind, messageId, partner } = difference;
      if (!isMendedBySending(direction, kind)) throw exchangeError('DIFFERENCE_NOT_RESENT');
      if (direction === 'in') await this.reconciler.askAgain(tx, partner, [messageId]);
      else {
        const message = await messageOut(tx, messageId);
        if (!message || message.state === 'dropped') throw exchangeError('DIFFERENCE_NOT_RESENT');
        if (message.state !== 'waiting') await sendAgain(tx, messageId, new Date(ctx.at));
      }
      await turnDifference(tx, id, { state: 'repairing', endedAt: null, reason: null });
      note({ subject: messageId, part: kind });
    });
    return this.reads.difference(ctx, id);
  }

  @Mutation(() => ExchangeDifference, { description: 'Ends it by what people of both sides have found; it is not found again' })
  async settleDifference(@Ctx() ctx: RequestContext, @Input() input: SettleDifferenceInput): Promise<ExchangeDifference | null> {
    signedIn(ctx);
    const { differenceId: id } = input;
    await this.commands.run(ctx, 'settleDifference', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'settleDifference');
      const { messageId, kind } = await standing(tx, id);
      const reason = reasonOf(input.reason);
      await turnDifference(tx, id, { state: 'settled', endedAt: new Date(ctx.at), reason });
      note({ subject: messageId, part: kind, purpose: reason });
    });
    return this.reads.difference(ctx, id);
  }
}

/** @throws DIFFERENCE_UNKNOWN, DIFFERENCE_ENDED */
async function standing(tx: EntityManager, id: string): Promise<DifferenceRow> {
  const difference = await differenceOf(tx, id);
  if (!difference) throw exchangeError('DIFFERENCE_UNKNOWN');
  const state = ENDED[difference.state];
  if (state !== undefined) throw exchangeError('DIFFERENCE_ENDED', { details: { state } });
  return difference;
}
