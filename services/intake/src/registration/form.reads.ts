import { Injectable } from '@nestjs/common';
import { Law } from '@sunshine/clocks';
import { loader, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { openPointsOf, type OpenPoint } from '../domain/registration/open-points.js';
import type { PetitionRow } from '../register/register.rows.js';
import { VisitReads } from '../visits/visits.reads.js';

interface FormRow {
  readonly petitionId: string;
  readonly petitioners: number;
  readonly representatives: number;
  readonly guardianMissing: boolean;
  readonly consentMissing: boolean;
  readonly readBack: boolean;
  readonly agentWithoutMandate: boolean;
}

// A representative who speaks at a visit is present, and a successor came with the proofs, so no separate consent is needed.
const form: Statement = {
  name: 'intake.form',
  text: `select p.id as "petitionId", (select count(*)::int from petitioner t where t.petition_id = p.id) as petitioners,
      (select count(*)::int from petitioner t where t.petition_id = p.id and t.representative) as representatives,
      exists (select 1 from petitioner t where t.petition_id = p.id and t.below_14 and not t.guardian_consent) as "guardianMissing",
      (select count(*) > 1 from petitioner t where t.petition_id = p.id) and exists (
        select 1 from petitioner t where t.petition_id = p.id and not (p.channel = 'VISIT' and t.representative)
          and not exists (select 1 from joint_consent j where j.petitioner_id = t.id)
          and t.ended_on is null and t.succeeds is null
          and not exists (select 1 from departure d where d.petitioner_id = t.id)) as "consentMissing",
      coalesce((p.entry ->> 'readBack')::boolean, false) or exists (select 1 from interview i where i.petition_id = p.id and i.read_back) as "readBack",
      p.sealed ? 'agent' and not exists (select 1 from mandate m where m.petition_id = p.id and m.file_id is not null) as "agentWithoutMandate"
    from petition p where p.id = any($1::uuid[])`,
};

const FORM = Symbol('registration forms by petition');

/** What the registration form of a petition still lacks. */
@Injectable()
export class FormReads {
  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    private readonly visits: VisitReads,
  ) {}

  async openPoints(ctx: RequestContext, row: PetitionRow): Promise<OpenPoint[]> {
    const [facts, visit, pack] = await Promise.all([
      loader<string, FormRow>(ctx, FORM, async (ids) => {
        const rows = new Map((await sql<FormRow>(this.db.manager, form, [ids])).map((one) => [one.petitionId, one]));
        return ids.map((id) => rows.get(id) ?? null);
      }).load(row.id),
      row.visitId === null ? null : this.visits.visit(ctx, row.visitId),
      this.law.packFor(this.db.manager, row.division, row.receivedOn),
    ]);
    if (!facts) return [];
    const { channel, anonymous, peopleCount, contentClass, oral, registeredBy } = row;
    const visitTimesMissing = visit !== null && (visit.timeIn === null || visit.timeOut === null);
    return openPointsOf(
      { channel, anonymous, peopleCount, contentClass, oral, ...facts, byOfficer: registeredBy !== null, visitTimesMissing },
      pack,
    );
  }
}
