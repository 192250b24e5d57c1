import type { Exit } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import {
  RIGHTS,
  POLITICAL_LEGAL,
  cancel,
  claimDuties,
  dutyBack,
  is2022,
  isBureau,
  isLetter,
  meet,
  runs,
  start,
  toldByOwnRules,
  workingDays,
} from '../clocks.js';
import {
  AT_FIRST,
  type Doing,
  type LawOfAct,
  atOrgan,
  exitStands,
  isClaim,
  isRefused,
  leaveFast,
  paper,
  startExecution,
  supports,
  told,
  wholeOutcome,
  living,
} from '../course.js';
import { HANDLER, ISSUER, NOTICE, bureau, who } from '../rights.js';
import type { Model, ModelOpinion, ModelledAct } from '../state.js';

/** Whether the pack lets the organ decide that exit: under CN-2005 everything else is declined or answered. */
const mayDecide = (exit: Exit, on: Day): boolean => exit === '31(6)' || is2022(on);

/** 诉访分离: a litigation letter is no matter of 31(6). */
const fitsLetter = (m: Model, exit: Exit): boolean => exit !== '31(6)' || !isLetter(m);

const refusable = (m: Model, as: 'refuseAcceptance' | 'refuseRefiling', on: Day): boolean => {
  if (as === 'refuseRefiling') return m.compared;
  // The superior while the lower organ's term runs (the input names such a matter); a bureau or an organ by the grounds of 2005.
  return m.pendingElsewhere && (is2022(on) || m.channel === 'VISIT');
};
function refuse(m: Model, c: Doing, as: NonNullable<Model['refusal']>['as']): void {
  m.refusal = { id: c.what.id, by: c.person, as };
}

export const exitsLaw = {
  // 31: the exit
  proposeExit: { noClock: true, who: [bureau('DISPATCHER', 'holder')], stages: AT_FIRST, may: (m) => isBureau(m.at) && isClaim(m) },
  decideExit: {
    noClock: true,
    who: HANDLER,
    stages: ['registered', 'received', 'informed'],
    may: (m, c) =>
      atOrgan(m) && isClaim(m) && !isRefused(m) && m.exit === null && mayDecide(c.what.exit, c.on) && fitsLetter(m, c.what.exit),
    then: (m, c) => {
      m.proposal = { id: c.what.id, by: c.person, exit: c.what.exit, corrects: false };
    },
  },
  correctExit: {
    noClock: true,
    who: HANDLER,
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'led_into_procedure'],
    may: (m, c) =>
      atOrgan(m) &&
      isClaim(m) &&
      !isRefused(m) &&
      m.exit !== null &&
      (m.exit !== c.what.exit || (m.decided === null && m.exit !== '31(6)')) &&
      mayDecide(c.what.exit, c.on) &&
      fitsLetter(m, c.what.exit),
    then: (m, c) => {
      m.proposal = { id: c.what.id, by: c.person, exit: c.what.exit, corrects: true };
    },
  },
  confirmExit: {
    who: [who('CHECKER', 'holder')],
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'led_into_procedure'],
    may: (m, c) => {
      const { proposal } = m;
      if (!proposal || !atOrgan(m) || !isClaim(m) || isRefused(m) || proposal.by === c.person) return false;
      return (proposal.corrects || m.exit === null) && mayDecide(proposal.exit, c.on) && fitsLetter(m, proposal.exit);
    },
    then: (m, c) => {
      const { exit, corrects } = m.proposal as NonNullable<Model['proposal']>;
      const former = m.exit;
      if (corrects) {
        if (exit !== '31(6)') cancel(m, 'other_exit', 'HANDLE');
        if (['accepted', 'handling', 'led_into_procedure'].includes(m.stage)) {
          Object.assign(m, { stage: 'informed', outcome: null, accepted: false });
          if (m.opinion && m.opinion.state !== 'issued') m.opinion.state = 'returned';
        }
        Object.assign(m, { leading: null, ledIn: false });
      }
      if (exit !== '31(6)') leaveFast(m, 'other_exit');
      const back = m.exit === '31(1)' && exit !== '31(1)' && ['registered', 'received'].includes(m.stage);
      Object.assign(m, { exit, decided: { told: false, on: exit }, proposal: null });
      if (exit === '31(1)') toldByOwnRules(m);
      if (back) dutyBack(m);
      claimDuties(m, c.on, former, corrects ? 'other_exit' : null);
    },
  },
  issueGuidance: {
    who: NOTICE,
    stages: ['informed'],
    may: (m) => atOrgan(m) && exitStands(m),
    then: (m, c) => {
      if (m.decided) m.decided.told = true;
      paper(m, c, 'GUIDANCE');
    },
  },
  leadIntoProcedure: {
    noClock: true,
    who: HANDLER,
    stages: ['informed'],
    may: (m) =>
      atOrgan(m) && !isRefused(m) && m.exit !== null && !['31(5)', '31(6)'].includes(m.exit) && m.decided?.told === true && !m.leading,
    then: (m, c) => {
      m.leading = { by: c.person, exit: m.exit as Exit };
    },
  },
  recordReceipt: {
    who: [who('CHECKER', 'holder')],
    stages: ['received', 'informed'],
    may: (m, c) => {
      if (isRefused(m)) return false;
      if (m.stage === 'informed') return m.leading !== null && m.leading.by !== c.person;
      return POLITICAL_LEGAL.includes(m.at.kind) && isClaim(m) && (m.exit === null || m.exit === '31(1)');
    },
    then: (m, c) => {
      const own = m.stage === 'received';
      cancel(m, 'led_into_procedure', 'HANDLE');
      if (own) {
        toldByOwnRules(m);
        cancel(m, 'not_used', 'OBJECT');
        cancel(m, 'objection_dropped', 'OBJECT_DECIDE');
        m.objection = null;
      }
      Object.assign(m, {
        exit: m.leading && !own ? m.leading.exit : '31(1)',
        stage: 'led_into_procedure',
        outcome: 'led_in',
        ledIn: true,
        tookItself: own,
      });
      claimDuties(m, c.on, m.exit);
      m.leading = null;
    },
  },
  recordProcedureOutcome: {
    noClock: true,
    who: HANDLER,
    stages: ['led_into_procedure'],
    then: (m) => Object.assign(m, { stage: 'outcome_reported' }),
  },
  performDuty: {
    noClock: true,
    who: HANDLER,
    stages: ['informed'],
    may: mayPerform,
    then: (m, c) => Object.assign(m, { performance: { by: c.person, as: 'performed' } }),
  },
  answerUnderLaw: {
    noClock: true,
    who: HANDLER,
    stages: ['informed'],
    may: mayPerform,
    then: (m, c) => Object.assign(m, { performance: { by: c.person, as: 'answered' } }),
  },
  confirmPerformance: {
    who: ISSUER,
    stages: ['informed'],
    may: (m, c) => mayPerform(m) && m.performance !== null && m.performance.by !== c.person,
    then: (m, c) => {
      const { as } = m.performance as NonNullable<Model['performance']>;
      paper(m, c, 'PERFORMANCE_ANSWER');
      Object.assign(m, { stage: as, outcome: as, performance: null, performed: c.what.id });
      claimDuties(m, c.on, m.exit);
    },
  },
  // 19 ¶3, 36 ¶3
  refuseAcceptance: {
    noClock: true,
    who: [who('HANDLER', 'holder'), bureau('DISPATCHER', 'holder')],
    stages: AT_FIRST,
    may: (m, c) => !isRefused(m) && refusable(m, 'refuseAcceptance', c.on),
    then: (m, c) => refuse(m, c, 'refused_acceptance'),
  },
  refuseRefiling: {
    noClock: true,
    who: [who('HANDLER', 'holder'), bureau('DISPATCHER', 'holder')],
    stages: AT_FIRST,
    may: (m, c) => !isRefused(m) && refusable(m, 'refuseRefiling', c.on),
    then: (m, c) => refuse(m, c, 'refused_refiling'),
  },
  confirmRefusal: {
    who: [who('CHECKER', 'holder'), bureau('AUDITOR', 'holder'), bureau('HEAD', 'holder')],
    stages: AT_FIRST,
    may: (m, c) =>
      m.refusal !== null &&
      m.refusal.by !== c.person &&
      refusable(m, m.refusal.as === 'refused_refiling' ? 'refuseRefiling' : 'refuseAcceptance', c.on),
    then: (m, c) => {
      const { as } = m.refusal as NonNullable<Model['refusal']>;
      told(m);
      meet(m, 'ROUTE');
      cancel(m, 'refused', 'HANDLE', 'PERFORM');
      leaveFast(m, 'refused');
      paper(m, c, as === 'refused_refiling' ? 'REFILING_REFUSAL' : 'REFUSAL');
      Object.assign(m, { stage: 'informed', outcome: as, refusal: null, refused: c.what.id });
    },
  },
  // 29
  startStudy: {
    noClock: true,
    who: HANDLER,
    stages: ['informed'],
    may: studies,
    then: (m, c) =>
      Object.assign(m, { stage: 'studying', study: [...new Set(c.what.organs.map(({ id }) => id))].filter((id) => id !== m.at.id) }),
  },
  decideSuggestion: {
    noClock: true,
    who: [who('HEAD', 'holder')],
    stages: ['studying'],
    may: studies,
    then: (m, c) => Object.assign(m, { stage: 'decided', outcome: c.what.adopted, study: null }),
  },
  replySuggestion: {
    who: NOTICE,
    stages: ['decided'],
    may: studies,
    then: (m, c) => {
      meet(m, 'SIMPLE_HANDLE');
      paper(m, c, 'SUGGESTION_REPLY');
      Object.assign(m, { stage: 'replied', replied: true, fast: false });
    },
  },
  followMeasure: {
    noClock: true,
    who: HANDLER,
    stages: ['replied'],
    may: (m, c) => studies(m, c) && (m.outcome === 'adopted' || m.outcome === 'partly_adopted'),
    then: (m) => Object.assign(m, { stage: 'measure_followed' }),
  },
  // 简易办理
  chooseFastTrack: {
    who: HANDLER,
    stages: ['registered', 'received', 'informed'],
    may: (m, c) =>
      atOrgan(m) &&
      m.kind !== 'REPORT' &&
      !isLetter(m) &&
      !isRefused(m) &&
      !m.fast &&
      c.on >= '2016-01-01' &&
      m.assigner === null &&
      living(m).length <= 1 &&
      (m.exit === null || m.exit === '31(6)') &&
      m.assistance.every(({ state }) => state === 'ended') &&
      c.on <= workingDays(m.since, 3),
    then: (m, c) => {
      m.fast = c.what.inside ? 'enquiry' : true;
      // Where the notice was the acceptance nothing is left to accept.
      const isAccepted = m.stage === 'informed' && (m.kind === 'SUGGESTION' || runs(m, 'HANDLE') !== null);
      if (isAccepted) start(m, 'SIMPLE_HANDLE', m.at.id, c.on);
      else start(m, 'SIMPLE_ACCEPT', m.at.id, m.since);
    },
  },
  leaveFastTrack: {
    who: HANDLER,
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'studying', 'decided'],
    may: (m) => atOrgan(m) && m.fast !== false,
    then: (m) => leaveFast(m, 'fell_back'),
  },
  answerFastTrack: {
    who: HANDLER,
    stages: ['accepted', 'handling'],
    may: (m, c) => m.fast !== false && c.what.outcomes.every((one) => one === 'supported' || (m.fast === 'enquiry' && one === 'explained')),
    then: (m, c) => {
      const { outcomes, id, day } = c.what;
      const executeBy = outcomes.some(supports) ? day : null;
      m.opinion = { id, state: 'issued', by: c.person, outcomes, executeBy, performer: null, paper: null, spoken: true, legacy: false };
      Object.assign(m, { stage: 'opinion_issued', outcome: wholeOutcome(outcomes), services: new Map(), fast: false });
      meet(m, 'HANDLE', 'SIMPLE_HANDLE');
      cancel(m, 'opinion_replaced', 'EXECUTE', ...RIGHTS);
      startExecution(m, c.on);
    },
  },
  issueFastTrackPaper: {
    noClock: true,
    who: ISSUER,
    stages: ['opinion_issued'],
    may: (m, c) => m.opinion !== null && m.opinion.spoken && m.opinion.paper === null && m.opinion.by !== c.person,
    then: (m, c) => {
      (m.opinion as ModelOpinion).paper = c.what.id;
      paper(m, c, 'OPINION');
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;

function mayPerform(m: Model): boolean {
  return atOrgan(m) && !isRefused(m) && m.exit === '31(5)' && m.decided?.told === true;
}
function studies(m: Model, c: Doing): boolean {
  return atOrgan(m) && m.kind === 'SUGGESTION' && is2022(c.on) && !isRefused(m);
}
