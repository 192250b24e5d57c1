import type { Statement } from '@sunshine/platform';
import type { Confirms } from '../domain/act-rule.js';
import { ACTS, CONFIRMING_ACTS, type ConfirmingAct, type ProposingAct } from '../domain/acts.js';
import { RECORDS } from '../domain/records.js';

const CONFIRMED = CONFIRMING_ACTS.map((act): readonly [act: ConfirmingAct, confirms: Confirms] => [act, ACTS[act].confirms]);
const ofRecords = CONFIRMED.filter(([, { record }]) => record in RECORDS);
const of = (record: Confirms['record']) => CONFIRMED.filter(([, confirms]) => confirms.record === record);

const text = (value: string): string => `'${value}'`;
const list = (values: readonly string[]): string => `(${[...new Set(values)].map(text).join(', ')})`;
const array = (values: readonly string[]): string => `array[${values.map(text).join(', ')}]`;
const rows = (confirmed: typeof CONFIRMED, columns: (confirms: Confirms) => readonly string[]): string =>
  confirmed.map(([act, confirms]) => `(${[text(act), ...columns(confirms), array(confirms.proposedBy)].join(', ')})`).join(', ');

/**
 * Conditions of the partial indexes that find what waits for a second person. A migration created the indexes; when the table of acts
 * makes something else wait, another migration must recreate them.
 */
export const RECORD_WAITS = `kind in ${list(ofRecords.map(([, { record }]) => record))} and state in ${list(ofRecords.map(([, { state }]) => state))}`;
export const OPINION_WAITS = `state in ${list(of('opinion').map(([, { state }]) => state))}`;
export const EXTENSION_WAITS = 'approved_by is null and declined_by is null';
export const COMPLETION_WAITS = `completion_ground is not null and completion_verified_by is null and stage <> 'closed'`;

export interface WaitingRow {
  readonly petitionId: string;
  readonly organId: string;
  readonly act: ConfirmingAct;
  readonly id: string;
  readonly proposedAct: ProposingAct | null;
  readonly proposedOn: string;
}

/**
 * Everything that waits within reach of the reader's roles, oldest first. Whether it waits for this reader is decided on the petition.
 * $1 to $3: the reader's standings as columns of act, standing and organ; $4 to $7: the row to start after; $8: how many
 */
export const waitingRows: Statement = {
  name: 'case.waiting-confirmations',
  text: `with waiting as (
      select w.act, c.petition_id, case c.kind when 'merge' then (c.data->>'mergeId')::uuid else c.id end id, w.proposing,
        case when w.dated then c.on_day end on_day
      from (select * from case_record where ${RECORD_WAITS}) c
        join (values ${rows(ofRecords, ({ record, state, since }) => [text(record), text(state), String(since !== 'course')])}) w(act, kind, state, dated, proposing)
          on w.kind = c.kind and w.state = c.state
      union all
      select w.act, o.petition_id, o.id, w.proposing, null from (select * from opinion where ${OPINION_WAITS}) o
        join (values ${rows(of('opinion'), ({ state }) => [text(state)])}) w(act, state, proposing) on w.state = o.state
      union all
      select w.act, e.petition_id, e.id, w.proposing, e.requested_on from extension e, (values ${rows(of('extension'), () => [])}) w(act, proposing)
        where ${EXTENSION_WAITS}
      union all
      select w.act, p.id, p.id, w.proposing, p.completion_proposed_on from petition p, (values ${rows(of('completion'), () => [])}) w(act, proposing)
        where ${COMPLETION_WAITS})
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
