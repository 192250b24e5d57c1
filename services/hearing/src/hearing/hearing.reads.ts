import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import {
  clampFirst,
  byIds,
  decodeCursor,
  forIds,
  listOf,
  loader,
  pageOf,
  signedIn,
  sql,
  type ByIds,
  type Connection,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { mayBeFollowed, toldToFollowers, type FollowedEntry } from '../domain/followers.js';
import type { Entry, Hearing as HearingState, MatterState } from '../domain/hearing.js';
import type { PoolMember } from '../domain/pool.js';
import type { Room } from '../domain/schedule.js';
import { MATTER, readFollowers, readPool, readRooms, readRoomsById, type FollowerRow } from '../runner/hearing.rows.js';

/** A hearing as its reader may see it. */
export interface HearingView {
  readonly id: string;
  readonly petitionId: string;
  readonly hearing: HearingState;
  readonly matter: MatterState;
  /** Of the organ that hears or that has the matter, or of the panel: reads what is said in a closed sitting. */
  readonly inside: boolean;
  /** A secretary of the organ that hears. */
  readonly keeps: boolean;
  /** Who has voted in the last vote. */
  readonly cast: readonly string[];
}

/** A public sitting with who follows it. */
export interface FollowedView {
  readonly followerId: string;
  readonly name: string | null;
  readonly id: string;
  readonly hearing: HearingState;
}

interface Filter {
  readonly organIds: readonly string[] | null;
  readonly states: readonly string[] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly untold: boolean | null;
  readonly voteStopped: boolean | null;
}

const VIEWS = Symbol('hearings');
const PETITIONS = Symbol('petitions that the reader may see');
const OF_PETITION = Symbol('hearings of petitions');
const POOLS = Symbol('pools of organs');
const ROOMS = Symbol('rooms');
const FOLLOWERS = Symbol('followers of hearings');
const Cursor = z.tuple([z.uuid()]);

const entries: Statement = {
  name: 'hearing.read-entries',
  text: `select number, kind, speaker, text, hash, corrects, withheld, by_person_id "byPersonId", at from hearing_entry
    where hearing_id = $1 and number > $2 order by number limit $3`,
};
const evidence: Statement = {
  name: 'hearing.evidence',
  text: 'select number, hash from hearing_entry where hearing_id = $1 and hash is not null order by number',
};
const followedEntries: Statement = {
  name: 'hearing.followed-entries',
  text: `select e.number, e.kind, e.speaker, e.text, e.hash, e.corrects, e.withheld, e.by_person_id "byPersonId", e.at,
      exists (select from hearing_entry c where c.hearing_id = e.hearing_id and c.corrects = e.number and c.withheld) "withheldLater"
    from hearing_entry e where e.hearing_id = $1 and e.number > $2 order by e.number limit $3`,
};
const speakers: Statement = {
  name: 'hearing.speakers',
  text: 'select distinct speaker from hearing_entry where hearing_id = $1 and speaker is not null',
};
const FOLLOWED = 'f.id "followerId", f.name, h.id, h.data hearing';
const byCode: Statement = {
  name: 'hearing.followed-by-code',
  text: `select ${FOLLOWED} from hearing_follower f join hearing h on h.id = f.hearing_id where f.code_hash = $1 and f.ended_at is null`,
};
const unchecked: Statement = { name: 'hearing.unchecked', text: 'select h.data hearing from hearing h where h.id = $1' };
const tracked: Statement = {
  name: 'hearing.tracked',
  text: `select ${MATTER} from matter m where m.id = $1 and m.kind = 'CLAIM'`,
};
/** Of a petition that joined a lead: the hearings of the lead are held for it as well. */
const ofLead: Statement = {
  name: 'hearing.tracked-of-lead',
  text: `select h.data hearing from hearing h join matter m on m.merged_into = h.petition_id where m.id = $1 and m.kind = 'CLAIM' order by h.id`,
};

/** Hearings by right: whoever may read the petition, whoever sits on the panel or keeps its minutes, and the secretaries of the organ that hears. */
@Injectable()
export class HearingReads {
  private readonly views: ByIds;
  private readonly ofPetitions: Statement;
  private readonly petitions: ByIds;
  private readonly seen: string;
  private readonly followedByAccount: Statement;

  constructor(
    readonly db: DataSource,
    readonly law: Law,
    private readonly access: Access,
  ) {
    const sits = `(coalesce((h.data -> 'panel' -> 'memberIds')::jsonb ? $2::text, false) or coalesce((h.data -> 'schedule' -> 'clerkIds')::jsonb ? $2::text, false))`;
    const works = (organ: string, roles: string) =>
      `exists (select from person_role r where r.person_id = $2::uuid and r.organ_id = ${organ} and r.role in (${roles}))`;
    const secretary = works('h.organ_id', `'CLERK', 'HEAD', 'REVIEWER'`);
    const inside = `(${sits} or ${secretary} or ${works('m.organ_id', `'HANDLER', 'CHECKER', 'ISSUER', 'HEAD'`)})`;
    this.seen = `(${access.visible('h', '$2', 'petition_id')} or (${sits} or ${secretary}) and ${access.free('h', '$2', 'petition_id')})`;
    this.views = byIds(
      'hearing.views',
      `select h.id, h.petition_id "petitionId", h.data hearing, ${inside} inside, ${secretary} keeps,
          (select row_to_json(t) from (select ${MATTER}) t) matter,
          coalesce((select json_agg(b.person_id) from hearing_ballot b where b.hearing_id = h.id
            and b.round = json_array_length(h.data -> 'votes')), '[]') "cast"
        from hearing h join matter m on m.id = h.petition_id where h.id $IDS and ${this.seen}`,
    );
    this.petitions = byIds('hearing.petitions', `select m.id from matter m where m.id $IDS and ${access.visible('m', '$2')}`);
    this.followedByAccount = {
      name: 'hearing.followed-by-account',
      text: `select ${FOLLOWED} from hearing_follower f join hearing h on h.id = f.hearing_id
        where h.id = $1 and f.person_id = $2::uuid and f.ended_at is null and ${access.free('h', '$2', 'petition_id')}`,
    };
    this.ofPetitions = {
      name: 'hearing.of-petitions',
      text: `select h.id, h.petition_id "petitionId" from hearing h where h.petition_id = any($1::uuid[]) and ${this.seen} order by h.id`,
    };
  }

  /** Whether the reader may see the petition itself: of a hearing alone more may be seen. */
  async seesPetition(ctx: RequestContext, id: string): Promise<boolean> {
    const seen = await loader<string, true>(ctx, PETITIONS, async (ids) => {
      // An id that is none belongs to nothing.
      const [statement, bound] = forIds(
        this.petitions,
        ids.filter((one) => isUuid(one)),
      );
      const rows = await sql<{ id: string }>(this.db.manager, statement, [bound, personOf(ctx)]);
      const found = new Set(rows.map((row) => row.id));
      return ids.map((one) => (found.has(one) ? true : null));
    }).load(id);
    return seen !== null;
  }

  /** Null where the reader may not see it, as for an unknown one. */
  view(ctx: RequestContext, id: string): Promise<HearingView | null> {
    return loader<string, HearingView>(ctx, VIEWS, async (ids) => {
      const [statement, bound] = forIds(
        this.views,
        ids.filter((one) => isUuid(one)),
      );
      const rows = await sql<HearingView>(this.db.manager, statement, [bound, personOf(ctx)]);
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((one) => found.get(one) ?? null);
    }).load(id);
  }

  /** Ids of the hearings of a petition that the reader may see, oldest first. */
  async ofPetition(ctx: RequestContext, petitionId: string): Promise<string[]> {
    const rows = await listOf<{ id: string; petitionId: string }>(
      ctx,
      OF_PETITION,
      petitionId,
      (ids) => sql(this.db.manager, this.ofPetitions, [ids.filter((one) => isUuid(one)), personOf(ctx)]),
      ({ petitionId: of }) => of,
    );
    return rows.map(({ id }) => id);
  }

  /** Newest first. @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED */
  async page(
    ctx: RequestContext,
    filter: Partial<Filter>,
    first: number | null,
    after: string | null,
  ): Promise<Connection<{ id: string }>> {
    signedIn(ctx);
    const limit = clampFirst(first);
    const values: unknown[] = [null, personOf(ctx)];
    const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
    const conditions = ['$1::uuid is null'];
    if (filter.organIds) conditions.push(`h.organ_id = any(${given(filter.organIds, 'uuid[]')})`);
    if (filter.states) conditions.push(`h.state = any(${given(filter.states, 'text[]')})`);
    if (filter.from) conditions.push(`h.data -> 'schedule' ->> 'on' >= ${given(filter.from, 'text')}`);
    if (filter.to) conditions.push(`h.data -> 'schedule' ->> 'on' <= ${given(filter.to, 'text')}`);
    if (filter.untold) conditions.push('h.untold > 0');
    if (filter.voteStopped) conditions.push(`h.state = 'deliberating' and h.data -> 'votes' -> -1 ->> 'state' = 'stopped'`);
    if (after) conditions.push(`h.id < ${given(decodeCursor(after, Cursor)[0], 'uuid')}`);
    const rows = (await this.db.query(
      `select h.id from hearing h where ${conditions.join(' and ')} and ${this.seen} order by h.id desc limit ${limit + 1}`,
      values,
    )) as { id: string }[];
    return pageOf(rows, limit, ({ id }) => [id], after !== null);
  }

  /** Hearings of a petition that a pass opens; the pass itself is the right. Null for none. */
  async tracked(petitionId: string): Promise<MatterState | null> {
    const [row] = await sql<MatterState>(this.db.manager, tracked, [petitionId]);
    return row ?? null;
  }

  /** Hearings of the petition that a pass opens and of its lead, where it joined one; oldest first. */
  async trackedHearings({ id, hearings, mergedInto }: MatterState): Promise<readonly HearingState[]> {
    if (mergedInto === null) return hearings;
    const led = await sql<{ hearing: HearingState }>(this.db.manager, ofLead, [id]);
    return [...hearings, ...led.map(({ hearing }) => hearing)];
  }

  /** A hearing whose reader has been judged already; null for an unknown one. */
  async unchecked(id: string): Promise<HearingState | null> {
    const [row] = await sql<{ hearing: HearingState }>(this.db.manager, unchecked, [id]);
    return row?.hearing ?? null;
  }

  entries(id: string, after: number, first: number): Promise<Entry[]> {
    return sql<Entry>(this.db.manager, entries, [id, after, first]);
  }

  /** Entries that name what was shown by its hash, in their order. */
  evidence(id: string): Promise<Pick<Entry, 'number' | 'hash'>[]> {
    return sql(this.db.manager, evidence, [id]);
  }

  /** Everybody who was admitted to follow it, in their order. */
  followers(ctx: RequestContext, hearingId: string): Promise<FollowerRow[]> {
    return listOf<FollowerRow>(
      ctx,
      FOLLOWERS,
      hearingId,
      (ids) => readFollowers(this.db.manager, ids),
      (one) => one.hearingId,
    );
  }

  /** A public sitting for who was admitted, by the hash of a code, or by the account of the reader; null for anybody else. */
  async followed(ctx: RequestContext, by: { readonly hash: string } | { readonly hearingId: string }): Promise<FollowedView | null> {
    const { manager } = this.db;
    const rows =
      'hash' in by
        ? await sql<FollowedView>(manager, byCode, [by.hash])
        : await sql<FollowedView>(manager, this.followedByAccount, [by.hearingId, personOf(ctx)]);
    const [view] = rows;
    return view && mayBeFollowed(view.hearing) ? view : null;
  }

  /** Entries as followers read them. */
  async followedEntries({ id, hearing }: FollowedView, after: number, first: number): Promise<FollowedEntry[]> {
    const { manager } = this.db;
    const [rows, spoke, pool] = await Promise.all([
      sql<Entry & { withheldLater: boolean }>(manager, followedEntries, [id, after, first]),
      sql<{ speaker: string }>(manager, speakers, [id]),
      readPool(manager, [hearing.organId]),
    ]);
    const members = hearing.panel?.memberIds ?? [];
    const officials = pool.filter(({ personId }) => members.includes(personId)).map(({ name }) => name);
    const came = hearing.attendance.flatMap(({ name }) => (name === null ? [] : [name]));
    const others = [...new Set([...came, ...spoke.map(({ speaker }) => speaker)])].filter((name) => !officials.includes(name));
    return rows.map((row) => toldToFollowers(row, { officials, others }));
  }

  /** Terms in the pool of an organ, oldest first. */
  pool(ctx: RequestContext, organId: string): Promise<PoolMember[]> {
    return listOf<PoolMember>(
      ctx,
      POOLS,
      organId,
      (ids) => readPool(this.db.manager, ids),
      (member) => member.organId,
    );
  }

  async poolByRight(ctx: RequestContext, organId: string | null): Promise<PoolMember[]> {
    const { organId: own } = await this.access.requireNode(this.db, ctx, 'readHearingPool', organId);
    return own === null ? [] : readPool(this.db.manager, [own]);
  }

  async roomsByRight(ctx: RequestContext, organId: string | null): Promise<Room[]> {
    const { organId: own } = await this.access.requireNode(this.db, ctx, 'readHearingPool', organId);
    return own === null ? [] : readRooms(this.db.manager, [own]);
  }

  room(ctx: RequestContext, id: string): Promise<Room | null> {
    return loader<string, Room>(ctx, ROOMS, async (ids) => {
      const found = new Map((await readRoomsById(this.db.manager, ids)).map((room) => [room.id, room]));
      return ids.map((one) => found.get(one) ?? null);
    }).load(id);
  }

  /** Pool of an organ where no request batches: for what a pass shows. */
  poolOf(organIds: readonly string[]): Promise<PoolMember[]> {
    return readPool(this.db.manager, organIds);
  }

  /** The law of the matter today, for words and limits. */
  async lawOf({ division }: MatterState) {
    return this.law.ofAct(this.db.manager, division, []);
  }
}

/** Only persons stand in relations to petitions: a service sees none by its own name. */
const personOf = ({ kind, personId }: RequestContext): string | null => (kind === 'person' ? personId : null);
