import { checkOpinion, draftOpinion, issueOpinion, returnOpinion } from '../../../src/domain/opinion/opinion.js';
import type { ModelledAct } from '../state.js';
import { flawed, type Call, answers, has, paper, sent, text } from './setting.js';

export const opinionCalls = {
  draftOpinion: flawed(['OPINION_REQUEST_TWICE', 'EVIDENCE_UNKNOWN'], (at, what, how) =>
    draftOpinion(at, {
      opinionId: what.id,
      facts: '事实',
      evidence: [has(how, 'EVIDENCE_UNKNOWN') ? '证99' : '证据'],
      answers: answers(how, what),
      executeBy: what.day,
      performerOrganId: what.inside ? null : what.to.id,
    }),
  ),
  checkOpinion: (at) => checkOpinion(at, { remark: null }),
  returnOpinion: flawed(['TEXT_MISSING'], (at, _, how) => returnOpinion(at, { remark: text(how) })),
  issueOpinion: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) => issueOpinion(at, { reviewedBy: null, ...sent(how), ...paper(what) })),
} satisfies Partial<Record<ModelledAct, Call>>;
