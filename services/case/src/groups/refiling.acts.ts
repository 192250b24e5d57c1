import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import type { RequestContext, Statement } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { compareRefiling, type EarlierMatter } from '../domain/groups/refiling.js';
import type { CompareRefilingInput } from './refiling.inputs.js';

/** 重新提出: a person compares a filing with a finished matter. */
@Injectable()
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

  compareRefiling(ctx: RequestContext, input: CompareRefilingInput): Promise<Acted> {
    const { earlierNumber, same, reason } = input;
    const opinions = input.opinions.map(({ number, servedOn }) => ({ number, servedOn }));
    const recordId = uuid();
    let earlier: EarlierMatter | null = null;
    return this.runner.run(ctx, {
      act: 'compareRefiling',
      input,
      clocks: false,
      prepare: async (tx) => {
        [earlier = null] = await sql<EarlierMatter>(tx, this.earlierOf, [earlierNumber, ctx.personId]);
      },
      decide: (given) => compareRefiling(given, { recordId, earlierNumber, opinions, same, reason }, earlier),
    });
  }
}
