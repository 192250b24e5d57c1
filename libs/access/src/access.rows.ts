import type { Statement } from '@sunshine/platform';

const ROLES = `coalesce((select json_agg(json_build_object('role', r.role, 'organId', r.organ_id, 'notices', r.notices, 'kind', o.kind, 'name', o.name,
    'closedOn', o.closed_on, 'path', coalesce(o.path, '{}'), 'root', coalesce(o.parent_id, o.id)))
  from person_role r left join organ o on o.id = r.organ_id where r.person_id = $PERSON), '[]')`;

const RELATION_TUPLES = `coalesce((select json_agg(json_build_object('subject', x.subject, 'relation', x.relation, 'path', coalesce(o.path, '{}'),
        'units', case when x.relation = 'barred' then array(select a.organ_id from person_role a where a.person_id = x.subject and a.organ_id is not null) else '{}' end))
      from relation x left join organ o on o.id = x.subject where x.petition_id = k.id), '[]')`;

const PETITION_FACTS = `select k.id, k.kind, k.channel, ${ROLES.replace('$PERSON', '$2')} roles, ${RELATION_TUPLES} relations from petition_known k`;

/**
 * SQL of the `Facts` of a petition for one person, as JSON: an act reads them with its matter, in one statement. Null for an unknown
 * petition, and for no person.
 * @param id a column: `p.id`
 * @param person a parameter: `$2`
 */
export const factsOf = (id: string, person: string): string =>
  `(select json_build_object('kind', k.kind, 'channel', k.channel, 'roles', ${ROLES.replace('$PERSON', `${person}::uuid`)}, 'relations', ${RELATION_TUPLES})
    from petition_known k where k.id = ${id} and ${person}::uuid is not null)`;

/** $1 petition, $2 person */
export const petitionFacts: Statement = { name: 'access.petition-facts', text: `${PETITION_FACTS} where k.id = $1` };

/** $1 petition: roles that somebody holds in an organ that stands to it, or below which it lies, or in the whole node. */
export const petitionHolders: Statement = {
  name: 'access.petition-holders',
  text: `with subjects as (select o.id, o.path from relation x join organ o on o.id = x.subject where x.petition_id = $1)
    select distinct r.role, r.organ_id "organId", false notices, o.kind, o.name, o.closed_on "closedOn", coalesce(o.path, '{}') path, coalesce(o.parent_id, o.id) root
    from person_role r left join organ o on o.id = r.organ_id
    where r.organ_id is null or r.organ_id in (select id from subjects) or coalesce(o.parent_id, o.id) in (select unnest(path) from subjects)
    order by r.role`,
};

/** $1 petitions, $2 person */
export const petitionsFacts: Statement = { name: 'access.petitions-facts', text: `${PETITION_FACTS} where k.id = any($1::uuid[])` };

/** $1 person, $2 organ or null */
export const nodeFacts: Statement = {
  name: 'access.node-facts',
  text: `select ${ROLES.replace('$PERSON', '$1')} roles, to_json(coalesce((select path from organ where id = $2::uuid), '{}')) target`,
};

export const organs: Statement = {
  name: 'access.organs',
  text: `select id, parent_id "parentId", kind, name, short_name "shortName", division, reviewed_by "reviewedBy", contact_phone "contactPhone", closed_on "closedOn"
    from organ where id = any($1::uuid[])`,
};

const RELATIONS = 'unnest($1::uuid[], $2::uuid[], $3::text[])';

// The kind is read under a lock: a petition that becomes a report meanwhile is waited for.
export const setRelations: Statement = {
  name: 'access.set-relations',
  text: `insert into relation (petition_id, subject, relation, kind)
    select v.*, (select k.kind from petition_known k where k.id = v.petition_id for share) from ${RELATIONS} v(petition_id, subject, relation)
    on conflict do nothing
    returning petition_id "petitionId", subject, relation, kind`,
};

// Of a single one, as nearly all are: PostgreSQL keeps its plan, and makes a new one for arrays at each call.
export const setRelation: Statement = {
  name: 'access.set-relation',
  text: `insert into relation (petition_id, subject, relation, kind)
    values ($1::uuid, $2::uuid, $3, (select k.kind from petition_known k where k.id = $1::uuid for share))
    on conflict do nothing
    returning petition_id "petitionId", subject, relation, kind`,
};

/**
 * Relations of petitions that have become known get their kind. It is sent behind the commit of whoever made a petition known, sealed one or set a
 * relation to an unknown one: of two that saw nothing of each other the later one sees both. It waits for no lock and so ends nobody's
 * transaction: a row that is locked is deleted, or completed by its holder or behind the holder's commit.
 */
export const completeKinds: Statement = {
  name: 'access.complete-kinds',
  text: `with open as (
      select n.petition_id, n.subject, n.relation, k.kind from relation n join petition_known k on k.id = n.petition_id where n.kind is null
      for update of n skip locked for share of k skip locked)
    update relation r set kind = o.kind from open o
    where r.petition_id = o.petition_id and r.subject = o.subject and r.relation = o.relation`,
};

export const endRelations: Statement = {
  name: 'access.end-relations',
  text: `delete from relation x using ${RELATIONS} v(petition_id, subject, relation)
    where x.petition_id = v.petition_id and x.subject = v.subject and x.relation = v.relation
    returning x.petition_id "petitionId", x.subject, x.relation`,
};

export const endRelation: Statement = {
  name: 'access.end-relation',
  text: `delete from relation where petition_id = $1::uuid and subject = $2::uuid and relation = $3
    returning petition_id "petitionId", subject, relation`,
};

/** $1 petition, $2 kind, $3 channel, $4 division, $5 accused */
export const know: Statement = {
  name: 'access.know',
  text: `with known as (
      insert into petition_known (id, kind, channel, division) values ($1, $2, $3, $4) on conflict do nothing)
    insert into relation (petition_id, subject, relation, kind) select $1, accused, 'barred', $2 from unnest($5::uuid[]) accused
    on conflict (petition_id, subject, relation) do nothing`,
};

/** $1 petition. Whoever sets a relation to it holds it until then. */
export const seal: Statement = { name: 'access.seal', text: `update petition_known set kind = 'REPORT' where id = $1` };

/** Behind `seal`, as a statement of its own: it sees what was set by whoever was waited for. */
export const sealRelations: Statement = {
  name: 'access.seal-relations',
  text: `update relation set kind = 'REPORT' where petition_id = $1`,
};

export const saveOrgan: Statement = {
  name: 'access.save-organ',
  text: `insert into organ as o (id, parent_id, kind, name, short_name, division, reviewed_by, closed_on, also_reviewed_by, contact_phone, reviewers, address, path)
    values ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, coalesce((select path from organ where id = $2::uuid), array_remove(array[$2::uuid], null)) || $1::uuid)
    on conflict (id) do update set parent_id = excluded.parent_id, kind = excluded.kind, name = excluded.name, short_name = excluded.short_name,
      division = excluded.division, reviewed_by = excluded.reviewed_by, closed_on = excluded.closed_on, also_reviewed_by = excluded.also_reviewed_by, contact_phone = excluded.contact_phone,
      reviewers = excluded.reviewers, address = excluded.address, path = excluded.path`,
};

/** Paths of everything below $1; an organ may become known after the organs below it. */
export const movePaths: Statement = {
  name: 'access.move-paths',
  text: `with recursive down as (
      select id, path from organ where id = $1
      union all
      select c.id, d.path || c.id from organ c join down d on c.parent_id = d.id where not c.id = any(d.path))
    update organ o set path = down.path from down where o.id = down.id and o.path <> down.path`,
};

export const grantRole: Statement = {
  name: 'access.grant-role',
  text: `insert into person_role (person_id, role, organ_id, notices) values ($1, $2, $3, $4)
    on conflict (person_id, role, organ_id) do update set notices = excluded.notices`,
};

export const endRole: Statement = {
  name: 'access.end-role',
  text: 'delete from person_role where person_id = $1 and role = $2 and organ_id is not distinct from $3::uuid',
};

/** $1 session or person, $2 instant */
export const endSession: Statement = {
  name: 'access.end-session',
  text: `insert into ended_session (id, until) select $1::uuid, $2::timestamptz where $2::timestamptz > now()
    on conflict (id) do update set until = greatest(ended_session.until, excluded.until)`,
};
/** $1 person */
export const enablePerson: Statement = { name: 'access.enable-person', text: 'delete from ended_session where id = $1' };

/** All of them are few: those of the last half hour. */
export const endedSessions: Statement = { name: 'access.ended-sessions', text: 'select id, until from ended_session' };
export const sweepSessions: Statement = { name: 'access.sweep-sessions', text: 'delete from ended_session where until <= now()' };

/** $1 text without blanks: organs whose full or short name may stand in it. */
export const organsNamedIn: Statement = {
  name: 'access.organs-named-in',
  text: `select id, name, short_name "shortName" from organ
    where position(regexp_replace(normalize(name, nfkc), '\\s', '', 'g') in $1) > 0
      or char_length(short_name) > 1 and position(regexp_replace(normalize(short_name, nfkc), '\\s', '', 'g') in $1) > 0 order by id`,
};

const UNITS = `array(select unnest($2::uuid[]) union select a.organ_id from person_role a where a.person_id = any($2::uuid[]) and a.organ_id is not null)`;

/**
 * $1 the organ that has it or would get it, $2 whom it accuses, $3 divisions from the nearest, $4 day, $5 whether that organ itself needs
 * somebody who reads it. Of the others each has an officer, who works in no unit that is kept out.
 */
export const keeper: Statement = {
  name: 'access.keeper',
  text: `select o.id, o.kind, o.name, o.short_name "shortName", o.division, o.contact_phone "contactPhone", o.closed_on "closedOn" from organ o
    where (o.id = $1::uuid or o.kind in ('petition_bureau', 'discipline') and o.division = any($3::text[]) and (o.closed_on is null or o.closed_on > $4))
      and not o.path && ${UNITS}
      and (o.id = $1::uuid and not $5::boolean or exists (select 1 from person_role r where r.organ_id = o.id and not r.person_id = any($2::uuid[])
        and not exists (select 1 from person_role e join organ u on u.id = e.organ_id where e.person_id = r.person_id and u.path && ${UNITS})))
    order by coalesce(o.id = $1::uuid, false) desc, o.kind = 'petition_bureau' desc, array_position($3::text[], o.division), o.id limit 1`,
};
