import { ExecutionChecked, ExecutionRecorded, OpinionExecuted } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { decided, running } from '../decision.js';
import { startedAgain } from '../duties.js';
import { orderedNow } from '../in-force.js';
import type { ClockMove, Decision, Given, PetitionState } from '../petition.js';
import { requiredFree } from '../pledge.js';
import { latestRecord, newRecord, withRecord } from '../records.js';
import { notInStage, requireStage } from '../acts.js';
import { required } from '../text.js';
import { handlingError } from './handling.errors.js';

export interface RecordExecution {
  readonly recordId: string;
  readonly evidence: string;
  /** Whether the petitioner was asked if it was carried out. */
  readonly petitionerAsked: boolean;
}

const meets = (state: PetitionState, on: Day): ClockMove => ({ do: 'stop', petitionId: state.id, term: 'EXECUTE', on });

/**
 * The supported opinion was carried out: evidence, and the petitioner was asked. What another unit performed meets EXECUTE once the organ
 * that issued the opinion has checked it, by the day it was recorded.
 * @throws ACT_NOT_IN_STAGE, EXECUTION_NOT_DUE, EXECUTION_OF_OTHER_UNIT, EXECUTION_PETITIONER_NOT_ASKED, PLEDGE_NOT_TO_PETITION, TEXT_MISSING
 * @source 信访工作条例 32; law 4.1 recordExecution
 */
export function recordExecution(given: Given, { recordId, evidence, petitionerAsked }: RecordExecution): Decision {
  const { state, clocks, act, law } = given;
  const pack = law.packOn(act.on);
  const { source } = pack.terms.EXECUTE;
  requireStage(state.stage, 'recordExecution', source);
  const { opinion } = state;
  if (!opinion) throw notInStage(state.stage, 'recordExecution', source);
  if (!running(clocks, 'EXECUTE')) throw caseError('EXECUTION_NOT_DUE', { source });
  const byIssuer = act.organ.id === state.organId;
  if (!byIssuer && act.organ.id !== orderedNow(state)?.performerId) throw handlingError('EXECUTION_OF_OTHER_UNIT', { source });
  if (!petitionerAsked) throw caseError('EXECUTION_PETITIONER_NOT_ASKED', { source });
  const text = requiredFree(pack, '执行证据', 'evidence', evidence, 2000);
  const record = newRecord({
    id: recordId,
    kind: 'execution',
    state: 'recorded',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: { evidence: text, check: null },
  });
  const events = byIssuer
    ? OpinionExecuted.create({ petitionId: state.id, opinionId: opinion.id, executedOn: act.on })
    : ExecutionRecorded.create({ petitionId: state.id, opinionId: opinion.id, organId: act.organ.id, executedOn: act.on });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [events],
      clocks: byIssuer ? [meets(state, act.on)] : [],
      line: { act: 'recordExecution', basis: source, remark: text },
    },
  );
}

/**
 * A second person of the organ that issued the opinion looks at what was carried out. Sent back, it is owed as before, from its own start.
 * @throws ACT_NOT_IN_STAGE, EXECUTION_NOT_RECORDED, OWN_PROPOSAL, TEXT_MISSING
 * @source 信访工作条例 32; law 4.1 recordExecution
 */
export function checkExecution(
  given: Given,
  { carriedOut, finding }: { readonly carriedOut: boolean; readonly finding: string },
): Decision {
  const { state, clocks, act, law } = given;
  const { source } = law.packOn(act.on).terms.EXECUTE;
  requireStage(state.stage, 'checkExecution', source);
  const { opinion } = state;
  const execution = latestRecord(state, 'execution', 'recorded');
  // Of a former opinion: what is ordered now, if anything is, was not carried out by it.
  const ordered = orderedNow(state) === null ? null : clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled');
  const isFormer = execution !== null && (!ordered || execution.on < ordered.startedOn);
  if (!execution || !opinion || isFormer) throw handlingError('EXECUTION_NOT_RECORDED', { source });
  if (execution.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source });
  const check = required('核查情况', 'finding', finding, 2000);
  const runs = running(clocks, 'EXECUTE') !== null;
  const former = clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended === 'met');
  const owedAgain = !carriedOut && !runs && former ? [startedAgain(state, former, former.nominalDue)] : [];
  return decided(
    given,
    {
      records: withRecord(state.records, {
        ...execution,
        state: carriedOut ? 'checked' : 'sent_back',
        confirmedBy: act.personId,
        confirmedOn: act.on,
        data: { ...execution.data, check },
      }),
    },
    {
      events: [
        ...(carriedOut && runs ? [OpinionExecuted.create({ petitionId: state.id, opinionId: opinion.id, executedOn: execution.on })] : []),
        ExecutionChecked.create({ petitionId: state.id, opinionId: opinion.id, carriedOut }),
      ],
      clocks: carriedOut ? (runs ? [meets(state, execution.on)] : []) : owedAgain,
      // The unit that performed has nothing left to do with the matter.
      relations:
        carriedOut && execution.organId !== null && execution.organId !== state.organId
          ? [{ do: 'end', subject: execution.organId, relation: 'assisting' }]
          : [],
      line: { act: 'checkExecution', basis: source, part: 'confirmation', remark: check },
    },
  );
}
