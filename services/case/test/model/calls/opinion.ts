import { checkOpinion, draftOpinion, issueOpinion, returnOpinion } from '../../../src/domain/opinion/opinion.js';
import type { ModelledAct } from '../state.js';
import { type Call, answers, has, paper, sent, text } from './setting.js';

export const opinionCalls = {
  draftOpinion: (at, what, how) =>
    draftOpinion(at, {
      opinionId: what.id,
      facts: '事实',
      evidence: [has(how, 'EVIDENCE_UNKNOWN') ? '证99' : '证据'],
      answers: answers(how, what),
      executeBy: what.day,
      performerOrganId: what.inside ? null : what.to.id,
    }),
  checkOpinion: (at) => checkOpinion(at, { remark: null }),
  returnOpinion: (at, _, how) => returnOpinion(at, { remark: text(how) }),
  issueOpinion: (at, what, how) => issueOpinion(at, { reviewedBy: null, ...sent(how), ...paper(what) }),
} satisfies Partial<Record<ModelledAct, Call>>;
