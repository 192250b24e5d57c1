import type { Day } from '@sunshine/procedure';
import type { PlacedOrgan } from '../../../src/domain/routing/designation.js';
import { POLITICAL_LEGAL, cancel, is2022, isBureau, meet, receiverDuties, start } from '../clocks.js';
import { AT_FIRST, type Doing, type LawOfAct, close, leave, paper } from '../course.js';
import { HANDLER, bureau, other, who } from '../rights.js';
import type { Model, ModelledAct, Transfer } from '../state.js';
import { inArea, inTime, known, receive } from './routing.js';

const option = (m: Model, on: Day): boolean => {
  const clock = m.clocks.findLast(({ term, subject, from }) => term === 'OBJECT' && subject === m.at.id && from === m.since);
  return (m.sender !== null || m.channel === 'TRANSFER_IN') && clock !== undefined && clock.ended === null && on <= clock.due;
};

function uphold(m: Model, c: Doing, { to, day }: { to: PlacedOrgan; day: Day | null }): void {
  const old = m.objection?.transfer as Transfer;
  meet(m, 'OBJECT_DECIDE');
  leave(m, 'objection_upheld');
  if (isBureau(m.at)) cancel(m, 'objection_upheld', 'ROUTE');
  if (old.day !== null) {
    cancel(m, 'objection_upheld', 'ASSIGNMENT_REPORT');
    start(m, 'ASSIGNMENT_REPORT', to.id, c.on, day);
    // The new organ owes a report of its own.
    Object.assign(m, { report: false, reported: false });
  }
  const kind = old.kind === 'LETTER' && !POLITICAL_LEGAL.includes(to.kind) ? 'TRANSFER' : old.kind;
  m.transfer = { ...old, kind, id: c.what.id, by: c.person, day };
  Object.assign(m, { exit: null, decided: null });
  receive(m, to, c.on, receiverDuties(m, to, c.on));
}
function decideOn(m: Model, c: Doing, decision: { by: string; yes: boolean; to: PlacedOrgan; day: Day | null }): void {
  paper(m, c, 'OBJECTION_DECISION', false);
  if (decision.yes) return uphold(m, { ...c, person: decision.by }, decision);
  meet(m, 'OBJECT_DECIDE');
  m.objection = null;
}
const mayJudge = (m: Model, c: Doing, to: PlacedOrgan, day: Day | null): boolean => {
  const transfer = m.objection?.transfer as Transfer;
  if (to.id === m.at.id || to.id === c.organ.id || !known(m) || !inArea(c.organ, to)) return false;
  return transfer.day === null || (day !== null && day > c.on && (transfer.former.assigner === null || inTime(m, day)));
};

export const objectionLaw = {
  objectToTransfer: {
    noClock: true,
    who: [...HANDLER, bureau('DISPATCHER', 'holder', 'registrar')],
    stages: AT_FIRST,
    may: (m, c) => c.organ.id === m.at.id && option(m, c.on) && c.what.to.id !== m.at.id,
    then: (m, c) => {
      m.objection = { by: c.person, state: 'proposed', transfer: m.transfer, decision: null };
    },
  },
  confirmObjection: {
    who: [who('HEAD', 'holder'), bureau('HEAD', 'registrar')],
    stages: AT_FIRST,
    may: (m, c) => c.organ.id === m.at.id && m.objection?.state === 'proposed' && m.objection.by !== c.person && option(m, c.on),
    then: (m, c) => {
      (m.objection as NonNullable<Model['objection']>).state = 'raised';
      paper(m, c, 'OBJECTION', false);
      meet(m, 'OBJECT');
      // A body outside decides by no day of ours.
      if (m.sender !== null && is2022(c.on)) start(m, 'OBJECT_DECIDE', m.sender, c.on);
    },
  },
  recordObjectionAnswer: {
    who: [...HANDLER, bureau('DISPATCHER', 'holder', 'registrar')],
    stages: AT_FIRST,
    may: (m, c) => c.organ.id === m.at.id && m.sender === null && m.objection?.state === 'raised',
    then: (m, c) => {
      if (c.what.yes) {
        leave(m, 'objection_upheld');
        cancel(m, 'objection_upheld', 'ROUTE', 'HANDLE', 'ASSIGNMENT_REPORT');
        Object.assign(m, { exit: null, decided: null });
        close(m, 'returned_to_sender');
      }
      m.objection = null;
    },
  },
  decideObjection: {
    who: [bureau('DISPATCHER', 'registrar', 'sender'), other('HEAD', 'registrar', 'sender')],
    stages: ['received'],
    may: (m, c) => {
      const { objection } = m;
      if (objection?.state !== 'raised' || objection.transfer?.from !== c.organ.id || objection.transfer.by === c.person) return false;
      // Only an assignment has a day, and only where it goes elsewhere.
      if (c.what.assigned && (!c.what.yes || objection.transfer.day === null)) return false;
      return !c.what.yes || mayJudge(m, c, c.what.to, c.what.assigned ? c.what.day : objection.transfer.day);
    },
    then: (m, c) => {
      const objection = m.objection as NonNullable<Model['objection']>;
      const transfer = objection.transfer as Transfer;
      const day = c.what.assigned ? c.what.day : transfer.day;
      const decision = { by: c.person, yes: c.what.yes, to: c.what.to, day };
      if (transfer.head) objection.decision = decision;
      else decideOn(m, c, decision);
    },
  },
  confirmObjectionDecision: {
    who: [bureau('HEAD', 'registrar', 'sender')],
    stages: ['received'],
    may: (m, c) => {
      const { objection } = m;
      if (objection?.state !== 'raised' || objection.transfer?.from !== c.organ.id || !objection.decision) return false;
      const { by, yes, to, day } = objection.decision;
      return by !== c.person && (!yes || mayJudge(m, c, to, day));
    },
    then: (m, c) =>
      decideOn(m, c, (m.objection as NonNullable<Model['objection']>).decision as { by: string; yes: boolean; to: PlacedOrgan; day: Day }),
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
