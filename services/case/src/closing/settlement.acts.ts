import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { movePromise, recordPromiseBroken, recordPromisePerformed, recordSettlement } from '../domain/closing/settlement.js';
import { MovePromiseInput, RecordPromiseBrokenInput, RecordPromisePerformedInput, RecordSettlementInput } from './settlement.inputs.js';

/** 调解、和解 and their promises. */
@Resolver()
export class SettlementActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  recordSettlement(@Ctx() ctx: RequestContext, @Input() input: RecordSettlementInput): Promise<Acted> {
    const promises = input.promises.map((promise) => ({ ...promise, id: uuid() }));
    return this.runner.byOfficer(ctx, 'recordSettlement', input, (given, ids) =>
      recordSettlement(given, { ...input, ...ids, settlementId: uuid(), promises }),
    );
  }

  @Mutation(() => Petition)
  recordPromisePerformed(@Ctx() ctx: RequestContext, @Input() input: RecordPromisePerformedInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordPromisePerformed', input, (given) => recordPromisePerformed(given, input));
  }

  @Mutation(() => Petition)
  movePromise(@Ctx() ctx: RequestContext, @Input() input: MovePromiseInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'movePromise', input, (given) => movePromise(given, input));
  }

  @Mutation(() => Petition, {
    description: 'By an officer, or, of a promise that is overdue, by the petitioner to whom it is owed with the pass',
  })
  recordPromiseBroken(@Ctx() ctx: RequestContext, @Input() input: RecordPromiseBrokenInput): Promise<Acted> {
    const refusedByParty = input.refusedByParty ?? false;
    return this.runner.byOfficerOrPass(ctx, 'recordPromiseBroken', input, {
      decide: (given) => recordPromiseBroken(given, { ...input, refusedByParty }),
    });
  }
}
