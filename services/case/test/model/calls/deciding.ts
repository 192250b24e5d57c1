import {
  checkReviewOpinion,
  decideReview,
  issueReviewOpinion,
  returnReviewOpinion,
  serveReviewedOrgan,
} from '../../../src/domain/reviewing/deciding.js';
import { appointInvestigators, askReviewFile, handOverReviewFile } from '../../../src/domain/reviewing/investigating.js';
import { REQUESTS } from '../../builders.js';
import { OFFICERS } from '../officers.js';
import type { ModelledAct } from '../state.js';
import { ATTACKED } from './review.js';
import { flawed, has, paper, sent, text, type Call } from './setting.js';

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
    [
      'TEXT_MISSING',
      'REVIEW_DISPOSITION_UNKNOWN',
      'REVIEW_GROUND_NOT_WANTED',
      'REVIEW_REDO_DAYS_NOT_WANTED',
      'REVIEW_ANSWERS_NOT_WANTED',
      'REVIEW_GROUND_MISSING',
    ],
    (at, what, how) =>
      decideReview(at, {
        recordId: what.id,
        facts: text(how),
        disposition: has(how, 'REVIEW_DISPOSITION_UNKNOWN') ? 'silent' : has(how, 'REVIEW_GROUND_MISSING') ? 'revoke' : 'uphold',
        ground: has(how, 'REVIEW_GROUND_NOT_WANTED') ? 'facts_unclear' : null,
        basis: ['依据'],
        redoDays: has(how, 'REVIEW_REDO_DAYS_NOT_WANTED') ? 10 : null,
        answers: has(how, 'REVIEW_ANSWERS_NOT_WANTED')
          ? [{ id: REQUESTS[0] ?? '', outcome: 'explained', answer: '答复', basis: ['依据'] }]
          : [],
        executeBy: null,
      }),
  ),
  checkReviewOpinion: (at) => checkReviewOpinion(at, { remark: null }),
  issueReviewOpinion: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    issueReviewOpinion(at, { attacked: [ATTACKED], reviewedBy: null, ...sent(how), ...paper(what) }),
  ),
  serveReviewedOrgan: flawed(['TEXT_MISSING'], (at, _, how) => serveReviewedOrgan(at, { receivedBy: text(how) })),
  returnReviewOpinion: flawed(['TEXT_MISSING'], (at, _, how) => returnReviewOpinion(at, { remark: text(how) })),
} satisfies Partial<Record<ModelledAct, Call>>;
