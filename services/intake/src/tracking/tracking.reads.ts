import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Channel, PetitionKind } from '@sunshine/events';
import { Limits } from '@sunshine/limits';
import { loader, shanghaiDay, sql, Time, Tokens, type RequestContext, type Statement, type Tracked as Holder } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { progressOf, type Progress } from '../domain/tracking/course.js';
import { readCode, trackingFailed, trackingWaits } from '../domain/tracking/query-code.js';
import { ASIDE_NAMES } from '../domain/pending/pending.js';
import { trackedPending, type TrackedPending as PendingTracked } from '../pending/pending.rows.js';
import { SplitStore } from '../split/split.store.js';
import { QueryCodes } from './query-codes.js';

/** What the tracking page shows; for a report only its progress. */
export interface Tracked {
  readonly pass: string;
  /** Null while the filing waits to be registered. */
  readonly number: string | null;
  readonly registeredOn: string | null;
  readonly receivedOn: string;
  readonly kind: PetitionKind | null;
  readonly channel: Channel | null;
  readonly summary: string | null;
  readonly ofMember: boolean | null;
  readonly leftOn: string | null;
  readonly succeededOn: string | null;
  readonly anonymous: boolean;
  readonly progress: Progress;
  readonly pending: TrackedPending | null;
}

/** State of a filing that is not registered. */
export interface TrackedPending {
  readonly state: 'waiting' | 'set_aside';
  /** Why it was set aside, in words. */
  readonly reasonName: string | null;
  readonly ofNumber: string | null;
  readonly decidedOn: string | null;
}

interface TrackedRow {
  id: string;
  number: string;
  registeredOn: string;
  receivedOn: string;
  kind: PetitionKind;
  channel: Channel;
  summary: string | null;
  stage: string | null;
  closedOn: string | null;
  outcome: string | null;
  elsewhere: boolean;
  left: Readonly<Record<string, string>>;
  succeeded: Readonly<Record<string, string>>;
  living: number;
  anonymous: boolean;
}

const TRACKED = Symbol('tracked petitions by pass');

const findCode: Statement = {
  name: 'intake.track-code',
  text: `select petition_id as "petitionId", secret_digest as "secretDigest", (select t.id from petitioner t where t.id = holder_id) as "petitionerId"
          from query_code where code_digest = any($1::text[]) and (ends_on is null or ends_on >= $2::date)
          union all select id, secret_digest, null from pending_filing where code_digest = any($1::text[]) and state <> 'registered'`,
};
const trackedRows: Statement = {
  name: 'intake.tracked',
  text: `select p.id, p.number, p.registered_on as "registeredOn", p.received_on as "receivedOn", p.kind, p.channel, p.summary, p.anonymous, coalesce(lead.stage, c.stage) as stage, case when lead.petition_id is null then c.outcome else lead.outcome end as outcome,
           coalesce(o.id <> p.organ_id and o.kind <> 'petition_bureau', false) as elsewhere,
           case when lead.petition_id is null then c.closed_on else lead.closed_on end as "closedOn",
           (select coalesce(json_object_agg(d.petitioner_id, d.on_day), '{}') from departure d where d.petition_id = p.id) as "left",
           (select coalesce(json_object_agg(t.id, s.confirmed_on), '{}') from petitioner t join succession s on s.petitioner_id = t.succeeds and s.state = 'confirmed' and s.finding = 'FOUND'
              where t.petition_id = p.id) as succeeded,
           (select count(*)::int from petitioner t where t.petition_id = p.id and t.ended_on is null) as living
           from petition p left join petition_course c on c.petition_id = p.id left join petition_course lead on lead.petition_id = c.merged_into
           left join organ o on o.id = coalesce(lead.organ_id, c.organ_id) where p.id = any($1::uuid[])`,
};

const numbersOfParts: Statement = {
  name: 'intake.tracked-parts',
  text: 'select number from petition where id = any($1::uuid[]) order by number',
};

const requestsOf: Statement = {
  name: 'intake.tracked-requests',
  text: 'select id, text from petition_request where petition_id = $1 and text is not null order by position',
};

@Injectable()
export class TrackingService {
  constructor(
    private readonly db: DataSource,
    private readonly codes: QueryCodes,
    private readonly limits: Limits,
    private readonly tokens: Tokens,
    private readonly time: Time,
    private readonly splits: SplitStore,
  ) {}

  /**
   * Opens the tracking page and answers a pass of ten minutes. An unknown code and a wrong secret have the same answer and count alike.
   * @throws QUERY_CODE_MALFORMED (not counted: the check character is public), TRACKING_FAILED, TRACKING_LOCKED
   */
  async track(ctx: RequestContext, queryCode: string, secret: string): Promise<Tracked> {
    const code = readCode(queryCode);
    const guessed = await this.limits.guess('trackPetition', { thing: code, place: ctx.address }, (_known, tx) =>
      this.opened(tx, code, secret.normalize('NFKC').trim()),
    );
    if (guessed.outcome === 'wait') throw trackingWaits(guessed.seconds);
    if (guessed.outcome === 'wrong') throw trackingFailed(guessed);
    const found = guessed.value;
    const tracked = await this.ofPass(ctx, await this.tokens.issuePass(found.petitionId, found.petitionerId));
    if (!tracked) throw trackingFailed(null);
    return tracked;
  }

  /** The course of the pass; null where its petition does not exist. @throws TOKEN_EXPIRED, TOKEN_INVALID */
  ofPass(ctx: RequestContext, pass: string): Promise<Tracked | null> {
    return loader<string, Tracked>(ctx, TRACKED, async (passes) => {
      const holders = await Promise.all(passes.map((each) => this.tokens.trackedBy(each)));
      const ids = holders.map(({ petitionId }) => petitionId);
      const rows = new Map((await sql<TrackedRow>(this.db.manager, trackedRows, [ids])).map((row) => [row.id, row]));
      const missing = ids.filter((id) => !rows.has(id));
      const pending = missing.length === 0 ? [] : await sql<PendingTracked>(this.db.manager, trackedPending, [missing]);
      const waiting = new Map(pending.map((row) => [row.id, row]));
      return holders.map((holder, at) => {
        const [pass, row, filing] = [passes[at] as string, rows.get(holder.petitionId), waiting.get(holder.petitionId)];
        return filing ? shownPending(pass, filing) : shown(pass, holder, row);
      });
    }).load(pass);
  }

  /** The petitioner's own letter, so that the link is shown to nobody else: numbers alone, and of no part what it is. */
  async partNumbers(petitionId: string): Promise<readonly string[] | null> {
    const parts = await this.splits.parts(this.db.manager, petitionId);
    if (parts.length === 0) return null;
    return (await sql<{ number: string }>(this.db.manager, numbersOfParts, [parts])).map(({ number }) => number);
  }

  /** What the petition asks for; of a report, whose texts lie under seal, nothing. */
  requests(petitionId: string): Promise<{ id: string; text: string }[]> {
    return sql<{ id: string; text: string }>(this.db.manager, requestsOf, [petitionId]);
  }

  /** The holder of code and secret; null where the code is unknown or the secret is wrong. */
  private async opened(tx: EntityManager, code: string, secret: string): Promise<Holder | null> {
    const [found] = await sql<Holder & { secretDigest: string }>(tx, findCode, [
      this.codes.codeDigests(code),
      shanghaiDay(this.time.now()),
    ]);
    const right = this.codes
      .secretDigests(code, secret)
      .map((digest) => sameText(digest, found?.secretDigest ?? ''))
      .includes(true);
    return found && right ? { petitionId: found.petitionId, petitionerId: found.petitionerId } : null;
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function shown(pass: string, { petitionerId }: Holder, row: TrackedRow | undefined): Tracked | null {
  if (!row) return null;
  const { number, registeredOn, receivedOn, kind, channel, summary, left, succeeded, living, anonymous } = row;
  const sealed = kind === 'REPORT';
  return {
    pass,
    number,
    registeredOn,
    receivedOn,
    kind: sealed ? null : kind,
    channel: sealed ? null : channel,
    summary: sealed ? null : summary,
    // The only one who carries on is a member of nothing.
    ofMember: sealed ? null : petitionerId !== null && (living > 1 || succeeded[petitionerId] === undefined),
    leftOn: petitionerId === null ? null : (left[petitionerId] ?? null),
    succeededOn: petitionerId === null ? null : (succeeded[petitionerId] ?? null),
    anonymous,
    progress: progressOf(row),
    pending: null,
  };
}

/** The content of a filing that is not registered is sealed and not shown. */
function shownPending(pass: string, { kind, receivedOn, state, reason, ofNumber, decidedOn }: PendingTracked): Tracked {
  const report = kind === 'REPORT';
  return {
    pass,
    number: null,
    registeredOn: null,
    receivedOn,
    kind: report ? null : kind,
    channel: null,
    summary: null,
    ofMember: report ? null : false,
    leftOn: null,
    succeededOn: null,
    anonymous: false,
    progress: 'received',
    pending: { state, reasonName: reason && ASIDE_NAMES[reason], ofNumber: report ? null : ofNumber, decidedOn },
  };
}
