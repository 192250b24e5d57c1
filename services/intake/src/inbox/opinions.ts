import { OpinionIssued, OpinionServed, PaperVoided, ReviewOpinionIssued, ReviewOpinionServed, type Envelope } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import { takenDown } from '../domain/publication/publication.js';
import { markDown } from '../publication/publication.rows.js';

/** Of an opinion no organ is told: it is that in charge. */
const issued: Statement = {
  name: 'intake.opinion-issued',
  text: `insert into issued_opinion (document_id, petition_id, opinion_id, reviewed_id, level, organ_id, heard, hash, number, result, dispatched_on)
    select $1, p.id, $3, $4, $5, coalesce($6, c.organ_id, p.organ_id), $7, $8, $9, $10, $11 from petition p
      left join petition_course c on c.petition_id = p.id where p.id = $2 on conflict do nothing`,
};
const served: Statement = {
  name: 'intake.opinion-served',
  text: `update issued_opinion set served_on = least(served_on, $3) where petition_id = $1
    and (document_id = $2 or opinion_id = $2 and level = 'opinion') and ended_on is null`,
};
const ENDING = 'returning document_id as "documentId"';
const voided: Statement = {
  name: 'intake.opinion-voided',
  text: `update issued_opinion set ended_on = $2 where document_id = $1 and ended_on is null ${ENDING}`,
};
/** What a review changes or revokes is the opinion; a re-review, the reviews of it. */
const overruled: Statement = {
  name: 'intake.opinion-overruled',
  text: `update issued_opinion set ended_on = $4 where petition_id = $1 and ended_on is null
    and (opinion_id = $2 and level = 'opinion' and $3 = 'review' or reviewed_id = $2 and level = 'review' and $3 = 'rereview') ${ENDING}`,
};
const openOf: Statement = {
  name: 'intake.opinion-publication',
  text: `select id, document_id as "documentId" from publication where document_id = any($1::uuid[]) and state <> 'down' for update`,
};

/** Keeps which opinions were issued, served and ended. The text of one that ended comes down at once. */
export async function followOpinions(bus: BusContext, event: Envelope): Promise<void> {
  const { tx } = bus;
  if (OpinionIssued.is(event)) {
    const { petitionId, opinionId, documentId, number, hash, dispatchedOn, outcome } = event.data;
    await sql(tx, issued, [documentId, petitionId, opinionId, null, 'opinion', null, false, hash ?? null, number, outcome, dispatchedOn]);
  } else if (ReviewOpinionIssued.is(event)) {
    const { petitionId, reviewOpinionId, opinionId, documentId, organId, level, heard, hash, number, disposition, dispatchedOn } =
      event.data;
    const facts = [heard ?? false, hash ?? null, number ?? null, disposition, dispatchedOn];
    await sql(tx, issued, [documentId, petitionId, reviewOpinionId, opinionId, level, organId, ...facts]);
    if (disposition !== 'uphold')
      await end(bus, petitionId, event.on, await sql<Ended>(tx, overruled, [petitionId, opinionId, level, event.on]));
  } else if (OpinionServed.is(event) && event.data.servedOn !== null) {
    await sql(tx, served, [event.data.petitionId, event.data.opinionId, event.data.servedOn]);
  } else if (ReviewOpinionServed.is(event) && event.data.servedOn !== null) {
    await sql(tx, served, [event.data.petitionId, event.data.documentId, event.data.servedOn]);
  } else if (PaperVoided.is(event)) {
    await end(bus, event.data.petitionId, event.on, await sql<Ended>(tx, voided, [event.data.documentId, event.on]));
  }
}

interface Ended {
  readonly documentId: string;
}

async function end({ tx, emit }: BusContext, petitionId: string, on: string, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return;
  const open = await sql<{ id: string; documentId: string }>(tx, openOf, [ended.map(({ documentId }) => documentId)]);
  for (const publication of open) {
    await markDown(tx, publication.id, on, 'OPINION_ENDED', null);
    emit(petitionId, takenDown(petitionId, publication, null, 'OPINION_ENDED'));
  }
}
