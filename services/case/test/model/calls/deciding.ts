import { checkReviewOpinion, decideReview, issueReviewOpinion, returnReviewOpinion } from '../../../src/domain/reviewing/deciding.js';
import { serveReviewedOrgan } from '../../../src/domain/reviewing/ordering.js';
import { compareRedo } from '../../../src/domain/review/redoing.js';
import { appointInvestigators, askReviewFile, handOverReviewFile } from '../../../src/domain/reviewing/investigating.js';
import { OFFICERS } from '../officers.js';
import type { ModelledAct } from '../state.js';
import { ATTACKED } from './review.js';
import { answers, flawed, has, paper, sent, text, type Call } from './setting.js';

export const decidingCalls = {
  appointInvestigators: flawed(['REVIEW_INVESTIGATORS_TWO'], (at, what, how) => {
    const [first, second] = what.investigators;
    const there = OFFICERS.filter(({ organ }) => organ?.id === at.act.organ.id);
    return appointInvestigators(at, {
      investigatorIds: [first, has(how, 'REVIEW_INVESTIGATORS_TWO') ? first : second],
      staff: {
        path: [at.act.organ.id],
        officers: there.flatMap(({ id: personId, roles }) => roles.map((role) => ({ personId, role }))),
      },
      keptOut: how.world.relations.flatMap(({ subject, relation }) => (relation === 'recused' ? [subject] : [])),
    });
  }),
  askReviewFile: flawed(['REVIEW_FILE_DUE_TOO_EARLY'], (at, what, how) =>
    askReviewFile(at, { dueOn: has(how, 'REVIEW_FILE_DUE_TOO_EARLY') ? '2000-01-01' : what.day }),
  ),
  handOverReviewFile: (at) => handOverReviewFile(at),
  decideReview: flawed(
    (_, { disposition, reviewGround }) => [
      ...['TEXT_MISSING', 'REVIEW_DISPOSITION_UNKNOWN'],
      disposition === 'uphold' ? 'REVIEW_GROUND_NOT_WANTED' : 'REVIEW_GROUND_MISSING',
      disposition === 'revoke' && reviewGround !== 'not_acceptable' ? 'REVIEW_REDO_DAYS_MISSING' : 'REVIEW_REDO_DAYS_NOT_WANTED',
      disposition === 'change' ? 'OPINION_REQUEST_TWICE' : 'REVIEW_ANSWERS_NOT_WANTED',
    ],
    (at, what, how) => {
      const { disposition, days } = what;
      // What should not have been accepted is revoked, never changed.
      const ground = disposition === 'change' && what.reviewGround === 'not_acceptable' ? 'plainly_unfit' : what.reviewGround;
      const redone = disposition === 'revoke' && ground !== 'not_acceptable';
      return decideReview(at, {
        recordId: what.id,
        facts: text(how),
        disposition: has(how, 'REVIEW_DISPOSITION_UNKNOWN') ? 'silent' : disposition,
        ground: (disposition === 'uphold') === has(how, 'REVIEW_GROUND_NOT_WANTED') && !has(how, 'REVIEW_GROUND_MISSING') ? ground : null,
        basis: ['依据'],
        redoDays: redone !== (has(how, 'REVIEW_REDO_DAYS_MISSING') || has(how, 'REVIEW_REDO_DAYS_NOT_WANTED')) ? days : null,
        answers: disposition === 'change' || has(how, 'REVIEW_ANSWERS_NOT_WANTED') ? answers(how, what) : [],
        executeBy: what.day,
      });
    },
  ),
  checkReviewOpinion: (at) => checkReviewOpinion(at, { remark: null }),
  issueReviewOpinion: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    issueReviewOpinion(at, { attacked: [ATTACKED], reviewedBy: null, ...sent(how), ...paper(what) }),
  ),
  serveReviewedOrgan: flawed(['TEXT_MISSING'], (at, _, how) => serveReviewedOrgan(at, { receivedBy: text(how) })),
  compareRedo: flawed(['TEXT_MISSING'], (at, what, how) =>
    compareRedo(at, { recordId: what.id, same: !what.yes, reason: text(how), former: { facts: '事实', answers: [] } }),
  ),
  returnReviewOpinion: flawed(['TEXT_MISSING'], (at, _, how) => returnReviewOpinion(at, { remark: text(how) })),
} satisfies Partial<Record<ModelledAct, Call>>;
