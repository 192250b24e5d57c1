import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { confirmSplit, MOST_PARTS, namesPetitioner, splitPetition } from '../domain/groups/split.js';
import { ConfirmSplitInput, SplitPetitionInput } from './split.inputs.js';

/** 分件: case decides, intake registers the parts. */
@Resolver()
export class SplitActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition, { description: 'Proposes to split a letter into the parts of prepareSplit' })
  splitPetition(@Ctx() ctx: RequestContext, @Input() input: SplitPetitionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'splitPetition', input, (given) => splitPetition(given, input));
  }

  @Mutation(() => Petition, { description: 'Second reader: the letter ends, its parts are registered with the first day of receipt' })
  confirmSplit(@Ctx() ctx: RequestContext, @Input() input: ConfirmSplitInput): Promise<Acted> {
    const partIds = Array.from({ length: MOST_PARTS }, () => uuid());
    return this.runner.byOfficer(ctx, 'confirmSplit', input, {
      paper: (state) => (namesPetitioner(state) ? 'SPLIT_NOTICE' : null),
      decide: (given, ids) => confirmSplit(given, { ...input, ...ids, partIds }),
    });
  }
}
