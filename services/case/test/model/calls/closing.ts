import { closePetition, verifyCompletion } from '../../../src/domain/closing/closing.js';
import { recordLegacyReply } from '../../../src/domain/closing/legacy.js';
import { archivePetition, reopenPetition } from '../../../src/domain/closing/reopening.js';
import { recordPromiseBroken, recordPromisePerformed, recordSettlement } from '../../../src/domain/closing/settlement.js';
import { confirmWithdrawal, revokeWithdrawal, withdrawPetition } from '../../../src/domain/closing/withdrawal.js';
import { members } from '../../../src/domain/members.js';
import { id } from '../../builders.js';
import type { ModelledAct } from '../state.js';
import { flawed, type Call, has, paper, text } from './setting.js';

export const closingCalls = {
  withdrawPetition: flawed(['WITHDRAWAL_PAPER_MISSING', 'PLEDGE_NOT_TO_PETITION'], (at, what, how) =>
    withdrawPetition(at, {
      recordId: what.id,
      reason: has(how, 'PLEDGE_NOT_TO_PETITION') ? text(how) : null,
      fileId: has(how, 'WITHDRAWAL_PAPER_MISSING') ? null : id('f'),
      signedBy: at.state.petitionerIds,
    }),
  ),
  confirmWithdrawal: flawed(['TEXT_MISSING'], (at, what, how) => confirmWithdrawal(at, { contact: text(how), willing: what.yes })),
  revokeWithdrawal: (at) => revokeWithdrawal(at),
  recordSettlement: flawed(
    ['SETTLEMENT_NOT_SIGNED', 'SETTLEMENT_PROMISES_MISSING', 'TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION'],
    (at, what, how) =>
      recordSettlement(at, {
        settlementId: what.id,
        parties: [
          {
            petitionerId: members(at.state)[0] ?? null,
            organId: null,
            other: null,
            signature: has(how, 'SETTLEMENT_NOT_SIGNED') ? ' ' : '名',
          },
          { petitionerId: null, organId: at.state.organId, other: null, signature: '名' },
        ],
        mediator: null,
        dispute: '争议',
        terms: text(how),
        promises: has(how, 'SETTLEMENT_PROMISES_MISSING')
          ? []
          : what.more.map((promise) => ({ id: promise, party: 2, text: '修复', dueOn: what.day })),
        ...paper(what),
      }),
  ),
  recordPromisePerformed: flawed(['PROMISE_PARTY_NOT_ASKED', 'TEXT_MISSING'], (at, what, how) =>
    recordPromisePerformed(at, {
      promiseId: what.paper ?? id('q'),
      evidence: text(how),
      otherPartyAsked: !has(how, 'PROMISE_PARTY_NOT_ASKED'),
    }),
  ),
  recordPromiseBroken: flawed(['TEXT_MISSING'], (at, what, how) =>
    recordPromiseBroken(at, { promiseId: what.paper ?? id('q'), reason: text(how), refusedByParty: what.yes }),
  ),
  recordLegacyReply: flawed(['TEXT_MISSING'], (at, what, how) =>
    recordLegacyReply(at, { opinionId: what.more[0], documentId: what.id, deliveryIds: [...what.more], reply: text(how) }),
  ),
  closePetition: flawed(['COMPLETION_GROUND_UNKNOWN'], (at, what, how) =>
    closePetition(at, { ground: has(how, 'COMPLETION_GROUND_UNKNOWN') ? 'silent' : what.ground, served: how.world.served() }),
  ),
  verifyCompletion: flawed(['PLEDGE_NOT_TO_PETITION'], (at, what, how) =>
    verifyCompletion(at, {
      archiveId: what.more[0],
      served: how.world.served(),
      remark: has(how, 'PLEDGE_NOT_TO_PETITION') ? text(how) : null,
      helpBy: null,
      ...paper(what),
    }),
  ),
  reopenPetition: flawed(['TEXT_MISSING'], (at, what, how) =>
    reopenPetition(at, { recordId: what.id, reason: what.reason, text: text(how), stage: what.stage }),
  ),
  archivePetition: flawed(['ARCHIVE_PAGES_MALFORMED'], (at, _, how) => {
    const papers = [...how.world.papers.values()]
      .filter(({ voidedOn }) => voidedOn === null)
      .map(({ paper: { id: one, kind, number, issuedOn } }) => ({ id: one, kind, number, issuedOn }));
    return archivePetition(at, {
      papers,
      entries: papers.map(({ id: documentId }) => ({ documentId, pages: has(how, 'ARCHIVE_PAGES_MALFORMED') ? 0 : 2 })),
    });
  }),
} satisfies Partial<Record<ModelledAct, Call>>;
