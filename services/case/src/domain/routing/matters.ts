import { MatterMoved } from '@sunshine/events';
import { decided } from '../decision.js';
import type { Decision, Given } from '../petition.js';
import { latestRecord, newRecord, withRecord } from '../records.js';
import { routingError } from './routing.errors.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '本系统规则 移交经办';

export interface MoveMatters {
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly reason: string;
}

/** @throws MATTERS_TO_SAME_PERSON, TEXT_MISSING */
export function checkMove({ fromPersonId, toPersonId, reason }: MoveMatters): string {
  if (fromPersonId === toPersonId) throw routingError('MATTERS_TO_SAME_PERSON', { source: SOURCE });
  return required('移交理由', 'reason', reason, 500);
}

/**
 * One matter of an officer who goes on leave or is moved: from now on another officer of the same organ acts on it. No matter is without
 * an owner for an hour, and the clocks do not notice. A matter that the head gave to somebody is that officer's, whoever acted on it last, and
 * becomes the receiver's by the same day.
 * @param kept the receiver is the accused, or has to step back from this matter
 * @throws ACT_NOT_IN_STAGE, MATTER_NOT_OF_PERSON, MATTER_TO_BARRED
 * @source own rule; practice A
 */
export function moveMatter(
  given: Pick<Given, 'state' | 'act'>,
  command: MoveMatters & { readonly kept: boolean; readonly taskId: string },
): Decision {
  const { state } = given;
  const { fromPersonId, toPersonId } = command;
  const reason = checkMove(command);
  requireStage(state.stage, 'moveMatters', SOURCE);
  const task = latestRecord(state, 'task', 'open');
  if ((task?.data.officerId ?? state.handlerId) !== fromPersonId) throw routingError('MATTER_NOT_OF_PERSON', { source: SOURCE });
  if (command.kept || state.accusedIds.includes(toPersonId)) throw routingError('MATTER_TO_BARRED', { source: '信访工作条例 28 ¶3' });
  const records =
    task?.data.officerId === fromPersonId
      ? withRecord(
          withRecord(state.records, { ...task, state: 'moved', data: { ...task.data, reason } }),
          newRecord({
            ...task,
            id: command.taskId,
            on: given.act.on,
            byPersonId: given.act.personId,
            data: { ...task.data, officerId: toPersonId },
          }),
        )
      : state.records;
  return decided(
    given,
    { handlerId: toPersonId, records },
    {
      events: [MatterMoved.create({ petitionId: state.id, fromPersonId, toPersonId })],
      line: { act: 'moveMatters', basis: SOURCE, remark: reason },
    },
  );
}
