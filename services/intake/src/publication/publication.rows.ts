import type { PublicationGround } from '@sunshine/events';
import { sql, type Statement } from '@sunshine/platform';
import type { Known } from '@sunshine/redaction';
import type { EntityManager } from 'typeorm';
import type { IssuedOpinion, OfOpinion, Publication, PublicationAnswer } from '../domain/publication/publication.js';
import type { DeskSeal } from '../runner/desk.seal.js';
import type { DeskPetition } from '../domain/desk-petition.js';

const LIVING = `t.ended_on is null and not exists (select from departure d where d.petitioner_id = t.id)`;

const opinionOf: Statement = {
  name: 'intake.publication-opinion',
  text: `select document_id as "documentId", level, organ_id as "organId", heard, hash, served_on as "servedOn", ended_on as "endedOn" from issued_opinion
    where document_id = $1 and petition_id in ($2, (select merged_into from petition_course where petition_id = $2))`,
};
const livingOf: Statement = {
  name: 'intake.publication-living',
  text: `select t.id from petitioner t where ${LIVING} and (t.petition_id = $1
    or $2 and t.petition_id in (select petition_id from petition_course where merged_into = $1)) order by t.petition_id, t.position`,
};
const answersOf: Statement = {
  name: 'intake.publication-answers',
  text: `select distinct on (petitioner_id) petitioner_id as "petitionerId", agrees from publication_answer where document_id = $1
    order by petitioner_id, at desc, id desc`,
};
const COLUMNS = 'id, document_id as "documentId", ground, state, text, person_id as "proposedBy"';
const openOf: Statement = {
  name: 'intake.publication-open',
  text: `select ${COLUMNS} from publication where document_id = $1 and state <> 'down' for update`,
};
const openOne: Statement = {
  name: 'intake.publication-one',
  text: `select ${COLUMNS} from publication where id = $1 and petition_id = $2 and state <> 'down' for update`,
};

/** @param documentId null or of another petition: no opinion is found */
export async function ofOpinion(tx: EntityManager, petitionId: string, documentId: string | null): Promise<OfOpinion> {
  const [opinion = null] = await sql<IssuedOpinion>(tx, opinionOf, [documentId, petitionId]);
  const answers = await sql<PublicationAnswer>(tx, answersOf, [documentId]);
  return { opinion, answers, livingIds: await living(tx, petitionId, true) };
}

/** @param merged those of petitions that were merged into it too */
export async function living(tx: EntityManager, petitionId: string, merged: boolean): Promise<string[]> {
  return (await sql<{ id: string }>(tx, livingOf, [petitionId, merged])).map(({ id }) => id);
}

export async function openPublication(tx: EntityManager, documentId: string | null): Promise<Publication | null> {
  return (await sql<Publication>(tx, openOf, [documentId]))[0] ?? null;
}

export async function publicationOf(tx: EntityManager, petitionId: string, id: string | null): Promise<Publication | null> {
  return (await sql<Publication>(tx, openOne, [id, petitionId]))[0] ?? null;
}

interface Sealed {
  readonly petitionId: string;
  readonly kind: DeskPetition['kind'];
  readonly ownerId: string;
  readonly field: string;
  readonly sealed: string;
}
/** Whatever was entered of people: petitioners with their guardians, living, dead and gone; successors that wait; agents; what was corrected. */
const peopleOf: Statement = {
  name: 'intake.publication-people',
  text: `with matter as (
      select id, kind, sealed from petition where id = $1 or id in (select petition_id from petition_course where merged_into = $1)
    )
    select m.id as "petitionId", m.kind, o.id as "ownerId", f.key as field, f.value as sealed from matter m
      cross join lateral (
        select t.id, t.sealed from petitioner t where t.petition_id = m.id
        union all select a.id, a.sealed from mandate a where a.petition_id = m.id
        union all select c.id, c.sealed from correction c where c.petition_id = m.id and c.field in ('name', 'idNumber', 'phone', 'address')
        union all select (s ->> 'id')::uuid, s -> 'sealed' from succession u cross join lateral jsonb_array_elements(u.successors) s
          where u.petition_id = m.id
        union all select m.id, case when m.sealed ? 'agent' then jsonb_build_object('agent', m.sealed ->> 'agent') else '{}' end
      ) o (id, sealed) cross join lateral jsonb_each_text(o.sealed) f
    where f.key in ('name', 'idNumber', 'phone', 'address', 'guardianName', 'agent', 'agentName', 'former', 'value')`,
};
const respondentsOf: Statement = {
  name: 'intake.publication-respondents',
  text: `select r ->> 'text' as text from petition p cross join lateral jsonb_array_elements(p.respondent) r
    where p.id = $1 and jsonb_typeof(p.respondent) = 'array' and r ->> 'text' is not null`,
};

const NAMES: ReadonlySet<string> = new Set(['name', 'guardianName', 'agent', 'agentName']);
const CORRECTED: ReadonlySet<string> = new Set(['former', 'value']);

/** Who is known to the matter, by names and numbers; read to be cut out, shown to nobody. @throws IDENTITY_DESTROYED */
export async function knownPeople(tx: EntityManager, petitionId: string, seal: DeskSeal): Promise<Known> {
  const rows = await sql<Sealed>(tx, peopleOf, [petitionId]);
  const texts = new Map(rows.map(({ petitionId: id, kind }) => [id, seal.of({ id, kind })]));
  const [names, values]: [string[], string[]] = [[], []];
  for (const { petitionId: id, ownerId, field, sealed } of rows) {
    const value = await texts.get(id)?.open(ownerId, field, sealed);
    // A corrected value is a name as often as a number: it is looked for as both.
    if (value && (NAMES.has(field) || CORRECTED.has(field))) names.push(value);
    if (value && !NAMES.has(field)) values.push(value);
  }
  const words = (await sql<{ text: string }>(tx, respondentsOf, [petitionId])).map(({ text }) => text);
  return { names: [...names, ...words], values };
}

const insertPublication: Statement = {
  name: 'intake.publication-insert',
  text: `insert into publication (id, petition_id, document_id, organ_id, ground, state, text, objection_answer, person_id, on_day, at)
    values ($1, $2, $3, $4, $5, 'proposed', $6, $7, $8, $9, $10)`,
};
const publishOne: Statement = {
  name: 'intake.publication-publish',
  text: `update publication set state = 'published', published_by = $2, published_on = $3 where id = $1`,
};
const takeDown: Statement = {
  name: 'intake.publication-down',
  text: `update publication set state = 'down', down_on = $2, down_cause = $3, down_reason = $4 where id = $1`,
};
const insertAnswers: Statement = {
  name: 'intake.publication-answer',
  text: `insert into publication_answer (id, petition_id, document_id, petitioner_id, agrees, way, file_id, person_id, organ_id, on_day, at)
    select a.id, $1, $2, a.petitioner_id, $3, $4, $5, $6, $7, $8, $9 from unnest($10::uuid[], $11::uuid[]) a(id, petitioner_id)`,
};

interface ProposalRow {
  readonly publication: Publication;
  readonly petitionId: string;
  readonly organId: string;
  readonly objectionAnswer: string | null;
  readonly on: string;
  readonly at: string;
}

export const savePublication = (tx: EntityManager, { publication, petitionId, organId, objectionAnswer, on, at }: ProposalRow) => {
  const { id, documentId, ground, text, proposedBy }: { readonly ground: PublicationGround } & Publication = publication;
  return sql(tx, insertPublication, [id, petitionId, documentId, organId, ground, text, objectionAnswer, proposedBy, on, at]);
};

export const markPublished = (tx: EntityManager, id: string, { personId, on }: { readonly personId: string; readonly on: string }) =>
  sql(tx, publishOne, [id, personId, on]);

export const markDown = (tx: EntityManager, id: string, on: string, cause: string, reason: string | null) =>
  sql(tx, takeDown, [id, on, cause, reason]);

interface AnswerRow {
  readonly petitionId: string;
  readonly documentId: string;
  readonly petitionerIds: readonly string[];
  readonly agrees: boolean;
  readonly way: string | null;
  readonly fileId: string | null;
  readonly personId: string | null;
  readonly organId: string | null;
  readonly on: string;
  readonly at: string;
}

export const saveAnswers = (tx: EntityManager, ids: readonly string[], row: AnswerRow) => {
  const { petitionId, documentId, agrees, way, fileId, personId, organId, on, at, petitionerIds } = row;
  return sql(tx, insertAnswers, [petitionId, documentId, agrees, way, fileId, personId, organId, on, at, ids, petitionerIds]);
};
