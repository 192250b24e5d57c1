import { PetitionAssigned, PetitionTakenBack, type Role } from '@sunshine/events';
import type { Day, Term } from '@sunshine/procedure';
import { notInStage, requireStage, type ActName } from '../acts.js';
import { decided } from '../decision.js';
import type { ClockFact, Decision, Given } from '../petition.js';
import { latestRecord, newRecord, recordsOf, withRecord } from '../records.js';
import { optional, required } from '../text.js';
import { handlingError } from './handling.errors.js';
import type { Staff } from './recusal.js';

const SOURCE = '本系统规则 内部分派';

/** Who works on matters; who audits or administers does not. */
const WORKING: readonly Role[] = ['REGISTRAR', 'DISPATCHER', 'HANDLER', 'HEAD'];

export interface AssignPetition {
  readonly taskId: string;
  /** An officer, a section (股室) of the organ, or both; one of them there must be. */
  readonly officerId: string | null;
  readonly section: string | null;
  /** The officer's own day, inclusive. It is no legal term and moves none. */
  readonly dueOn: Day;
  readonly text: string | null;
  /** Needed where the matter is somebody's already. */
  readonly reason: string | null;
  readonly staff: Staff;
  /** That officer is the accused, or has to step back from this matter. */
  readonly kept: boolean;
}

/** The next legal last day of the organ that is still ahead. */
function nextDuty({ state, clocks, law, act }: Given): { readonly title: string; readonly day: Day } | null {
  const ofLaw = (clock: ClockFact) => law.packOf(clock.packHash).terms[clock.term as Term];
  const ahead = clocks.filter(
    (clock) => clock.ended === null && clock.subject === state.organId && clock.effectiveDue >= act.on && ofLaw(clock).nature === 'duty',
  );
  const [first] = ahead.sort((left, right) => left.effectiveDue.localeCompare(right.effectiveDue));
  return first ? { title: ofLaw(first).title, day: first.effectiveDue } : null;
}

/** The matter has to be where the head is. @throws ACT_NOT_IN_STAGE */
function requireOwn({ state, act }: Given, name: ActName): void {
  requireStage(state.stage, name, SOURCE);
  if (act.organ.id !== state.organId) throw notInStage(state.stage, name, SOURCE);
}

/**
 * 分派: the head gives a matter of the organ to an officer or a section of it, with a day of its own that is never later than what the organ
 * owes next by law. Given again it moves to whoever is named then. It ends by itself where the matter leaves the organ or is closed, or
 * that officer steps back; no clock moves, and the course tells the office alone.
 * @throws ACT_NOT_IN_STAGE, TASK_ASSIGNEE_MISSING, TASK_OFFICER_UNKNOWN, TASK_TO_BARRED, TASK_UNCHANGED, TASK_DATE_TOO_EARLY,
 * TASK_DATE_AFTER_LAW, TEXT_MISSING
 * @source own rule; capabilities 276; law 5 C5
 */
export function assignPetition(given: Given, command: AssignPetition): Decision {
  const { state, act } = given;
  const { taskId, officerId, dueOn, staff } = command;
  requireOwn(given, 'assignPetition');
  const section = optional('承办股室', 'section', command.section, 100);
  if (officerId === null && section === null) throw handlingError('TASK_ASSIGNEE_MISSING', { source: SOURCE });
  if (officerId !== null) {
    if (!staff.officers.some(({ personId, role }) => personId === officerId && WORKING.includes(role)))
      throw handlingError('TASK_OFFICER_UNKNOWN', { source: SOURCE });
    const asked = recordsOf(state, 'recusal', 'requested').some(({ data }) => data.officerId === officerId);
    if (command.kept || asked || state.accusedIds.includes(officerId))
      throw handlingError('TASK_TO_BARRED', { source: '信访工作条例 28 ¶3' });
  }
  const former = latestRecord(state, 'task', 'open');
  if (former && former.data.officerId === officerId && former.data.section === section && former.until === dueOn)
    throw handlingError('TASK_UNCHANGED', { source: SOURCE });
  if (dueOn < act.on) throw handlingError('TASK_DATE_TOO_EARLY', { source: SOURCE, details: { day: dueOn } });
  const duty = nextDuty(given);
  if (duty && dueOn > duty.day)
    throw handlingError('TASK_DATE_AFTER_LAW', { source: SOURCE, details: { term: duty.title, day: duty.day } });
  const task = newRecord({
    id: taskId,
    kind: 'task',
    state: 'open',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    until: dueOn,
    data: { officerId, section, text: optional('办理要求', 'text', command.text, 1000), reason: null },
  });
  const reason = former ? required('改派理由', 'reason', command.reason ?? '', 500) : null;
  const records = former ? withRecord(state.records, { ...former, state: 'moved', data: { ...former.data, reason } }) : state.records;
  return decided(
    given,
    { records: withRecord(records, task), ...(officerId !== null && { handlerId: officerId }) },
    {
      events: [PetitionAssigned.create({ petitionId: state.id, taskId, organId: state.organId, officerId, dueOn })],
      line: { act: 'assignPetition', basis: SOURCE, remark: reason },
    },
  );
}

/**
 * The head takes back what was given; the matter stays where it is.
 * @throws ACT_NOT_IN_STAGE, TASK_NOT_FOUND, TEXT_MISSING
 * @source own rule; capabilities 276
 */
export function takeBackPetition(given: Given, command: { readonly reason: string }): Decision {
  const { state } = given;
  requireOwn(given, 'takeBackPetition');
  const task = latestRecord(state, 'task', 'open');
  if (!task) throw handlingError('TASK_NOT_FOUND', { source: SOURCE });
  const reason = required('收回理由', 'reason', command.reason, 500);
  return decided(
    given,
    { records: withRecord(state.records, { ...task, state: 'taken_back', data: { ...task.data, reason } }) },
    {
      events: [PetitionTakenBack.create({ petitionId: state.id, taskId: task.id, organId: state.organId })],
      line: { act: 'takeBackPetition', basis: SOURCE, remark: reason },
    },
  );
}
