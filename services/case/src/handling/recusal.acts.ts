import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { ActRunner, type Acted } from '../runner/act.runner.js';
import { byOfficer } from '../runner/act.inputs.js';
import { deskOfOrgan } from './desk.rows.js';
import type { Given, PetitionerGiven, PetitionState } from '../domain/petition.js';
import { decideRecusal, requestRecusal, type Desk } from '../domain/handling/recusal.js';
import type { DecideRecusalInput, RequestRecusalInput } from './recusal.inputs.js';

/** 回避, asked for by the petitioner with the pass or by staff. */
@Injectable()
export class RecusalActs {
  constructor(private readonly runner: ActRunner) {}

  requestRecusal(ctx: RequestContext, input: RequestRecusalInput): Promise<Acted> {
    const { reason, officerId = null, pass } = input;
    const ofHead = input.ofHead ?? false;
    const { prepare, desk } = atDesk();
    const decide = (given: Given | PetitionerGiven) => requestRecusal(given, { recordId: uuid(), officerId, ofHead, reason, desk: desk() });
    return pass
      ? this.runner.runByPass(ctx, { act: 'requestRecusal', input: { ...input, pass }, prepare, decide })
      : this.runner.run(ctx, { act: 'requestRecusal', input: byOfficer(input), clocks: false, prepare, decide });
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
