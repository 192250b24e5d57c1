import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Ctx, type RequestContext, type Statement } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import { Input, type Acted } from '@sunshine/acts';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { compareRefiling, type EarlierMatter } from '../domain/groups/refiling.js';
import { matterInHand } from '../exits/refusal.rows.js';
import { CompareRefilingInput } from './refiling.inputs.js';

/** 重新提出: a person compares a filing with a finished matter, or with one that an organ below has in hand. */
@Resolver()
export class RefilingActs {
  private readonly earlierOf: Statement;

  constructor(
    private readonly runner: CaseRunner,
    access: Access,
  ) {
    this.earlierOf = {
      name: 'case.earlier-matter',
      text: `select p.id "petitionId", p.number, p.stage from petition p where p.number = $1 and p.kind <> 'REPORT' and ${access.visible('p', '$2')}`,
    };
  }

  @Mutation(() => Petition, {
    description: 'A person’s written finding, which refuseRefiling needs, and refuseAcceptance of what an organ below has in hand',
  })
  compareRefiling(@Ctx() ctx: RequestContext, @Input() input: CompareRefilingInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'compareRefiling', input, {
      prepare: async (tx, { organId }) => {
        const below = await matterInHand(tx, organId, input.earlierNumber);
        if (below?.organ.below) return { petitionId: below.petitionId, number: below.number, stage: below.stage, inHand: true };
        return (await sql<EarlierMatter>(tx, this.earlierOf, [input.earlierNumber, ctx.personId]))[0] ?? null;
      },
      decide: (given, _ids, earlier) => compareRefiling(given, { ...input, recordId: uuid(), opinions: input.opinions ?? [] }, earlier),
    });
  }
}
