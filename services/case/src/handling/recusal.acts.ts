import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { deskOfOrgan } from './desk.rows.js';
import type { PetitionState } from '../domain/petition.js';
import { decideRecusal, requestRecusal, type Desk } from '../domain/handling/recusal.js';
import type { DecideRecusalInput, RequestRecusalInput } from './recusal.inputs.js';

/** 回避, asked for by the petitioner with the pass or by staff. */
@Injectable()
export class RecusalActs {
  constructor(private readonly runner: CaseRunner) {}

  requestRecusal(ctx: RequestContext, input: RequestRecusalInput): Promise<Acted> {
    const { reason, officerId = null } = input;
    const ofHead = input.ofHead ?? false;
    return this.runner.byOfficerOrPass(ctx, 'requestRecusal', input, {
      prepare: (tx, { organId }) => deskOfOrgan(tx, organId),
      decide: (given, desk) => requestRecusal(given, { recordId: uuid(), officerId, ofHead, reason, desk }),
    });
  }

  decideRecusal(ctx: RequestContext, input: DecideRecusalInput): Promise<Acted> {
    const { recusalId = null, granted, reason, namedHandlerId = null } = input;
    const { prepare, desk } = atDesk();
    return this.runner.run(ctx, {
      act: 'decideRecusal',
      input,
      clocks: false,
      prepare,
      decide: (given) => decideRecusal(given, { recusalId, granted, reason, namedHandlerId, desk: desk() }),
    });
  }
}

/** Reads under the lock who works where the matter is. */
function atDesk() {
  let read: Desk = { path: [], officers: [] };
  return {
    prepare: async (tx: EntityManager, { organId }: PetitionState) => {
      read = await deskOfOrgan(tx, organId);
    },
    desk: () => read,
  };
}
