import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import type { Outcome } from '@sunshine/events';
import {
  Time,
  behindCommit,
  byIds,
  forIds,
  listOf,
  loader,
  type ByIds,
  type RequestContext,
  type Statement,
  type Tracked as Holder,
} from '@sunshine/platform';
import { calendarFor, packInForce, type Day } from '@sunshine/procedure';
import { OUTCOME_NAMES } from '@sunshine/words';
import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import type { LegacyReply, TrackedWithdrawal } from '../closing/closing.graph.js';
import type { HandlingExtension } from '../handling/handling.graph.js';
import type { CaseOpinion } from '../opinion/opinion.graph.js';
import type { NextRight, OpinionService } from '../papers/delivery.graph.js';
import type { Identification } from '../domain/routing/routing.records.js';
import type { FoundAccused, ShownRecord, HistoryEntry, PetitionRequest, TrackedHistoryEntry, TrackedPointing } from './petition.graph.js';
import { opensRight } from '../domain/succession.js';
import type { Answer, HistoryLine, OpinionState } from '../domain/petition.js';
import {
  actName,
  isObjectionDecided,
  isOfHearing,
  isToldPetitioner,
  objectionDecidedAs,
  toldName,
  OPINION_STATE_NAMES,
  recordStateName,
  wordsIn,
} from '../domain/wording.js';
import type { Audience, RecordKindRule } from '../domain/record-kind.js';
import type { Objection, Pointing, VisitorGuidance } from '../domain/routing/routing.records.js';
import { RECORDS, type CaseRecord } from '../domain/records.js';
import { REVIEWERS } from '../runner/case.load.js';
import { rightOf } from '../domain/papers/delivery.js';
import { reviewingOn } from '../domain/reviewing/reviewing.js';
import { DOCUMENT_COLUMNS, type PaperRow } from '../papers/papers.reads.js';
import { STAGES_OF_SERVICE, type CaseView } from './petition.view.js';

const SERVED = `p.stage in (${STAGES_OF_SERVICE.map((stage) => `'${stage}'`).join(', ')})`;
const VIEW = `p.id, p.version, p.kind, p.channel, p.division, p.stage, p.exit, p.outcome, p.organ_id "organId", p.closed_on "closedOn", p.held_by "heldBy", (p.organ_id <> p.registering_organ_id and p.organ_kind <> 'petition_bureau') elsewhere, p.first_handling_unit_id "firstHandlingUnitId",
  case when ${SERVED} then (select json_build_object('kind', g.kind, 'division', g.division, 'reviewers', ${REVIEWERS}) from organ g where g.id = p.organ_id) end reviewed,
  coalesce((select json_agg(json_build_object('petitionerId', s.petitioner_id, 'throughId', s.through_id, 'way', s.way, 'servedOn', s.served_on) order by s.id)
    from service s where s.petition_id = p.id and s.opinion_id is not null and ${SERVED}), '[]') deliveries,
  coalesce((select json_agg(k.data order by k.id) from case_record k where k.petition_id = p.id and k.kind = 'succession' and k.state = 'recorded' and ${SERVED}), '[]') successions`;

/** A merged petition shows the course of its lead; each petition shows only what was served on its own petitioners. */
const trackedView: Statement = {
  name: 'case.tracked',
  text: `select ${VIEW}, false "inCharge", '{}'::uuid[] "worksIn", case when own.merged_into is null then array(select unnest(p.petitioner_ids)
      except select unnest(j.petitioner_ids) from petition j where j.merged_into = p.id) else own.petitioner_ids end "own"
    from petition own join petition p on p.id = coalesce(own.merged_into, own.id) where own.id = $1`,
};

const historyOf = byIds(
  'case.history',
  `select h.petition_id "petitionId", h.on_day "on", h.at, h.recorded_at "recordedAt", coalesce(nullif(h.actor, ''), o.name, '') actor,
    coalesce(o.name, '') organ, h.act, h.basis, h.part, h.remark
    from history h left join organ o on o.id = h.organ_id where h.petition_id $IDS order by h.petition_id, h.id`,
);
const documentsOf = byIds(
  'case.documents',
  `select ${DOCUMENT_COLUMNS} from document d where d.petition_id $IDS order by d.petition_id, d.issued_on, d.id`,
);
const opinionsOf = byIds(
  'case.opinions',
  `select o.petition_id "petitionId", o.id, o.revision, o.state, o.facts, o.evidence, o.answers, o.execute_by "executeBy", o.performer_id "performerId",
    o.remark, o.dispatched_on "dispatchedOn", o.legacy, case when o.legacy then d.body end body
    from opinion o left join document d on d.id = o.document_id where o.petition_id $IDS order by o.petition_id, o.id desc`,
);
const recordsOfIds = byIds(
  'case.records',
  `select petition_id "petitionId", id, kind, state, on_day "on", organ_id "organId", until_day "until", data
    from case_record where petition_id $IDS order by petition_id, id`,
);
const officesOf = byIds(
  'case.offices',
  `select distinct r.person_id "personId", o.name from person_role r join organ o on o.id = r.organ_id where r.person_id $IDS order by r.person_id, o.name`,
);
const extensionsOf = byIds(
  'case.extensions',
  `select petition_id "petitionId", id, days, reason, requested_on "requestedOn", approved_on "approvedOn", granted_days "grantedDays",
    declined_on "declinedOn", decline_reason "declineReason" from extension where petition_id $IDS order by petition_id, id desc`,
);

export const organNames = byIds('case.organ-names', 'select id, name from organ where id $IDS');

/** The withdrawal that stands. */
const withdrawalOf = byIds(
  'case.withdrawal',
  `select petition_id "petitionId", on_day "declaredOn", confirmed_on "confirmedOn", until_day "revocableUntil" from case_record
    where petition_id $IDS and kind = 'withdrawal' and state in ('declared', 'confirmed') order by petition_id, id desc`,
);

/** Steps of one petitioner’s request for review, which are nothing to another of the same matter; the own request is told by itself. */
const OF_ONE: ReadonlySet<string> = new Set([
  'requestReview',
  'requestReReview',
  'passOnReview',
  'admitLateReview',
  'askReviewPapers',
  'confirmReviewRefusal',
  'withdrawReview',
  'issueReviewOpinion',
]);

interface Of {
  readonly petitionId: string;
}
interface OpinionRow extends Of {
  id: string;
  revision: number;
  state: OpinionState;
  facts: string;
  evidence: string[];
  answers: Answer[];
  executeBy: Day | null;
  performerId: string | null;
  remark: string | null;
  dispatchedOn: Day | null;
  legacy: boolean;
  body: string | null;
}
type WithdrawalRow = Of & TrackedWithdrawal;
type RecordRow = Of & Pick<CaseRecord, 'id' | 'kind' | 'state' | 'on' | 'organId' | 'until' | 'data'>;
type HistoryRow = Of & {
  on: Day;
  at: Date;
  recordedAt: Date;
  actor: string;
  organ: string;
  act: HistoryLine['act'];
  basis: string;
  part: HistoryLine['part'];
  remark: string | null;
};

const VIEWS = Symbol('case views');
const REQUESTS = Symbol('petition requests');
const HISTORY = Symbol('history');
const DOCUMENTS = Symbol('documents');
const OPINIONS = Symbol('opinions');
const EXTENSIONS = Symbol('extensions');
const RECORD_LISTS = Symbol('records');

/** Everything the graph reads of petitions: one query for each list of all petitions of a request, with the rights in the same SQL. */
@Injectable()
export class CaseReads {
  private readonly views: ByIds;
  private readonly requests: ByIds;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly law: Law,
    private readonly time: Time,
  ) {
    const visible = this.access.visible('p', '$2');
    this.views = byIds(
      'case.views',
      `select ${VIEW}, exists (select 1 from person_role r where r.person_id = $2::uuid and r.organ_id = p.organ_id) "inCharge",
        array(select r.organ_id from person_role r where r.person_id = $2::uuid and r.organ_id is not null) "worksIn"
        from petition p where p.id $IDS and ${visible}`,
    );
    this.requests = byIds(
      'case.requests',
      `select r.id, r.outcome, r.basis from petition_request r join petition p on p.id = r.petition_id where r.id $IDS and ${visible}`,
    );
  }

  /** The petition where the reader may see it; null otherwise, as for an unknown one. */
  view(ctx: RequestContext, id: string): Promise<CaseView | null> {
    return this.viewsOf(ctx).load(id);
  }

  /**
   * Sends the reading of `view` behind the commit of an act on the petition.
   * @returns called once `ctx` has forgotten what it read before the act, makes what was read the answer of `view`
   */
  viewBehind(tx: EntityManager, ctx: RequestContext, id: string): () => void {
    let read: (CaseView | null)[] = [];
    behindCommit(tx, async () => void (read = await this.readable(this.views, ctx, [id], tx)));
    return () => {
      for (const view of read) this.keep(ctx, id, view);
    };
  }

  /** Makes `view`, which an act has made of the petition, the answer of the next `view`. */
  keep(ctx: RequestContext, id: string, view: CaseView | null): void {
    this.viewsOf(ctx).prime(id, view);
  }

  private viewsOf(ctx: RequestContext) {
    return loader<string, CaseView>(ctx, VIEWS, (ids) => this.readable<CaseView>(this.views, ctx, ids));
  }

  async request(ctx: RequestContext, id: string): Promise<PetitionRequest | null> {
    type Row = Omit<PetitionRequest, 'outcomeName'> & { outcome: Outcome | null };
    const row = await loader<string, Row>(ctx, REQUESTS, (ids) => this.readable(this.requests, ctx, ids)).load(id);
    return row && { ...row, outcomeName: row.outcome && OUTCOME_NAMES[row.outcome] };
  }

  /** The petition that a tracking pass opens; the pass itself is the right. A member's pass shows nothing of another member. */
  async tracked({ petitionId, petitionerId }: Holder): Promise<CaseView | null> {
    const [row] = await sql<CaseView & { own: string[] }>(this.db.manager, trackedView, [petitionId]);
    if (!row) return null;
    const { own, ...view } = row;
    const shown = petitionerId === null ? own : own.filter((id) => id === petitionerId);
    return {
      ...view,
      servedOnAll: view.deliveries,
      deliveries: view.deliveries.filter((delivery) => shown.includes(delivery.petitionerId)),
      trackedId: petitionId,
      trackedPetitionerId: petitionerId ?? (own.length === 1 ? (own[0] ?? null) : null),
      byMember: petitionerId !== null,
    };
  }

  async history(ctx: RequestContext, id: string): Promise<HistoryEntry[]> {
    const rows = await this.many<HistoryRow>(ctx, HISTORY, historyOf, id);
    return rows.map(({ petitionId: _id, organ: _organ, at, recordedAt, ...line }) => ({
      ...line,
      actName: actName(line.act),
      at: at.toISOString(),
      recordedAt: recordedAt.toISOString(),
    }));
  }

  /** The course as its tracking page shows it, for an officer who may read the petition. */
  async courseTold({ id }: CaseView): Promise<TrackedHistoryEntry[]> {
    const tracked = await this.tracked({ petitionId: id, petitionerId: null });
    return tracked ? this.trackedHistory(tracked) : [];
  }

  /** What the petitioner is told of the course, as the rows of the acts say; nothing of a report. */
  async trackedHistory({ id, kind, trackedId = id, byMember = false }: CaseView): Promise<TrackedHistoryEntry[]> {
    if (kind === 'REPORT') return [];
    const own = await this.read<HistoryRow>(historyOf, [trackedId]);
    const merged = own.findLast(({ act }) => act === 'confirmMerge');
    const since = trackedId === id || !merged ? [] : await this.read<HistoryRow>(historyOf, [id]);
    const rows = [...own, ...since.filter((line) => merged && line.recordedAt > merged.recordedAt)];
    const shared = byMember || trackedId !== id;
    const told = rows.filter(
      (line) => isToldPetitioner(line) && !(shared && OF_ONE.has(line.act)) && !(byMember && line.act === 'recordService'),
    );
    const decisions = told.some(({ act }) => isObjectionDecided(act)) ? await this.objectionsDecided([trackedId, id]) : [];
    return told.map(({ on, organ, actor, act, basis, remark }) => {
      const name = isObjectionDecided(act) ? (decisions.shift() ?? actName(act)) : toldName(act);
      // Days and dates alone, as case has written them: which step is heard, what is left out of the count, and the new date.
      const words = isOfHearing(act) && remark !== null ? `${name}（${remark}）` : name;
      return { on, actor: organ || actor, act, actName: words, basis };
    });
  }

  /** Who handles the matter after each decision on an objection, in words, oldest first. */
  private async objectionsDecided(ids: readonly string[]): Promise<string[]> {
    const rows = await this.read<RecordRow>(recordsOfIds, [...new Set(ids)]);
    const made = rows.flatMap(({ kind, state, organId, data }) => {
      const { decision } = kind === 'objection' && (state === 'upheld' || state === 'rejected') ? (data as Objection) : { decision: null };
      return decision === null ? [] : [{ upheld: decision.upheld, organId: decision.upheld ? decision.newOrganId : organId }];
    });
    const organs = await this.read<{ id: string; name: string }>(organNames, [
      ...new Set(made.flatMap((one) => (one.organId === null ? [] : [one.organId]))),
    ]);
    const names = new Map(organs.map(({ id, name }) => [id, name]));
    return made.map(({ upheld, organId }) => objectionDecidedAs(upheld, organId === null ? null : (names.get(organId) ?? null)));
  }

  /** Where the notice in force sent the petitioner. */
  async pointedTo({ id }: CaseView): Promise<TrackedPointing | null> {
    const rows = await this.read<RecordRow>(recordsOfIds, [id]);
    const told = rows.findLast(
      ({ kind, state }) => (kind === 'pointing' && state === 'told') || (kind === 'visitorGuidance' && state === 'given'),
    );
    if (!told) return null;
    if (told.kind === 'pointing') {
      const { organ, basis, place } = told.data as Pointing;
      return { organ, basis, place, limits: [] };
    }
    const [organ] = told.organId === null ? [] : await this.read<{ id: string; name: string }>(organNames, [told.organId]);
    return organ ? { organ: organ.name, basis: null, place: null, limits: (told.data as VisitorGuidance).limits } : null;
  }

  async trackedWithdrawal({ id, trackedId = id }: CaseView): Promise<TrackedWithdrawal | null> {
    const rows = await this.read<WithdrawalRow>(withdrawalOf, [trackedId]);
    return rows[0] ?? null;
  }

  documents(ctx: RequestContext, id: string): Promise<PaperRow[]> {
    return this.many<PaperRow>(ctx, DOCUMENTS, documentsOf, id);
  }

  /** The opinion, by right: a draft is seen only inside the organ in charge. */
  async opinion(ctx: RequestContext, view: CaseView): Promise<CaseOpinion | null> {
    const [row] = await this.many<OpinionRow>(ctx, OPINIONS, opinionsOf, view.id);
    if (!row || row.legacy || (row.state !== 'issued' && !view.inCharge)) return null;
    const { performerId, ...opinion } = row;
    const answers = opinion.answers.map((answer) => ({ ...answer, outcomeName: OUTCOME_NAMES[answer.outcome] }));
    return {
      ...opinion,
      answers,
      stateName: OPINION_STATE_NAMES[opinion.state],
      performer: performerId === null ? null : { id: performerId },
    };
  }

  /** Records the reader may see, oldest first. */
  async records(
    ctx: RequestContext,
    { id, division, inCharge, worksIn }: CaseView,
    kinds: readonly string[] | null,
  ): Promise<ShownRecord[]> {
    const readable: Record<Audience, (organId: string | null) => boolean> = {
      course: () => true,
      organ: () => inCharge,
      named: (organId) => inCharge || (organId !== null && worksIn.includes(organId)),
      own: (organId) => organId !== null && worksIn.includes(organId),
    };
    const rows = await this.many<RecordRow>(ctx, RECORD_LISTS, recordsOfIds, id);
    const { packs } = await this.law.active(this.db.manager);
    const shown = rows.filter(({ kind, organId }) => (kinds === null || kinds.includes(kind)) && readable[RECORDS[kind].audience](organId));
    const foundBy = await this.foundAccused(shown);
    return shown.map(({ organId, data, petitionId: _id, ...record }) => {
      const rule: RecordKindRule<never> = RECORDS[record.kind];
      const details = rule
        .details(
          data as never,
          wordsIn(() => packInForce(packs, division, record.on)),
        )
        .flatMap(([name, text]) => (text ? [{ name, text }] : []));
      return {
        ...record,
        title: rule.title,
        stateName: recordStateName(record),
        organ: organId === null ? null : { id: organId },
        officer: 'officerId' in data && data.officerId ? { id: data.officerId } : null,
        details,
        accused: foundBy(data),
      };
    });
  }

  /** Whom the identifications among these records name, as the directory has them. */
  private async foundAccused(rows: readonly RecordRow[]): Promise<(data: RecordRow['data']) => FoundAccused[]> {
    const found = (data: RecordRow['data']): Identification['accused'] => ('accused' in data ? data.accused : []);
    const named = rows.flatMap(({ data }) => found(data));
    const [persons, units] = [named.flatMap(({ personId }) => personId ?? []), named.flatMap(({ organId }) => organId ?? [])];
    const offices = persons.length === 0 ? [] : await this.read<{ personId: string; name: string }>(officesOf, [...new Set(persons)]);
    const organs = units.length === 0 ? [] : await this.read<{ id: string; name: string }>(organNames, [...new Set(units)]);
    return (data) =>
      found(data).map(({ organId, personId }) => ({
        units: (organId === null ? offices.filter((one) => one.personId === personId) : organs.filter(({ id }) => id === organId)).map(
          ({ name }) => name,
        ),
        person: personId === null ? null : { id: personId },
      }));
  }

  async legacy(ctx: RequestContext, id: string): Promise<LegacyReply | null> {
    const [row] = await this.many<OpinionRow>(ctx, OPINIONS, opinionsOf, id);
    if (!row?.legacy || row.body === null || row.dispatchedOn === null) return null;
    return { reply: (JSON.parse(row.body) as { reply: string }).reply, repliedOn: row.dispatchedOn };
  }

  async extension(ctx: RequestContext, id: string): Promise<HandlingExtension | null> {
    const [row] = await this.many<HandlingExtension & Of>(ctx, EXTENSIONS, extensionsOf, id);
    return row ?? null;
  }

  /** What was served, with the right that each service has opened. */
  async deliveries(view: CaseView): Promise<OpinionService[]> {
    if (view.deliveries.length === 0) return [];
    const { packs, calendars } = await this.law.active(this.db.manager);
    const today = this.time.today();
    const law = { packOn: (day: Day) => packInForce(packs, view.division, day), calendar: calendarFor(calendars, view.division) };
    const rightFrom = (servedOn: Day): NextRight | null => {
      // As the paper told on its day: who reviews from a later day on changes nothing of it.
      const reviewing = view.reviewed ? reviewingOn(view.reviewed, servedOn) : null;
      const right = reviewing?.endsChain ? null : rightOf(view, servedOn, law);
      return right && { ...right, to: reviewing?.reviewedBy ?? right.to, title: law.packOn(servedOn).terms[right.term].title };
    };
    const lastDayOf = (servedOn: Day) => rightOf(view, servedOn, law)?.lastDay ?? null;
    const opens = (petitionerId: string) => opensRight(view.successions, view.servedOnAll ?? view.deliveries, lastDayOf, petitionerId);
    return view.deliveries.map(({ petitionerId, throughId, way, servedOn }) => ({
      petitionerId,
      throughPetitionerId: throughId,
      way,
      wayName: law.packOn(servedOn ?? today).serviceWays.find((rule) => rule.way === way)?.title ?? way,
      servedOn,
      nextRight: servedOn !== null && opens(petitionerId) ? rightFrom(servedOn) : null,
    }));
  }

  /** The open right that ends first, so that the day told is never too late; when all have ended, the last one. */
  async nextRight(view: CaseView): Promise<NextRight | null> {
    const today = this.time.today();
    const rights = (await this.deliveries(view))
      .flatMap(({ nextRight }) => nextRight ?? [])
      .sort((a, b) => a.lastDay.localeCompare(b.lastDay));
    return rights.find(({ lastDay }) => lastDay >= today) ?? rights.at(-1) ?? null;
  }

  private read<T>(statement: ByIds, ids: readonly string[]): Promise<T[]> {
    const [chosen, bound] = forIds(statement, ids);
    return sql<T>(this.db.manager, chosen, [bound]);
  }

  private async readable<T extends { id: string }>(
    statement: ByIds,
    ctx: RequestContext,
    ids: readonly string[],
    db: EntityManager = this.db.manager,
  ): Promise<(T | null)[]> {
    const known = ctx.kind === 'person' ? ids.filter((id) => isUuid(id)) : [];
    const [chosen, bound] = forIds(statement, known);
    const rows = known.length > 0 ? await sql<T>(db, chosen, [bound, ctx.personId]) : [];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  private many<Row extends Of>(ctx: RequestContext, key: symbol, statement: ByIds, id: string): Promise<Row[]> {
    return listOf<Row>(ctx, key, id, (ids) => this.read(statement, ids), petitionOf);
  }
}

const petitionOf = ({ petitionId }: Of): string => petitionId;
