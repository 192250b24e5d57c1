import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input } from '@sunshine/acts';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { isOpen, reportUrgentMatter, stillToReport, type OpenUrgentEvent, type UrgentEvent } from '../domain/record/urgent.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { DeskRunner } from '../runner/desk.runner.js';
import type { DeskTexts } from '../runner/desk.seal.js';
import { ReportUrgentMatterInput } from './urgent.inputs.js';

const openEvent: Statement = {
  name: 'intake.urgent-open',
  text: `select id, petition_id as "petitionId", organ_id as "organId", reason, sealed, begun_on as "begunOn", ends_on as "endsOn",
      (select o.kind from organ o where o.id = e.organ_id) as "organKind",
      array(select distinct r.addressee from urgent_report r where r.event_id = e.id) as reached
    from urgent_event e where petition_id = $1 and final_on is null order by begun_on desc, id desc limit 1 for update`,
};
const saveEvent: Statement = {
  name: 'intake.urgent-save',
  text: `insert into urgent_event (id, petition_id, organ_id, reason, sealed, begun_on, ends_on, final_on) values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)
    on conflict (id) do update set ends_on = excluded.ends_on, final_on = excluded.final_on`,
};
const insertReports: Statement = {
  name: 'intake.urgent-report',
  text: `insert into urgent_report (id, event_id, kind, addressee, organ_id, reported_at, receipt, sealed, person_id, at)
    select id, $2, $3, addressee, organ_id, reported_at, receipt, sealed, $4, $5
      from unnest($1::uuid[], $6::text[], $7::uuid[], $8::timestamptz[], $9::text[], $10::jsonb[]) as t(id, addressee, organ_id, reported_at, receipt, sealed)`,
};

type OpenRow = Omit<OpenUrgentEvent, 'reason'> & { readonly reason: string | null; readonly sealed: Record<string, string> };

@Resolver()
export class UrgentActs {
  constructor(
    private readonly runner: DeskRunner,
    private readonly access: Access,
  ) {}

  /** First, follow-up or final report on an urgent matter. @throws ORGAN_NOT_FOUND, the codes of the rule */
  @Mutation(() => Petition)
  reportUrgentMatter(@Ctx() ctx: RequestContext, @Input() input: ReportUrgentMatterInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'reportUrgentMatter', input, {
      prepare: async (tx, { id }, { on }) => {
        const [latest] = await sql<OpenRow>(tx, openEvent, [id]);
        const still = latest
          ? stillToReport(
              latest.organKind,
              latest.reached.map((to) => ({ to })),
            )
          : [];
        return latest && isOpen({ endsOn: latest.endsOn, finalOn: null, still }, on) ? latest : null;
      },
      decide: ({ state, texts, act }, _ids, open) => {
        const { event, reports, events } = reportUrgentMatter(state, open && { ...open, reason: open.reason ?? '' }, input, act, uuid);
        const rows = async (tx: EntityManager) => {
          for (const { organId } of reports) if (organId !== null) await this.access.organ(tx, organId);
          await save(tx, event, open, texts, input.kind === 'FINAL' ? act.on : null);
          const receipts = await Promise.all(reports.map(({ id, receipt }) => texts.keep(id, { receipt })));
          await sql(tx, insertReports, [
            reports.map(({ id }) => id),
            event.id,
            input.kind,
            act.personId,
            act.at,
            reports.map(({ to }) => to),
            reports.map(({ organId }) => organId),
            reports.map(({ at }) => at),
            receipts.map((kept) => kept.open.receipt),
            receipts.map(({ sealed }) => JSON.stringify(sealed)),
          ]);
        };
        return { events, rows };
      },
    });
  }
}

async function save(tx: EntityManager, event: UrgentEvent, open: OpenRow | null, texts: DeskTexts, finalOn: string | null): Promise<void> {
  const { id, petitionId, organId, begunOn, endsOn } = event;
  const kept = open ? { open: { reason: open.reason }, sealed: open.sealed } : await texts.keep(id, { reason: event.reason });
  await sql(tx, saveEvent, [id, petitionId, organId, kept.open.reason, JSON.stringify(kept.sealed), begunOn, endsOn, finalOn]);
}
