import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { AskedBefore, SampledQuestion } from '../domain/same-matter.js';

export interface QuestionRow extends SampledQuestion {
  readonly id: string;
  /** Id of the partner's node. */
  readonly partner: string;
  readonly number: string;
  readonly officer: string;
  readonly forms: number;
  readonly at: Date;
  readonly on: string;
  readonly state: 'waiting' | 'answered' | 'refused';
  readonly code: string | null;
  readonly drawnAt: Date | null;
  readonly reason: string | null;
  readonly reasonAt: Date | null;
  readonly inOrder: boolean | null;
  readonly note: string | null;
  readonly reviewedAt: Date | null;
}

export const QUESTION = `direction, id, partner, number, officer, forms, at, on_day "on", state, code, sample, drawn_at "drawnAt", reason_by "reasonBy", reason,
  reason_at "reasonAt", in_order "inOrder", note, reviewed_at "reviewedAt"`;

const add: Statement = {
  name: 'exchange.question-add',
  text: `insert into same_matter_question (direction, id, partner, number, officer, forms, at, on_day, state, code, ended_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning 1 fresh`,
};
const one: Statement = {
  name: 'exchange.question',
  text: `select ${QUESTION} from same_matter_question where direction = $1 and id = $2 for update`,
};
const end: Statement = {
  name: 'exchange.question-end',
  text: `update same_matter_question set state = $4, code = $5, ended_at = $6
    where direction = $1 and id = $2 and partner = $3 and state = 'waiting' returning 1 done`,
};
const before: Statement = {
  name: 'exchange.questions-before',
  text: `select count(*) filter (where officer = $3)::int "byOfficer", count(*)::int "byNode" from same_matter_question
    where direction = 'received' and partner = $1 and on_day = $2`,
};
const draw: Statement = {
  name: 'exchange.question-draw',
  text: `update same_matter_question set sample = 'drawn', drawn_at = $4, reason_by = $5
    where direction = $1 and partner = $2 and id = any($3::uuid[]) and sample = 'none' returning id`,
};
const explain: Statement = {
  name: 'exchange.question-explain',
  text: `update same_matter_question set sample = 'explained', reason = $4, reason_at = $5
    where direction = $1 and partner = $2 and id = $3 and sample = 'drawn'`,
};
const review: Statement = {
  name: 'exchange.question-review',
  text: `update same_matter_question set sample = 'reviewed', in_order = $2, note = $3, reviewed_at = $4 where direction = 'received' and id = $1`,
};
const drawable: Statement = {
  name: 'exchange.questions-drawable',
  text: `select id from same_matter_question where direction = 'received' and partner = $1 and on_day >= $2 and on_day < $3 and sample = 'none' order by id`,
};
const night: Statement = {
  name: 'exchange.same-matter-night',
  text: `insert into same_matter_night (partner, day) values ($1, $2) on conflict (partner) do update set day = excluded.day
    where same_matter_night.day < excluded.day returning 1 fresh`,
};
const lastNight: Statement = { name: 'exchange.same-matter-last-night', text: 'select day from same_matter_night where partner = $1' };
const prune: Statement = {
  name: 'exchange.questions-prune',
  text: 'delete from same_matter_question where on_day < ($1::date - make_interval(years => $2))',
};

type Direction = QuestionRow['direction'];

/** False for an id that is known. */
export async function addQuestion(
  tx: EntityManager,
  question: Pick<QuestionRow, 'direction' | 'id' | 'partner' | 'number' | 'officer' | 'forms' | 'at' | 'on' | 'state' | 'code'>,
): Promise<boolean> {
  const { direction, id, partner, number, officer, forms, at, on, state, code } = question;
  const ended = state === 'waiting' ? null : at;
  return (await sql(tx, add, [direction, id, partner, number, officer, forms, at, on, state, code, ended])).length > 0;
}

export const questionOf = async (tx: EntityManager, direction: Direction, id: string): Promise<QuestionRow | null> =>
  (await sql<QuestionRow>(tx, one, [direction, id]))[0] ?? null;

/** False where no such question of the partner waits. @param code why it was refused; null: it was answered */
export async function endQuestion(
  tx: EntityManager,
  { direction, id, partner, code }: Pick<QuestionRow, 'direction' | 'id' | 'partner' | 'code'>,
  at: Date,
): Promise<boolean> {
  return (await sql(tx, end, [direction, id, partner, code === null ? 'answered' : 'refused', code, at])).length > 0;
}

export async function askedBefore(tx: EntityManager, partner: string, on: string, officer: string): Promise<AskedBefore> {
  return (await sql<AskedBefore>(tx, before, [partner, on, officer]))[0]!;
}

/** @returns ids of those that were not drawn before */
export async function drawQuestions(
  tx: EntityManager,
  { direction, partner, ids }: { readonly direction: Direction; readonly partner: string; readonly ids: readonly string[] },
  at: Date,
  reasonBy: string,
): Promise<string[]> {
  return (await sql<{ id: string }>(tx, draw, [direction, partner, ids, at, reasonBy])).map(({ id }) => id);
}

export async function explainQuestion(
  tx: EntityManager,
  { direction, partner, id, reason }: Pick<QuestionRow, 'direction' | 'partner' | 'id'> & { readonly reason: string },
  at: Date,
): Promise<void> {
  await sql(tx, explain, [direction, partner, id, reason, at]);
}

export async function reviewQuestion(tx: EntityManager, id: string, inOrder: boolean, note: string, at: Date): Promise<void> {
  await sql(tx, review, [id, inOrder, note, at]);
}

/** Received from `from` to before `to`, and not drawn. */
export const drawableQuestions = async (tx: EntityManager, partner: string, from: string, to: string): Promise<string[]> =>
  (await sql<{ id: string }>(tx, drawable, [partner, from, to])).map(({ id }) => id);

/** The night that is entered already; null: none. */
export const nightBefore = async (tx: EntityManager, partner: string): Promise<string | null> =>
  (await sql<{ day: string }>(tx, lastNight, [partner]))[0]?.day ?? null;

/** False where that night is entered already. */
export async function enterNight(tx: EntityManager, partner: string, day: string): Promise<boolean> {
  return (await sql(tx, night, [partner, day])).length > 0;
}

export async function pruneQuestions(tx: EntityManager, today: string, years: number): Promise<void> {
  await sql(tx, prune, [today, years]);
}
