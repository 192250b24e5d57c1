import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input } from '@sunshine/acts';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { visitError } from '../domain/visits/visits.errors.js';
import { idOf } from '../domain/desk-text.js';
import { issueGuidanceSlip } from '../domain/visits/guidance-slip.js';
import { recordInterview } from '../domain/visits/interview.js';
import { endVisit, visitEvents, visitKey, visitOf, type VisitEvent } from '../domain/visits/visit.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { shownVisit } from './visits.reads.js';
import { DeskRunner } from '../runner/desk.runner.js';
import { momentOf, noted } from './moments.js';
import { insertVisit, lockVisit, saveEndOfVisit, visitsByIds } from './visit.rows.js';
import { IssueGuidanceSlipInput, RecordInterviewInput, RecordVisitEndInput, RecordVisitInput } from './visits.inputs.js';
import { Visit } from './visits.graph.js';

const insertInterview: Statement = {
  name: 'intake.interview-insert',
  text: `insert into interview (id, petition_id, organ_id, on_day, answers, refusal_witness, sealed, read_back, signature_file_id, copy_given, person_id, at)
         values ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb, $8, $9, $10, $11, $12)`,
};
const slipOf: Statement = { name: 'intake.slip-of', text: 'select on_day as "on" from guidance_slip where petition_id = $1' };
const insertSlip: Statement = {
  name: 'intake.slip-insert',
  text: `insert into guidance_slip (id, petition_id, visit_id, organ_id, competent_organ_id, place, reception_times, called_at, call_answer, lines,
           person_id, on_day, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
};

/** Records visits, interviews and guidance slips. */
@Resolver()
export class VisitActs {
  constructor(
    private readonly db: DataSource,
    private readonly runner: DeskRunner,
    private readonly access: Access,
  ) {}

  /** Records a visit before a petition is registered. @throws the codes of `visitOf`, ORGAN_NOT_FOUND */
  @Mutation(() => Visit)
  async recordVisit(@Ctx() ctx: RequestContext, @Input() input: RecordVisitInput): Promise<Visit> {
    const id = await this.runner.atOrgan(ctx, 'recordVisit', input, {
      decide: ({ organId, on, recordedAt: now }) => {
        const visit = visitOf(noted(input), { id: uuid(), organId, on, people: input.headCount, now });
        const rows = async (tx: EntityManager) => {
          for (const called of visit.calledOrganIds) await this.access.organ(tx, called);
          await insertVisit(tx, visit);
        };
        return { key: visitKey(visit.id), events: visitEvents(visit, null), rows, answer: visit.id };
      },
    });
    return shownVisit(await this.visit(id));
  }

  /** Records when the visitors left. @throws VISIT_UNKNOWN, the codes of `endVisit`, ORGAN_NOT_FOUND */
  @Mutation(() => Visit)
  async recordVisitEnd(@Ctx() ctx: RequestContext, @Input() input: RecordVisitEndInput): Promise<Visit> {
    const id = await this.runner.atOrgan(ctx, 'recordVisitEnd', input, {
      prepare: async (tx, { organId }) => {
        const former = await lockVisit(tx, idOf('visitId', input.visitId) ?? '', organId);
        if (!former) throw visitError('VISIT_UNKNOWN');
        return former;
      },
      decide: ({ recordedAt }, former) => {
        const visit = endVisit(former, { timeOut: momentOf(input.timeOut), calledOrganIds: input.calledOrganIds }, recordedAt);
        const rows = async (tx: EntityManager) => {
          for (const called of visit.calledOrganIds) await this.access.organ(tx, called);
          await saveEndOfVisit(tx, visit);
        };
        return { key: visitKey(visit.id), events: visitEvents(visit, former), rows, answer: visit.id };
      },
    });
    return shownVisit(await this.visit(id));
  }

  private async visit(id: string): Promise<VisitEvent> {
    const [visit] = await visitsByIds(this.db.manager, [id]);
    if (!visit) throw visitError('VISIT_UNKNOWN');
    return visit;
  }

  /** @throws the codes of the rule */
  @Mutation(() => Petition)
  recordInterview(@Ctx() ctx: RequestContext, @Input() input: RecordInterviewInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'recordInterview', input, ({ state, texts, act }) => {
      const { interview, events } = recordInterview(state, input, uuid(), act);
      const { id, organId, on, answers, refusalWitness, readBack, signatureFileId, copyGiven } = interview;
      const rows = async (tx: EntityManager) => {
        const kept = await texts.keep(id, { answers: JSON.stringify(answers), refusalWitness });
        await sql(tx, insertInterview, [
          id,
          state.id,
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
      };
      return { events, files: { role: 'INTERVIEW', ids: [signatureFileId], field: 'signatureFileId' }, rows };
    });
  }

  /** @throws ORGAN_NOT_FOUND, ORGAN_CLOSED, the codes of the rule */
  @Mutation(() => Petition)
  issueGuidanceSlip(@Ctx() ctx: RequestContext, @Input() input: IssueGuidanceSlipInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'issueGuidanceSlip', input, {
      prepare: async (tx, { id }, { organId, on }) => {
        const competent = await this.access.openOrgan(tx, idOf('competentOrganId', input.competentOrganId) ?? '', on);
        const visited = await this.access.organ(tx, organId);
        const [former = null] = await sql<{ on: string }>(tx, slipOf, [id]);
        return { visited, competent, former };
      },
      decide: ({ state, act }, _ids, known) => {
        const { place, receptionTimes, callAnswer } = input;
        const calledAt = input.calledAt ? momentOf(input.calledAt) : null;
        const { slip, events } = issueGuidanceSlip(state, known, { place, receptionTimes, callAnswer, calledAt }, uuid(), act);
        const rows = (tx: EntityManager) =>
          sql(tx, insertSlip, [
            slip.id,
            state.id,
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
        return { events, rows };
      },
    });
  }
}
