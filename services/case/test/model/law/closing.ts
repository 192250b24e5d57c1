import type { Stage } from '@sunshine/events';
import { type Day, dayNumber, nextWorkingDay } from '@sunshine/procedure';
import { CALENDAR, GOES_ON, RIGHTS, again, cancel, clockOfStep, dated, isBureau, lastOf, meet, plus, runs, start } from '../clocks.js';
import {
  ALL,
  type Doing,
  type LawOfAct,
  OPEN,
  type PathName,
  REVIEWING,
  STEPS,
  atOrgan,
  back,
  close,
  isClaim,
  living,
  nobodyLeft,
  paper,
  paperServed,
  pathIn,
  servedAll,
  supports,
} from '../course.js';
import { HEIR } from '../calls/setting.js';
import { waits } from './review.js';
import { HANDLER, MIGRATES, bureau, other, who } from '../rights.js';
import { answersOf, lastAnswer, opinionGone, ordered } from '../standing.js';
import type { Model, ModelAnswer, ModelledAct } from '../state.js';

const REVIEW_DAYS = 30;

const REVOCABLE_DAYS = 15;

/** Successors are looked for so many whole days (own rule, by 行政复议法 41). */
const SEARCH_DAYS = 60;

/** The last day of the own right to review; on other paths there is none. */
const rightEnded = (m: Model, on: Day): boolean =>
  [...m.services.values()].every((served) => {
    if (served === null) return true;
    return on > (isClaim(m) && m.exit === '31(6)' ? nextWorkingDay(CALENDAR, plus(served, REVIEW_DAYS)) : served);
  });

const reviewable = ({ stage }: Model): boolean => stage === 'opinion_served' || REVIEWING.includes(stage);
/** The answer has come to everybody who asked; what takes the place of the opinion, to everybody. Nothing is redone on it. */
const reached = (m: Model, { level, redoDays, disposition, paper: id }: ModelAnswer): boolean =>
  redoDays === null &&
  !m.reviews.some((one) => one.level === level && one.state === 'decided') &&
  (disposition === 'uphold' || paperServed(m, id));

/** Closing grounds: what each needs to be on file. */
function closable(m: Model, ground: string, on: Day): boolean {
  if (m.reviews.some(waits)) return false;
  const path = pathIn(m);
  const claims: readonly PathName[] = ['undecided', 'opinion', 'procedure', 'performance'];
  // 30: a clue that was received is handed over, withdrawn or not.
  if (
    ground === 'withdrawn' &&
    m.kind === 'REPORT' &&
    m.handOver?.state !== 'received' &&
    !(m.at.kind === 'discipline' && m.stage !== 'routed')
  )
    return false;
  if (ground === 'withdrawn') return m.withdrawal?.state === 'confirmed' && on > m.withdrawal.until;
  if (runs(m, 'ASSIGNMENT_REPORT')) return false;
  switch (ground) {
    case 'opinion_served':
    case 'opinion_final':
    case 'opinion_executed': {
      const { opinion } = m;
      // What was reviewed ends by the review, unless it has been carried out.
      if (ground !== 'opinion_executed' && m.reviews.some(({ state }) => state === 'decided' || state === 'served')) return false;
      const answered = reviewable(m) || (m.stage === 'opinion_issued' && m.petitioners.length === 0);
      const changed = opinionGone(m);
      const remedyTold = m.reviews.some(({ state }) => state === 'decided' || state === 'served') || opinion?.legacy === false;
      if (path !== 'opinion' || !answered || !opinion || !remedyTold) return false;
      // What took the place of the opinion is what has to be known, and carried out.
      if (changed) return ground === 'opinion_executed' && ordered(m) !== null && paperServed(m, changed.paper) && executed(m);
      if (!servedAll(m)) return false;
      const owed = opinion.outcomes.some(supports) && m.petitioners.length > 0;
      if (owed && !m.clocks.some(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled')) return false;
      if (ground === 'opinion_final') return rightEnded(m, on);
      return ground === 'opinion_served' || (opinion.executeBy !== null && executed(m));
    }
    case 'review_served': {
      const answer = lastAnswer(m, 'review');
      if (path !== 'opinion' || !reviewable(m) || answer === null || lastAnswer(m, 'rereview') !== null || !reached(m, answer))
        return false;
      return answer.services.every((served) => on > nextWorkingDay(CALENDAR, plus(served, REVIEW_DAYS)));
    }
    // 36 ¶3
    case 'rereview_served': {
      const answer = lastAnswer(m, 'rereview');
      if (path !== 'opinion' || !reviewable(m) || answer === null || !reached(m, answer)) return false;
      return answer.disposition !== 'uphold' || answersOf(m, 'review').every(({ redoDays }) => redoDays === null);
    }
    case 'led_into_procedure':
      return path === 'procedure' && m.ledIn && (m.decided?.told === true || m.transfer?.kind === 'LETTER' || m.tookItself);
    case 'performed_or_answered':
      return path === 'performance' && m.performed !== null && paperServed(m, m.performed);
    case 'suggestion_replied':
      return path === 'suggestion' && m.replied;
    case 'report_handed_over':
      return path === 'report' && m.feedback && m.sent;
    case 'report_answered':
      return path === 'report' && m.feedback;
    case 'settled':
      return claims.includes(path) && m.settlement?.state === 'performed' && !m.commitment;
    case 'refused':
      return m.refused !== null && paperServed(m, m.performed ?? m.refused);
    case 'no_successor':
      return claims.includes(path) && nobodyLeft(m) && (m.ended === 'WAIVED' || on > plus(m.received, SEARCH_DAYS));
    case 'fast_track_answered':
      return m.opinion?.spoken === true && m.opinion.paper === null;
    default:
      return false;
  }
}

const executed = (m: Model): boolean =>
  m.clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled')?.ended === 'met' &&
  m.execution?.state !== 'sent_back' &&
  !m.commitment;

/** Steps of its path that the matter had come to when it was closed. */
function passed(m: Model): readonly Stage[] {
  const head: Stage = m.sender === null ? 'registered' : 'received';
  const steps = [head, ...STEPS[pathIn(m)]].filter((stage) => {
    if (stage === 'accepted' || stage === 'handling') return m.accepted;
    if (stage === 'opinion_issued') return m.opinion?.state === 'issued';
    if (stage === 'review_served' || stage === 'rereview_served')
      return m.reviews.some(({ level, state }) => state === 'served' && stage === `${level}_served`);
    if (stage === 'redoing') return m.closedFrom === stage;
    if (stage === 'opinion_served') return [...m.services.values()].some((served) => served !== null);
    if (pathIn(m) === 'report' && (stage === 'informed' || stage === 'handed_to_discipline'))
      return m.closedFrom === stage || m.answeredAt.has(stage);
    if (['performed', 'answered'].includes(stage) || pathIn(m) === 'report') return m.visited.has(stage);
    return true;
  });
  const until = m.closedFrom === null ? -1 : steps.indexOf(m.closedFrom);
  return until < 0 ? steps.slice(0, 1) : steps.slice(0, until + 1);
}

const secondContact = (m: Model, { organ }: Doing): boolean => isBureau(organ) && !(organ.id === m.at.id && m.stage !== 'registered');

/** No bureau stands above them. */
const APART: readonly string[] = [
  'party_committee',
  'discipline',
  'mass_organisation',
  'court',
  'procuratorate',
  'people_congress',
  'consultative_conference',
];
/** A bureau judges; of a report that no bureau had, and of what came straight to an organ apart, the organ itself, by another hand. */
const JUDGES = [bureau('AUDITOR', 'registrar', 'assigner', 'above'), other('CHECKER', 'registrar'), other('HEAD', 'registrar')];
const judges = (m: Model, { organ }: Doing): boolean => m.kind === 'REPORT' || isBureau(organ) || APART.includes(organ.kind);

const WITH_ORGAN = OPEN.filter((stage) => stage !== 'registered' && stage !== 'routed');
const openPromise = (m: Model, { what }: Doing): boolean => m.promises.some(({ id, state }) => id === what.paper && state === 'open');
/** The settlement of the promise. */
const promised = (m: Model, { what }: Doing): string | undefined => m.promises.find(({ id }) => id === what.paper)?.settlement;

export const closingLaw = {
  // Off the path
  withdrawPetition: {
    noClock: true,
    who: [who('REGISTRAR', 'registrar')],
    petitioner: true,
    stages: OPEN,
    // Nobody withdraws in the name of the dead, and the code of the petition is theirs.
    may: (m, c) =>
      m.withdrawal === null &&
      !m.reviews.some(waits) &&
      (m.petitioners.length === 0 || (c.by !== null ? living(m).length > 0 : m.petitioners.length === 1 && living(m).length === 1)),
    then: (m, c) => {
      m.withdrawal = { by: c.person, state: 'declared', on: c.on, until: nextWorkingDay(CALENDAR, plus(c.on, REVOCABLE_DAYS)) };
    },
  },
  confirmWithdrawal: {
    noClock: true,
    who: [bureau('REGISTRAR', 'registrar'), bureau('AUDITOR', 'registrar', 'sender', 'assigner', 'above')],
    stages: OPEN,
    may: (m, c) => m.withdrawal?.state === 'declared' && m.withdrawal.by !== c.person && secondContact(m, c),
    then: (m, c) => {
      if (c.what.yes) (m.withdrawal as NonNullable<Model['withdrawal']>).state = 'confirmed';
      else m.withdrawal = null;
    },
  },
  revokeWithdrawal: {
    noClock: true,
    who: [who('REGISTRAR', 'registrar')],
    petitioner: true,
    stages: OPEN,
    may: (m, c) => m.withdrawal !== null && c.on <= m.withdrawal.until,
    then: (m) => {
      m.withdrawal = null;
      if (m.completion?.ground === 'withdrawn') m.completion = null;
    },
  },
  // 33, 人民调解法 17, 26: of a free will, and no clock of the organ stands still meanwhile
  proposeMediation: {
    noClock: true,
    who: HANDLER,
    petitioner: true,
    stages: WITH_ORGAN,
    may: (m, c) =>
      m.kind === 'CLAIM' &&
      m.exit !== '31(1)' &&
      atOrgan(m) &&
      (c.by === null ? living(m).length === 1 : living(m).length > 0) &&
      m.settlement?.state !== 'standing' &&
      m.mediation === null,
    then: (m, c) => {
      m.mediation = { petitioner: living(m)[0] ?? '', willing: [c.by === null ? true : null, null] };
      m.heirMet ||= m.ended === 'FOUND';
    },
  },
  answerMediation: {
    noClock: true,
    who: HANDLER,
    petitioner: true,
    stages: WITH_ORGAN,
    may: (m, c) => m.mediation !== null && (c.by !== null || (living(m).length === 1 && living(m)[0] === m.mediation.petitioner)),
    then: (m, c) => {
      const { petitioner, willing } = m.mediation as NonNullable<Model['mediation']>;
      const of = c.by === null ? 0 : c.what.n % 2;
      m.mediation = c.what.yes ? { petitioner, willing: of === 0 ? [true, willing[1]] : [willing[0], true] } : null;
    },
  },
  arrangeMediation: {
    noClock: true,
    who: HANDLER,
    stages: WITH_ORGAN,
    may: (m, c) => m.mediation?.willing.every((one) => one === true) === true && c.what.day >= c.on,
  },
  endMediation: {
    noClock: true,
    who: HANDLER,
    stages: WITH_ORGAN,
    may: (m) => m.mediation !== null,
    then: (m) => {
      m.mediation = null;
    },
  },
  // 33; that the duty to handle ends with the agreement, and comes back with a broken promise, is an own rule
  recordSettlement: {
    who: HANDLER,
    stages: WITH_ORGAN,
    may: (m, c) =>
      m.kind === 'CLAIM' &&
      m.exit !== '31(1)' &&
      atOrgan(m) &&
      living(m).length > 0 &&
      m.settlement?.state !== 'standing' &&
      c.what.day >= c.on,
    then: (m, c) => {
      cancel(m, 'settled', 'HANDLE', 'SIMPLE_HANDLE', 'DECIDE_EXIT', 'PERFORM');
      for (const clock of m.clocks)
        if (clock.term === 'REDO' && clock.subject === m.at.id && clock.ended === null)
          Object.assign(clock, { ended: 'cancelled', why: 'settled' });
      for (const promise of c.what.more) {
        m.promises.push({ id: promise, settlement: c.what.id, day: c.what.day, state: 'open' });
        start(m, 'PROMISE', promise, c.on, c.what.day);
      }
      m.settlement = { id: c.what.id, petitioner: living(m)[0] ?? '', stage: m.stage, state: 'standing' };
      m.mediation = null;
      m.heirMet ||= m.ended === 'FOUND';
      m.settlements.set(c.what.id, m.settlement);
      paper(m, c, 'SETTLEMENT', false);
      m.outcome = 'settled';
    },
  },
  recordPromisePerformed: {
    who: HANDLER,
    stages: ALL,
    may: openPromise,
    then: (m, c) => {
      const promise = m.promises.find(({ id }) => id === c.what.paper);
      if (!promise) return;
      promise.state = 'performed';
      for (const clock of m.clocks) if (clock.subject === promise.id) clock.ended = 'met';
      const settlement = m.settlements.get(promise.settlement);
      const whole = m.promises.every((one) => one.settlement !== promise.settlement || one.state === 'performed');
      if (settlement && whole && settlement.state === 'standing') settlement.state = 'performed';
    },
  },
  movePromise: {
    who: HANDLER,
    stages: ALL,
    // A date that has passed is not moved.
    may: (m, c) => {
      const clock = openPromise(m, c) && m.clocks.find(({ subject }) => subject === c.what.paper);
      return clock ? c.on <= clock.due && c.what.day > clock.nominal : false;
    },
    then: (m, c) => {
      const clock = m.clocks.find(({ subject }) => subject === c.what.paper);
      if (!clock) return;
      clock.extended += dayNumber(c.what.day) - dayNumber(clock.nominal);
      dated(clock);
    },
  },
  recordPromiseBroken: {
    who: [who('HANDLER', 'holder'), bureau('AUDITOR', 'registrar', 'assigner', 'above')],
    petitioner: true,
    stages: ALL,
    may: (m, c) =>
      openPromise(m, c) &&
      (c.by !== null || (living(m).length === 1 && living(m)[0] === m.settlements.get(promised(m, c) ?? '')?.petitioner)) &&
      ((c.by !== null && c.what.yes) || c.on > (m.clocks.find(({ subject }) => subject === c.what.paper)?.due ?? '')),
    then: (m, c) => {
      const promise = m.promises.find(({ id }) => id === c.what.paper);
      const settlement = promise && m.settlements.get(promise.settlement);
      if (!promise || !settlement) return;
      promise.state = 'broken';
      for (const clock of m.clocks) if (clock.subject === promise.id) Object.assign(clock, { ended: 'cancelled', why: 'broken' });
      const first = settlement.state === 'standing';
      settlement.state = 'broken';
      // The parts of a letter that was split go on in its place.
      if (m.outcome === 'split') return;
      if (m.stage === 'closed') {
        back(m, settlement.stage);
        clockOfStep(m, c.on);
      } else if (first) {
        Object.assign(m, { completion: null, outcome: m.outcome === 'settled' ? null : m.outcome });
        clockOfStep(m, c.on);
      }
    },
  },
  recordLegacyReply: {
    who: [MIGRATES],
    stages: ['accepted', 'handling'],
    may: (m) => m.opinion === null,
    then: (m, c) => {
      m.opinion = {
        id: c.what.id,
        state: 'issued',
        by: c.person,
        outcomes: [],
        executeBy: null,
        performer: null,
        paper: c.what.id,
        spoken: false,
        legacy: true,
      };
      m.services = new Map(m.petitioners.map((one) => [one, c.on]));
      m.heirMet ||= m.petitioners.includes(HEIR);
      meet(m, 'HANDLE');
      m.stage = 'opinion_served';
    },
  },
  // The end
  closePetition: {
    noClock: true,
    who: [who('HANDLER', 'holder'), bureau('DISPATCHER', 'holder')],
    stages: OPEN,
    may: (m, c) => closable(m, c.what.ground, c.on),
    then: (m, c) => {
      m.completion = { ground: c.what.ground, by: c.person };
    },
  },
  verifyCompletion: {
    who: JUDGES,
    stages: OPEN,
    may: (m, c) => judges(m, c) && m.completion !== null && m.completion.by !== c.person && closable(m, m.completion.ground, c.on),
    then: (m, c) => {
      const { ground } = m.completion as NonNullable<Model['completion']>;
      const withdrawn = ground === 'withdrawn';
      for (const clock of m.clocks)
        // A right goes on, of whoever has not withdrawn.
        if (clock.ended === null && ![...GOES_ON, ...(withdrawn ? [] : RIGHTS)].includes(clock.term))
          Object.assign(clock, { ended: 'cancelled', why: withdrawn ? 'withdrawn' : 'closed' });
      paper(m, c, 'COMPLETION_REVIEW', false);
      for (const one of m.assistance) if (one.state === 'asked') one.state = 'ended';
      const from = m.stage;
      close(m, withdrawn ? 'withdrawn' : ground === 'no_successor' ? (m.outcome ?? 'no_successor') : m.outcome);
      Object.assign(m, { closedFrom: from, archiveDue: true });
    },
  },
  reopenPetition: {
    who: [bureau('AUDITOR', 'registrar', 'assigner', 'above'), other('HEAD', 'registrar')],
    stages: ['closed'],
    may: (m, c) => {
      const { reason, stage } = c.what;
      if (!judges(m, c) || m.outcome === 'split' || !passed(m).includes(stage)) return false;
      const stands = opinionGone(m) ?? m.opinion;
      if (reason === 'NON_EXECUTION') return stands?.outcomes.some(supports) ?? false;
      return reason !== 'BROKEN_PROMISE' || m.promises.some(({ state }) => state === 'broken');
    },
    then: (m, c) => {
      back(m, c.what.stage);
      Object.assign(m, { withdrawal: null, refused: null, archiveDue: false });
      clockOfStep(m, c.on);
      if (c.what.reason === 'NON_EXECUTION') again(m, lastOf(m, 'EXECUTE'));
    },
  },
  archivePetition: {
    noClock: true,
    who: [who('HANDLER', 'holder'), who('REGISTRAR', 'registrar')],
    stages: ['closed'],
    may: (m) => m.archiveDue,
    then: (m) => {
      m.archiveDue = false;
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
