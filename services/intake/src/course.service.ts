import { Injectable } from '@nestjs/common';
import { PetitionMerged, PetitionUnmerged, type Envelope } from '@sunshine/events';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { courseAfter } from './domain/course.js';

const write: Statement = {
  name: 'intake_course_write',
  text: `insert into petition_course (petition_id, stage, exit, outcome, organ_id, closed_on) values ($1, $2, $3, $4, $5, $6)
         on conflict (petition_id) do update set stage = excluded.stage, exit = excluded.exit, outcome = excluded.outcome,
           organ_id = excluded.organ_id, closed_on = excluded.closed_on`,
};

const merge: Statement = {
  name: 'intake_course_merge',
  text: 'update petition_course set merged_into = $2 where petition_id = $1',
};

/** Keeps the copy of what case decides; its events of a petition come in order, so the copy is that of the last one. */
@Injectable()
export class CourseService {
  async follow(tx: EntityManager, envelope: Envelope): Promise<void> {
    const course = courseAfter(envelope);
    if (course === null) return;
    await sql(tx, write, [course.petitionId, course.stage, course.exit, course.outcome, course.organId, course.closedOn]);
    if (PetitionMerged.is(envelope)) await sql(tx, merge, [course.petitionId, envelope.data.leadPetitionId]);
    else if (PetitionUnmerged.is(envelope)) await sql(tx, merge, [course.petitionId, null]);
  }
}
