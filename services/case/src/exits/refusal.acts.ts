import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import type { PetitionState } from '../domain/petition.js';
import { cleanProof } from '../domain/papers/proof.js';
import { latestRecord } from '../domain/records.js';
import { confirmRefusal, refusalPaper, refuseAcceptance, refuseRefiling, type RefusalFacts, type Refuse } from '../domain/exits/refusal.js';
import type * as inputs from './refusal.inputs.js';
import { refusalFacts } from './refusal.rows.js';

const NOTHING: RefusalFacts = { matter: null, lowerOrgan: null };

/** 不予受理 / 不再受理, and the second reader. */
@Injectable()
export class RefusalActs {
  constructor(private readonly runner: CaseRunner) {}

  refuseAcceptance(ctx: RequestContext, input: inputs.RefuseAcceptanceInput): Promise<Acted> {
    return this.propose(ctx, 'refuseAcceptance', input);
  }

  refuseRefiling(ctx: RequestContext, input: inputs.RefuseRefilingInput): Promise<Acted> {
    return this.propose(ctx, 'refuseRefiling', input);
  }

  confirmRefusal(ctx: RequestContext, input: inputs.ConfirmRefusalInput): Promise<Acted> {
    const { refusalId, way = null } = input;
    const proof = cleanProof(input.proof);
    let facts = NOTHING;
    return this.runner.run(ctx, {
      act: 'confirmRefusal',
      input,
      paper: refusalPaper,
      prepare: async (tx, state) => {
        const { lower = null, lowerOrganId = null } = latestRecord(state, 'refusal', 'proposed')?.data ?? {};
        facts = await refusalFacts(tx, state.organId, { matterNumber: lower?.number ?? null, lowerOrganId });
      },
      decide: (given, { documentId, number }) => confirmRefusal(given, { refusalId, way, proof, documentId, number }, facts),
    });
  }

  private propose(ctx: RequestContext, act: 'refuseAcceptance' | 'refuseRefiling', input: inputs.RefuseAcceptanceInput): Promise<Acted> {
    const {
      ground,
      reason,
      instead = null,
      insteadDeadline = null,
      channelId = null,
      matterNumber = null,
      lowerOrganId = null,
      help = null,
    } = input;
    const earlier = (input.earlier ?? []).map(({ number, servedOn }) => ({ number, servedOn }));
    const command: Refuse = { recordId: uuid(), ground, reason, instead, insteadDeadline, channelId, matterNumber, earlier, help };
    const rule = act === 'refuseAcceptance' ? refuseAcceptance : refuseRefiling;
    let facts = NOTHING;
    return this.runner.run(ctx, {
      act,
      input,
      clocks: false,
      prepare: async (tx: EntityManager, state: PetitionState) => {
        facts = await refusalFacts(tx, state.organId, { matterNumber, lowerOrganId });
      },
      decide: (given) => rule(given, command, facts),
    });
  }
}
