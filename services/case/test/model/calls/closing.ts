import { closePetition, verifyCompletion } from '../../../src/domain/closing/closing.js';
import { recordLegacyReply } from '../../../src/domain/closing/legacy.js';
import { archivePetition, reopenPetition } from '../../../src/domain/closing/reopening.js';
import { answerMediation, arrangeMediation, endMediation, proposeMediation } from '../../../src/domain/closing/mediation.js';
import { movePromise, recordPromiseBroken, recordPromisePerformed, recordSettlement } from '../../../src/domain/closing/settlement.js';
import { confirmWithdrawal, revokeWithdrawal, withdrawPetition } from '../../../src/domain/closing/withdrawal.js';
import { members } from '../../../src/domain/members.js';
import type { Given } from '../../../src/domain/petition.js';
import { id } from '../../builders.js';
import type { ModelledAct } from '../state.js';
import { flawed, type Call, has, paper, text } from './setting.js';

/** The first petitioner and the organ. */
const sides = ({ state }: Given) => [
  { petitionerId: members(state)[0] ?? null, organId: null, other: null },
  { petitionerId: null, organId: state.organId, other: null },
];

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
  proposeMediation: flawed(['TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION', 'SETTLEMENT_PARTIES_MISSING'], (at, what, how) =>
    proposeMediation(at, {
      mediationId: what.id,
      parties: has(how, 'SETTLEMENT_PARTIES_MISSING') ? sides(at).slice(0, 1) : sides(at),
      other: null,
      dispute: text(how),
    }),
  ),
  answerMediation: flawed(['TEXT_MISSING', 'MEDIATION_PARTY_NOT_NAMED', 'MEDIATION_PARTY_UNKNOWN'], (at, what, how) =>
    answerMediation(at, {
      party: has(how, 'MEDIATION_PARTY_NOT_NAMED') ? null : has(how, 'MEDIATION_PARTY_UNKNOWN') ? 3 : (what.n % 2) + 1,
      willing: what.yes,
      how: text(how),
    }),
  ),
  arrangeMediation: flawed(['TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION', 'MEDIATION_DAY_PAST'], (at, what, how) =>
    arrangeMediation(at, {
      mediator: text(how),
      meetingOn: has(how, 'MEDIATION_DAY_PAST') ? '2000-01-01' : what.day,
      meetingAt: '上午九时',
      place: '街道调解室',
    }),
  ),
  endMediation: flawed(['TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION', 'MEDIATION_GROUND_UNKNOWN'], (at, _what, how) =>
    endMediation(at, { ground: has(how, 'MEDIATION_GROUND_UNKNOWN') ? 'guided' : 'mediation_no_agreement', reason: text(how) }),
  ),
  movePromise: flawed(['PROMISE_MOVE_NOT_AGREED', 'TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION'], (at, what, how) =>
    movePromise(at, {
      promiseId: what.paper ?? id('q'),
      dueOn: what.day,
      reason: text(how),
      agreed: has(how, 'PROMISE_MOVE_NOT_AGREED') ? ['名'] : ['名', '名'],
    }),
  ),
  recordSettlement: flawed(
    ['SETTLEMENT_NOT_SIGNED', 'SETTLEMENT_PROMISES_MISSING', 'TEXT_MISSING', 'PLEDGE_NOT_TO_PETITION'],
    (at, what, how) =>
      recordSettlement(at, {
        settlementId: what.id,
        parties: sides(at).map((party, place) => ({
          ...party,
          signature: place === 0 && has(how, 'SETTLEMENT_NOT_SIGNED') ? ' ' : '名',
        })),
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
