import { Injectable } from '@nestjs/common';
import {
  InquiryRecorded,
  OpinionChecked,
  OpinionDrafted,
  OpinionIssued,
  PetitionAccepted,
  PetitionAssigned,
  PetitionMerged,
  PetitionRegistered,
  PetitionUnmerged,
  ReviewOpinionChecked,
  ReviewOpinionDrafted,
  ReviewOpinionIssued,
  type DataOf,
  type Envelope,
} from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { mayStand } from '../domain/course.js';
import { STANDING } from '../domain/hearing.js';
import type { Involvement } from '../domain/panel.js';
import { endedWithMatter } from '../domain/schedule.js';
import { loadMatter, rebook, saveHearing } from '../runner/hearing.rows.js';

const registered: Statement = {
  name: 'hearing.matter-registered',
  text: `insert into matter (id, number, division, channel, kind, received_on, petitioner_ids) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do update set number = excluded.number, division = excluded.division, channel = excluded.channel, kind = excluded.kind,
      received_on = excluded.received_on, petitioner_ids = excluded.petitioner_ids`,
};
const course: Statement = {
  name: 'hearing.matter-course',
  text: `insert into matter (id, stage, exit, organ_id, closed, in_hand) values ($1, $2, $3, $4, $5, $6::json)
    on conflict (id) do update set stage = excluded.stage, exit = excluded.exit, organ_id = excluded.organ_id, closed = excluded.closed,
      in_hand = excluded.in_hand`,
};
// A statement of its own, behind the lock that the course has taken: one that waited for it would not see what an act has just written.
const standing: Statement = {
  name: 'hearing.standing',
  text: 'select 1 from hearing where petition_id = $1 and state = any($2) limit 1',
};
const merge: Statement = {
  name: 'hearing.matter-merged',
  text: 'insert into matter (id, merged_into) values ($1, $2) on conflict (id) do update set merged_into = excluded.merged_into',
};
const involve: Statement = {
  name: 'hearing.involve',
  text: 'insert into involved (petition_id, person_id, part) values ($1, $2, $3) on conflict do nothing',
};

/** Whoever wrote, checked or issued an opinion on the matter, of the organ or of a reviewer, sits on no panel that hears it. */
const OPINIONS = [OpinionDrafted, OpinionChecked, OpinionIssued, ReviewOpinionDrafted, ReviewOpinionChecked, ReviewOpinionIssued];

/** What an event says about the part of somebody in the matter; null: nothing. */
function partOf(envelope: Envelope): { readonly personId: string; readonly part: Involvement } | null {
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

/** Keeps the copy of petitions that hearings read. Events of a petition arrive in order, so the last course wins. */
@Injectable()
export class MatterFacts {
  async registered(tx: EntityManager, data: DataOf<typeof PetitionRegistered>): Promise<void> {
    const { petitionId, number, division, channel, kind, receivedOn, petitionerIds } = data;
    await sql(tx, registered, [petitionId, number, division, channel, kind, receivedOn, petitionerIds]);
  }

  async moved(bus: BusContext, envelope: Envelope): Promise<void> {
    const { tx } = bus;
    const { key, course: at } = envelope;
    if (at) await sql(tx, course, [key, at.stage, at.exit, at.organId, at.closedOn !== null, at.inHand ? JSON.stringify(at.inHand) : null]);
    if (PetitionMerged.is(envelope)) await sql(tx, merge, [key, envelope.data.leadPetitionId]);
    else if (PetitionUnmerged.is(envelope)) await sql(tx, merge, [key, null]);
    const part = partOf(envelope);
    if (part) await sql(tx, involve, [key, part.personId, part.part]);
    if (at || PetitionMerged.is(envelope)) await this.end(bus, envelope);
  }

  /**
   * A hearing stands no longer than case lets the organ owe the opinion it is held for. Under the lock of the matter: whichever of a
   * conclusion and a closing comes first, the other finds it.
   */
  private async end({ tx, emit }: BusContext, { key, on }: Envelope): Promise<void> {
    if ((await sql(tx, standing, [key, STANDING])).length === 0) return;
    const matter = await loadMatter(tx, key, null);
    if (!matter) return;
    for (const one of matter.hearings.filter((hearing) => STANDING.includes(hearing.state) && !mayStand(matter, hearing))) {
      const { hearing, events } = endedWithMatter(matter, one, on);
      await saveHearing(tx, matter, hearing);
      await rebook(tx, hearing);
      emit(key, ...events);
    }
  }
}
