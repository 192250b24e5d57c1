import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { KeptEntry, MadeSection } from '../domain/bundle.types.js';
import type { Entry } from '../domain/hearing.js';

const section: Statement = {
  name: 'hearing.bundle-section',
  text: `with head as (insert into bundle_section (hearing_id, section, head) values ($1, $2, $3))
    insert into bundle_entry (hearing_id, section, place, part, name, digest, line, sealed, withheld)
    select $1, $2, e.place, e.part, e.name, e.digest, e.line, e.sealed, coalesce(array(select json_array_elements_text(e.withheld)::int), '{}')
    from json_to_recordset($4::json) e(place int, part text, name text, digest text, line text, sealed text, withheld json)`,
};
export const insertSection = (
  tx: EntityManager,
  hearingId: string,
  { section: { section: number }, head, entries }: MadeSection,
): Promise<unknown> => sql(tx, section, [hearingId, number, head, JSON.stringify(entries.map((entry, place) => ({ ...entry, place })))]);

export interface KeptLine extends KeptEntry {
  readonly section: number;
}
const sections: Statement = {
  name: 'hearing.bundle-heads',
  text: 'select section, head from bundle_section where hearing_id = $1 order by section',
};
export const readHeads = (tx: EntityManager, hearingId: string): Promise<{ section: number; head: string }[]> =>
  sql(tx, sections, [hearingId]);

const entries: Statement = {
  name: 'hearing.bundle-entries',
  text: 'select section, part, name, digest, line, sealed, withheld from bundle_entry where hearing_id = $1 order by section, place',
};
export const readKept = (tx: EntityManager, hearingId: string): Promise<KeptLine[]> => sql(tx, entries, [hearingId]);

const minutes: Statement = {
  name: 'hearing.bundle-minutes',
  text: `select number, kind, speaker, text, hash, corrects, by_person_id "byPersonId", to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') at
    from hearing_entry where hearing_id = $1 order by number`,
};
/** All entries of the minutes. */
export const readMinutes = (tx: EntityManager, hearingId: string): Promise<Entry[]> => sql(tx, minutes, [hearingId]);

const ballots: Statement = {
  name: 'hearing.bundle-ballots',
  text: 'select round, person_id "personId", sealed from hearing_ballot where hearing_id = $1 order by round, person_id',
};
export const readAllBallots = (tx: EntityManager, hearingId: string): Promise<{ round: number; personId: string; sealed: string }[]> =>
  sql(tx, ballots, [hearingId]);

export interface SealedText {
  readonly id: string;
  readonly kind: 'deliberation' | 'minority';
  readonly byPersonId: string;
  readonly sealed: string;
  readonly at: string;
}
const sealed: Statement = {
  name: 'hearing.bundle-sealed',
  text: `select id, kind, by_person_id "byPersonId", sealed, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') at
    from hearing_sealed where hearing_id = $1 order by at, id`,
};
export const readSealedTexts = (tx: EntityManager, hearingId: string): Promise<SealedText[]> => sql(tx, sealed, [hearingId]);

/** A key that a person registered to sign with. */
export interface SigningKey {
  readonly id: string;
  readonly personId: string;
  readonly algorithm: string;
  /** Public key, hex. */
  readonly key: string;
  /** UTC. */
  readonly registeredAt: string;
  readonly endedAt: string | null;
}
const KEY = `id, person_id "personId", algorithm, key, to_char(registered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') "registeredAt",
    to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') "endedAt"`;
const keysOf: Statement = { name: 'hearing.signing-keys', text: `select ${KEY} from signing_key where person_id = $1 order by id` };
export const readSigningKeys = (tx: EntityManager, personId: string): Promise<SigningKey[]> => sql(tx, keysOf, [personId]);

const keep: Statement = {
  name: 'hearing.keep-signing-key',
  text: `insert into signing_key (id, person_id, algorithm, key, registered_at) values ($1, $2, $3, $4, $5) on conflict (algorithm, key) do nothing returning id`,
};
/** False where somebody has registered the key. */
export const insertSigningKey = async (tx: EntityManager, { id, personId, algorithm, key, registeredAt }: SigningKey): Promise<boolean> =>
  (await sql(tx, keep, [id, personId, algorithm, key, registeredAt])).length > 0;

const end: Statement = {
  name: 'hearing.end-signing-key',
  text: 'update signing_key set ended_at = coalesce(ended_at, $3) where id = $1 and person_id = $2 returning id',
};
export const endSigningKey = async (tx: EntityManager, id: string, personId: string, at: string): Promise<boolean> =>
  (await sql(tx, end, [id, personId, at])).length > 0;
