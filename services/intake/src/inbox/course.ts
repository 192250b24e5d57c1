import { Injectable } from '@nestjs/common';
import {
  MatterMoved,
  PetitionAssigned,
  PetitionMerged,
  PetitionTakenBack,
  PetitionUnmerged,
  RecusalDecided,
  type Envelope,
} from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import { courseAfter } from '../domain/tracking/course.js';

/** The assignment to an officer ends when the petition leaves the organ or is closed. */
const write: Statement = {
  name: 'intake.course-write',
  text: `insert into petition_course as c (petition_id, stage, exit, outcome, organ_id, closed_on) values ($1, $2, $3, $4, $5, $6)
         on conflict (petition_id) do update set stage = excluded.stage, exit = excluded.exit, outcome = excluded.outcome,
           organ_id = excluded.organ_id, closed_on = excluded.closed_on,
           officer_id = case when c.organ_id = excluded.organ_id and excluded.closed_on is null then c.officer_id end`,
};

const merge: Statement = {
  name: 'intake.course-merge',
  text: 'update petition_course set merged_into = $2 where petition_id = $1',
};

const give: Statement = {
  name: 'intake.course-give',
  text: 'update petition_course set officer_id = $2 where petition_id = $1',
};

/** Moves an assignment from officer $2 to officer $3, null: to nobody; an assignment to another officer stays. */
const move: Statement = {
  name: 'intake.course-move',
  text: 'update petition_course set officer_id = $3 where petition_id = $1 and officer_id = $2',
};

/** Keeps the copy of the course that case decides. Events of a petition arrive in order, so the last one wins. */
@Injectable()
export class CourseService {
  follow({ tx, last }: BusContext, envelope: Envelope): void {
    const keep = (statement: Statement, ...values: unknown[]) => last(sql(tx, statement, values));
    const course = courseAfter(envelope);
    if (course !== null) keep(write, course.petitionId, course.stage, course.exit, course.outcome, course.organId, course.closedOn);
    if (PetitionMerged.is(envelope)) keep(merge, envelope.key, envelope.data.leadPetitionId);
    else if (PetitionUnmerged.is(envelope)) keep(merge, envelope.key, null);
    else if (PetitionAssigned.is(envelope)) keep(give, envelope.key, envelope.data.officerId);
    else if (PetitionTakenBack.is(envelope)) keep(give, envelope.key, null);
    else if (MatterMoved.is(envelope)) keep(move, envelope.key, envelope.data.fromPersonId, envelope.data.toPersonId);
    else if (RecusalDecided.is(envelope) && envelope.data.recusedId) keep(move, envelope.key, envelope.data.recusedId, null);
  }
}
