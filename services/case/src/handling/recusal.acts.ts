import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { decideRecusal, requestRecusal } from '../domain/handling/recusal.js';
import { staffOfOrgan } from './staff.rows.js';
import { DecideRecusalInput, RequestRecusalInput } from './recusal.inputs.js';

/** 回避, asked for by the petitioner with the pass or by staff. */
@Resolver()
export class RecusalActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition, { description: 'By an officer who may see the petition, or by the petitioner with the pass of trackPetition' })
  requestRecusal(@Ctx() ctx: RequestContext, @Input() input: RequestRecusalInput): Promise<Acted> {
    return this.runner.byOfficerOrPass(ctx, 'requestRecusal', input, {
      prepare: (tx, { organId }) => staffOfOrgan(tx, organId),
      decide: (given, staff) => requestRecusal(given, { ...input, recordId: uuid(), ofHead: input.ofHead ?? false, staff }),
    });
  }

  @Mutation(() => Petition)
  decideRecusal(@Ctx() ctx: RequestContext, @Input() input: DecideRecusalInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'decideRecusal', input, {
      prepare: (tx, { organId }) => staffOfOrgan(tx, organId),
      decide: (given, _ids, staff) => decideRecusal(given, { ...input, staff }),
    });
  }
}
