import { Injectable } from '@nestjs/common';
import {
  InquiryRecorded,
  OpinionChecked,
  OpinionDrafted,
  OpinionIssued,
  PaperVoided,
  PetitionAccepted,
  PetitionAssigned,
  PetitionMerged,
  PetitionRegistered,
  PetitionUnmerged,
  ReviewInvestigatorsAppointed,
  ReviewOpinionChecked,
  ReviewOpinionDrafted,
  ReviewOpinionIssued,
  type CourseRead,
  type DataOf,
  type Envelope,
} from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import { mayStand } from '../domain/course.js';
import type { EntityManager } from 'typeorm';
import { STANDING } from '../domain/hearing.js';
import type { Involvement } from '../domain/panel.js';
import { endedWithMatter } from '../domain/schedule.js';
import { loadMatter, rebook, saveHearing } from '../runner/hearing.rows.js';

// Rows of a batch, in the order of the ids: the batches of intake and of case then wait for each other in one order.
const registered: Statement = {
  name: 'hearing.matters-registered',
  text: `insert into matter (id, number, division, channel, kind, received_on, petitioner_ids)
    select id, number, division, channel, kind, received_on, petitioner_ids from json_populate_recordset(null::matter, $1::json) order by id
    on conflict (id) do update set number = excluded.number, division = excluded.division, channel = excluded.channel, kind = excluded.kind,
      received_on = excluded.received_on, petitioner_ids = excluded.petitioner_ids`,
};
/** The last course of each matter. */
const courses: Statement = {
  name: 'hearing.matter-courses',
  text: `insert into matter (id, stage, exit, organ_id, closed, in_hand)
    select distinct on (id) id, stage, exit, organ_id, closed, in_hand
    from json_to_recordset($1::json) c(id uuid, seq bigint, stage text, exit text, organ_id uuid, closed boolean, in_hand json) order by id, seq desc
    on conflict (id) do update set stage = excluded.stage, exit = excluded.exit, organ_id = excluded.organ_id, closed = excluded.closed,
      in_hand = excluded.in_hand`,
};
// A statement of its own, behind the locks that the courses have taken: one that waited for them would not see what an act has just written.
const standing: Statement = {
  name: 'hearing.standing',
  text: 'select distinct petition_id "petitionId" from hearing where petition_id = any($1::uuid[]) and state = any($2)',
};
// What is due without any pause is kept beside what is due with it, so that a notice can say both.
const rereview: Statement = {
  name: 'hearing.matter-rereview',
  text: `insert into matter as m (id, rereview) values ($1, json_build_object('before', $2::text, 'now', $2::text))
    on conflict (id) do update set rereview = case when $3 or m.rereview is null then excluded.rereview
      else json_build_object('before', m.rereview ->> 'before', 'now', $2::text) end`,
};
const merge: Statement = {
  name: 'hearing.matter-merged',
  text: 'insert into matter (id, merged_into) values ($1, $2) on conflict (id) do update set merged_into = excluded.merged_into',
};
const involve: Statement = {
  name: 'hearing.involve',
  text: `insert into involved (petition_id, person_id, part)
    select distinct petition_id, person_id, part from json_populate_recordset(null::involved, $1::json) order by petition_id, person_id, part
    on conflict do nothing`,
};

const opinion: Statement = {
  name: 'hearing.opinion-issued',
  text: `insert into issued_opinion (document_id, petition_id, stage, number, hash, issued_on) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
};
const opinionVoided: Statement = { name: 'hearing.opinion-voided', text: 'delete from issued_opinion where document_id = $1' };
/** The same opinion under the next number; what its paper is, its own event has not told. */
const opinionReplaced: Statement = {
  name: 'hearing.opinion-replaced',
  text: 'update issued_opinion set document_id = $2, number = null, hash = null where document_id = $1',
};

/** Whoever wrote, checked or issued an opinion on the matter, of the organ or of a reviewer, sits on no panel that hears it. */
const OPINIONS = [OpinionDrafted, OpinionChecked, OpinionIssued, ReviewOpinionDrafted, ReviewOpinionChecked, ReviewOpinionIssued];

interface Part {
  readonly personId: string;
  readonly part: Involvement;
}

/** What an event says about the parts that people have in the matter: who investigates a review presides over no hearing of it. */
function partsOf(envelope: Envelope): readonly Part[] {
  if (ReviewInvestigatorsAppointed.is(envelope))
    return (envelope.data.investigatorIds ?? []).map((personId) => ({ personId, part: 'investigator' }));
  const part = partOf(envelope);
  return part ? [part] : [];
}

function partOf(envelope: Envelope): Part | null {
  const by = envelope.actor.kind === 'person' ? envelope.actor.id : null;
  if (PetitionAssigned.is(envelope)) {
    const { officerId } = envelope.data;
    return officerId === null ? null : { personId: officerId, part: 'handler' };
  }
  if (by === null) return null;
  if (OPINIONS.some((opinion) => opinion.is(envelope))) return { personId: by, part: 'opinion' };
  if (InquiryRecorded.is(envelope)) return { personId: by, part: 'investigator' };
  return PetitionAccepted.is(envelope) ? { personId: by, part: 'handler' } : null;
}

/** What a course tells of its matter. */
const told = ({ stage, exit, organId, closedOn, inHand }: CourseRead) => ({
  stage,
  exit,
  organId,
  closed: closedOn !== null,
  inHand: inHand ?? null,
});

/** Keeps the copy of petitions that hearings read: by a statement for each batch of events, none for each event. */
@Injectable()
export class MatterFacts {
  registered({ addRow }: BusContext, data: DataOf<typeof PetitionRegistered>): void {
    const { petitionId, number, division, channel, kind, receivedOn, petitionerIds } = data;
    addRow(registered, { id: petitionId, number, division, channel, kind, received_on: receivedOn, petitioner_ids: petitionerIds });
  }

  async moved({ tx, addRow, behind }: BusContext, envelope: Envelope): Promise<void> {
    const { key, seq, course } = envelope;
    for (const { personId, part } of partsOf(envelope)) addRow(involve, { petition_id: key, person_id: personId, part });
    if (course) {
      const { organId, inHand, ...at } = told(course);
      addRow(courses, { id: key, seq, organ_id: organId, in_hand: inHand, ...at });
    }
    const clock = envelope.clocks?.findLast(({ term }) => term === 'REREVIEW');
    if (clock) await sql(tx, rereview, [key, clock.effectiveDue, clock.pauses.length === 0]);
    const merged = PetitionMerged.is(envelope);
    if (merged || PetitionUnmerged.is(envelope)) await sql(tx, merge, [key, merged ? envelope.data.leadPetitionId : null]);
    await this.opinions(tx, envelope);
    if (course || merged) behind(this.end);
    if (merged || PetitionUnmerged.is(envelope)) behind(this.tellOthers);
  }

  /** Opinions are few: each is its own statement. */
  private async opinions(tx: EntityManager, envelope: Envelope): Promise<void> {
    const { key } = envelope;
    if (OpinionIssued.is(envelope)) {
      const { documentId, number, hash = null, dispatchedOn } = envelope.data;
      await sql(tx, opinion, [documentId, key, 'handling', number, hash, dispatchedOn]);
    } else if (ReviewOpinionIssued.is(envelope)) {
      const { documentId, number = null, hash = null, dispatchedOn, level } = envelope.data;
      await sql(tx, opinion, [documentId, key, level, number, hash, dispatchedOn]);
    } else if (PaperVoided.is(envelope)) {
      const { documentId, replacedById } = envelope.data;
      await (replacedById === null ? sql(tx, opinionVoided, [documentId]) : sql(tx, opinionReplaced, [documentId, replacedById]));
    }
  }

  /** Whoever joined a lead has to be told of its hearings, and who stands alone again no more. */
  private readonly tellOthers = async (events: readonly BusContext[]): Promise<void> => {
    const leads = events.flatMap(({ envelope }) =>
      PetitionMerged.is(envelope) || PetitionUnmerged.is(envelope) ? [envelope.data.leadPetitionId] : [],
    );
    for (const leadId of [...new Set(leads)].toSorted()) {
      const [first] = events;
      const lead = first && (await loadMatter(first.tx, leadId, null));
      if (lead) for (const hearing of lead.hearings) await saveHearing(first.tx, lead, hearing);
    }
  };

  /**
   * A hearing stands no longer than case lets the organ owe the opinion it is held for, and ends by the first event that tells otherwise.
   * Under the lock of the matter: whichever of a conclusion and a closing comes first, the other finds it.
   */
  private readonly end = async (events: readonly BusContext[]): Promise<void> => {
    const [first] = events;
    if (!first) return;
    const { tx } = first;
    const found = await sql<{ petitionId: string }>(tx, standing, [[...new Set(events.map(({ envelope }) => envelope.key))], STANDING]);
    for (const { petitionId } of found) {
      const matter = await loadMatter(tx, petitionId, null);
      if (!matter) continue;
      const ended = new Set<string>();
      for (const { envelope, emit } of events.filter((event) => event.envelope.key === petitionId)) {
        const { course, on } = envelope;
        const then = {
          ...matter,
          ...(course && told(course)),
          ...(PetitionMerged.is(envelope) && { mergedInto: envelope.data.leadPetitionId }),
        };
        for (const one of matter.hearings) {
          if (ended.has(one.id) || !STANDING.includes(one.state) || mayStand(then, one)) continue;
          ended.add(one.id);
          const { hearing, events: told } = endedWithMatter(then, one, on);
          await saveHearing(tx, matter, hearing);
          await rebook(tx, hearing);
          emit(petitionId, ...told);
        }
      }
    }
  };
}
