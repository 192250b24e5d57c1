import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import type { OrganKind } from '@sunshine/events';
import { loader, sql, Time, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { isInForce } from '../domain/holders/mandate.js';
import { openPointsOf, type OpenPoint } from '../domain/registration/open-points.js';
import { isOpen, stillToReport } from '../domain/record/urgent.js';
import { isCollective, type VisitEvent } from '../domain/visits/visit.js';
import type {
  Classification,
  Correction,
  GuidanceSlip,
  Interview,
  Mandate,
  QueryCodeReissue,
  Supplement,
  SupplementRequest,
  TrackedSupplement,
  UrgentMatter,
  Visit,
} from './desk.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { visitsByIds } from '../visits/visit.rows.js';

/** A row as the graph shows it, with the petition it belongs to. */
type Of<T> = T & { readonly petitionId: string };
type MandateRow = Of<Omit<Mandate, 'inForce'>>;
type UrgentRow = Of<Omit<UrgentMatter, 'open' | 'stillToReport'>> & { readonly organKind: OrganKind; readonly finalOn: string | null };

interface FormRow {
  readonly petitionId: string;
  readonly petitioners: number;
  readonly representatives: number;
  readonly guardianMissing: boolean;
  readonly consentMissing: boolean;
  readonly readBack: boolean;
  readonly agentWithoutMandate: boolean;
}

const reading = (name: string, columns: string, from: string, order: string): Statement => ({
  name: `intake_desk_${name}`,
  text: `select petition_id as "petitionId", ${columns} from ${from} where petition_id = any($1::uuid[]) order by petition_id, ${order}`,
});

const ORGAN = `json_build_object('id', organ_id) as organ`;

const READ = {
  interviews: reading(
    'interviews',
    `id, ${ORGAN}, on_day as "on", answers, refusal_witness as "refusalWitness", read_back as "readBack",
     signature_file_id as "signatureFileId", copy_given as "copyGiven"`,
    'interview',
    'at, id',
  ),
  supplements: reading(
    'supplements',
    `id, ${ORGAN}, received_on as "receivedOn", text, file_ids as "fileIds", person_id is null as online`,
    'supplement',
    'received_on, at, id',
  ),
  requests: reading(
    'supplement_requests',
    `id, ${ORGAN}, items, answer_by as "answerBy", asked_on as "askedOn"`,
    'supplement_request',
    'id',
  ),
  corrections: reading(
    'corrections',
    `id, petitioner_id as "petitionerId", field, former, value, reason, evidence, evidence_file_id as "evidenceFileId", state, on_day as "on",
     confirmed_on as "confirmedOn"`,
    'correction',
    'at, id',
  ),
  classifications: reading(
    'classifications',
    `id, ${ORGAN}, former_kind as "formerKind", kind, content_class as "contentClass", purpose, proposed_exit as "proposedExit",
     reason, on_day as "on"`,
    'classification',
    'at, id',
  ),
  mandates: reading(
    'mandates',
    `id, masked_name as "maskedName", scope, from_on as "from", ends_on as "endsOn", ended_on as "endedOn", end_reason as "endReason", file_id as "fileId"`,
    'mandate',
    'at, id',
  ),
  reissues: reading('reissues', `holder_id as "holderId", identity_check as "identityCheck", ${ORGAN}, at`, 'query_code_reissue', 'at'),
  slips: reading(
    'slips',
    `id, visit_id as "visitId", ${ORGAN}, json_build_object('id', competent_organ_id) as "competentOrgan", place, reception_times as "receptionTimes",
     called_at as "calledAt", call_answer as "callAnswer", lines as "text", on_day as "on"`,
    'guidance_slip',
    'id',
  ),
  urgent: reading(
    'urgent',
    `e.id, ${ORGAN}, (select o.kind from organ o where o.id = e.organ_id) as "organKind", e.reason, e.begun_on as "begunOn",
     e.ends_on as "endsOn", e.final_on as "finalOn",
     coalesce((select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'to', r.addressee, 'organ', case when r.organ_id is not null then json_build_object('id', r.organ_id) end, 'at', r.reported_at,
       'receipt', r.receipt) order by r.reported_at, r.id) from urgent_report r where r.event_id = e.id), '[]') as reports`,
    'urgent_event e',
    'e.begun_on, e.id',
  ),
} as const;

// Who speaks at a visit is there: nobody need ask for the consent.
const form: Statement = {
  name: 'intake_desk_form',
  text: `select p.id as "petitionId", (select count(*)::int from petitioner t where t.petition_id = p.id) as petitioners,
      (select count(*)::int from petitioner t where t.petition_id = p.id and t.representative) as representatives,
      exists (select 1 from petitioner t where t.petition_id = p.id and t.below_14 and not t.guardian_consent) as "guardianMissing",
      (select count(*) > 1 from petitioner t where t.petition_id = p.id) and exists (
        select 1 from petitioner t where t.petition_id = p.id and not (p.channel = 'VISIT' and t.representative)
          and not exists (select 1 from joint_consent j where j.petitioner_id = t.id)
          and not exists (select 1 from departure d where d.petitioner_id = t.id)) as "consentMissing",
      coalesce((p.entry ->> 'readBack')::boolean, false) or exists (select 1 from interview i where i.petition_id = p.id and i.read_back) as "readBack",
      p.sealed ? 'agent' and not exists (select 1 from mandate m where m.petition_id = p.id) as "agentWithoutMandate"
    from petition p where p.id = any($1::uuid[])`,
};

const guided: Statement = {
  name: 'intake_visits_guided',
  text: 'select distinct visit_id as id from guidance_slip where visit_id = any($1::uuid[])',
};

const GUIDED = Symbol('whether a visit lay above the level');
const FORM = Symbol('registration forms by petition');
const VISITS = Symbol('visits by their id');
const KEYS = Object.fromEntries(Object.keys(READ).map((name) => [name, Symbol(`${name} by petition`)])) as Record<
  keyof typeof READ,
  symbol
>;

/** What the desk noted of petitions that the reader was allowed to load. */
@Injectable()
export class DeskReads {
  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    private readonly access: Access,
    private readonly time: Time,
  ) {}

  interviews(ctx: RequestContext, petitionId: string): Promise<Interview[]> {
    return this.grouped<Of<Interview>>(ctx, 'interviews', petitionId);
  }

  supplements(ctx: RequestContext, petitionId: string): Promise<Supplement[]> {
    return this.grouped<Of<Supplement>>(ctx, 'supplements', petitionId);
  }

  async supplementRequest(ctx: RequestContext, petitionId: string): Promise<SupplementRequest | null> {
    return (await this.grouped<Of<SupplementRequest>>(ctx, 'requests', petitionId))[0] ?? null;
  }

  corrections(ctx: RequestContext, petitionId: string): Promise<Correction[]> {
    return this.grouped<Of<Correction>>(ctx, 'corrections', petitionId);
  }

  classifications(ctx: RequestContext, petitionId: string): Promise<Classification[]> {
    return this.grouped<Of<Classification>>(ctx, 'classifications', petitionId);
  }

  async mandates(ctx: RequestContext, petitionId: string): Promise<Mandate[]> {
    const today = this.time.today();
    return (await this.grouped<MandateRow>(ctx, 'mandates', petitionId)).map((row) => ({ ...row, inForce: isInForce(row, today) }));
  }

  reissues(ctx: RequestContext, petitionId: string): Promise<QueryCodeReissue[]> {
    return this.grouped<Of<QueryCodeReissue>>(ctx, 'reissues', petitionId);
  }

  async guidanceSlip(ctx: RequestContext, petitionId: string): Promise<GuidanceSlip | null> {
    return (await this.grouped<Of<GuidanceSlip>>(ctx, 'slips', petitionId))[0] ?? null;
  }

  async urgentMatters(ctx: RequestContext, petitionId: string): Promise<UrgentMatter[]> {
    const today = this.time.today();
    return (await this.grouped<UrgentRow>(ctx, 'urgent', petitionId)).map(({ organKind, ...row }) => ({
      ...row,
      open: isOpen(row, today),
      stillToReport: stillToReport(organKind, row.reports),
    }));
  }

  visit(ctx: RequestContext, id: string): Promise<Visit | null> {
    return loader<string, Visit>(ctx, VISITS, async (ids) =>
      (await visitsByIds(this.db.manager, ids)).map((visit) => visit && shownVisit(visit)),
    ).load(id);
  }

  /** A trait of the event by the pack of the organ's division and the day. */
  async isCollective(visit: Pick<Visit, 'organ' | 'headCount' | 'on'>): Promise<boolean> {
    const { division } = await this.access.organ(this.db, visit.organ.id);
    return isCollective(visit, await this.law.packFor(this.db.manager, division, visit.on));
  }

  /** A trait of the event: a matter of it was guided to a lower level. */
  async isAboveLevel(ctx: RequestContext, visitId: string): Promise<boolean> {
    const found = await loader<string, boolean>(ctx, GUIDED, async (ids) => {
      const rows = new Set((await sql<{ id: string }>(this.db.manager, guided, [ids])).map(({ id }) => id));
      return ids.map((id) => rows.has(id));
    }).load(visitId);
    return found === true;
  }

  async openPoints(ctx: RequestContext, row: PetitionRow): Promise<OpenPoint[]> {
    const [facts, visit, pack] = await Promise.all([
      loader<string, FormRow>(ctx, FORM, async (ids) => {
        const rows = new Map((await sql<FormRow>(this.db.manager, form, [ids])).map((one) => [one.petitionId, one]));
        return ids.map((id) => rows.get(id) ?? null);
      }).load(row.id),
      row.visitId === null ? null : this.visit(ctx, row.visitId),
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

  private async grouped<R extends { readonly petitionId: string }>(
    ctx: RequestContext,
    name: keyof typeof READ,
    petitionId: string,
  ): Promise<R[]> {
    const rows = await loader<string, R[]>(ctx, KEYS[name], async (ids) => {
      const of = new Map<string, R[]>(ids.map((id) => [id, []]));
      for (const row of await sql<R>(this.db.manager, READ[name], [ids])) of.get(row.petitionId)?.push(row);
      return ids.map((id) => of.get(id) ?? []);
    }).load(petitionId);
    return rows ?? [];
  }
}

export function shownVisit({ organId, calledOrganIds, ...visit }: VisitEvent): Visit {
  return { ...visit, organ: { id: organId }, called: calledOrganIds.map((id) => ({ id })) };
}

export const trackedSupplement = ({ id, receivedOn, fileIds }: Pick<Supplement, 'id' | 'receivedOn' | 'fileIds'>): TrackedSupplement => ({
  id,
  receivedOn,
  files: fileIds.length,
});
