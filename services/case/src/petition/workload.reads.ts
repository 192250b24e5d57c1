import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { clockState, Law, type Nature } from '@sunshine/clocks';
import { Time, signedIn, type RequestContext, type Statement } from '@sunshine/platform';
import { packInForce, type Day, type Term } from '@sunshine/procedure';
import { STAGE_NAMES } from '@sunshine/words';
import { DataSource } from 'typeorm';
import { NIL, validate as isUuid } from 'uuid';
import { HOLDER } from '../handling/staff.rows.js';
import { sql } from '../sealing/sql.js';
import type { Workload } from './workload.graph.js';
import type { Stage } from '../domain/stages.js';

/** Open matters and duties of one organ, for those of the organ and those above it. */
@Injectable()
export class WorkloadReads {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly law: Law,
    private readonly time: Time,
  ) {}

  /** @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ORGAN_NOT_FOUND */
  async of(ctx: RequestContext, organId: string): Promise<Workload> {
    const personId = signedIn(ctx);
    const organ = isUuid(organId) ? organId : null;
    const who = { personId: ctx.kind === 'person' ? personId : null, on: ctx.on };
    const grant = await this.access.requireNode(this.db, { ...who, remarks: ctx.remarks }, 'readWorkload', organ ?? NIL);
    // No figure outside the organ that holds it counts a report.
    const kinds = grant.relation === 'tree' ? ['CLAIM', 'SUGGESTION'] : ['CLAIM', 'SUGGESTION', 'REPORT'];
    const isHead = await this.access.mayNode(this.db, who, 'readWorkloadOfPeople', organ ?? NIL);
    const today = this.time.today();
    const [stages, terms, people] = await Promise.all([
      sql<{ stage: Stage; count: number; oldest: Day }>(this.db.manager, byStage, [organ, kinds]),
      sql<TermRow>(this.db.manager, byTerm, [organ, kinds]),
      isHead ? sql<{ personId: string | null; open: number; overdue: number }>(this.db.manager, byPerson, [organ, kinds, today]) : null,
    ]);
    const { packs } = await this.law.active(this.db.manager);
    const { division } = await this.access.organ(this.db, organ ?? NIL);
    const pack = packInForce(packs, division, today);
    const counts = new Map<string, { term: Term; state: string; count: number }>();
    let dueWithin7Days = 0;
    const week = plusDays(today, 7);
    for (const row of terms) {
      const state = clockState({ ...row, ended: null, endedOn: null }, today);
      const key = `${row.term} ${state}`;
      counts.set(key, { term: row.term, state, count: (counts.get(key)?.count ?? 0) + row.count });
      if (row.nature === 'duty' && row.effectiveDue >= today && row.nominalDue <= week) dueWithin7Days += row.count;
    }
    return {
      organ: { id: organId },
      open: stages.reduce((sum, { count }) => sum + count, 0),
      byStage: stages.map(({ stage, count }) => ({ stage, stageName: STAGE_NAMES[stage], count })),
      byTerm: [...counts.values()].map((each) => ({ ...each, title: pack.terms[each.term].title })),
      dueWithin7Days,
      oldestOpen: stages.map(({ oldest }) => oldest).sort()[0] ?? null,
      people:
        people?.map(({ personId, open, overdue }) => ({ person: personId === null ? null : { id: personId }, open, overdue })) ?? null,
    };
  }
}

interface TermRow {
  term: Term;
  nature: Nature;
  nominalDue: Day;
  effectiveDue: Day;
  warnOn: Day | null;
  pauses: { from: Day; to: Day }[];
  count: number;
}

const OPEN = `petition p where p.organ_id = $1::uuid and p.stage <> 'closed' and p.kind = any($2::text[])`;
const byStage: Statement = {
  name: 'case.workload-stage',
  text: `select p.stage, count(*)::int count, min(p.received_on) oldest from ${OPEN} group by p.stage order by p.stage`,
};
const byTerm: Statement = {
  name: 'case.workload-term',
  text: `select c.term, c.nature, c.nominal_due "nominalDue", c.effective_due "effectiveDue", c.warn_on "warnOn", c.pauses::jsonb pauses, count(*)::int count
    from (select p.id from ${OPEN}) m join clock c on c.petition_id = m.id where c.ended is null and c.subject = $1::uuid
    group by 1, 2, 3, 4, 5, 6 order by c.term`,
};
const byPerson: Statement = {
  name: 'case.workload-person',
  text: `select m.holder "personId", count(*)::int open, count(*) filter (where m.overdue)::int overdue
    from (select ${HOLDER} holder, exists (select 1 from clock c where c.petition_id = p.id and c.ended is null and c.subject = $1::uuid
      and c.nature = 'duty' and c.effective_due < $3::date) overdue from ${OPEN}) m
    group by m.holder order by open desc, m.holder`,
};

function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
