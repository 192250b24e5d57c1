import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Comparable } from '../domain/same-matter/same-matter.js';

/** Whether a person or a unit is barred from the petition p. */
const BARRED = `exists (select 1 from relation x where x.petition_id = p.id and x.relation = 'barred')`;
const COMPARABLE = `p.kind, p.anonymous, p.staff_conduct as "staffConduct", ${BARRED} as barred, c.closed_on as "closedOn"`;

export interface SealedPetitioner {
  readonly id: string;
  /** Ciphertexts by field. */
  readonly sealed: Readonly<Record<string, string>>;
}

/** A petition as the comparison reads it; who has died, was dissolved or has left a joint petition is no petitioner of it any more. */
export interface ComparableRow extends Comparable {
  readonly id: string;
  readonly number: string;
  readonly petitioners: readonly SealedPetitioner[];
}

const PETITIONERS = `coalesce((select json_agg(json_build_object('id', q.id, 'sealed', q.sealed) order by q.position)
  from petitioner q where q.petition_id = p.id and q.ended_on is null and not exists (select 1 from departure d where d.petitioner_id = q.id)), '[]') petitioners`;

const one: Statement = {
  name: 'intake.same-matter-one',
  text: `select p.id, p.number, ${COMPARABLE}, ${PETITIONERS} from petition p left join petition_course c on c.petition_id = p.id where p.id = $1`,
};
/** The condition is that of `requireComparable`, which judges each row again. */
const open: Statement = {
  name: 'intake.same-matter-open',
  text: `select p.id, p.number, ${COMPARABLE}, ${PETITIONERS} from petition p left join petition_course c on c.petition_id = p.id
    where p.number > $1 and c.closed_on is null and p.kind <> 'REPORT' and not p.anonymous and not p.staff_conduct and not ${BARRED}
    order by p.number limit $2`,
};
const today: Statement = {
  name: 'intake.same-matter-today',
  text: `select count(distinct petition_id) filter (where person_id = $1 and petition_id <> $2)::int "byOfficer", bool_or(petition_id = $2) matter
    from same_matter_question where asked_on = $3 and (person_id = $1 or petition_id = $2)`,
};

/** The comparable petition; null for an unknown one. */
export const comparableOf = async (tx: EntityManager, id: string): Promise<ComparableRow | null> =>
  (await sql<ComparableRow>(tx, one, [id]))[0] ?? null;

/** Open matters that may be compared, with numbers behind `after`, in their order. */
export const openMatters = (tx: EntityManager, after: string, most: number): Promise<ComparableRow[]> =>
  sql<ComparableRow>(tx, open, [after, most]);

export async function askedToday(
  tx: EntityManager,
  { personId, petitionId, on }: { readonly personId: string; readonly petitionId: string; readonly on: string },
): Promise<{ readonly byOfficer: number; readonly matter: boolean }> {
  await takeTurn(tx, personId);
  const [row] = await sql<{ byOfficer: number; matter: boolean | null }>(tx, today, [personId, petitionId, on]);
  return { byOfficer: row?.byOfficer ?? 0, matter: row?.matter ?? false };
}

export interface PairKeyRow {
  readonly publicKey: string;
  readonly node: string;
  readonly sealed: string | null;
  readonly madeAt: Date;
}

const KEY = `public_key "publicKey", node, sealed, made_at "madeAt"`;
const newestKey: Statement = {
  name: 'intake.same-matter-key',
  text: `select ${KEY} from same_matter_key where node = $1 and sealed is not null order by made_at desc limit 1`,
};
const keyOfList: Statement = {
  name: 'intake.same-matter-key-of-list',
  text: `select k.public_key "publicKey", k.node, k.sealed, k.made_at "madeAt" from same_matter_list l join same_matter_key k on k.public_key = l.public_key
    where l.id = $1 and l.own and l.node = $2 and l.complete_at is not null and l.expires_at > $3`,
};
const addKey: Statement = {
  name: 'intake.same-matter-add-key',
  text: 'insert into same_matter_key (public_key, node, sealed, made_at) values ($1, $2, $3, $4)',
};
/** Those too old for another list, of whose lists none answers any more. */
const destroyKeys: Statement = {
  name: 'intake.same-matter-destroy-keys',
  text: `update same_matter_key k set sealed = null, destroyed_at = $1 where sealed is not null and made_at <= $2
    and not exists (select 1 from same_matter_list l where l.public_key = k.public_key and l.expires_at > $1)`,
};
/** Who makes a key for the node, or asks under an officer's limit, takes turns. */
const turn: Statement = {
  name: 'intake.same-matter-turn',
  text: `select pg_advisory_xact_lock(hashtextextended('sunshine.same-matter.' || $1, 0))`,
};

export const newestPairKey = async (tx: EntityManager, node: string): Promise<PairKeyRow | null> =>
  (await sql<PairKeyRow>(tx, newestKey, [node]))[0] ?? null;

/** Of the own list that was made for the node and still answers; null for any other. */
export const pairKeyOfList = async (tx: EntityManager, listId: string, node: string, now: Date): Promise<PairKeyRow | null> =>
  (await sql<PairKeyRow>(tx, keyOfList, [listId, node, now]))[0] ?? null;

export async function addPairKey(tx: EntityManager, { publicKey, node, sealed, madeAt }: PairKeyRow): Promise<void> {
  await sql(tx, addKey, [publicKey, node, sealed, madeAt]);
}

export async function takeTurn(tx: EntityManager, of: string): Promise<void> {
  await sql(tx, turn, [of]);
}

const dueList: Statement = {
  name: 'intake.same-matter-list-due',
  text: 'insert into same_matter_list (id, node, own, due_at) values ($1, $2, true, $3) on conflict do nothing',
};
const nextDue: Statement = {
  name: 'intake.same-matter-next-due',
  text: 'select id, node from same_matter_list where own and complete_at is null order by due_at, id limit 1',
};
const madeList: Statement = {
  name: 'intake.same-matter-list-made',
  text: 'update same_matter_list set public_key = $2, expires_at = $3, parts = $4, complete_at = $5 where id = $1 and complete_at is null returning 1 mine',
};
const beginList: Statement = {
  name: 'intake.same-matter-list-begin',
  text: `insert into same_matter_list (id, node, own, public_key, due_at, expires_at, parts) values ($1, $2, false, $3, $4, $5, $6) on conflict do nothing`,
};
const partCame: Statement = {
  name: 'intake.same-matter-part',
  text: `update same_matter_list set had = had || $3::int, complete_at = case when cardinality(had) + 1 = parts then $4::timestamptz end
    where id = $1 and node = $2 and not own and not had @> array[$3::int] returning 1 had`,
};
const addEntries: Statement = {
  name: 'intake.same-matter-entries',
  text: `insert into same_matter_entry (list_id, tag, sealed) select $1, tag, sealed from unnest($2::text[], $3::text[]) t(tag, sealed) on conflict do nothing`,
};
const lists: Statement = {
  name: 'intake.same-matter-lists',
  text: `select distinct on (node) id "listId", node, public_key "publicKey" from same_matter_list
    where not own and complete_at is not null and expires_at > $1 order by node, complete_at desc`,
};
const entryAt: Statement = {
  name: 'intake.same-matter-entry',
  text: `select e.tag, e.sealed from same_matter_entry e join same_matter_list l on l.id = e.list_id
    where e.list_id = $1 and l.node = $2 and not l.own and e.tag = any($3::text[])`,
};
const prune: Statement = {
  name: 'intake.same-matter-prune-lists',
  text: 'delete from same_matter_list where expires_at <= $1',
};
const pruneQuestions: Statement = {
  name: 'intake.same-matter-prune-questions',
  text: `delete from same_matter_question where asked_on < ($1::date - make_interval(years => $2))`,
};
const giveUp: Statement = {
  name: 'intake.same-matter-give-up',
  text: `update same_matter_question set state = 'refused', code = 'SAME_MATTER_LIST_OVER', secrets = null, answered_at = $1
    where state = 'asked' and asked_at <= $2`,
};

export interface PartnerList {
  readonly listId: string;
  readonly node: string;
  readonly publicKey: string;
}

export async function addDueList(tx: EntityManager, id: string, node: string, at: Date): Promise<void> {
  await sql(tx, dueList, [id, node, at]);
}

export const nextDueList = async (tx: EntityManager): Promise<{ readonly id: string; readonly node: string } | null> =>
  (await sql<{ id: string; node: string }>(tx, nextDue, []))[0] ?? null;

/** False where another process has made it meanwhile. */
export async function endList(
  tx: EntityManager,
  id: string,
  { publicKey, expiresAt, parts, at }: { readonly publicKey: string; readonly expiresAt: Date; readonly parts: number; readonly at: Date },
): Promise<boolean> {
  return (await sql(tx, madeList, [id, publicKey, expiresAt, parts, at])).length > 0;
}

/** Keeps a part of a partner's list, once; with the last of its parts the list answers. */
export async function keepPart(
  tx: EntityManager,
  list: PartnerList & {
    readonly expiresAt: string;
    readonly part: number;
    readonly parts: number;
    readonly entries: readonly { readonly tag: string; readonly sealed: string }[];
  },
  at: Date,
): Promise<void> {
  const { listId, node, publicKey, expiresAt, part, parts, entries } = list;
  await sql(tx, beginList, [listId, node, publicKey, at, expiresAt, parts]);
  const [fresh] = await sql(tx, partCame, [listId, node, part, at]);
  if (fresh) await sql(tx, addEntries, [listId, entries.map(({ tag }) => tag), entries.map(({ sealed }) => sealed)]);
}

/** The newest whole list of each partner that still answers. */
export const partnerLists = (tx: EntityManager, now: Date): Promise<PartnerList[]> => sql<PartnerList>(tx, lists, [now]);

export const entriesAt = (
  tx: EntityManager,
  { listId, node }: Pick<PartnerList, 'listId' | 'node'>,
  tags: readonly string[],
): Promise<{ tag: string; sealed: string }[]> => sql(tx, entryAt, [listId, node, tags]);

/** Ends what is over: lists, keys that made them, questions without an answer, and questions whose years of record have passed. */
export async function pruneSameMatter(
  tx: EntityManager,
  at: { readonly now: Date; readonly keysBefore: Date; readonly askedBefore: Date; readonly today: string; readonly years: number },
): Promise<void> {
  await sql(tx, giveUp, [at.now, at.askedBefore]);
  await sql(tx, prune, [at.now]);
  await sql(tx, destroyKeys, [at.now, at.keysBefore]);
  await sql(tx, pruneQuestions, [at.today, at.years]);
}

export type QuestionState = 'asked' | 'none' | 'match' | 'refused';

export interface QuestionRow {
  readonly id: string;
  readonly petitionId: string;
  readonly node: string;
  readonly listId: string;
  readonly publicKey: string;
  readonly askedOn: string;
  readonly askedAt: Date;
  readonly secrets: string | null;
  readonly state: QuestionState;
  readonly code: string | null;
  readonly prefix: string | null;
  readonly answeredAt: Date | null;
}

const QUESTION = `id, petition_id "petitionId", node, list_id "listId", public_key "publicKey", asked_on "askedOn", asked_at "askedAt", secrets, state, code, prefix,
  answered_at "answeredAt"`;
const addQuestion: Statement = {
  name: 'intake.same-matter-ask',
  text: `insert into same_matter_question (id, petition_id, node, list_id, public_key, person_id, organ_id, officer, forms, asked_on, asked_at, secrets, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'asked')`,
};
const questionAsked: Statement = {
  name: 'intake.same-matter-asked',
  text: `select ${QUESTION} from same_matter_question where id = $1 and node = $2 and state = 'asked' for update`,
};
const answerQuestion: Statement = {
  name: 'intake.same-matter-answer',
  text: 'update same_matter_question set state = $2, code = $3, prefix = $4, answered_at = $5, secrets = null where id = $1',
};
const questions: Statement = {
  name: 'intake.same-matter-questions',
  text: `select ${QUESTION} from same_matter_question where petition_id = $1 order by asked_at desc, node limit 100`,
};

export async function addQuestionRow(
  tx: EntityManager,
  question: Pick<QuestionRow, 'id' | 'petitionId' | 'node' | 'listId' | 'publicKey' | 'askedOn'> & {
    readonly personId: string;
    readonly organId: string;
    readonly officer: string;
    readonly forms: number;
    readonly askedAt: string;
    readonly secrets: string;
  },
): Promise<void> {
  const { id, petitionId, node, listId, publicKey, personId, organId, officer, forms, askedOn, askedAt, secrets } = question;
  await sql(tx, addQuestion, [id, petitionId, node, listId, publicKey, personId, organId, officer, forms, askedOn, askedAt, secrets]);
}

/** The question that waits for an answer of that node; null where there is none. */
export const waitingQuestion = async (tx: EntityManager, id: string, node: string): Promise<QuestionRow | null> =>
  (await sql<QuestionRow>(tx, questionAsked, [id, node]))[0] ?? null;

export async function endQuestion(
  tx: EntityManager,
  id: string,
  { state, code, prefix }: Pick<QuestionRow, 'state' | 'code' | 'prefix'>,
  at: Date,
): Promise<void> {
  await sql(tx, answerQuestion, [id, state, code, prefix, at]);
}

/** The newest first. */
export const questionsOf = (tx: EntityManager, petitionId: string): Promise<QuestionRow[]> => sql<QuestionRow>(tx, questions, [petitionId]);
