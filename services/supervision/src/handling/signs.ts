import { Injectable } from '@nestjs/common';
import {
  AssignmentReportAccepted,
  AssignmentReportReturned,
  ExecutionChecked,
  ObjectionDecided,
  ObjectionRaised,
  type Envelope,
} from '@sunshine/events';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

const kept: Statement = {
  name: 'supervision.sign',
  text: `insert into matter_sign (petition_id, kind, ref, organ_id, on_day) values ($1, $2, $3, $4, $5)
    on conflict (petition_id, kind, ref) do update set on_day = excluded.on_day`,
};
const rejected: Statement = {
  name: 'supervision.sign-rejected',
  text: `insert into matter_sign (petition_id, kind, ref, organ_id, on_day)
    select petition_id, 'objection_rejected', ref, organ_id, $3 from matter_sign where petition_id = $1 and kind = 'objection_raised' and ref = $2
    on conflict do nothing`,
};
const gone: Statement = {
  name: 'supervision.sign-gone',
  text: 'delete from matter_sign where petition_id = $1 and kind = $2 and ($3::uuid is null or ref = $3)',
};

/** What case tells of a matter that may be a trigger of supervised handling and is no term. */
@Injectable()
export class Signs {
  async follow(tx: EntityManager, envelope: Envelope): Promise<void> {
    const { key, on } = envelope;
    if (AssignmentReportReturned.is(envelope)) await sql(tx, kept, [key, 'report_returned', envelope.data.documentId, null, on]);
    if (AssignmentReportAccepted.is(envelope)) await sql(tx, gone, [key, 'report_returned', null]);
    if (ObjectionRaised.is(envelope)) await sql(tx, kept, [key, 'objection_raised', envelope.data.objectionId, envelope.data.organId, on]);
    if (ObjectionDecided.is(envelope) && !envelope.data.upheld) await sql(tx, rejected, [key, envelope.data.objectionId, on]);
    if (!ExecutionChecked.is(envelope)) return;
    const { opinionId, carriedOut } = envelope.data;
    await (carriedOut ? sql(tx, gone, [key, 'not_carried_out', opinionId]) : sql(tx, kept, [key, 'not_carried_out', opinionId, null, on]));
  }
}
