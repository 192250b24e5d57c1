import type { Role } from '@sunshine/events';
import { dayNumber } from '@sunshine/procedure';
import type { PlacedOrgan } from '../../../src/domain/routing/designation.js';
import { again, claimDuties, dated, handleFrom, isBureau, isLetter, meet, noticeAccepts, runs, start, startHandle } from '../clocks.js';
import {
  ALL,
  AT_FIRST,
  type Doing,
  INQUIRED,
  type LawOfAct,
  OPEN,
  REVIEWING,
  acceptFast,
  atOrgan,
  exitStands,
  isClaim,
  isRefused,
  living,
  nobodyLeft,
  openOpinion,
  paper,
  pathIn,
  told,
} from '../course.js';
import { HANDLER, HANDLER_OR_HEAD, MIGRATES, NOTICE, type Who, who } from '../rights.js';
import { opinionGone, ordered } from '../standing.js';
import type { Model, ModelClock, ModelledAct } from '../state.js';

const EXTENSION_DAYS = 30;
/** An organ has it in hand. */
const WITH_ORGAN = OPEN.filter((stage) => stage !== 'routed');

const extensionWaits = (m: Model, person: string): boolean =>
  m.extension !== null && m.extension.judged === null && m.extension.by !== person;

export const handlingLaw = {
  // 23: the notice
  informPetitioner: {
    who: [...NOTICE, MIGRATES],
    stages: AT_FIRST,
    may: (m) => atOrgan(m),
    then: (m, c) => {
      told(m);
      if (noticeAccepts(c.on)) startHandle(m, c.on);
      if (noticeAccepts(c.on) || m.kind === 'SUGGESTION') acceptFast(m, c.on);
      if (exitStands(m) && m.decided) m.decided.told = true;
      paper(m, c, 'NOTICE');
      m.stage = 'informed';
      claimDuties(m, c.on, m.exit);
    },
  },
  acceptPetition: {
    who: [...NOTICE, MIGRATES],
    stages: ['registered', 'received', 'informed'],
    may: (m, c) =>
      atOrgan(m) &&
      !isLetter(m) &&
      (m.exit === null || m.exit === '31(6)') &&
      !isRefused(m) &&
      (isClaim(m) || noticeAccepts(handleFrom(m, c.on))),
    then: (m, c) => {
      told(m);
      startHandle(m, c.on);
      acceptFast(m, c.on);
      paper(m, c, 'ACCEPTANCE');
      Object.assign(m, { stage: 'accepted', exit: '31(6)', accepted: true });
      claimDuties(m, c.on, m.exit);
    },
  },
  // 34: more time
  requestExtension: {
    noClock: true,
    who: HANDLER,
    stages: ['accepted', 'handling'],
    may: (m, c) =>
      (m.extension === null || m.extension.judged === 'declined') &&
      c.on <= (runs(m, 'HANDLE')?.due ?? '') &&
      (runs(m, 'HANDLE')?.extended ?? 1) === 0,
    then: (m, c) => {
      m.extension = { id: c.what.id, by: c.person, days: Math.min(c.what.days, EXTENSION_DAYS), judged: null };
    },
  },
  extendHandling: {
    who: [who('HEAD', 'holder')],
    stages: ['accepted', 'handling'],
    may: (m, c) => {
      const clock = runs(m, 'HANDLE');
      return extensionWaits(m, c.person) && clock !== null && clock.extended === 0 && c.on <= clock.due;
    },
    then: (m, c) => {
      const extension = m.extension as NonNullable<Model['extension']>;
      extension.judged = 'approved';
      const clock = runs(m, 'HANDLE') as ModelClock;
      // Granted as asked, or other days than were asked.
      clock.extended = c.what.yes ? extension.days : Math.min(c.what.days, EXTENSION_DAYS);
      dated(clock);
      paper(m, c, 'EXTENSION_NOTICE');
    },
  },
  declineExtension: {
    noClock: true,
    who: [who('HEAD', 'holder')],
    stages: ['accepted', 'handling'],
    may: (m, c) => extensionWaits(m, c.person),
    then: (m) => {
      (m.extension as NonNullable<Model['extension']>).judged = 'declined';
    },
  },
  askCountersign: {
    noClock: true,
    who: HANDLER,
    stages: ['handling', 'redoing'],
    may: (m, c) =>
      openOpinion(m, 'drafted', 'checked') && !m.countersigns.some((one) => one.opinion === m.opinion?.id && one.organ === organOf(m, c)),
    then: (m, c) => {
      m.countersigns.push({ id: c.what.id, organ: organOf(m, c), opinion: m.opinion?.id ?? '', state: 'asked', signer: null });
    },
  },
  countersignOpinion: {
    noClock: true,
    who: [who('CHECKER', 'holder', 'assistant'), who('HEAD', 'holder', 'assistant')],
    stages: ['handling', 'redoing'],
    may: (m, c) => toSign(m, c.organ) !== undefined && m.opinion?.by !== c.person,
    then: (m, c) => {
      const asked = toSign(m, c.organ);
      if (asked) Object.assign(asked, { state: c.what.yes ? 'signed' : 'objected', signer: c.person });
    },
  },
  recordExecution: {
    who: [who('HANDLER', 'holder', 'assistant')],
    stages: ['opinion_served', ...REVIEWING, 'redoing', 'closed'],
    may: (m, c) =>
      m.opinion !== null &&
      runs(m, 'EXECUTE') !== null &&
      (c.organ.id === m.at.id || (opinionGone(m) === null && c.organ.id === m.opinion.performer)),
    then: (m, c) => {
      m.execution = { by: c.person, organ: c.organ.id, on: c.on, state: 'recorded' };
      if (c.organ.id === m.at.id) meet(m, 'EXECUTE');
    },
  },
  checkExecution: {
    who: [who('HANDLER', 'holder'), who('CHECKER', 'holder'), who('HEAD', 'holder')],
    stages: ['opinion_served', ...REVIEWING, 'redoing', 'closed'],
    may: (m, c) => {
      const from = m.clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled');
      // What a former opinion ordered is checked no more.
      if (ordered(m) === null || !from || m.execution === null || m.execution.on < from.from) return false;
      return m.execution.state === 'recorded' && m.execution.by !== c.person;
    },
    then: (m, c) => {
      const execution = m.execution as NonNullable<Model['execution']>;
      execution.state = c.what.yes ? 'checked' : 'sent_back';
      if (c.what.yes) meet(m, 'EXECUTE');
      else
        again(
          m,
          m.clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended === 'met'),
        );
      if (c.what.yes && execution.organ === m.performer) m.performer = null;
    },
  },
  // 22(3): the assignment
  reportAssignment: {
    who: HANDLER,
    stages: OPEN,
    may: (m) => runs(m, 'ASSIGNMENT_REPORT') !== null && complete(m),
    then: (m) => {
      meet(m, 'ASSIGNMENT_REPORT');
      Object.assign(m, { report: true, reported: true });
    },
  },
  reportStage: {
    noClock: true,
    who: HANDLER,
    stages: OPEN,
    may: (m) => runs(m, 'ASSIGNMENT_REPORT') !== null,
    then: (m, c) => paper(m, c, 'STAGE_REPORT', false),
  },
  acceptAssignmentReport: {
    noClock: true,
    who: ASSIGNER(),
    stages: ALL,
    may: (m) => m.report,
    then: (m) => Object.assign(m, { report: false }),
  },
  returnAssignmentReport: {
    who: ASSIGNER(),
    stages: OPEN,
    may: (m, c) => m.report && c.what.day > c.on,
    then: (m, c) => {
      start(m, 'ASSIGNMENT_REPORT', m.at.id, c.on, c.what.day);
      Object.assign(m, { report: false, reported: false, completion: null });
      paper(m, c, 'REDO_RETURN', false);
    },
  },
  moveReportDate: {
    who: ASSIGNER(),
    stages: OPEN,
    // A date that has passed is not moved: late stays late.
    may: (m, c) => c.what.day > (runs(m, 'ASSIGNMENT_REPORT')?.nominal ?? '9999') && c.on <= (runs(m, 'ASSIGNMENT_REPORT')?.due ?? ''),
    then: (m, c) => {
      const clock = runs(m, 'ASSIGNMENT_REPORT') as ModelClock;
      clock.extended += dayNumber(c.what.day) - dayNumber(clock.nominal);
      dated(clock);
    },
  },
  // Handling, no clock
  recordInquiry: {
    noClock: true,
    who: HANDLER,
    stages: INQUIRED,
    may: (m) => atOrgan(m),
    then: (m, c) => {
      const { form } = c.what;
      m.workers.add(c.person);
      const talk = form === 'INTERVIEW' && living(m).length > 0;
      m.heard ||= talk || form === 'NOT_HEARD';
      m.heirMet ||= talk && m.ended === 'FOUND';
      m.inquired ||= !talk && !['PLAN', 'EXPLANATION', 'NOT_HEARD'].includes(form);
      if (m.stage === 'accepted' && form !== 'PLAN' && form !== 'NOT_HEARD') m.stage = 'handling';
    },
  },
  addEvidence: { noClock: true, who: HANDLER, stages: [...INQUIRED, 'opinion_issued', 'opinion_served'], may: (m) => atOrgan(m) },
  proposeOptions: {
    noClock: true,
    who: HANDLER,
    stages: INQUIRED,
    may: (m) => atOrgan(m) && m.options === null,
    then: (m, c) => {
      m.options = { by: c.person };
    },
  },
  decideOptions: {
    noClock: true,
    who: [who('HEAD', 'holder')],
    stages: INQUIRED,
    may: (m, c) => m.options !== null && m.options.by !== c.person,
    then: (m) => {
      m.options = null;
    },
  },
  pendingCommitment: {
    noClock: true,
    who: NOTICE,
    stages: [...INQUIRED, 'opinion_issued', 'opinion_served'],
    may: (m, c) => atOrgan(m) && !m.commitment && c.what.day > c.on,
    then: (m, c) => {
      m.commitment = true;
      paper(m, c, 'COMMITMENT_NOTICE');
    },
  },
  reviewCommitment: {
    noClock: true,
    who: NOTICE,
    stages: ALL,
    // A bureau that has the matter back puts nothing off in its own name.
    may: (m, c) => m.commitment && (c.what.yes || (c.what.day > c.on && atOrgan(m))),
    then: (m, c) => {
      if (c.what.yes) m.commitment = false;
      else paper(m, c, 'COMMITMENT_NOTICE');
    },
  },
  recordInstruction: {
    noClock: true,
    who: [who('DISPATCHER', 'registrar', 'holder'), ...HANDLER_OR_HEAD],
    stages: OPEN,
    then: (m, c) => {
      m.instructions.add(c.what.id);
    },
  },
  answerInstruction: {
    noClock: true,
    who: [who('DISPATCHER', 'registrar', 'holder'), ...HANDLER_OR_HEAD],
    stages: ALL,
    may: (m) => m.instructions.size > 0,
    then: (m) => {
      const [first] = m.instructions;
      if (first !== undefined) m.instructions.delete(first);
    },
  },
  // Row 276: inside the organ, to its own officer, by a day that is no later than the next legal one
  assignPetition: {
    noClock: true,
    who: [who('HEAD', 'registrar', 'holder')],
    stages: WITH_ORGAN,
    may: (m, c) =>
      c.organ.id === m.at.id &&
      c.what.inside &&
      !m.recused.has(c.what.officer) &&
      !m.recusals.some(({ officer }) => officer === c.what.officer) &&
      !(m.task?.officer === c.what.officer && m.task.day === c.what.day) &&
      m.clocks.every(
        ({ term, subject, ended, due }) =>
          ended !== null || subject !== m.at.id || due < c.on || c.what.day <= due || ['OBJECT', 'OBJECT_DECIDE'].includes(term),
      ),
    then: (m, c) => {
      m.task = { officer: c.what.officer, day: c.what.day };
      m.workers.add(c.what.officer);
    },
  },
  takeBackPetition: {
    noClock: true,
    who: [who('HEAD', 'registrar', 'holder')],
    stages: WITH_ORGAN,
    may: (m, c) => c.organ.id === m.at.id && m.task !== null,
    then: (m) => {
      m.task = null;
    },
  },
  // 28 ¶3
  requestRecusal: {
    noClock: true,
    who: [
      who('REGISTRAR', 'registrar', 'holder'),
      who('DISPATCHER', 'registrar', 'holder'),
      ...['HANDLER', 'CHECKER', 'ISSUER'].map((role) => who(role as Role, 'holder')),
      who('HEAD', 'registrar', 'holder'),
    ],
    petitioner: true,
    stages: OPEN,
    may: (m, c) => c.what.inside && !m.recusals.some(({ officer }) => officer === c.what.officer),
    then: (m, c) => {
      // The topmost organ decides about its own head while it has the matter, and has no standing afterwards.
      const above = c.what.yes && aboveOf(m) !== m.at.id ? aboveOf(m) : null;
      m.recusals.push({ id: c.what.id, officer: c.what.officer, by: c.person, above });
    },
  },
  decideRecusal: {
    noClock: true,
    who: [who('HEAD', 'registrar', 'holder', 'assistant')],
    stages: OPEN,
    may: (m, c) => {
      const asked = m.recusals.find(({ id }) => id === c.what.paper);
      if (!asked || asked.by === c.person || asked.officer === c.person) return false;
      // About a head, a head of the organ above; `inside`: the officer asked about is the head.
      if (c.what.inside) return c.organ.id === aboveOf(m) && (!c.what.yes || !isBureau(m.at));
      return c.organ.id === m.at.id;
    },
    then: (m, c) => {
      const asked = m.recusals.find(({ id }) => id === c.what.paper);
      m.recusals = m.recusals.filter((one) => one !== asked);
      if (asked && c.what.yes) m.recused.add(asked.officer);
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;

/** The organ directly above; the topmost has none but itself. */
const aboveOf = ({ at }: Model): string => at.path.at(-2) ?? at.id;

function ASSIGNER(): readonly Who[] {
  return [who('DISPATCHER', 'assigner'), who('AUDITOR', 'assigner'), who('HEAD', 'assigner')];
}

/** The unit asked: another organ, or an office of the own one. */
const organOf = (m: Model, { what }: Doing): string | null => (what.to.id === m.at.id ? null : what.to.id);
const toSign = (m: Model, { id }: PlacedOrgan) =>
  m.countersigns.find((one) => one.state === 'asked' && one.opinion === m.opinion?.id && (one.organ ?? m.at.id) === id);
/** Opinion and 送达回证, or what answers the matter on its own path. */
function complete(m: Model): boolean {
  if (m.outcome === 'settled') return true;
  if (pathIn(m) !== 'opinion' && (m.ledIn || m.performed !== null || m.replied || m.refused !== null)) return true;
  if (m.opinion?.state !== 'issued') return nobodyLeft(m);
  return living(m).every((one) => m.services.has(one));
}
