import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { cleanProof } from '../domain/papers/proof.js';
import type { PetitionState } from '../domain/petition.js';
import { recordService } from '../domain/papers/delivery.js';
import { issuedPaper } from './papers.rows.js';
import { RecordServiceInput } from './delivery.inputs.js';

/** 送达: records how a paper reached a petitioner. */
@Resolver()
export class DeliveryActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  recordService(@Ctx() ctx: RequestContext, @Input() input: RecordServiceInput): Promise<Acted> {
    const { documentId } = input;
    const proof = cleanProof(input.proof, input.receiptFileId);
    const paperOf = async (tx: EntityManager, { id, opinion }: PetitionState) =>
      documentId === null || documentId === opinion?.documentId ? null : issuedPaper(tx, id, documentId);
    return this.runner.byOfficer(ctx, 'recordService', input, {
      // A receipt may come back days later on any channel; its day must follow the issue, not the service on another petitioner.
      day: async (state, tx) => ({
        on: input.servedOn ?? input.on,
        notBefore: (await paperOf(tx, state))?.issuedOn ?? state.opinion?.dispatchedOn ?? state.latestOn,
        paperChannel: true,
      }),
      prepare: paperOf,
      decide: (given, _ids, paper) => {
        const deliveryIds = given.state.petitionerIds.map(() => uuid());
        return recordService(given, { ...input, deliveryIds, proof, forAll: input.forAll ?? false, paper });
      },
    });
  }
}
