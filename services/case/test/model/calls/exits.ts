import { confirmExit, correctExit, decideExit, issueGuidance, proposeExit } from '../../../src/domain/exits/exits.js';
import { answerFastTrack, chooseFastTrack, issueFastTrackPaper, leaveFastTrack } from '../../../src/domain/exits/fast-track.js';
import { leadIntoProcedure, recordProcedureOutcome, recordReceipt } from '../../../src/domain/exits/leading-in.js';
import { answerUnderLaw, confirmPerformance, performDuty } from '../../../src/domain/exits/performance.js';
import { type RefusalFacts, confirmRefusal, refuseAcceptance, refuseRefiling } from '../../../src/domain/exits/refusal.js';
import { decideSuggestion, followMeasure, replySuggestion, startStudy } from '../../../src/domain/exits/suggestion.js';
import type { Given } from '../../../src/domain/petition.js';
import { latestRecord } from '../../../src/domain/records.js';
import { AT } from '../../between.js';
import { id, law } from '../../builders.js';
import { plus } from '../clocks.js';
import type { ModelledAct, What } from '../state.js';
import { flawed, CHANNELS, type Call, type Setting, answers, has, paper, recordId, sent, text } from './setting.js';

const choice = (setting: Setting, what: What) => ({
  recordId: what.id,
  exit: what.exit,
  reason: text(setting),
  basis: '依据',
  channelId: has(setting, 'EXIT_CHANNEL_UNKNOWN') ? 'nowhere' : CHANNELS[what.exit],
  starts: [],
});

const lower = (given: Given, setting: Setting): RefusalFacts => ({
  matter: {
    petitionId: id('u'),
    number: '990102-20250203-000009',
    organ: { organId: AT.countyHousing.id, name: AT.countyHousing.name, below: !has(setting, 'REFUSAL_NOT_THE_SUPERIOR') },
    until: plus(given.act.on, has(setting, 'REFUSAL_LOWER_OVERDUE') ? -1 : 5),
  },
  lowerOrgan: null,
  rereview: null,
});
const refusing = (setting: Setting, what: What, ground: string) => ({
  recordId: what.id,
  ground: has(setting, 'REFUSAL_GROUND_UNKNOWN') ? 'tired' : ground,
  reason: text(setting),
  instead: null,
  insteadDeadline: null,
  channelId: null,
  matterNumber: ground === 'pending_with_lower_organ' ? '990102-20250203-000009' : null,
  earlier: ground === 'after_rereview_same_facts' ? [{ number: '明府信复核〔2018〕3号', servedOn: '2018-05-04' }] : [],
  rereviewFileId: ground === 'after_rereview_same_facts' && !has(setting, 'REFUSAL_REREVIEW_MISSING') ? id('f') : null,
  help: null,
});

const proposedExitId = ({ state }: Given): string => latestRecord(state, 'exitDecision', 'proposed')?.id ?? id('q');

export const exitsCalls = {
  proposeExit: flawed(['TEXT_MISSING'], (at, what, how) => proposeExit(at, { recordId: what.id, exit: what.exit, reason: text(how) })),
  decideExit: flawed(
    (_, { exit }) => [...(exit === '31(6)' ? [] : ['EXIT_CHANNEL_UNKNOWN']), 'TEXT_MISSING'],
    (at, what, how) => decideExit(at, choice(how, what)),
  ),
  correctExit: flawed(
    (_, { exit }) => [...(exit === '31(6)' ? [] : ['EXIT_CHANNEL_UNKNOWN']), 'TEXT_MISSING'],
    (at, what, how) => correctExit(at, choice(how, what)),
  ),
  confirmExit: (at) => confirmExit(at, { decisionId: proposedExitId(at) }),
  issueGuidance: flawed(['TEXT_MISSING', 'DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    issueGuidance(at, {
      guidance: { body: null, papers: [has(how, 'TEXT_MISSING') ? ' ' : '申请书'], starts: null },
      ...sent(how),
      ...paper(what),
    }),
  ),
  leadIntoProcedure: flawed(['TEXT_MISSING'], (at, what, how) =>
    leadIntoProcedure(at, { recordId: what.id, body: '接收机关', text: text(how) }),
  ),
  recordReceipt: flawed(['EXIT_CHANNEL_UNKNOWN', 'TEXT_MISSING'], (at, what, how) => {
    const exit = at.state.stage === 'informed' ? latestRecord(at.state, 'leadingIn', 'sent')?.data.exit : '31(1)';
    const channelId = has(how, 'EXIT_CHANNEL_UNKNOWN') ? 'nowhere' : (CHANNELS[exit ?? '31(1)'] ?? '');
    return recordReceipt(at, { recordId: what.id, receiptNumber: text(how), body: '接收机关', channelId });
  }),
  recordProcedureOutcome: flawed(['TEXT_MISSING'], (at, what, how) =>
    recordProcedureOutcome(at, { recordId: what.id, text: text(how), toldBy: 'body' }),
  ),
  performDuty: flawed(['TEXT_MISSING'], (at, what, how) =>
    performDuty(at, { recordId: what.id, text: text(how), basis: '依据', remedy: null }),
  ),
  answerUnderLaw: flawed(['TEXT_MISSING'], (at, what, how) =>
    answerUnderLaw(at, { recordId: what.id, text: text(how), basis: '依据', remedy: null }),
  ),
  confirmPerformance: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) => confirmPerformance(at, { ...sent(how), ...paper(what) })),
  refuseAcceptance: flawed(
    ['REFUSAL_GROUND_UNKNOWN', 'REFUSAL_LOWER_OVERDUE', 'REFUSAL_NOT_THE_SUPERIOR', 'TEXT_MISSING'],
    (at, what, how) => refuseAcceptance(at, refusing(how, what, 'pending_with_lower_organ'), lower(at, how)),
  ),
  refuseRefiling: flawed(['REFUSAL_GROUND_UNKNOWN', 'REFUSAL_REREVIEW_MISSING', 'TEXT_MISSING'], (at, what, how) =>
    refuseRefiling(at, refusing(how, what, 'after_rereview_same_facts'), { matter: null, lowerOrgan: null, rereview: null }),
  ),
  confirmRefusal: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) => {
    const proposal = latestRecord(at.state, 'refusal', 'proposed');
    const facts = proposal?.data.act === 'refuseRefiling' ? { matter: null, lowerOrgan: null, rereview: null } : lower(at, how);
    return confirmRefusal(at, { refusalId: recordId(proposal), rereviewRead: true, ...sent(how), ...paper(what) }, facts);
  }),
  startStudy: flawed(['TEXT_MISSING'], (at, what, how) => startStudy(at, { recordId: what.id, plan: text(how), withOrgans: what.organs })),
  decideSuggestion: flawed(['SUGGESTION_OUTCOME_UNKNOWN', 'TEXT_MISSING'], (at, what, how) => {
    const views = (latestRecord(at.state, 'study', 'open')?.data.withOrganIds ?? []).map((organId) => ({
      organId,
      organ: '单位',
      view: '意见',
    }));
    return decideSuggestion(at, {
      recordId: what.id,
      outcome: has(how, 'SUGGESTION_OUTCOME_UNKNOWN') ? 'perhaps' : what.adopted,
      reason: text(how),
      measure: '措施',
      views,
    });
  }),
  replySuggestion: flawed(['TEXT_MISSING', 'DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    replySuggestion(at, { recordId: what.more[0], text: text(how), answerBy: null, award: null, ...sent(how), ...paper(what) }),
  ),
  followMeasure: flawed(['TEXT_MISSING'], (at, what, how) => followMeasure(at, { recordId: what.id, text: text(how), doneOn: at.act.on })),
  chooseFastTrack: flawed(['FAST_TRACK_FIRST_ONLY', 'FAST_TRACK_FITS_NOTHING', 'FAST_TRACK_NOT_CHECKED', 'TEXT_MISSING'], (at, what, how) =>
    chooseFastTrack(at, {
      recordId: what.id,
      first: !has(how, 'FAST_TRACK_FIRST_ONLY'),
      fits: has(how, 'FAST_TRACK_FITS_NOTHING') ? [] : [what.inside ? 'answered_at_once' : 'daily_life'],
      checked: has(how, 'FAST_TRACK_NOT_CHECKED') ? [] : law.packOn(at.act.on).fastTrack.excludes.map(({ code }) => code),
      reason: text(how),
    }),
  ),
  leaveFastTrack: flawed(['TEXT_MISSING'], (at, _, how) => leaveFastTrack(at, { reason: text(how) })),
  answerFastTrack: flawed(
    ['FAST_TRACK_WAY_UNKNOWN', 'FAST_TRACK_PAPER_NOT_OFFERED', 'OPINION_REQUEST_TWICE', 'TEXT_MISSING'],
    (at, what, how) =>
      answerFastTrack(at, {
        recordId: what.more[0],
        opinionId: what.id,
        way: has(how, 'FAST_TRACK_WAY_UNKNOWN') ? 'pigeon' : 'phone',
        record: text(how),
        paperOffered: !has(how, 'FAST_TRACK_PAPER_NOT_OFFERED'),
        facts: '事实',
        executeBy: what.day,
        answers: answers(how, what),
      }),
  ),
  issueFastTrackPaper: flawed(['DISPATCH_WAY_UNKNOWN'], (at, what, how) =>
    issueFastTrackPaper(at, { reviewedBy: null, ...sent(how), ...paper(what) }),
  ),
} satisfies Partial<Record<ModelledAct, Call>>;
