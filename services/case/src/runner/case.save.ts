import { contentHash, type Day } from '@sunshine/procedure';
import { insertRows, type Statement } from '@sunshine/platform';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';
import { sealMatter } from '../sealing/matter.js';
import { keepFor, sql } from '../sealing/sql.js';
import { keepPlain, sealedBody, type Keep } from '../sealing/words.js';
import { endsDraft } from '../domain/opinion/draft.js';
import type { Decision, HistoryLine, Paper, PetitionState, VoidedPaper } from '../domain/petition.js';
import type { CaseRecord } from '../domain/records.js';
import {
  COMPLETION,
  DELIVERY,
  DOCUMENT,
  EXTENSION,
  MOVING,
  OPINION,
  PETITION,
  RECORD,
  columnsOf,
  namesOf,
  rowOf,
  type Columns,
} from './case.tables.js';

/** The petition of a row; its kind decides whether the row is sealed. */
type Of = Pick<PetitionState, 'id' | 'kind'>;

/** A line of the course with its actor. */
export interface HistoryRow extends HistoryLine {
  readonly on: Day;
  readonly at: string;
  readonly recordedAt: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  /** Null for an act of the petitioner. */
  readonly organId: string | null;
  readonly role: string | null;
  /** `机关·岗位` as of that day; empty: the organ's current name is shown. */
  readonly actor: string;
}

const HISTORY: Columns<keyof HistoryRow> = columnsOf('on at recordedAt actorKind actorId organId role actor act basis part remark');
const HISTORY_COLUMNS = ['petition_id', ...namesOf(HISTORY)].join(', ');
const historyValues = (row: HistoryRow, keep: Keep): unknown[] =>
  HISTORY.properties.map((property) => (property === 'remark' ? keep(row.remark) : row[property]));

const params = (from: number, count: number): string => Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ');

const PETITION_SET = [...namesOf(MOVING), ...namesOf(COMPLETION).map((column) => `completion_${column}`)];
const petitionValues = (state: PetitionState): unknown[] => [
  ...MOVING.properties.map((property) => state[property]),
  ...COMPLETION.properties.map((property) => state.completion?.[property] ?? null),
];

/** Another table that an act may write; its rows come as JSON with the table's column names. */
interface Part {
  readonly name: string;
  text(param: string): string;
}

/** The columns of the tables whose rows an act writes as JSON; of a document, voiding writes the last four. */
export const WRITTEN = {
  opinion: ['petition_id', ...namesOf(OPINION)],
  extension: ['petition_id', ...namesOf(EXTENSION)],
  case_record: ['petition_id', ...namesOf(RECORD)],
  service: ['petition_id', ...namesOf(DELIVERY)],
  document: ['petition_id', ...namesOf(DOCUMENT), 'voided_on', 'void_reason', 'voided_by', 'replaced_by'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const insert =
  (table: string, columns: readonly string[]) =>
  (param: string): string =>
    insertRows(table, columns, param);
/** @param fixed columns that stay as they were first written */
const upsert =
  (table: keyof typeof WRITTEN, fixed: readonly string[]) =>
  (param: string): string => {
    const set = WRITTEN[table].filter((column) => !['id', 'petition_id', ...fixed].includes(column));
    return `${insertRows(table, WRITTEN[table], param)} on conflict (id) do update set ${set.map((column) => `${column} = excluded.${column}`).join(', ')}`;
  };

/**
 * The planner takes JSON for a hundred rows, and a scan of the whole table for the cheapest way to so many; an array of their ids it takes
 * for ten.
 */
const among = (column: string, param: string, field: string): string =>
  `${column} = any(array(select k.${field} from json_to_recordset(${param}::json) k(${field} uuid)))`;

const PARTS = {
  opinion: { name: 'o', text: upsert('opinion', ['legacy']) },
  draft: {
    name: 't',
    text: (param) =>
      `delete from opinion_draft t using json_to_recordset(${param}::json) v(petition_id uuid) where t.petition_id = v.petition_id`,
  },
  extension: { name: 'e', text: upsert('extension', ['days', 'reason', 'requested_by', 'requested_on']) },
  record: { name: 'c', text: upsert('case_record', ['kind', 'on_day', 'by_person_id']) },
  delivery: { name: 's', text: insert('service', WRITTEN.service) },
  document: { name: 'd', text: insert('document', ['petition_id', ...namesOf(DOCUMENT)]) },
  register: {
    name: 'g',
    text: (param) =>
      `update document_register r set state = 'used', number = v.number from json_to_recordset(${param}::json) v(document_id uuid, number text) where r.document_id = v.document_id and ${among('r.document_id', param, 'document_id')}`,
  },
  voided: {
    name: 'v',
    text: (param) =>
      `update document d set voided_on = v.voided_on, void_reason = v.void_reason, voided_by = v.voided_by, replaced_by = v.replaced_by from json_populate_recordset(null::document, ${param}::json) v where d.id = v.id and ${among('d.id', param, 'id')}`,
  },
  voidedNumber: {
    name: 'w',
    text: (param) =>
      `update document_register r set state = 'void', void_reason = v.void_reason, voided_on = v.voided_on, voided_by = v.voided_by from json_populate_recordset(null::document, ${param}::json) v where r.document_id = v.id and ${among('r.document_id', param, 'id')}`,
  },
  answers: {
    name: 'q',
    text: (param) =>
      `update petition_request r set outcome = v.outcome, basis = v.basis from json_to_recordset(${param}::json) v(id uuid, outcome text, basis text[]) where r.id = v.id and ${among('r.id', param, 'id')}`,
  },
} satisfies Record<string, Part>;
type PartName = keyof typeof PARTS;

const statements = new Map<string, Statement>();

/** Writes everything in one statement, prepared once for each combination of tables. */
function saving(parts: readonly PartName[]): Statement {
  const name = `case.save${parts.map((part) => `.${PARTS[part].name}`).join('')}`;
  const known = statements.get(name);
  if (known) return known;
  const history = PETITION_SET.length + 2;
  const first = history + HISTORY.properties.length;
  const more = parts.map((part, index) => `, ${PARTS[part].name} as (${PARTS[part].text(`$${first + index}`)})`).join('');
  const text = `with h as (insert into history (${HISTORY_COLUMNS}) values ($1, ${params(history, HISTORY.properties.length)}))${more}
    update petition set ${PETITION_SET.map((column, index) => `${column} = $${index + 2}`).join(', ')} where id = $1`;
  const fresh = { name, text };
  statements.set(name, fresh);
  return fresh;
}

/**
 * Writes everything a decision changed in one statement. Except for reports the statement is only sent when this returns.
 * @param former the state it was made on
 */
export async function saveCase(tx: EntityManager, former: PetitionState, decision: Decision, line: HistoryRow): Promise<void> {
  const { state, papers, paperDeliveries = [], voids = [] } = decision;
  const keep = state.kind === 'REPORT' ? await keepFor(tx, state) : keepPlain;
  const row = <Property extends string>(table: string, columns: Columns<Property>, value: Readonly<Record<Property, unknown>>) =>
    rowOf(table, columns, state.id, value, keep);
  const rows: [PartName, unknown[]][] = [];
  if (state.opinion && state.opinion !== former.opinion) {
    rows.push(['opinion', [row('opinion', OPINION, state.opinion)]]);
    const [stood, stands] = [former.opinion?.state === 'issued', state.opinion.state === 'issued'];
    const { answers } = state.opinion;
    // An opinion returned to the issuer decides nothing yet; a new draft beside an issued opinion leaves that one's outcomes in place.
    const back = stood && !stands && state.opinion.id === former.opinion?.id;
    if (answers.length > 0 && (back || (stands && !stood)))
      rows.push([
        'answers',
        answers.map(({ requestId, outcome, basis }) => (back ? { id: requestId } : { id: requestId, outcome, basis: keep(basis) })),
      ]);
  }
  if (endsDraft(former, state)) rows.push(['draft', [{ petition_id: state.id }]]);
  if (state.extension && state.extension !== former.extension) rows.push(['extension', [row('extension', EXTENSION, state.extension)]]);
  const records = state.records.filter((record) => !former.records.includes(record));
  if (records.length > 0) rows.push(['record', records.map((record) => row('case_record', RECORD, record))]);
  const deliveries = [...state.deliveries.filter((delivery) => !former.deliveries.includes(delivery)), ...paperDeliveries];
  if (deliveries.length > 0) rows.push(['delivery', deliveries.map((delivery) => row('service', DELIVERY, delivery))]);
  if (papers.length > 0) {
    rows.push(['document', papers.map((paper) => documentRow(state.id, paper, keep))]);
    const numbered = papers.filter(({ number }) => number !== null);
    if (numbered.length > 0) rows.push(['register', numbered.map(({ id, number }) => ({ document_id: id, number }))]);
  }
  const voided = voids.map((paper) => voidRow(paper, keep));
  if (voids.length > 0) rows.push(['voided', voided], ['voidedNumber', voided]);
  await sql(tx, saving(rows.map(([part]) => part)), [
    state.id,
    ...petitionValues(state),
    ...historyValues(line, keep),
    ...rows.map(([, values]) => JSON.stringify(values)),
  ]);
  // Rows written before the petition was known to be a report are sealed now.
  if (state.kind === 'REPORT' && former.kind !== 'REPORT') await sealMatter(tx, state.id);
}

/** Its body is kept as a whole, so no word of it is kept by itself. */
const documentRow = (petitionId: string, paper: Paper, keep: Keep) =>
  rowOf('document', DOCUMENT, petitionId, { ...paper, body: bodyOf(paper, keep), hash: contentHash(paper.body) }, (value) => value);

/** The canonical JSON itself, or sealed; the hash is that of the canonical JSON either way. */
function bodyOf({ body }: Paper, keep: Keep): string {
  const text = canonicalize(keep === keepPlain ? keep(body) : body) ?? '{}';
  return keep === keepPlain ? text : sealedBody(keep, text);
}

const voidRow = (paper: VoidedPaper, keep: Keep) => ({
  id: paper.documentId,
  voided_on: paper.on,
  void_reason: keep(paper.reason),
  voided_by: paper.byPersonId,
  replaced_by: paper.replacedById,
});

const REQUEST_IDS = PETITION.properties.indexOf('requestIds') + 1;
const open: Statement = {
  name: 'case.open',
  text: `with r as (insert into petition_request (id, petition_id) select unnest($${REQUEST_IDS}::uuid[]), $1 on conflict do nothing)
    insert into petition (${namesOf(PETITION).join(', ')}, opened) values (${params(1, PETITION.properties.length)}, false)`,
};

/** Inserts the petition as registered; its duties start when the law has arrived (`openedCase`). */
export async function insertCase(tx: EntityManager, state: PetitionState): Promise<void> {
  await sql(
    tx,
    open,
    PETITION.properties.map((property) => state[property]),
  );
}

const opened: Statement = {
  name: 'case.opened',
  text: `with h as (insert into history (${HISTORY_COLUMNS}) values (${params(1, HISTORY.properties.length + 1)})) update petition set opened = true where id = $1`,
};

export async function openedCase(tx: EntityManager, state: Of, line: HistoryRow): Promise<void> {
  await sql(tx, opened, [state.id, ...historyValues(line, await keepFor(tx, state))]);
}

const noted: Statement = {
  name: 'case.noted',
  text: `insert into history (${HISTORY_COLUMNS}) values (${params(1, HISTORY.properties.length + 1)})`,
};

/** A line of the course that changes nothing of the petition. */
export async function noteHistory(tx: EntityManager, state: Of, line: HistoryRow): Promise<void> {
  await sql(tx, noted, [state.id, ...historyValues(line, await keepFor(tx, state))]);
}

const recorded: Statement = { name: 'case.record', text: PARTS.record.text('$1') };

/** A record that another service’s fact leaves, without a line of the course. */
export async function noteRecord(tx: EntityManager, state: Of, record: CaseRecord): Promise<void> {
  await sql(tx, recorded, [JSON.stringify([rowOf('case_record', RECORD, state.id, record, await keepFor(tx, state))])]);
}

const papersNoted: Statement = { name: 'case.papers-noted', text: PARTS.document.text('$1') };

/** Papers without a number of their own that a fact of another service leaves in the file. */
export async function notePapers(tx: EntityManager, state: Of, papers: readonly Paper[]): Promise<void> {
  const keep = await keepFor(tx, state);
  await sql(tx, papersNoted, [JSON.stringify(papers.map((paper) => documentRow(state.id, paper, keep)))]);
}
