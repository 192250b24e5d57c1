import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { cleanProof } from '../domain/papers/proof.js';
import { recordService, type IssuedPaper } from '../domain/papers/service.js';
import { issuedPaper } from './paper.rows.js';
import type { RecordServiceInput } from './service.inputs.js';

/** How a paper reached a petitioner. */
@Injectable()
export class ServiceActs {
  constructor(private readonly runner: CaseRunner) {}

  recordService(ctx: RequestContext, input: RecordServiceInput): Promise<Acted> {
    const { petitionerId, way, servedOn, documentId = null } = input;
    const forAll = input.forAll ?? false;
    const proof = cleanProof(input.proof, input.receiptFileId ?? null);
    let paper: IssuedPaper | null = null;
    return this.runner.run(ctx, {
      act: 'recordService',
      input,
      clocks: false,
      prepare: async (tx, state) => {
        if (documentId !== null && documentId !== state.opinion?.documentId) paper = await issuedPaper(tx, state.id, documentId);
      },
      // A receipt comes back days later whatever the channel of the petition; it follows the issue, not the service of another.
      day: (state) => ({
        on: servedOn ?? input.on,
        notBefore: paper?.issuedOn ?? state.opinion?.dispatchedOn ?? state.latestOn,
        paperChannel: true,
      }),
      decide: (given) =>
        recordService(given, { serviceIds: given.state.petitionerIds.map(() => uuid()), petitionerId, way, proof, forAll, paper }),
    });
  }
}
