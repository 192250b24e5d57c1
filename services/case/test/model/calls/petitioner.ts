import { actOnDay } from '@sunshine/testing';
import { answerMediation, proposeMediation } from '../../../src/domain/closing/mediation.js';
import { recordPromiseBroken } from '../../../src/domain/closing/settlement.js';
import { revokeWithdrawal, withdrawPetition } from '../../../src/domain/closing/withdrawal.js';
import { requestRecusal } from '../../../src/domain/handling/recusal.js';
import type { Decision, PetitionerGiven } from '../../../src/domain/petition.js';
import { law } from '../../builders.js';
import { Refused } from '../refused.js';
import type { Command } from '../state.js';
import { withdrawReview } from '../../../src/domain/reviewing/answering.js';
import { requestReview } from '../../../src/domain/reviewing/requesting.js';
import { asked } from './review.js';
import { type CaseFile, staff } from './setting.js';

export function petitionerCall(world: CaseFile, { act, on, what, flaw }: Command): Decision {
  const given: PetitionerGiven = {
    state: world.state,
    clocks: world.clocks,
    law,
    act: { ...actOnDay(on, { kind: 'tracker', id: null }), personId: null },
  };
  if (act === 'withdrawPetition') return withdrawPetition(given, { recordId: what.id, reason: null, fileId: null, signedBy: [] });
  if (act === 'revokeWithdrawal') return revokeWithdrawal(given);
  if (act === 'requestReview') return requestReview(given, asked(given, what));
  if (act === 'withdrawReview') return withdrawReview(given, { reviewId: null, fileId: null });
  if (act === 'requestReReview') return requestReview(given, asked(given, what, '请求撤销', 'rereview'), 'rereview');
  if (act === 'requestRecusal')
    return requestRecusal(given, {
      recordId: what.id,
      officerId: what.officer,
      ofHead: false,
      reason: flaw ? ' ' : '有利害关系',
      staff: staff(world),
    });
  if (act === 'proposeMediation')
    return proposeMediation(given, { mediationId: what.id, parties: [], other: null, dispute: flaw ? ' ' : '争议' });
  if (act === 'answerMediation') return answerMediation(given, { party: null, willing: what.yes, how: null });
  if (act === 'recordPromiseBroken')
    return recordPromiseBroken(given, { promiseId: what.paper ?? '', reason: flaw ? ' ' : '至今没有做到', refusedByParty: what.yes });
  throw new Refused('ACT_NOT_YOURS');
}
