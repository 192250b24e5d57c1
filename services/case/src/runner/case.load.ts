import { accessError, factsOf, type Facts } from '@sunshine/access';
import { byIds, forIds, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Completion, Extension, Opinion, Organ, PetitionState, Delivery } from '../domain/petition.js';
import type { OrganPlace } from '../domain/routing/charge.js';
import type { CaseRecord } from '../domain/records.js';
import type { ReviewerTerm } from '../domain/reviewing/reviewing.js';
import { sql } from '../sealing/sql.js';
import { COMPLETION, DELIVERY, EXTENSION, OPINION, PETITION, RECORD, columnOf, jsonOf } from './case.tables.js';

const COLUMNS = PETITION.properties.map((property) => `p.${columnOf(property)} "${property}"`).join(', ');

/**
 * Of a report, or of a complaint about staff: organ `g` is accused or stands in its words, is a unit an accused person leads or works in, or
 * one below such a unit. Of any other matter: it is barred, since a complaint about its staff came by it, or lies below such a unit.
 */
const ACCUSED = `((p.kind = 'REPORT' or p.staff_conduct) and (g.path && (p.accused_ids || p.named_ids)
  or g.path && array(select a.organ_id from person_role a where a.person_id = any(p.accused_ids) and a.organ_id is not null))
  or p.kind <> 'REPORT' and g.path && array(select b.subject from relation b where b.petition_id = p.id and b.relation = 'barred'))`;

/** Whether organ `g` is one of another node. */
const ELSEWHERE = '(select e.node from organ_elsewhere e where e.organ_id = g.id)';

/**
 * Who reviews the opinions of organ `g`, who did and who will (`ReviewerTerm`); of a directory from before the terms, who does.
 * @source 信访工作条例 35
 */
export const REVIEWERS = `(select coalesce(json_agg(json_build_object('organId', r.id, 'kind', r.kind, 'name', r.name, 'address', r.address, 'phone', r.contact_phone,
    'closedOn', r.closed_on, 'also', t.also, 'from', t."from", 'to', t."to") order by t.also, t."from", r.id), '[]')
  from jsonb_to_recordset(coalesce(g.reviewers, jsonb_build_array(jsonb_build_object('organId', g.reviewed_by, 'also', false),
    jsonb_build_object('organId', g.also_reviewed_by, 'also', true)))) t("organId" uuid, also boolean, "from" date, "to" date)
  cross join lateral (select * from organ o where o.id = t."organId" offset 0) r)`;

// Scalars, not arrays: PostgreSQL then keeps one plan for all calls instead of planning each. `offset 0` has each organ looked up by its id:
// a join or an `or` reads all organs.
// After a wait for the lock p is fresh, but its subqueries still see the statement's older snapshot; `seen` reveals it.
const LOADED = `${COLUMNS}, p.opened, (select v.version from petition v where v.id = p.id) seen,
    case when p.completion_ground is not null then ${jsonOf(COMPLETION, 'p.completion_')} end completion,
    (select ${jsonOf(EXTENSION, 'e.')} from extension e where e.petition_id = p.id order by e.id desc limit 1) extension,
    (select ${jsonOf(OPINION, 'o.')} from opinion o where o.petition_id = p.id order by o.id desc limit 1) opinion,
    coalesce((select json_agg(${jsonOf(DELIVERY, 's.')} order by s.id) from service s where s.petition_id = p.id and s.opinion_id is not null), '[]') served,
    coalesce((select json_agg(${jsonOf(RECORD, 'c.')} order by c.id) from case_record c where c.petition_id = p.id), '[]') records`;
const load: Statement = {
  name: 'case.load',
  text: `select ${LOADED},
    (select json_agg(json_build_object('id', g.id, 'kind', g.kind, 'name', g.name, 'shortName', g.short_name, 'closedOn', g.closed_on, 'contactPhone', g.contact_phone, 'reviewers', ${REVIEWERS},
      'division', g.division, 'path', g.path, 'accused', ${ACCUSED}, 'elsewhere', ${ELSEWHERE}))
      from (select $3::uuid id union select a.organ_id from person_role a where a.person_id = $2::uuid
          union select r.subject from relation r where r.petition_id = p.id and r.relation in ('in_charge', 'registering') and $2::uuid is not null) i
        cross join lateral (select * from organ o where o.id = i.id offset 0) g) organs,
    ${factsOf('p.id', '$2')} facts
    from petition p where p.id = $1 for update of p`,
};
const read: Statement = { name: 'case.read', text: `select ${LOADED} from petition p where p.id = any($1::uuid[]) and p.opened` };

const organsOf = byIds(
  'case.organs',
  `select g.id, g.kind, g.name, g.short_name "shortName", g.closed_on "closedOn", g.contact_phone "contactPhone", ${REVIEWERS} reviewers, g.division, g.path, ${ACCUSED} accused, ${ELSEWHERE} elsewhere
    from petition p, organ g where p.id = $2 and g.id $IDS`,
);

function organsKnown(tx: EntityManager, petitionId: string, ids: readonly string[]): Promise<KnownOrgan[]> {
  const [statement, bound] = forIds(organsOf, ids);
  return sql<KnownOrgan>(tx, statement, [bound, petitionId]);
}

/** An organ as a command finds it. */
export type KnownOrgan = Organ &
  OrganPlace & {
    /** The organs that review its opinions, that did and that will. */
    readonly reviewers: readonly ReviewerTerm[];
    /** The organ is kept out of this report as accused. */
    readonly accused: boolean;
    /** The organ is one of another node. */
    readonly elsewhere: string | null;
  };

export interface Loaded {
  readonly state: PetitionState;
  /** What the right of the officer is judged by; null where none acts. */
  readonly facts: Facts | null;
  /** False while the law of its first duty has not arrived. */
  readonly opened: boolean;
  /** Services of all its opinions, in order of their ids; those of the present one are the state's. */
  readonly served: readonly Delivery[];
  /** One of the organs the act names, or the officer's own. @throws ORGAN_NOT_FOUND */
  organ(id: string): KnownOrgan;
  readonly organs: ReadonlyMap<string, KnownOrgan>;
}

type LoadedRow = Omit<PetitionState, 'completion' | 'extension' | 'opinion' | 'deliveries' | 'records'> & {
  opened: boolean;
  seen: number;
  completion: Completion | null;
  extension: Extension | null;
  opinion: Opinion | null;
  served: Delivery[];
  records: CaseRecord[];
  organs: KnownOrgan[] | null;
  facts: Facts | null;
};

/**
 * The petition under its row lock with all its parts; null where it is not known.
 * @param personId the officer, acting for an organ of a role or, in an import, for the organ in charge; null if no officer acts
 * @param otherId an organ the act names: the addressee, the performing organ
 * @param moreIds further organs the rule reads
 */
export async function loadCase(
  tx: EntityManager,
  id: string,
  personId: string | null,
  otherId: string | null = null,
  moreIds: readonly string[] = [],
): Promise<Loaded | null> {
  const locked = () => sql<LoadedRow>(tx, load, [id, personId, otherId]);
  let [row] = await locked();
  if (row && row.seen !== row.version) [row] = await locked();
  if (!row) return null;
  const { organs: named, facts, ...rest } = row;
  const more = moreIds.length > 0 ? await organsKnown(tx, id, moreIds) : [];
  const organs = new Map([...(named ?? []), ...more].map((organ) => [organ.id, organ]));
  const organ = (wanted: string): KnownOrgan => {
    const known = organs.get(wanted);
    if (!known) throw accessError('ORGAN_NOT_FOUND');
    return known;
  };
  return { state: stateOf(rest), facts, opened: row.opened, served: row.served, organs, organ };
}

function stateOf({ opened: _opened, seen: _seen, served, ...row }: Omit<LoadedRow, 'organs' | 'facts'>): PetitionState {
  return { ...row, deliveries: served.filter(({ opinionId }) => opinionId === row.opinion?.id) };
}

/** Opened petitions as they stand, without a lock: to show them, never to decide on them. */
export async function readCases(tx: EntityManager, ids: readonly string[]): Promise<Map<string, PetitionState>> {
  const rows = await sql<Omit<LoadedRow, 'organs' | 'facts'>>(tx, read, [ids]);
  return new Map(rows.map((row) => [row.id, stateOf(row)]));
}

/** An organ named only by the state, read under its lock; null if none is named. @throws ORGAN_NOT_FOUND */
export async function organNamed<I extends string | null>(tx: EntityManager, petitionId: string, id: I): Promise<KnownOrgan | (I & null)> {
  if (id === null) return null as I & null;
  const organ = await findOrgan(tx, petitionId, id);
  if (!organ) throw accessError('ORGAN_NOT_FOUND');
  return organ;
}

/** An organ as the petition knows it; null for an unknown one. */
export async function findOrgan(tx: EntityManager, petitionId: string, id: string): Promise<KnownOrgan | null> {
  const [organ = null] = await organsKnown(tx, petitionId, [id]);
  return organ;
}

const waiting: Statement = {
  name: 'case.waiting',
  text: `select ${COLUMNS}, null completion, null extension, null opinion, '[]'::json deliveries, '[]'::json records from petition p where not p.opened order by p.id for update`,
};

/** Petitions whose law had not arrived when they were registered, oldest first. */
export const waitingCases = (tx: EntityManager): Promise<PetitionState[]> => sql<PetitionState>(tx, waiting, []);
