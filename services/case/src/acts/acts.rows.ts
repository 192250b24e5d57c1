import type { Statement } from '@sunshine/platform';
import type { ConfirmingAct } from '../domain/acts-now.js';
import type { ActName } from '../domain/stages.js';

/** Kinds and states of records that wait for a second person: the condition of their index. */
export const RECORD_WAITS = `kind in ('objection', 'keeping', 'handOver', 'countersign', 'exitDecision', 'leadingIn', 'performance', 'refusal', 'fastTrackAnswer', 'decisionOptions', 'execution', 'assignmentReport', 'withdrawal', 'recusal', 'split', 'merge') and state in ('proposed', 'raised', 'sent', 'asked', 'answered', 'recorded', 'made', 'declared', 'requested', 'unmerge_proposed')`;
export const OPINION_WAITS = `state in ('drafted', 'checked')`;
export const EXTENSION_WAITS = 'approved_by is null';
export const COMPLETION_WAITS = `completion_ground is not null and completion_verified_by is null and stage <> 'closed'`;

/** Where each confirming act finds its proposals, and which acts propose them; `dated`: the row itself bears the day of the proposal. */
const OF_RECORDS: readonly (readonly [act: ConfirmingAct, kind: string, state: string, proposing: readonly ActName[], dated: boolean])[] = [
  ['confirmObjection', 'objection', 'proposed', ['objectToTransfer'], true],
  ['decideObjection', 'objection', 'raised', ['confirmObjection'], false],
  ['confirmObjectionDecision', 'objection', 'raised', ['decideObjection'], false],
  ['confirmKeeping', 'keeping', 'proposed', ['keepForReference'], true],
  ['confirmHandOver', 'handOver', 'proposed', ['handOverReport'], true],
  ['countersignOpinion', 'countersign', 'asked', ['askCountersign'], true],
  ['confirmExit', 'exitDecision', 'proposed', ['decideExit', 'correctExit'], true],
  ['recordReceipt', 'leadingIn', 'sent', ['leadIntoProcedure'], true],
  ['confirmPerformance', 'performance', 'proposed', ['performDuty', 'answerUnderLaw'], true],
  ['confirmRefusal', 'refusal', 'proposed', ['refuseAcceptance', 'refuseRefiling'], true],
  ['issueFastTrackPaper', 'fastTrackAnswer', 'answered', ['answerFastTrack'], true],
  ['decideOptions', 'decisionOptions', 'proposed', ['proposeOptions'], true],
  ['checkExecution', 'execution', 'recorded', ['recordExecution'], true],
  ['acceptAssignmentReport', 'assignmentReport', 'made', ['reportAssignment'], true],
  ['confirmWithdrawal', 'withdrawal', 'declared', ['withdrawPetition'], true],
  ['decideRecusal', 'recusal', 'requested', ['requestRecusal'], true],
  ['confirmSplit', 'split', 'proposed', ['splitPetition'], false],
  ['confirmMerge', 'merge', 'proposed', ['mergePetitions'], true],
  ['confirmUnmerge', 'merge', 'unmerge_proposed', ['unmergePetitions'], false],
];

const array = (values: readonly string[]): string => `array[${values.map((value) => `'${value}'`).join(', ')}]`;
const sources = OF_RECORDS.map(
  ([act, kind, state, proposing, dated]) => `('${act}', '${kind}', '${state}', ${array(proposing)}, ${dated})`,
).join(', ');

export interface WaitingRow {
  readonly petitionId: string;
  readonly organId: string;
  readonly act: ConfirmingAct;
  readonly id: string;
  readonly proposedAct: ActName | null;
  readonly proposedOn: string;
}

/**
 * What waits where the roles of the reader may lead, oldest first; whom each waits for is asked of the petition itself.
 * $1 to $3: the reader's standings as columns of act, standing and organ; $4 to $7: the row to start after; $8: how many
 */
export const waitingRows: Statement = {
  name: 'case.waiting-confirmations',
  text: `with waiting as (
      select w.act, c.petition_id, case c.kind when 'merge' then (c.data->>'mergeId')::uuid else c.id end id, w.proposing,
        case when w.dated then c.on_day end on_day
      from (select * from case_record where ${RECORD_WAITS}) c
        join (values ${sources}) w(act, kind, state, proposing, dated) on w.kind = c.kind and w.state = c.state
      union all
      select case state when 'drafted' then 'checkOpinion' else 'issueOpinion' end, petition_id, id,
        case state when 'drafted' then array['draftOpinion'] else array['checkOpinion'] end, null from opinion where ${OPINION_WAITS}
      union all
      select 'extendHandling', petition_id, id, array['requestExtension'], requested_on from extension where ${EXTENSION_WAITS}
      union all
      select 'verifyCompletion', id, id, array['closePetition'], completion_proposed_on from petition where ${COMPLETION_WAITS})
    select t.* from (
      select p.id "petitionId", p.organ_id "organId", w.act, w.id, h.act "proposedAct", coalesce(w.on_day, h.on_day, p.latest_on) "proposedOn"
      from waiting w join petition p on p.id = w.petition_id
        left join lateral (select h.act, h.on_day from history h where h.petition_id = w.petition_id and h.act = any(w.proposing) order by h.id desc limit 1) h on true
      where exists (
        select 1 from unnest($1::text[], $2::text[], $3::uuid[]) r(act, standing, organ_id) join relation x on x.petition_id = w.petition_id
        where r.act = w.act and case r.standing
          when 'tree' then x.relation in ('registering', 'in_charge') and x.kind <> 'REPORT' and exists (select 1 from organ o where o.id = x.subject and r.organ_id = any(o.path))
          else x.relation = r.standing and x.subject = r.organ_id end)
    ) t
    where $4::date is null or (t."proposedOn", t."petitionId", t.act, t.id) > ($4::date, $5::uuid, $6::text, $7::uuid)
    order by t."proposedOn", t."petitionId", t.act, t.id limit $8`,
};
