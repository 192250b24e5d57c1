import type { Access } from '@sunshine/access';
import type { Statement } from '@sunshine/platform';
import type { SharedIdentity } from '../domain/repeats/repeats.js';
import { PETITION_COLUMNS, type PetitionRow } from '../register/register.rows.js';

/** A petition with its requests, for comparison. */
export interface ComparedRow extends PetitionRow {
  readonly requests: readonly string[];
}

export interface OwnRow extends ComparedRow {
  readonly closedOn: string | null;
}

/** Another petition, compared with the one at hand. */
export interface OtherRow extends ComparedRow {
  readonly shared: readonly SharedIdentity[];
  readonly daysApart: number;
  readonly seen: boolean;
  /** Whether it may be counted for an officer who may not see it: nobody is barred from it, and it does not complain about the officer's organ. */
  readonly countable: boolean;
}

const REQUESTS = `coalesce((select array_agg(r.text order by r.position) from petition_request r where r.petition_id = p.id and r.text is not null), '{}') as requests`;

export const ownMatter: Statement = {
  name: 'intake.repeat-own',
  text: `select ${PETITION_COLUMNS}, ${REQUESTS}, c.closed_on as "closedOn"
           from petition p left join petition_course c on c.petition_id = p.id where p.id = $1`,
};

/** PostgreSQL's own statistics of the pieces of texts; none before the first `analyze` of the register. */
export const commonPieces: Statement = {
  name: 'intake.repeat-common',
  text: `select greatest(c.reltuples, 1)::float8 as petitions, s.most_common_elems::text::text[] as pieces, s.most_common_elem_freqs as shares
           from pg_class c left join pg_stats s on s.schemaname = current_schema and s.tablename = c.relname and s.attname = 'bigrams'
          where c.oid = 'petition'::regclass`,
};

/** Maximum of petitions found by one piece, in case its share was underestimated. */
const POSTINGS_OF_A_PIECE = 2_000;

/** The petitions that contain most of the pieces $1, by their weights $2, without petition $3; at most $4. */
export const alikeByText: Statement = {
  name: 'intake.repeat-alike',
  text: `select h.id from unnest($1::text[], $2::float8[]) as t(piece, weight)
           cross join lateral (select p.id from petition p where p.bigrams @@ t.piece::tsquery limit ${POSTINGS_OF_A_PIECE}) h
          where h.id <> $3::uuid group by h.id order by sum(t.weight) desc, h.id desc limit $4`,
};

/** Maximum of petitions of the same petitioners that are compared, the newest first. */
const OF_SAME_PETITIONERS = 100;

/**
 * Petitions to compare with petition $2, for person $1 of organ $4: those found by text ($3) that the person may see, the one that the
 * petitioner named, and those of the same petitioners, whether the person may see them or not. Reports are left out; anonymous filings
 * have no petitioner.
 */
export const besides = (access: Access): Statement => ({
  name: 'intake.repeat-besides',
  text: `with own as (select id, anonymous, previous_number, received_on from petition where id = $2),
    same as (
      select b.petition_id as id, array_agg(distinct b.field) as fields
        from own join blind_index mine on mine.petition_id = own.id and not own.anonymous
        join blind_index b on b.digest = mine.digest and b.key_id = mine.key_id and b.field = mine.field and b.petition_id <> own.id
       group by b.petition_id),
    theirs as (
      select s.id from same s join petition q on q.id = s.id and not q.anonymous where s.fields <> '{agent}'
       order by q.registered_on desc, q.id desc limit ${OF_SAME_PETITIONERS})
    select ${PETITION_COLUMNS}, ${REQUESTS}, case when p.anonymous then '{}' else coalesce(s.fields, '{}') end as shared,
           abs(p.received_on - own.received_on) as "daysApart", v.seen,
           not exists (select 1 from relation x where x.petition_id = p.id and x.relation = 'barred')
             and not p.respondent @> jsonb_build_array(jsonb_build_object('organId', $4::text)) as countable
      from own join petition p on p.id <> own.id and p.kind <> 'REPORT'
       and p.id in (select unnest($3::uuid[]) union select id from theirs union select q.id from petition q where q.number = own.previous_number)
      left join same s on s.id = p.id
      cross join lateral (select ${access.visible('p', '$1')} as seen) v
     where v.seen or p.id in (select id from theirs)`,
});

/**
 * Petitions to compare with a filing that is not registered yet, received on day $4, for person $1: those found by its text ($2) or by the
 * number it names ($3) that the person may see. Identities are not compared.
 */
export const besidesForm = (access: Access): Statement => ({
  name: 'intake.repeat-besides-form',
  text: `select ${PETITION_COLUMNS}, ${REQUESTS}, '{}'::text[] as shared, abs(p.received_on - $4::date) as "daysApart", true as seen, false as countable
     from petition p where p.kind <> 'REPORT' and (p.id = any($2::uuid[]) or p.number = $3) and ${access.visible('p', '$1')}`,
});

/** Number of petitions other than $2 whose repeats person $1 has searched on day $3. */
export const looksOfDay: Statement = {
  name: 'intake.repeat-looks',
  text: `select count(distinct petition_id)::int as others from repeat_look where person_id = $1 and looked_on = $3::date and petition_id <> $2`,
};

export const noteLook: Statement = {
  name: 'intake.repeat-note',
  text: `insert into repeat_look (petition_id, person_id, organ_id, role, looked_on, at, shown, elsewhere) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

/** The two petitions of a link that person $1 may see. */
export const matterPair = (access: Access): Statement => ({
  name: 'intake.repeat-pair',
  text: `select p.id, p.kind, p.received_on as "receivedOn" from petition p where p.id = any($2::uuid[]) and ${access.visible('p', '$1')}`,
});

export const insertLink: Statement = {
  name: 'intake.repeat-link',
  text: `insert into repeat_link (id, petition_id, repeat_of_id, kind, linked_by, organ_id, linked_on, linked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (petition_id, repeat_of_id) where ended_at is null do nothing returning id`,
};

/** In either order: a corrected day of receipt may have changed which petition is the later one. */
export const standingLink: Statement = {
  name: 'intake.repeat-standing',
  text: `select id, petition_id as "petitionId", repeat_of_id as "repeatOfId", kind from repeat_link
          where ended_at is null and (petition_id, repeat_of_id) in (($1, $2), ($2, $1)) for update`,
};

export const endLink: Statement = {
  name: 'intake.repeat-unlink',
  text: 'update repeat_link set ended_at = $2, ended_on = $3, ended_by = $4, end_reason = $5 where id = $1',
};

/** A linked petition, with the one for which it was queried. */
export interface LinkedRow extends PetitionRow {
  readonly root: string;
}

/** All petitions joined to petitions $2 by links of the same matter that person $1 may see. */
export const sameMatters = (access: Access): Statement => ({
  name: 'intake.repeat-same',
  text: `with recursive linked(root, id) as (
      select i, i from unnest($2::uuid[]) i
      union
      select k.root, case when l.petition_id = k.id then l.repeat_of_id else l.petition_id end
        from linked k join repeat_link l on (l.petition_id = k.id or l.repeat_of_id = k.id) and l.kind = 'SAME_MATTER' and l.ended_at is null)
    select k.root, ${PETITION_COLUMNS} from linked k join petition p on p.id = k.id
     where k.id <> k.root and ${access.visible('p', '$1')} order by k.root, p.received_on, p.id`,
});

export const relatedMatters = (access: Access): Statement => ({
  name: 'intake.repeat-related',
  text: `select l.root, ${PETITION_COLUMNS} from (
      select petition_id as root, repeat_of_id as id from repeat_link where petition_id = any($2::uuid[]) and kind = 'RELATED' and ended_at is null
      union
      select repeat_of_id, petition_id from repeat_link where repeat_of_id = any($2::uuid[]) and kind = 'RELATED' and ended_at is null) l
      join petition p on p.id = l.id
     where ${access.visible('p', '$1')} order by l.root, p.received_on, p.id`,
});

/** Which of petitions $1 repeat an earlier one. */
export const repeating: Statement = {
  name: 'intake.repeat-repeating',
  text: `select distinct petition_id as id from repeat_link where petition_id = any($1::uuid[]) and kind = 'SAME_MATTER' and ended_at is null`,
};
