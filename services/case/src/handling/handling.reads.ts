import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { signedIn, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { NIL, validate as isUuid } from 'uuid';
import type { Task } from '../domain/handling/handling.records.js';
import { CaseReads } from '../petition/case.reads.js';
import { sql } from '../sealing/sql.js';
import type { PetitionTask } from './handling.graph.js';

/** Tasks of one organ that are looked at; those whose own day comes first. */
const MOST = 500;

const tasksOf: Statement = {
  name: 'case.tasks',
  text: `select r.id, r.petition_id "petitionId", r.on_day "givenOn", r.until_day "dueOn", r.data
    from petition p join case_record r on r.petition_id = p.id and r.kind = 'task' and r.state = 'open'
    where p.organ_id = $1::uuid and p.stage <> 'closed' order by r.until_day, r.id limit ${MOST}`,
};

interface TaskRow {
  readonly id: string;
  readonly petitionId: string;
  readonly givenOn: string;
  readonly dueOn: string;
  readonly data: Task;
}

/** What is given to whom inside an organ. */
@Injectable()
export class HandlingReads {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly cases: CaseReads,
  ) {}

  /**
   * The head sees all of the organ, everybody else what was given to himself; a petition that the reader may not see is left out.
   * @throws SIGN_IN_REQUIRED
   */
  async tasks(ctx: RequestContext, organId: string, officerId: string | null): Promise<PetitionTask[]> {
    const personId = signedIn(ctx);
    const who = { personId: ctx.kind === 'person' ? personId : null, on: ctx.on };
    const organ = isUuid(organId) ? organId : NIL;
    const isHead = await this.access.mayNode(this.db, who, 'readWorkloadOfPeople', organ);
    const rows = await sql<TaskRow>(this.db.manager, tasksOf, [organ]);
    const asked = rows.filter(
      ({ data }) => (isHead || data.officerId === personId) && (officerId === null || data.officerId === officerId),
    );
    const views = await Promise.all(asked.map(({ petitionId }) => this.cases.view(ctx, petitionId)));
    return asked
      .filter((_, index) => views[index]?.inCharge)
      .map(({ id, petitionId, givenOn, dueOn, data }) => ({
        id,
        petition: { id: petitionId },
        officer: data.officerId === null ? null : { id: data.officerId },
        section: data.section,
        givenOn,
        dueOn,
      }));
  }
}
