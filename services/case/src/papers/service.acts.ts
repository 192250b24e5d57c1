import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/case.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { cleanProof } from '../domain/papers/proof.js';
import { recordService } from '../domain/papers/service.js';
import { issuedPaper } from './paper.rows.js';
import { RecordServiceInput } from './service.inputs.js';

/** How a paper reached a petitioner. */
@Resolver()
export class ServiceActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  recordService(@Ctx() ctx: RequestContext, @Input() input: RecordServiceInput): Promise<Acted> {
    const { documentId } = input;
    const proof = cleanProof(input.proof, input.receiptFileId);
    return this.runner.byOfficer(ctx, 'recordService', input, {
      prepare: async (tx, { id, opinion }) =>
        documentId === null || documentId === opinion?.documentId ? null : issuedPaper(tx, id, documentId),
      // A receipt comes back days later whatever the channel of the petition; it follows the issue, not the service of another.
      day: ({ opinion, latestOn }, paper) => ({
        on: input.servedOn ?? input.on,
        notBefore: paper?.issuedOn ?? opinion?.dispatchedOn ?? latestOn,
        paperChannel: true,
      }),
      decide: (given, _ids, paper) => {
        const serviceIds = given.state.petitionerIds.map(() => uuid());
        return recordService(given, { ...input, serviceIds, proof, forAll: input.forAll ?? false, paper });
      },
    });
  }
}
