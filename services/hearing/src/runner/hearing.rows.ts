import { factsOf, type Facts } from '@sunshine/access';
import { byIds, forIds, sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Entry, Follower, Hearing, MatterState } from '../domain/hearing.js';
import { untold } from '../domain/notices.js';
import type { PoolMember } from '../domain/pool.js';
import type { Before, Room } from '../domain/schedule.js';

/** Everybody with a part in matter `m`, or whom a relation keeps from it, in person or with the unit in which they work. */
const INVOLVED = `coalesce((select json_object_agg(y.person_id, y.parts) from (select x.person_id, json_agg(distinct x.part) parts from (
      select i.person_id, i.part from involved i where i.petition_id = m.id
      union all select r.subject, case r.relation when 'recused' then 'recused' else 'accused' end from relation r
        where r.petition_id = m.id and r.relation in ('recused', 'barred')
      union all select h.person_id, 'accused' from relation r join organ o on r.subject = any(o.path) join person_role h on h.organ_id = o.id
        where r.petition_id = m.id and r.relation = 'barred') x group by x.person_id) y), '{}')`;

export const MATTER = `m.id, m.number, m.division, m.kind, m.stage, m.exit, m.organ_id "organId", m.in_hand "inHand", m.rereview, m.closed, m.merged_into "mergedInto",
    m.received_on "receivedOn", m.petitioner_ids || array(select distinct p from matter j, unnest(j.petitioner_ids) p
      where j.merged_into = m.id and not p = any(m.petitioner_ids) order by p) "petitionerIds",
    array(select r.subject from relation r where r.petition_id = m.id and r.relation = 'reviewer' order by r.subject) "reviewerIds",
    coalesce((select json_agg(h.data order by h.id) from hearing h where h.petition_id = m.id), '[]') hearings,
    coalesce((select json_agg(json_build_object('documentId', o.document_id, 'stage', o.stage, 'number', o.number, 'hash', o.hash, 'issuedOn', o.issued_on)
      order by o.issued_on, o.document_id) from issued_opinion o where o.petition_id = m.id), '[]') opinions, ${INVOLVED} involved`;

// The hearings are read behind the lock: a statement that waited for it would else answer what its snapshot had.
const lock: Statement = { name: 'hearing.lock', text: 'select id from matter where id = $1 for update' };
const load: Statement = {
  name: 'hearing.load',
  text: `select ${MATTER}, ${factsOf('m.id', '$2')} facts from matter m where m.id = $1 and m.kind is not null`,
};

export interface LoadedMatter extends MatterState {
  readonly facts: Facts | null;
}

/** The matter under its lock; null where intake has not told of it. */
export async function loadMatter(tx: EntityManager, petitionId: string, personId: string | null): Promise<LoadedMatter | null> {
  const locked = sql(tx, lock, [petitionId]);
  const reading = sql<LoadedMatter>(tx, load, [petitionId, personId]);
  await locked;
  const [row] = await reading;
  return row ?? null;
}

/** The same without its lock, for what is only shown. */
export async function readMatter(tx: EntityManager, petitionId: string, personId: string): Promise<LoadedMatter | null> {
  const [row] = await sql<LoadedMatter>(tx, load, [petitionId, personId]);
  return row ?? null;
}

const save: Statement = {
  name: 'hearing.save',
  text: `insert into hearing (id, petition_id, organ_id, stage, state, starts_at, untold, data) values ($1, $2, $3, $4, $5, $6, $7, $8::json)
    on conflict (id) do update set state = excluded.state, starts_at = excluded.starts_at, untold = excluded.untold, data = excluded.data`,
};
export const saveHearing = (tx: EntityManager, matter: MatterState, hearing: Hearing): Promise<unknown> =>
  sql(tx, save, [
    hearing.id,
    matter.id,
    hearing.organId,
    hearing.stage,
    hearing.state,
    hearing.schedule?.startsAt ?? null,
    untold(matter, hearing).length,
    JSON.stringify(hearing),
  ]);

const addEntries: Statement = {
  name: 'hearing.entries',
  text: `insert into hearing_entry (hearing_id, number, kind, speaker, text, hash, corrects, withheld, by_person_id, at)
    select $1, e.number, e.kind, e.speaker, e.text, e.hash, e.corrects, coalesce(e.withheld, false), e."byPersonId", e.at
    from json_to_recordset($2::json) e(number int, kind text, speaker text, text text, hash text, corrects int, withheld boolean, "byPersonId" uuid, at timestamptz)`,
};
export const insertEntries = (tx: EntityManager, hearingId: string, entries: readonly Entry[]): Promise<unknown> =>
  sql(tx, addEntries, [hearingId, JSON.stringify(entries)]);

const ballot: Statement = {
  name: 'hearing.ballot',
  text: 'insert into hearing_ballot (hearing_id, round, person_id, sealed) values ($1, $2, $3, $4)',
};
export const insertBallot = (tx: EntityManager, hearingId: string, round: number, personId: string, sealed: string): Promise<unknown> =>
  sql(tx, ballot, [hearingId, round, personId, sealed]);

const FOLLOWER = `id, person_id "personId", name, by_person_id "byPersonId", admitted_at "admittedAt", ended_at "endedAt", reason`;
const followers: Statement = {
  name: 'hearing.followers',
  text: `select hearing_id "hearingId", sealed_code "sealedCode", ${FOLLOWER} from hearing_follower where hearing_id = any($1::uuid[])
    order by admitted_at, id`,
};
export interface FollowerRow extends Follower {
  readonly hearingId: string;
  /** Null for who follows with an account. */
  readonly sealedCode: string | null;
}
/** Everybody who was admitted to these hearings, also those whose admission was taken back, in their order. */
export const readFollowers = (tx: EntityManager, hearingIds: readonly string[]): Promise<FollowerRow[]> => sql(tx, followers, [hearingIds]);

const keepFollower: Statement = {
  name: 'hearing.keep-follower',
  text: `insert into hearing_follower (id, hearing_id, person_id, name, by_person_id, admitted_at, code_hash, sealed_code)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const endFollower: Statement = {
  name: 'hearing.end-follower',
  text: 'update hearing_follower set ended_at = $2, reason = $3, code_hash = null, sealed_code = null where id = $1',
};
/** @param code of who has no account: its hash finds the follower, the sealed one is shown to the clerk again */
export const saveFollower = (
  tx: EntityManager,
  hearingId: string,
  { id, personId, name, byPersonId, admittedAt, endedAt, reason }: Follower,
  code: { readonly hash: string; readonly sealed: string } | null,
): Promise<unknown> =>
  endedAt === null
    ? sql(tx, keepFollower, [id, hearingId, personId, name, byPersonId, admittedAt, code?.hash ?? null, code?.sealed ?? null])
    : sql(tx, endFollower, [id, endedAt, reason]);

const sealedText: Statement = {
  name: 'hearing.sealed',
  text: 'insert into hearing_sealed (id, hearing_id, kind, by_person_id, sealed, at) values ($1, $2, $3, $4, $5, $6)',
};
export const insertSealed = (tx: EntityManager, values: readonly unknown[]): Promise<unknown> => sql(tx, sealedText, [...values]);

const unbook: Statement = { name: 'hearing.unbook', text: 'delete from hearing_booking where hearing_id = $1' };
// In the order of the ids, so that two hearings that want the same rooms and people wait for each other in one order.
const book: Statement = {
  name: 'hearing.book',
  text: `insert into hearing_booking (hearing_id, kind, subject, during)
    select $1, b.kind, b.subject, tstzrange($2::timestamptz, $3::timestamptz) from json_to_recordset($4::json) b(kind text, subject uuid)
    order by b.kind, b.subject`,
};

/** Room and people of the hearing, kept for its time; none where it has no time any more. */
export async function rebook(tx: EntityManager, { id, schedule, panel, state }: Hearing): Promise<void> {
  await sql(tx, unbook, [id]);
  if (!schedule || state === 'cancelled') return;
  const people = new Set([...(panel?.memberIds ?? []), ...schedule.clerkIds]);
  const rows = [{ kind: 'room', subject: schedule.roomId }, ...[...people].map((subject) => ({ kind: 'person', subject }))];
  await sql(tx, book, [id, schedule.startsAt, schedule.endsAt, JSON.stringify(rows)]);
}

const POOL = `id, organ_id "organId", person_id "personId", name, skills, place, from_day "from", until_day "until", ended_on "endedOn", leaves,
    to_char(entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') "enteredAt"`;
const poolOf: Statement = {
  name: 'hearing.pool',
  text: `select ${POOL} from pool_member where organ_id = any($1::uuid[]) order by from_day, id`,
};
/** Every term of every member of these organs' pools, oldest first. */
export const readPool = (tx: EntityManager, organIds: readonly string[]): Promise<PoolMember[]> => sql(tx, poolOf, [organIds]);

const keepMember: Statement = {
  name: 'hearing.keep-pool-member',
  text: `insert into pool_member (id, organ_id, person_id, name, skills, place, from_day, until_day, ended_on, leaves, entered_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11)
    on conflict (id) do update set name = excluded.name, skills = excluded.skills, place = excluded.place, from_day = excluded.from_day, until_day = excluded.until_day,
      ended_on = excluded.ended_on, leaves = excluded.leaves`,
};
export const savePoolMember = (tx: EntityManager, member: PoolMember): Promise<unknown> =>
  sql(tx, keepMember, [
    member.id,
    member.organId,
    member.personId,
    member.name,
    member.skills,
    member.place,
    member.from,
    member.until,
    member.endedOn,
    JSON.stringify(member.leaves),
    member.enteredAt,
  ]);

const ROOM = 'id, organ_id "organId", name, place, seats, ended_on "endedOn"';
const rooms: Statement = { name: 'hearing.rooms', text: `select ${ROOM} from room where organ_id = any($1::uuid[]) order by name, id` };
export const readRooms = (tx: EntityManager, organIds: readonly string[]): Promise<Room[]> => sql(tx, rooms, [organIds]);

const roomsById = byIds('hearing.rooms-by-id', `select ${ROOM} from room where id $IDS`);
export function readRoomsById(tx: EntityManager, ids: readonly string[]): Promise<Room[]> {
  const [statement, bound] = forIds(roomsById, ids);
  return sql(tx, statement, [bound]);
}

export async function readRoom(tx: EntityManager, id: string): Promise<Room | null> {
  const [room = null] = await readRoomsById(tx, [id]);
  return room;
}

const keepRoom: Statement = {
  name: 'hearing.keep-room',
  text: `insert into room (id, organ_id, name, place, seats, ended_on) values ($1, $2, $3, $4, $5, $6)
    on conflict (id) do update set name = excluded.name, place = excluded.place, seats = excluded.seats, ended_on = excluded.ended_on`,
};
export const saveRoom = (tx: EntityManager, { id, organId, name, place, seats, endedOn }: Room): Promise<unknown> =>
  sql(tx, keepRoom, [id, organId, name, place, seats, endedOn]);

const before: Statement = {
  name: 'hearing.before',
  text: `select id "hearingId", data -> 'schedule' ->> 'endsAt' "endsAt" from hearing
    where id = $1 and organ_id = $2 and state not in ('cancelled', 'refused') and starts_at is not null`,
};
/** When a hearing of the same organ ends; null for one that is not known, has no time, or is not held. */
export async function readBefore(tx: EntityManager, id: string, organId: string): Promise<Before | null> {
  const [row = null] = await sql<Before>(tx, before, [id, organId]);
  return row;
}

const ballots: Statement = {
  name: 'hearing.ballots',
  text: 'select person_id "personId", sealed from hearing_ballot where hearing_id = $1 and round = $2',
};
export const readBallots = (tx: EntityManager, hearingId: string, round: number): Promise<{ personId: string; sealed: string }[]> =>
  sql(tx, ballots, [hearingId, round]);
