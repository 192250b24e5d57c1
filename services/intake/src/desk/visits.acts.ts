import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { deskError } from '../domain/desk.errors.js';
import { idOf } from '../domain/desk-text.js';
import { issueGuidanceSlip } from '../domain/guidance-slip.js';
import { recordInterview } from '../domain/interview.js';
import { endVisit, visitEvents, visitKey, visitOf, type VisitEvent } from '../domain/visit.js';
import { DeskRunner } from './desk.runner.js';
import { momentOf, noted } from './moments.js';
import { insertVisit, lockVisit, saveEndOfVisit, visitsByIds } from './visit.sql.js';
import type { IssueGuidanceSlipInput, RecordInterviewInput, RecordVisitEndInput, RecordVisitInput } from './visits.inputs.js';

const insertInterview: Statement = {
  name: 'intake_interview_insert',
  text: `insert into interview (id, petition_id, organ_id, on_day, answers, refusal_witness, sealed, read_back, signature_file_id, copy_given, person_id, at)
         values ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb, $8, $9, $10, $11, $12)`,
};
const slipOf: Statement = { name: 'intake_slip_of', text: 'select on_day as "on" from guidance_slip where petition_id = $1' };
const insertSlip: Statement = {
  name: 'intake_slip_insert',
  text: `insert into guidance_slip (id, petition_id, visit_id, organ_id, competent_organ_id, place, reception_times, called_at, call_answer, lines,
           person_id, on_day, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
};

/** Visits, what was said at them, and where a visitor above the level is guided. */
@Injectable()
export class VisitActs {
  constructor(
    private readonly db: DataSource,
    private readonly runner: DeskRunner,
    private readonly access: Access,
  ) {}

  /** Notes a visit before anything of it is registered. Answers its id. @throws the codes of `visitOf`, ORGAN_NOT_FOUND */
  recordVisit(ctx: RequestContext, input: RecordVisitInput): Promise<string> {
    return this.runner.atOrgan(ctx, 'recordVisit', input, async ({ tx, emit, act }) => {
      const { organId, on, recordedAt: now } = act;
      const visit = visitOf(noted(input), { id: uuid(), organId, on, people: input.headCount, now });
      for (const called of visit.calledOrganIds) await this.access.organ(tx, called);
      await insertVisit(tx, visit);
      emit(visitKey(visit.id), ...visitEvents(visit, null));
      return visit.id;
    });
  }

  /** Notes when the visitors left. @throws VISIT_UNKNOWN, the codes of `endVisit`, ORGAN_NOT_FOUND */
  recordVisitEnd(ctx: RequestContext, input: RecordVisitEndInput): Promise<string> {
    return this.runner.atOrgan(ctx, 'recordVisitEnd', input, async ({ tx, emit, act }) => {
      const former = await lockVisit(tx, idOf('visitId', input.visitId) ?? '', act.organId);
      if (!former) throw deskError('VISIT_UNKNOWN');
      const visit = endVisit(former, { timeOut: momentOf(input.timeOut), calledOrganIds: input.calledOrganIds }, act.recordedAt);
      for (const called of visit.calledOrganIds) await this.access.organ(tx, called);
      await saveEndOfVisit(tx, visit);
      emit(visitKey(visit.id), ...visitEvents(visit, former));
      return visit.id;
    });
  }

  async visit(id: string): Promise<VisitEvent> {
    const [visit] = await visitsByIds(this.db.manager, [id]);
    if (!visit) throw deskError('VISIT_UNKNOWN');
    return visit;
  }

  /** Answers the petition's id. @throws the codes of the rule */
  recordInterview(ctx: RequestContext, input: RecordInterviewInput): Promise<string> {
    return this.runner.onPetition(ctx, 'recordInterview', input, async ({ tx, emit, act, petition, texts, addFiles }) => {
      const { interview, events } = recordInterview(petition, input, uuid(), act);
      const { id, organId, on, answers, refusalWitness, readBack, signatureFileId, copyGiven } = interview;
      await addFiles('INTERVIEW', [signatureFileId]);
      const kept = await texts.keep(id, { answers: JSON.stringify(answers), refusalWitness });
      await sql(tx, insertInterview, [
        id,
        petition.id,
        organId,
        on,
        kept.open.answers,
        kept.open.refusalWitness,
        JSON.stringify(kept.sealed),
        readBack,
        signatureFileId,
        copyGiven,
        act.personId,
        act.at,
      ]);
      emit(petition.id, ...events);
      return petition.id;
    });
  }

  /** Answers the petition's id. @throws ORGAN_NOT_FOUND, ORGAN_CLOSED, the codes of the rule */
  issueGuidanceSlip(ctx: RequestContext, input: IssueGuidanceSlipInput): Promise<string> {
    return this.runner.onPetition(ctx, 'issueGuidanceSlip', input, async ({ tx, emit, act, petition }) => {
      const competent = await this.access.openOrgan(tx, idOf('competentOrganId', input.competentOrganId) ?? '', act.on);
      const visited = await this.access.organ(tx, act.organId);
      const [former = null] = await sql<{ on: string }>(tx, slipOf, [petition.id]);
      const { place, receptionTimes, callAnswer } = input;
      const calledAt = input.calledAt ? momentOf(input.calledAt) : null;
      const given = { place, receptionTimes, callAnswer, calledAt };
      const { slip, events } = issueGuidanceSlip(petition, { visited, competent, former }, given, uuid(), act);
      await sql(tx, insertSlip, [
        slip.id,
        petition.id,
        slip.visitId,
        slip.organId,
        slip.competentOrganId,
        slip.place,
        slip.receptionTimes,
        slip.calledAt,
        slip.callAnswer,
        slip.text,
        act.personId,
        slip.on,
        act.at,
      ]);
      emit(petition.id, ...events);
      return petition.id;
    });
  }
}
