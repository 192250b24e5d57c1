import { MatterFollowed } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { decided } from '../decision.js';
import type { Decision } from '../petition.js';
import { latestRecord, withRecord } from '../records.js';
import type { NodeGiven } from './coming-back.js';

/** What the node that sent the matter here has decided of it. */
export interface SenderFact {
  /** The kind of message. */
  readonly what: string;
  /** The organ here at which the matter arrived. */
  readonly organId: string;
  readonly node: string;
  readonly on: Day;
  /** Of a returned report: by when to report again, inclusive. */
  readonly due: Day | null;
}

/**
 * The assigner on another node has accepted the report (审核认定办结), or returned it: then the duty to report runs again at the organ in charge, to the
 * day that was set. Of a matter that was closed in the meantime no clock runs. Null: no report waits for it, or it is of a kind that is not followed.
 * @source 信访工作条例 22 ¶1(3); practice B14
 */
export function followSender(given: NodeGiven, fact: SenderFact): Decision | null {
  const { state, law, act } = given;
  const { what, organId, node, on, due } = fact;
  const { source } = law.packOn(on).terms.ASSIGNMENT_REPORT;
  const events = [MatterFollowed.create({ petitionId: state.id, organId, node, told: what, on })];
  const said = `来文节点${node}告知`;
  if (what === 'completion') {
    const report = latestRecord(state, 'assignmentReport', 'made');
    if (!report) return null;
    const records = withRecord(state.records, { ...report, state: 'accepted', confirmedOn: on });
    const line = { act: 'acceptAssignmentReport', basis: source, part: 'confirmation', remark: `${said}，已审核认定办结` } as const;
    return decided({ state, act }, { records }, { events, line });
  }
  const report = latestRecord(state, 'assignmentReport', 'made', 'accepted');
  if (what !== 'report-return' || !report || due === null || due <= on) return null;
  const { id: petitionId, organId: subject } = state;
  const runs = state.stage !== 'closed';
  return decided(
    { state, act },
    {
      reportedOn: null,
      reportBy: due,
      records: withRecord(state.records, { ...report, state: 'returned', confirmedOn: on }),
      completion: runs ? null : state.completion,
    },
    {
      events,
      clocks: runs ? [{ do: 'start', petitionId, term: 'ASSIGNMENT_REPORT', subject, startedOn: on, dueOn: due }] : [],
      line: { act: 'returnAssignmentReport', basis: source, remark: `${said}，重新报告期限至${due}，理由和要求见上下级办理情况` },
    },
  );
}
