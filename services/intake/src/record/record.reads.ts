import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import type { OrganKind, UrgentAddressee } from '@sunshine/events';
import { Time, signedIn, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { isOpen, isReportingLate, stillToReport } from '../domain/record/urgent.js';
import { byPetition, ORGAN, rowsOfPetitions } from '../register/by-petition.js';
import type { Classification, Correction, Supplement, SupplementRequest, TrackedSupplement } from './record.graph.js';
import type { UrgentMatter, UrgentToReport } from './urgent.graph.js';

/** A row as the graph shows it, with the petition it belongs to. */
type Of<T> = T & { readonly petitionId: string };
type UrgentRow = Of<Omit<UrgentMatter, 'open' | 'stillToReport' | 'reportBy' | 'late'>> & {
  readonly organKind: OrganKind;
  readonly finalOn: string | null;
  readonly begunAt: string;
  readonly division: string;
};

const supplements = rowsOfPetitions(
  'supplements',
  `id, ${ORGAN}, received_on as "receivedOn", text, file_ids as "fileIds", person_id is null and from_node is null as online, from_node as "fromNode"`,
  'supplement',
  'received_on, at, id',
);
const requests = rowsOfPetitions(
  'supplement-requests',
  `id, ${ORGAN}, items, answer_by as "answerBy", asked_on as "askedOn"`,
  'supplement_request',
  'id',
);
const corrections = rowsOfPetitions(
  'corrections',
  `id, petitioner_id as "petitionerId", field, former, value, reason, evidence, evidence_file_id as "evidenceFileId", state, on_day as "on",
     confirmed_on as "confirmedOn"`,
  'correction',
  'at, id',
);
const classifications = rowsOfPetitions(
  'classifications',
  `id, ${ORGAN}, former_kind as "formerKind", kind, content_class as "contentClass", purpose, proposed_exit as "proposedExit",
     reason, on_day as "on"`,
  'classification',
  'at, id',
);
const urgent = rowsOfPetitions(
  'urgent',
  `e.id, ${ORGAN}, (select o.kind from organ o where o.id = e.organ_id) as "organKind", e.reason, e.begun_on as "begunOn",
     e.ends_on as "endsOn", e.final_on as "finalOn", (select p.division from petition p where p.id = e.petition_id) as division,
     (select to_json(min(r.reported_at)) from urgent_report r where r.event_id = e.id) as "begunAt",
     coalesce((select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'to', r.addressee, 'organ', case when r.organ_id is not null then json_build_object('id', r.organ_id) end, 'at', r.reported_at,
       'receipt', r.receipt) order by r.reported_at, r.id) from urgent_report r where r.event_id = e.id), '[]') as reports`,
  'urgent_event e',
  'e.begun_on, e.id',
);

/** Rows of the page of the day. */
const MOST = 100;

/** Whose list it is: of the organs that the reader works in, or of every organ whose matters the reader may see. */
export type UrgentReach = 'own' | 'seen';

interface ToReportRow {
  readonly id: string;
  readonly petitionId: string;
  readonly number: string;
  readonly division: string;
  readonly begunOn: string;
  readonly begunAt: string;
  readonly organ: { readonly id: string };
  readonly organKind: OrganKind;
  readonly reached: readonly UrgentAddressee[];
}

/** Supplements, corrections, classifications and urgent matters of petitions that the reader was allowed to load. */
@Injectable()
export class RecordReads {
  private readonly toReport: Readonly<Record<UrgentReach, Statement>>;

  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    private readonly time: Time,
    access: Access,
  ) {
    const toReport = (reach: UrgentReach): Statement => ({
      name: `intake.urgent-to-report-${reach}`,
      text: `select e.id, e.petition_id as "petitionId", p.number, p.division, e.begun_on as "begunOn", json_build_object('id', e.organ_id) as organ,
          (select o.kind from organ o where o.id = e.organ_id) as "organKind", e.reached, e.begun_at as "begunAt"
        from (
          select id, petition_id, organ_id, begun_on, array(select distinct r.addressee from urgent_report r where r.event_id = urgent_event.id) as reached,
            (select to_json(min(r.reported_at)) from urgent_report r where r.event_id = urgent_event.id) as begun_at
          from urgent_event where final_on is null
          union all
          select id, id, organ_id, registered_on, '{}'::text[], to_json(registered_at) from petition n
          where (urgent_event is not null or sealed ? 'urgentEvent') and registered_by is not null
            and not exists (select from urgent_event v where v.petition_id = n.id)
            and not exists (select from petition_course c where c.petition_id = n.id and c.closed_on is not null)
        ) e join petition p on p.id = e.petition_id
        where ${access.visible('p', '$1')}
          ${reach === 'own' ? 'and exists (select from person_role w where w.person_id = $1::uuid and w.organ_id = e.organ_id)' : ''}
        order by e.begun_on, e.id limit $2`,
    });
    this.toReport = { own: toReport('own'), seen: toReport('seen') };
  }

  supplements(ctx: RequestContext, petitionId: string): Promise<Supplement[]> {
    return byPetition<Of<Supplement>>(this.db, ctx, supplements, petitionId);
  }

  async supplementRequest(ctx: RequestContext, petitionId: string): Promise<SupplementRequest | null> {
    return (await byPetition<Of<SupplementRequest>>(this.db, ctx, requests, petitionId))[0] ?? null;
  }

  corrections(ctx: RequestContext, petitionId: string): Promise<Correction[]> {
    return byPetition<Of<Correction>>(this.db, ctx, corrections, petitionId);
  }

  classifications(ctx: RequestContext, petitionId: string): Promise<Classification[]> {
    return byPetition<Of<Classification>>(this.db, ctx, classifications, petitionId);
  }

  /**
   * Events with a body that the law names and no report has reached, the oldest first; a filing that the desk has registered as urgent is one
   * from that instant on, whether or not somebody has reported.
   */
  async urgentToReport(ctx: RequestContext, reach: UrgentReach): Promise<UrgentToReport[]> {
    const rows = await sql<ToReportRow>(this.db.manager, this.toReport[reach], [signedIn(ctx), MOST]);
    const shown = await Promise.all(
      rows.map(async ({ organKind, reached, division, begunOn, begunAt, ...row }) => {
        const still = stillToReport(
          organKind,
          reached.map((to) => ({ to })),
        );
        return { ...row, stillToReport: still, ...(await this.term({ division, begunOn, begunAt, still })) };
      }),
    );
    return shown.filter((row) => row.stillToReport.length > 0);
  }

  private async term(event: {
    readonly division: string;
    readonly begunOn: string;
    readonly begunAt: string;
    readonly still: readonly UrgentAddressee[];
  }): Promise<{ reportBy: string | null; late: boolean }> {
    const { value } = (await this.law.packFor(this.db.manager, event.division, event.begunOn)).values['urgentReportMinutes'] ?? {};
    const reportBy = typeof value === 'number' ? new Date(Date.parse(event.begunAt) + value * 60_000).toISOString() : null;
    return { reportBy, late: isReportingLate(event.still, reportBy, this.time.now().toISOString()) };
  }

  async urgentMatters(ctx: RequestContext, petitionId: string): Promise<UrgentMatter[]> {
    const today = this.time.today();
    const rows = await byPetition<UrgentRow>(this.db, ctx, urgent, petitionId);
    return Promise.all(
      rows.map(async ({ organKind, division, begunAt, finalOn, ...row }) => {
        const still = stillToReport(organKind, row.reports);
        return {
          ...row,
          open: isOpen({ ...row, finalOn, still }, today),
          stillToReport: still,
          ...(await this.term({ division, begunOn: row.begunOn, begunAt, still })),
        };
      }),
    );
  }
}

export const trackedSupplement = ({ id, receivedOn, fileIds }: Pick<Supplement, 'id' | 'receivedOn' | 'fileIds'>): TrackedSupplement => ({
  id,
  receivedOn,
  files: fileIds.length,
});
