import type { Stage } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { PlacedOrgan } from '../../../src/domain/routing/designation.js';
import { NOTIFY, OF_HOLDER, POLITICAL_LEGAL, SIMPLE, cancel, dutyBack, isBureau, meet, receiverDuties, runs, start } from '../clocks.js';
import {
  ALL,
  AT_FIRST,
  type Doing,
  INQUIRED,
  type LawOfAct,
  OPEN,
  atOrgan,
  close,
  isClaim,
  isRefused,
  leave,
  paper,
  told,
} from '../course.js';
import { keeperOf, receiverOf } from '../officers.js';
import { HANDLER, HANDLER_OR_HEAD, MIGRATES, NOTICE, bureau, other, who } from '../rights.js';
import type { Model, ModelledAct, Transfer } from '../state.js';

function send(m: Model, c: Doing, kind: Transfer['kind'], day: Day | null = null): void {
  const { at, since, sender, assigner, stage } = m;
  const former = { at, since, sender, assigner, stage: stage === 'registered' ? stage : 'received' } as const;
  // The course of the next holder has steps of its own.
  m.visited = new Set();
  m.answeredAt = new Set();
  if (kind !== 'AVOIDANCE') m.sent = true;
  if (m.transfer) m.former.push(m.transfer);
  const head = c.as?.role === 'HEAD' && kind !== 'HAND_DOWN';
  m.transfer = { id: c.what.id, kind, from: at.id, by: c.person, head, day, former, owed: runs(m, 'ASSIGNMENT_REPORT') };
}

export function receive(m: Model, to: PlacedOrgan, on: Day, duties: readonly string[]): void {
  Object.assign(m, { at: to, since: on, stage: 'received' });
  for (const term of duties) start(m, term, to.id, on);
}

function route(m: Model, c: Doing, kind: 'TRANSFER' | 'ASSIGNMENT' | 'LETTER'): void {
  const { to, day, id } = c.what;
  const assigned = kind === 'ASSIGNMENT';
  send(m, c, kind, assigned ? day : null);
  leave(m, 'routed');
  meet(m, 'ROUTE');
  if (assigned) {
    cancel(m, 'assigned_on', 'ASSIGNMENT_REPORT');
    start(m, 'ASSIGNMENT_REPORT', to.id, c.on, day);
    Object.assign(m, { report: false, reported: false });
  }
  Object.assign(m, { sender: m.at.id, assigner: assigned ? (m.assigner ?? m.at.id) : m.assigner });
  m.papers.push({ id, kind: 'TRANSFER_SLIP', organ: c.organ.id, toPetitioner: false, voided: false, served: new Set() });
  receive(m, to, c.on, receiverDuties(m, to, c.on));
}
/** 30 ¶3: a report goes nowhere before a second reader has said whom it accuses. */
export const known = (m: Model): boolean => m.kind !== 'REPORT' || m.identified;

const MOVED: readonly Stage[] = [
  'registered',
  'routed',
  'received',
  'informed',
  'accepted',
  'handling',
  'studying',
  'decided',
  'handed_to_discipline',
  'feedback_noted',
];

/** A bureau, or whoever got a report from the reporter, or because the organ before had to step aside. */
const unsent = (m: Model): boolean =>
  isBureau(m.at) || (m.sender === null && m.channel !== 'TRANSFER_IN') || m.transfer?.kind === 'AVOIDANCE';

/** Only the assigner moves the own day; whoever passes the matter on may set an earlier one. */
export const inTime = (m: Model, day: Day): boolean => day <= (runs(m, 'ASSIGNMENT_REPORT')?.nominal ?? day);
/** 22 ¶1(1)(2): the own level, or below it in the own area. */
export const inArea = (from: PlacedOrgan, to: PlacedOrgan): boolean => to.division.startsWith(from.division.replace(/(00)+$/, ''));
const mayRoute = (m: Model, c: Doing): boolean =>
  isBureau(m.at) && c.organ.id === m.at.id && c.what.to.id !== m.at.id && inArea(c.organ, c.what.to);

const inSystem = ({ at }: Model, to: PlacedOrgan): boolean => {
  const outer = at.division.replace(/(00)+$/, '');
  return to.path.includes(at.id) || (to.kind === at.kind && to.division !== at.division && to.division.startsWith(outer));
};

/** Direct, nothing decided, to an organ of another system; of a report to one who may have it, with somebody to tell. */
const mayPoint = (m: Model, to: PlacedOrgan): boolean =>
  atOrgan(m) &&
  m.sender === null &&
  m.channel !== 'TRANSFER_IN' &&
  m.exit === null &&
  m.outcome === null &&
  (m.kind !== 'REPORT' || (m.petitioners.length > 0 && known(m))) &&
  to.id !== m.at.id &&
  !isBureau(to) &&
  !to.path.includes(m.at.id);

const mayAssist = (m: Model, organ: PlacedOrgan): boolean =>
  known(m) && organ.id !== m.at.id && !isBureau(organ) && !m.assistance.some((one) => one.organ === organ.id && one.state === 'asked');

export const routingLaw = {
  // 22: the bureau
  routePetition: {
    who: [who('DISPATCHER', 'registrar', 'holder'), bureau('HEAD', 'registrar', 'holder'), MIGRATES],
    stages: AT_FIRST,
    may: (m, c) => m.kind !== 'REPORT' && mayRoute(m, c) && (!c.what.assigned || (c.what.day > c.on && inTime(m, c.what.day))),
    then: (m, c) => route(m, c, c.what.assigned ? 'ASSIGNMENT' : 'TRANSFER'),
  },
  // 22 ¶1(1): one of the ways that meet the fifteen days; the bureau keeps the matter.
  submitForDecision: {
    who: [bureau('HEAD', 'registrar', 'holder')],
    stages: AT_FIRST,
    may: (m, c) => {
      const { to, day } = c.what;
      const governs = to.kind === 'party_committee' || to.kind === 'government';
      return m.kind !== 'REPORT' && isBureau(m.at) && c.organ.id === m.at.id && governs && to.division === m.at.division && day > c.on;
    },
    then: (m) => {
      meet(m, 'ROUTE');
      leave(m, 'routed');
      m.submitted = m.stage === 'registered' ? 'registered' : 'received';
      m.stage = 'routed';
    },
  },
  recordSubmittedDecision: {
    who: [bureau('DISPATCHER', 'registrar', 'holder'), bureau('HEAD', 'registrar', 'holder')],
    stages: ['routed'],
    may: (m) => m.submitted !== null,
    then: (m, c) => {
      Object.assign(m, { stage: m.submitted, submitted: null });
      start(m, 'ROUTE', m.at.id, c.on);
    },
  },
  sendToPoliticalLegalOrgan: {
    who: [bureau('DISPATCHER', 'registrar', 'holder')],
    stages: AT_FIRST,
    may: (m, c) =>
      mayRoute(m, c) &&
      isClaim(m) &&
      m.channel !== 'VISIT' &&
      POLITICAL_LEGAL.includes(c.what.to.kind) &&
      c.what.to.division === c.organ.division,
    then: (m, c) => route(m, c, 'LETTER'),
  },
  guideVisitor: {
    who: [bureau('REGISTRAR', 'registrar'), bureau('DISPATCHER', 'registrar')],
    stages: ['registered'],
    may: (m, c) => isBureau(m.at) && isClaim(m) && m.channel === 'VISIT' && POLITICAL_LEGAL.includes(c.what.to.kind),
    then: (m, c) => {
      meet(m, 'ROUTE');
      paper(m, c, 'VISIT_GUIDANCE');
      close(m, 'guided');
    },
  },
  recallTransfer: {
    who: [bureau('DISPATCHER', 'registrar', 'sender'), other('HEAD', 'registrar', 'sender')],
    stages: ['routed', 'received'],
    may: (m, c) => m.transfer !== null && !['DESIGNATION', 'AVOIDANCE'].includes(m.transfer.kind) && m.transfer.from === c.organ.id,
    then: (m, c) => {
      const { former, day, owed } = m.transfer as Transfer;
      const dated = day !== null;
      const fromBureau = isBureau(m.at);
      paper(m, c, 'RECALL_DECISION', false);
      leave(m, 'recalled', m.stage === 'routed' ? [] : OF_HOLDER);
      // The receiver's clocks, HANDLE by the cap among them.
      cancel(m, 'recalled', 'HANDLE', ...(fromBureau ? ['ROUTE'] : []), ...(dated ? ['ASSIGNMENT_REPORT'] : []));
      Object.assign(m, former, { exit: null, decided: null, transfer: m.former.pop() ?? null, handOver: null });
      if (dated) Object.assign(m, { report: false, reported: false });
      dutyBack(m);
      if (dated && owed) start(m, 'ASSIGNMENT_REPORT', m.at.id, owed.from, owed.nominal);
    },
  },
  designateOrgan: {
    who: [bureau('DISPATCHER', 'registrar', 'holder', 'sender', 'assigner', 'above')],
    stages: ['registered', 'received', 'informed', 'accepted', 'handling'],
    may: (m, c) => !isBureau(c.what.to) && (m.kind !== 'REPORT' || (!isBureau(m.at) && (known(m) || c.what.to.id === m.at.id))),
    then: (m, c) => {
      const { to } = c.what;
      paper(m, c, 'DESIGNATION_NOTICE', false);
      if (to.id === m.at.id) {
        cancel(m, 'designated', 'OBJECT', 'OBJECT_DECIDE');
        m.objection = null;
        return;
      }
      const isTold = !AT_FIRST.includes(m.stage);
      const perform = isTold ? runs(m, 'PERFORM') : null;
      send(m, c, 'DESIGNATION');
      leave(m, 'designated');
      if (perform) m.clocks.push({ ...perform, subject: to.id, ended: null, why: null });
      meet(m, 'ROUTE');
      for (const term of ['HANDLE', 'ASSIGNMENT_REPORT']) {
        const clock = runs(m, term);
        if (!clock) continue;
        cancel(m, 'designated', term);
        m.clocks.push({
          ...clock,
          subject: to.id,
          ended: null,
          why: null,
          ...(term === 'ASSIGNMENT_REPORT' && { paper: clock.nominal, extended: 0 }),
        });
      }
      if (isTold && m.opinion && m.opinion.state !== 'issued') m.opinion.state = 'returned';
      if (isTold) m.completion = null;
      else Object.assign(m, { exit: null, decided: null });
      m.sender = [m.sender, m.registrar.id].find((one) => one !== null && one !== to.id) ?? null;
      receive(
        m,
        to,
        c.on,
        receiverDuties(m, to, c.on).filter((term) => term !== 'OBJECT'),
      );
    },
  },
  handDown: {
    who: NOTICE,
    stages: AT_FIRST,
    may: (m, c) =>
      atOrgan(m) &&
      known(m) &&
      c.what.to.id !== m.at.id &&
      inSystem(m, c.what.to) &&
      (!c.what.assigned || (c.what.day > c.on && inTime(m, c.what.day))),
    then: (m, c) => {
      const { assigned, day } = c.what;
      paper(m, c, 'NOTICE');
      send(m, c, 'HAND_DOWN', assigned ? day : null);
      if (assigned) {
        cancel(m, 'assigned_on', 'ASSIGNMENT_REPORT');
        start(m, 'ASSIGNMENT_REPORT', c.what.to.id, c.on, day);
        m.assigner ??= m.at.id;
        Object.assign(m, { report: false, reported: false });
      }
      meet(m, ...NOTIFY);
      leave(m, 'not_used');
      const handle = runs(m, 'HANDLE');
      // Started by the cap alone: only whose duty it is changes.
      if (handle) {
        cancel(m, 'handed_down', 'HANDLE');
        m.clocks.push({ ...handle, subject: c.what.to.id, ended: null, why: null });
      }
      Object.assign(m, { exit: null, decided: null, sender: m.at.id });
      receive(m, c.what.to, c.on, receiverDuties(m, c.what.to, c.on));
    },
  },
  // 30: reports
  identifyAccused: {
    noClock: true,
    who: [bureau('DISPATCHER', 'registrar', 'holder', 'sender'), who('HANDLER', 'holder')],
    stages: ALL,
    may: (m) => m.kind === 'REPORT',
    then: (m, c) => {
      m.identification = { by: c.person };
    },
  },
  confirmAccused: {
    who: [bureau('AUDITOR', 'registrar', 'holder', 'sender'), who('CHECKER', 'holder'), who('HEAD', 'holder')],
    stages: ALL,
    may: (m, c) => m.identification !== null && m.identification.by !== c.person,
    then: (m, c) => {
      Object.assign(m, { identification: null, identified: true });
      const keeper = keeperOf(c.what, m.at);
      if (keeper.id === m.at.id || !MOVED.includes(m.stage)) return;
      send(m, c, 'AVOIDANCE');
      (m.transfer as Transfer).head = true;
      leave(m, 'accused_identified');
      cancel(m, 'accused_identified', 'ROUTE', 'HANDLE', 'ASSIGNMENT_REPORT');
      if (m.opinion && m.opinion.state !== 'issued') m.opinion.state = 'returned';
      Object.assign(m, { exit: null, decided: null, outcome: null, completion: null, handOver: null, sender: m.at.id, assigner: null });
      receive(
        m,
        keeper,
        c.on,
        receiverDuties(m, keeper, c.on).filter((term) => term !== 'OBJECT'),
      );
    },
  },
  handOverReport: {
    noClock: true,
    who: [bureau('DISPATCHER', 'registrar', 'holder'), who('HANDLER', 'holder')],
    stages: AT_FIRST,
    may: (m, c) =>
      m.kind === 'REPORT' && known(m) && unsent(m) && c.organ.id === m.at.id && c.what.to.id !== m.at.id && !isBureau(c.what.to),
    then: (m, c) => {
      m.handOver = { by: c.person, state: 'proposed', to: c.what.to };
    },
  },
  confirmHandOver: {
    who: [bureau('HEAD', 'registrar', 'holder'), who('HEAD', 'holder')],
    stages: AT_FIRST,
    may: (m, c) => m.handOver?.state === 'proposed' && c.organ.id === m.at.id && m.handOver.by !== c.person,
    then: (m, c) => {
      const handOver = m.handOver as NonNullable<Model['handOver']>;
      const { to } = handOver;
      const ownRules = to.kind === 'discipline' || to.kind === 'party_committee';
      send(m, c, 'HAND_OVER');
      // Where no bureau sent it, its head alone judges an objection.
      if (!isBureau(m.at)) m.transfer = { ...(m.transfer as Transfer), by: handOver.by, head: false };
      // What the sender owes runs on until the body has it.
      leave(m, 'handed_over', ownRules ? [] : OF_HOLDER);
      m.handOver = { ...handOver, state: ownRules ? 'sent' : 'received' };
      paper(m, c, 'TRANSFER_SLIP', false);
      const from = m.at.id;
      if (ownRules) Object.assign(m, { sender: from, at: to, stage: 'routed' });
      else {
        meet(m, 'ROUTE');
        m.sender = from;
        receive(m, to, c.on, receiverDuties(m, to, c.on));
      }
    },
  },
  recordHandOverReceipt: {
    who: [bureau('DISPATCHER', 'registrar', 'sender'), who('HANDLER', 'holder')],
    stages: ['routed'],
    may: (m) => m.handOver?.state === 'sent',
    then: (m, c) => {
      (m.handOver as NonNullable<Model['handOver']>).state = 'received';
      meet(m, 'ROUTE');
      cancel(m, 'handed_over', ...OF_HOLDER);
      Object.assign(m, { stage: 'handed_to_discipline', outcome: 'handed_over', since: c.on });
    },
  },
  noteFeedback: {
    noClock: true,
    who: [bureau('DISPATCHER', 'registrar', 'sender'), who('HANDLER', 'holder')],
    stages: ['registered', 'received', 'informed', 'handed_to_discipline'],
    // A discipline organ tells under its own rules (23 ¶4), any other organ has told before.
    may: (m) => m.kind === 'REPORT' && atOrgan(m) && !isRefused(m) && (m.at.kind === 'discipline' || !AT_FIRST.includes(m.stage)),
    then: (m) => {
      m.answeredAt.add(m.stage);
      Object.assign(m, { stage: 'feedback_noted', outcome: 'handed_over', feedback: true });
    },
  },
  // 23 ¶1: not ours, go there
  pointElsewhere: {
    noClock: true,
    who: [...HANDLER, who('REGISTRAR', 'holder')],
    stages: ['registered', 'received', 'informed'],
    may: (m, c) => mayPoint(m, c.what.to),
    then: (m, c) => {
      m.pointing = { by: c.person, to: c.what.to };
    },
  },
  confirmPointing: {
    who: [who('CHECKER', 'holder'), who('AUDITOR', 'holder'), who('HEAD', 'holder')],
    stages: ['registered', 'informed'],
    may: (m, c) => m.pointing !== null && m.pointing.by !== c.person && mayPoint(m, m.pointing.to),
    then: (m, c) => {
      told(m);
      cancel(m, 'pointed_elsewhere', 'HANDLE', 'DECIDE_EXIT', ...SIMPLE);
      for (const one of m.assistance) if (one.state === 'asked') one.state = 'ended';
      paper(m, c, 'POINTING_NOTICE');
      Object.assign(m, { pointing: null, fast: false });
      close(m, 'guided');
    },
  },
  // 存
  keepForReference: {
    noClock: true,
    who: [who('REGISTRAR', 'registrar')],
    stages: ['registered'],
    then: (m, c) => {
      m.keeping = { by: c.person };
    },
  },
  confirmKeeping: {
    who: [who('REGISTRAR', 'registrar'), who('HEAD', 'registrar')],
    stages: ['registered'],
    may: (m, c) => m.keeping !== null && m.keeping.by !== c.person,
    then: (m, c) => {
      meet(m, 'ROUTE', ...NOTIFY);
      // All clocks of a closed matter have ended.
      cancel(m, 'kept_for_reference', 'OBJECT', 'HANDLE', ...SIMPLE);
      for (const one of m.assistance) if (one.state === 'asked') one.state = 'ended';
      paper(m, c, 'REFERENCE_NOTICE');
      Object.assign(m, { keeping: null, kept: true, fast: false });
      close(m, 'kept_for_reference');
    },
  },
  objectToKeeping: {
    who: [who('REGISTRAR', 'registrar')],
    stages: ['closed'],
    may: (m) => m.kept && m.outcome === 'kept_for_reference',
    then: (m) => {
      Object.assign(m, { stage: 'registered', outcome: null, kept: false });
      dutyBack(m);
    },
  },
  // Own rules about the matter, no clock
  markCrossing: {
    noClock: true,
    who: [who('REGISTRAR', 'registrar'), bureau('DISPATCHER', 'registrar', 'holder', 'sender'), who('HANDLER', 'holder')],
    stages: OPEN,
    may: (m, c) => c.what.yes !== m.crossing,
    then: (m, c) => {
      m.crossing = c.what.yes;
    },
  },
  moveMatters: {
    noClock: true,
    who: [who('HEAD', 'holder')],
    stages: OPEN,
    may: (m, c) => (m.task ? m.task.officer === c.what.officer : c.what.inside),
    then: (m, c) => {
      if (m.task) m.task = { ...m.task, officer: receiverOf(c.what.officer) };
    },
  },
  requestAssistance: {
    noClock: true,
    who: HANDLER_OR_HEAD,
    stages: ['registered', ...INQUIRED],
    may: (m, c) => atOrgan(m) && mayAssist(m, c.what.to),
    then: (m, c) => {
      m.assistance.push({ id: c.what.id, organ: c.what.to.id, state: 'asked' });
      paper(m, c, 'ASSISTANCE_LETTER', false);
    },
  },
  agreeJointHandling: {
    noClock: true,
    who: HANDLER_OR_HEAD,
    stages: ['registered', ...INQUIRED],
    may: (m, c) => atOrgan(m) && mayAssist(m, c.what.to),
    then: (m, c) => {
      m.assistance.push({ id: c.what.id, organ: c.what.to.id, state: 'asked' });
      paper(m, c, 'ASSISTANCE_LETTER', false);
    },
  },
  answerAssistance: {
    noClock: true,
    who: [who('HANDLER', 'assistant'), who('HEAD', 'assistant')],
    stages: OPEN,
    may: (m, c) => m.assistance.some(({ organ, state }) => organ === c.organ.id && state === 'asked'),
    then: (m, c) => {
      const one = m.assistance.find(({ organ, state }) => organ === c.organ.id && state === 'asked');
      if (one) one.state = 'answered';
    },
  },
  endAssistance: {
    noClock: true,
    who: HANDLER_OR_HEAD,
    stages: OPEN,
    may: (m) => m.assistance.some(({ state }) => state === 'asked'),
    then: (m) => {
      const one = m.assistance.find(({ state }) => state === 'asked');
      if (one) one.state = 'ended';
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
