import { Injectable } from '@nestjs/common';
import { Law, type ActLaw } from '@sunshine/clocks';
import type { ReviewLevel } from '@sunshine/events';
import { Time, type Statement } from '@sunshine/platform';
import { dueDate, type Day, type Due } from '@sunshine/procedure';
import { OUTCOME_NAMES } from '@sunshine/words';
import { DataSource } from 'typeorm';
import type { ClockFact, Opinion, PetitionState } from '../domain/petition.js';
import { recordsOf, type CaseRecord } from '../domain/records.js';
import { askable } from '../domain/reviewing/asking.js';
import { rightOf } from '../domain/papers/delivery.js';
import { DISPOSITION_NAMES } from '../domain/review/deciding.records.js';
import { LEVEL_NAMES } from '../domain/review/review.records.js';
import { rereviewRight } from '../domain/review/serving.js';
import { stageByReviews, TERMS_OF } from '../domain/review/standing.js';
import { REVIEW_STAGES, type Stage } from '../domain/stages.js';
import { recordStateName } from '../domain/wording.js';
import type { CaseView } from '../petition/petition.view.js';
import { readCases } from '../runner/case.load.js';
import { sql } from '../sealing/sql.js';
import type { ReviewingOrganContact, TrackedAnswer, TrackedReview, TrackedReviewOpinion, TrackedReviewRight } from './review.graph.js';
import { issuerOf } from './review.rows.js';

/** Of a petition that leads a merge, the requests of those that joined it are theirs. */
const ownRequests: Statement = {
  name: 'case.tracked-requests',
  text: `select unnest(p.request_ids) id from petition p where p.id = $1
    except select unnest(j.request_ids) from petition j where j.merged_into = $1`,
};
const paperOf: Statement = {
  name: 'case.tracked-paper',
  text: `select d.body::json->>'title' title, d.number, d.issued_on "issuedOn", o.name issuer, d.body::json->'parts'->'remedy' remedy,
      d.body::json->'parts'->'ground'->>'title' ground
    from document d join organ o on o.id = d.organ_id where d.id = $1`,
};
const contacts: Statement = {
  name: 'case.organ-contacts',
  text: 'select id, name, address, contact_phone phone from organ where id = any($1::uuid[])',
};
/** As they stand, without their locks: to show them, never to decide on them. */
const reviewClocks: Statement = {
  name: 'case.review-clocks',
  text: `select term, subject, pack_hash "packHash", started_on "startedOn", nominal_due "nominalDue", effective_due "effectiveDue", extended_by "extendedBy",
      pauses, ended, end_reason "endReason"
    from clock where petition_id = $1 and term in ('REVIEW_REQUEST', 'REVIEW', 'REREVIEW_REQUEST', 'REREVIEW') order by started_on, id`,
};

interface Paper {
  readonly title: string;
  readonly number: string;
  readonly issuedOn: Day;
  readonly issuer: string;
  readonly remedy: Readonly<Record<string, unknown>> | null;
  /** Of a review that changes or revokes. */
  readonly ground: string | null;
}

/** A petition as its holder is told of it. */
interface Told {
  readonly view: CaseView;
  readonly state: PetitionState;
}

/** The answer and the way on, as the holder of a query code sees them: of a report nothing, of a joint or merged matter the own part. */
@Injectable()
export class TrackedReviewReads {
  /** All that is told of one view is read once. */
  private readonly read = new WeakMap<CaseView, Promise<Told | null>>();

  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    private readonly time: Time,
  ) {}

  /** The stage of the holder: what another petitioner of the matter asked for moves it for that one alone. */
  async stage(view: CaseView): Promise<Stage> {
    if (!REVIEW_STAGES.includes(view.stage)) return view.stage;
    const told = await this.told(view);
    const own = told?.state.records.filter(
      (record) => record.kind !== 'review' || isOf(view, (record as CaseRecord<'review'>).data.petitionerId),
    );
    return stageByReviews({ records: own ?? [], stage: view.stage });
  }

  /** The opinion in force, once it was served on the holder; of a group on one of its petitioners. */
  async answer(view: CaseView): Promise<TrackedAnswer | null> {
    const told = await this.told(view);
    const { opinion } = told?.state ?? { opinion: null };
    if (!told || !isServed(told, opinion)) return null;
    const [[paper], own] = await Promise.all([
      sql<Paper>(this.db.manager, paperOf, [opinion.documentId]),
      sql<{ id: string }>(this.db.manager, ownRequests, [view.trackedId ?? view.id]),
    ]);
    if (!paper) return null;
    const performer = opinion.performerId === null ? null : (await this.organs([opinion.performerId]))[0];
    const requests = new Set(own.map(({ id }) => id));
    const { title, number, issuedOn, issuer, remedy } = paper;
    return {
      title,
      number,
      issuedOn,
      issuer,
      facts: opinion.facts,
      evidence: opinion.evidence,
      outcomes: opinion.answers
        .filter(({ requestId }) => requests.has(requestId))
        .map((answer) => ({ ...answer, outcomeName: OUTCOME_NAMES[answer.outcome] })),
      executeBy: opinion.executeBy,
      performer: performer?.name ?? null,
      remedy: remedyLines(remedy),
    };
  }

  /** The review that the holder may ask for now: 复核 of the opinion of a review, else 复查 of the opinion. */
  async right(view: CaseView): Promise<TrackedReviewRight | null> {
    const told = await this.told(view);
    if (!told) return null;
    const { state } = told;
    const [law, clocks] = await this.lawAndClocks(state);
    for (const level of ['rereview', 'review'] as const) {
      const found = await this.askableBy(told, law, clocks, level);
      if (found) return found;
    }
    return null;
  }

  private async askableBy(
    { view, state }: Told,
    law: ActLaw,
    clocks: readonly ClockFact[],
    level: ReviewLevel,
  ): Promise<TrackedReviewRight | null> {
    const today = this.time.today();
    const petitionerIds = view.trackedPetitionerId
      ? [view.trackedPetitionerId]
      : [...new Set(view.deliveries.map(({ petitionerId }) => petitionerId))];
    const asked = await Promise.all(
      petitionerIds.map(async (petitionerId) => {
        const issuer = await issuerOf(this.db.manager, state, level, petitionerId);
        return askable({ state, law, clocks }, level, petitionerId, issuer, today) ?? [];
      }),
    );
    const found = asked.flat().toSorted((one, other) => one.lastDay.localeCompare(other.lastDay));
    // As for the next right: of a group the open one that ends first, so that the day told is never too late.
    const right = found.find(({ lastDay }) => lastDay >= today) ?? found.at(-1);
    if (!right) return null;
    const counted = level === 'review' ? rightOf(state, right.servedOn, law) : rereviewRight(right.servedOn, law);
    return {
      level,
      levelName: LEVEL_NAMES[level],
      lastDay: right.lastDay,
      provisional: counted?.provisional ?? false,
      papers: counted?.papers ?? [],
      source: counted?.source ?? null,
      // A clock that was moved since has another day than the count from the service.
      explanation: counted?.lastDay === right.lastDay ? counted.explanation : [],
      organs: await this.organs(right.organs.map(({ id }) => id)),
      online: Boolean(view.trackedPetitionerId),
    };
  }

  /** The holder's own requests, oldest first; of a group those of all its petitioners. */
  async reviews(view: CaseView): Promise<TrackedReview[]> {
    const told = await this.told(view);
    if (!told) return [];
    const records = recordsOf(told.state, 'review').filter(({ data, state }) => state !== 'passed_on' && isOf(view, data.petitionerId));
    if (records.length === 0) return [];
    const [law, clocks] = await this.lawAndClocks(told.state);
    const organs = new Map((await this.organs(records.flatMap(({ organId }) => organId ?? []))).map((organ) => [organ.id, organ]));
    const opinions = new Map<string, TrackedReviewOpinion>();
    for (const record of records) {
      const opinion = await this.reviewOpinion(told, record);
      if (opinion) opinions.set(record.id, opinion);
    }
    return records.map((record) => {
      const due = dueOf(record, law, clocks);
      const { level, postedOn, firstReceivedOn, requests, facts, lateReason, decision } = record.data;
      return {
        level,
        levelName: LEVEL_NAMES[level],
        filedOn: postedOn ?? firstReceivedOn,
        receivedOn: record.on,
        state: toldState(record),
        stateName: recordStateName({ kind: 'review', state: toldState(record) }),
        organ: organs.get(record.organId ?? '') ?? null,
        requests,
        facts,
        lateReason,
        dueOn: due?.effectiveDue ?? null,
        explanation: due?.explanation ?? [],
        dispositionName: record.state === 'served' && decision ? DISPOSITION_NAMES[decision.disposition] : null,
        opinion: opinions.get(record.id) ?? null,
      };
    });
  }

  /** What the review said, once its opinion was served on who asked; null before. */
  private async reviewOpinion({ view, state }: Told, { state: stands, data }: CaseRecord<'review'>): Promise<TrackedReviewOpinion | null> {
    const { decision } = data;
    const text = recordsOf(state, 'reviewOpinion', 'issued').find(({ id }) => id === decision?.reviewOpinionId)?.data;
    if (stands !== 'served' || !decision || !text) return null;
    const [[paper], own] = await Promise.all([
      sql<Paper>(this.db.manager, paperOf, [decision.documentId]),
      sql<{ id: string }>(this.db.manager, ownRequests, [view.trackedId ?? view.id]),
    ]);
    if (!paper) return null;
    const requests = new Set(own.map(({ id }) => id));
    const { title, number, issuedOn, ground, remedy } = paper;
    return {
      ...{ title, number, issuedOn, ground, facts: text.facts, basis: text.basis, executeBy: decision.executeBy },
      outcomes: text.answers
        .filter(({ requestId }) => requests.has(requestId))
        .map((answer) => ({ ...answer, outcomeName: OUTCOME_NAMES[answer.outcome] })),
      remedy: remedyLines(remedy),
    };
  }

  /** The petition that the holder of a code reads of; null for a report, and where nothing was served on the holder or came to one by succession. */
  private told(view: CaseView): Promise<Told | null> {
    if (view.kind === 'REPORT' || (view.deliveries.length === 0 && !isSuccessor(view))) return Promise.resolve(null);
    const known = this.read.get(view) ?? this.stateOf(view);
    this.read.set(view, known);
    return known;
  }

  private async stateOf(view: CaseView): Promise<Told | null> {
    const state = (await readCases(this.db.manager, [view.id])).get(view.id);
    return state ? { view, state } : null;
  }

  private async lawAndClocks(state: PetitionState): Promise<[ActLaw, readonly ClockFact[]]> {
    const clocks = await sql<ClockFact>(this.db.manager, reviewClocks, [state.id]);
    return [await this.law.ofAct(this.db.manager, state.division, clocks), clocks];
  }

  /** In the order of their ids. */
  private async organs(ids: readonly string[]): Promise<ReviewingOrganContact[]> {
    if (ids.length === 0) return [];
    const found = new Map((await sql<ReviewingOrganContact>(this.db.manager, contacts, [ids])).map((organ) => [organ.id, organ]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }
}

/** A right that had run out goes on to who carries on, be nothing served on that one yet. */
const isSuccessor = ({ successions, trackedPetitionerId }: CaseView): boolean =>
  successions.some(({ successorIds }) => successorIds.includes(trackedPetitionerId ?? ''));

const isOf = (view: CaseView, petitionerId: string): boolean =>
  view.trackedPetitionerId ? view.trackedPetitionerId === petitionerId : view.deliveries.some((one) => one.petitionerId === petitionerId);

const isServed = ({ view, state }: Told, opinion: Opinion | null): opinion is Opinion =>
  opinion !== null &&
  opinion.state === 'issued' &&
  opinion.documentId !== null &&
  !opinion.legacy &&
  state.deliveries.some(({ petitionerId, servedOn }) => servedOn !== null && isOf(view, petitionerId));

/** An opinion of a review that is not served yet has not come to the petitioner. */
const toldState = ({ state }: CaseRecord<'review'>): CaseRecord<'review'>['state'] => (state === 'decided' ? 'admitted' : state);

/** Until when the reviewer owes its opinion on this request: by its clock, which counts what paused it; else by the term from its receipt. */
function dueOf({ state, on, organId, data }: CaseRecord<'review'>, law: ActLaw, clocks: readonly ClockFact[]): Due | null {
  if (state !== 'admitted' && state !== 'late') return null;
  const term = TERMS_OF[data.level].duty;
  const clock = clocks.find((one) => one.term === term && one.subject === organId && one.startedOn === on && one.ended === null);
  const due = dueDate({
    pack: clock ? law.packOf(clock.packHash) : law.packOn(on),
    term,
    start: on,
    extended: clock?.extendedBy ?? 0,
    paused: clock?.pauses ?? [],
    calendar: law.calendar,
  });
  return clock
    ? { ...due, effectiveDue: clock.effectiveDue, explanation: clock.effectiveDue === due.effectiveDue ? due.explanation : [] }
    : due;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The remedy as its paper has it. */
function remedyLines(remedy: Paper['remedy']): string[] {
  if (remedy === null) return [];
  const { text, to, within, papers } = remedy;
  return [
    ...(isText(text) ? [text] : []),
    ...(isText(within) ? [within] : []),
    ...(isText(to) ? [`受理机关、单位：${to}`] : []),
    ...(Array.isArray(papers) && papers.length > 0 ? [`所需材料：${papers.filter(isText).join('、')}`] : []),
  ];
}
