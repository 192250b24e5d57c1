import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import {
  confirmSuccessionRevocation,
  PAPERS_OF_ENTRY,
  revokeSuccession,
  standingSuccession,
  type OfSuccessors,
} from '../domain/groups/revocation.js';
import type { PetitionState } from '../domain/petition.js';
import { latestRecord } from '../domain/records.js';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { sql } from '../sealing/sql.js';
import { ConfirmSuccessionRevocationInput, RevokeSuccessionInput } from './revocation.inputs.js';

/** A paper names its petitioners by id in its body, whatever its layout. */
const papersOf: Statement = {
  name: 'case.papers-of-successors',
  text: `select d.id, d.kind, d.number from document d where d.petition_id = $1 and d.kind = any($3::text[]) and d.voided_on is null
    and exists (select from unnest($2::text[]) one where position(one in d.body) > 0) order by d.id`,
};
const servedOn: Statement = {
  name: 'case.served-on-successors',
  text: `select d.kind from service s join document d on d.id = s.document_id
    where d.petition_id = $1 and s.petitioner_id = any($2::uuid[]) and s.served_on is not null and d.kind <> all($3::text[])`,
};

async function ofSuccessors(tx: EntityManager, state: PetitionState, petitionerId: string): Promise<OfSuccessors> {
  const ids = standingSuccession(state, petitionerId)?.data.successorIds ?? [];
  if (ids.length === 0) return { served: [], papers: [] };
  const served = await sql<{ kind: string }>(tx, servedOn, [state.id, ids, PAPERS_OF_ENTRY]);
  const papers = await sql<OfSuccessors['papers'][number]>(tx, papersOf, [state.id, ids, PAPERS_OF_ENTRY]);
  return { served: served.map(({ kind }) => kind), papers };
}

/** 撤销承继登记: case knows what was done on an entry of the desk and takes it back; intake gives the petitioner back what it had. */
@Resolver()
export class RevocationActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition, { description: 'Proposes to take back a death or dissolution that was entered by mistake' })
  revokeSuccession(@Ctx() ctx: RequestContext, @Input() input: RevokeSuccessionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'revokeSuccession', input, {
      prepare: (tx, state) => ofSuccessors(tx, state, input.petitionerId),
      decide: (given, _ids, of) => revokeSuccession(given, { ...input, recordId: uuid() }, of),
    });
  }

  @Mutation(() => Petition, { description: 'Second person: the petitioner is party to the petition again, the successors are no longer' })
  confirmSuccessionRevocation(@Ctx() ctx: RequestContext, @Input() input: ConfirmSuccessionRevocationInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'confirmSuccessionRevocation', input, {
      prepare: (tx, state) =>
        ofSuccessors(tx, state, latestRecord(state, 'successionRevocation', 'proposed')?.data.petitionerId ?? input.revocationId),
      decide: (given, _ids, of) => confirmSuccessionRevocation(given, input, of),
    });
  }
}
