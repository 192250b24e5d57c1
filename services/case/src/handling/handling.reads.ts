import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { signedIn, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { Task } from '../domain/handling/handling.records.js';
import { sql } from '../sealing/sql.js';
import type { PetitionTask } from './handling.graph.js';

/** The most tasks shown; the earliest due come first. */
const MOST = 500;

interface TaskRow {
  readonly id: string;
  readonly petitionId: string;
  readonly givenOn: string;
  readonly dueOn: string;
  readonly data: Task;
}

/** Which petitions an organ has assigned to which officer or section. */
@Injectable()
export class HandlingReads {
  private readonly tasksOf: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {
    this.tasksOf = {
      name: 'case.tasks',
      text: `select r.id, r.petition_id "petitionId", r.on_day "givenOn", r.until_day "dueOn", r.data
        from petition p join case_record r on r.petition_id = p.id and r.kind = 'task' and r.state = 'open'
        where p.organ_id = $1::uuid and p.stage <> 'closed' and ($3::uuid is null or (r.data->>'officerId')::uuid = $3::uuid)
          and exists (select 1 from person_role o where o.person_id = $2::uuid and o.organ_id = p.organ_id)
          and ${this.access.visibleInList('p', '$2')}
        order by r.until_day, r.id limit ${MOST}`,
    };
  }

  /**
   * The head sees all tasks of the organ, everybody else their own; petitions that the reader may not see are left out.
   * @throws SIGN_IN_REQUIRED
   */
  async tasks(ctx: RequestContext, organId: string, officerId: string | null): Promise<PetitionTask[]> {
    const personId = signedIn(ctx);
    const who = { personId: ctx.kind === 'person' ? personId : null, on: ctx.on };
    if (who.personId === null || ![organId, officerId ?? organId].every((id) => isUuid(id))) return [];
    const isHead = await this.access.mayNode(this.db, who, 'readWorkloadOfPeople', organId);
    // Only a head may ask for another officer's tasks.
    if (!isHead && officerId !== null && officerId.toLowerCase() !== personId) return [];
    const rows = await sql<TaskRow>(this.db.manager, this.tasksOf, [organId, personId, isHead ? officerId : personId]);
    return rows.map(({ id, petitionId, givenOn, dueOn, data }) => ({
      id,
      petition: { id: petitionId },
      officer: data.officerId === null ? null : { id: data.officerId },
      section: data.section,
      givenOn,
      dueOn,
    }));
  }
}
