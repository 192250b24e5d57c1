import { contentHash, type Day } from '@sunshine/procedure';
import { insertRows, type Statement } from '@sunshine/platform';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';
import { sealMatter } from '../sealing/matter.js';
import { keepFor, sql } from '../sealing/sql.js';
import { keepPlain, sealedBody, type Keep } from '../sealing/words.js';
import { endsDraft } from '../domain/opinion/draft.js';
import type { Decision, Extension, HistoryLine, Opinion, Paper, PetitionState, Delivery, VoidedPaper } from '../domain/petition.js';
import type { CaseRecord } from '../domain/records.js';

/** Whose row it is, and whether it is sealed. */
type Of = Pick<PetitionState, 'id' | 'kind'>;

/** Who acted and how it stands in the course. */
export interface HistoryRow extends HistoryLine {
  readonly on: Day;
  readonly at: string;
  readonly recordedAt: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  /** Null for an act of the petitioner. */
  readonly organId: string | null;
  readonly role: string | null;
  /** `机关·岗位`, as it was on that day; empty: the organ's name at reading. */
  readonly actor: string;
}

const HISTORY_COLUMNS = 'petition_id, on_day, at, recorded_at, actor_kind, actor_id, organ_id, role, actor, act, basis, part, remark';
const historyValues = (petitionId: string, row: HistoryRow, keep: Keep): unknown[] => [
  petitionId,
  row.on,
  row.at,
  row.recordedAt,
  row.actorKind,
  row.actorId,
  row.organId,
  row.role,
  row.actor,
  row.act,
  row.basis,
  row.part,
  keep(row.remark),
];

const params = (from: number, count: number): string => Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ');

const PETITION_SET = [
  'version',
  'organ_id',
  'organ_kind',
  'organ_received_on',
  'sender_id',
  'assigner_id',
  'report_by',
  'reported_on',
  'stage',
  'exit',
  'outcome',
  'handler_id',
  'latest_on',
  'accepted_on',
  'closed_on',
  'completion_ground',
  'completion_proposed_by',
  'completion_proposed_on',
  'completion_verified_by',
  'kind',
  'received_on',
  'request_ids',
  'petitioner_ids',
  'first_handling_unit_id',
  'merged_into',
];
const petitionValues = (state: PetitionState): unknown[] => [
  state.version,
  state.organId,
  state.organKind,
  state.organReceivedOn,
  state.senderId,
  state.assignerId,
  state.reportBy,
  state.reportedOn,
  state.stage,
  state.exit,
  state.outcome,
  state.handlerId,
  state.latestOn,
  state.acceptedOn,
  state.closedOn,
  state.completion?.ground ?? null,
  state.completion?.proposedBy ?? null,
  state.completion?.proposedOn ?? null,
  state.completion?.verifiedBy ?? null,
  state.kind,
  state.receivedOn,
  state.requestIds,
  state.petitionerIds,
  state.firstHandlingUnitId,
  state.mergedInto,
];

/** A table that an act may write besides: its rows as JSON with the table's own column names. */
interface Part {
  readonly name: string;
  text(param: string): string;
}

const OPINION_SET = [
  'revision',
  'state',
  'facts',
  'evidence',
  'answers',
  'execute_by',
  'performer_id',
  'drafted_by',
  'checked_by',
  'issued_by',
  'remark',
  'document_id',
  'dispatched_on',
] as const;
const OPINION = ['id', 'petition_id', 'legacy', ...OPINION_SET] as const;
const RECORD_SET = ['state', 'organ_id', 'until_day', 'confirmed_by', 'confirmed_on', 'data'] as const;
const RECORD = ['id', 'petition_id', 'kind', 'on_day', 'by_person_id', ...RECORD_SET] as const;
const EXTENSION_SET = ['approved_by', 'approved_on'] as const;
const EXTENSION = ['id', 'petition_id', 'days', 'reason', 'requested_by', 'requested_on', ...EXTENSION_SET] as const;
const DELIVERY = ['id', 'petition_id', 'opinion_id', 'document_id', 'petitioner_id', 'through_id', 'way', 'served_on', 'proof'] as const;
const DOCUMENT = ['id', 'petition_id', 'kind', 'number', 'body', 'hash', 'issued_on', 'organ_id'] as const;
/** The columns of the tables whose rows an act writes as JSON; of a document, voiding writes the last four. */
export const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  opinion: OPINION,
  extension: EXTENSION,
  case_record: RECORD,
  service: DELIVERY,
  document: [...DOCUMENT, 'voided_on', 'void_reason', 'voided_by', 'replaced_by'],
};

/** A row with a value for each of the columns that are written, and no other. */
type RowOf<Columns extends readonly string[]> = Record<Columns[number], unknown>;

const insert =
  (table: string, columns: readonly string[]) =>
  (param: string): string =>
    insertRows(table, columns, param);
const upsert =
  (table: string, columns: readonly string[], set: readonly string[]) =>
  (param: string): string =>
    `${insertRows(table, columns, param)} on conflict (id) do update set ${set.map((column) => `${column} = excluded.${column}`).join(', ')}`;

const PARTS = {
  opinion: { name: 'o', text: upsert('opinion', OPINION, OPINION_SET) },
  draft: {
    name: 't',
    text: (param) =>
      `delete from opinion_draft t using json_to_recordset(${param}::json) v(petition_id uuid) where t.petition_id = v.petition_id`,
  },
  extension: { name: 'e', text: upsert('extension', EXTENSION, EXTENSION_SET) },
  record: { name: 'c', text: upsert('case_record', RECORD, RECORD_SET) },
  delivery: { name: 's', text: insert('service', DELIVERY) },
  document: { name: 'd', text: insert('document', DOCUMENT) },
  register: {
    name: 'g',
    text: (param) =>
      `update document_register r set state = 'used', number = v.number from json_to_recordset(${param}::json) v(document_id uuid, number text) where r.document_id = v.document_id`,
  },
  voided: {
    name: 'v',
    text: (param) =>
      `update document d set voided_on = v.voided_on, void_reason = v.void_reason, voided_by = v.voided_by, replaced_by = v.replaced_by from json_populate_recordset(null::document, ${param}::json) v where d.id = v.id`,
  },
  voidedNumber: {
    name: 'w',
    text: (param) =>
      `update document_register r set state = 'void', void_reason = v.void_reason, voided_on = v.voided_on, voided_by = v.voided_by from json_populate_recordset(null::document, ${param}::json) v where r.document_id = v.id`,
  },
  answers: {
    name: 'q',
    text: (param) =>
      `update petition_request r set outcome = v.outcome, basis = v.basis from json_to_recordset(${param}::json) v(id uuid, outcome text, basis text[]) where r.id = v.id`,
  },
} satisfies Record<string, Part>;
type PartName = keyof typeof PARTS;

const statements = new Map<string, Statement>();

/** One statement for all that an act writes; planned once for each set of tables. */
function saving(parts: readonly PartName[]): Statement {
  const name = `case.save${parts.map((part) => `.${PARTS[part].name}`).join('')}`;
  const known = statements.get(name);
  if (known) return known;
  const history = PETITION_SET.length + 2;
  const first = history + 12;
  const more = parts.map((part, index) => `, ${PARTS[part].name} as (${PARTS[part].text(`$${first + index}`)})`).join('');
  const text = `with h as (insert into history (${HISTORY_COLUMNS}) values ($1, ${params(history, 12)}))${more}
    update petition set ${PETITION_SET.map((column, index) => `${column} = $${index + 2}`).join(', ')} where id = $1`;
  const fresh = { name, text };
  statements.set(name, fresh);
  return fresh;
}

/**
 * Writes all that a decision changed, in one statement; that of another matter than a report is on its way when this returns.
 * @param former the state it was made on
 */
export async function saveCase(tx: EntityManager, former: PetitionState, decision: Decision, line: HistoryRow): Promise<void> {
  const { state, papers, paperDeliveries = [], voids = [] } = decision;
  const keep = state.kind === 'REPORT' ? await keepFor(tx, state) : keepPlain;
  const rows: [PartName, unknown[]][] = [];
  if (state.opinion && state.opinion !== former.opinion) {
    rows.push(['opinion', [opinionRow(state.id, state.opinion, keep)]]);
    const [stood, stands] = [former.opinion?.state === 'issued', state.opinion.state === 'issued'];
    const { answers } = state.opinion;
    // An opinion that went back to the issuer has decided nothing yet; a new draft beside an issued one leaves what that one decided.
    const back = stood && !stands && state.opinion.id === former.opinion?.id;
    if (answers.length > 0 && (back || (stands && !stood)))
      rows.push([
        'answers',
        answers.map(({ requestId, outcome, basis }) => (back ? { id: requestId } : { id: requestId, outcome, basis: keep(basis) })),
      ]);
  }
  if (endsDraft(former, state)) rows.push(['draft', [{ petition_id: state.id }]]);
  if (state.extension && state.extension !== former.extension) rows.push(['extension', [extensionRow(state.id, state.extension, keep)]]);
  const records = state.records.filter((record) => !former.records.includes(record));
  if (records.length > 0) rows.push(['record', records.map((record) => recordRow(state.id, record, keep))]);
  const deliveries = [...state.deliveries.filter((delivery) => !former.deliveries.includes(delivery)), ...paperDeliveries];
  if (deliveries.length > 0) rows.push(['delivery', deliveries.map((delivery) => deliveryRow(state.id, delivery, keep))]);
  if (papers.length > 0) {
    rows.push(['document', papers.map((paper) => documentRow(state.id, paper, keep))]);
    const numbered = papers.filter(({ number }) => number !== null);
    if (numbered.length > 0) rows.push(['register', numbered.map(({ id, number }) => ({ document_id: id, number }))]);
  }
  const voided = voids.map((paper) => voidRow(paper, keep));
  if (voids.length > 0) rows.push(['voided', voided], ['voidedNumber', voided]);
  const [, ...historyOf] = historyValues(state.id, line, keep);
  await sql(tx, saving(rows.map(([part]) => part)), [
    state.id,
    ...petitionValues(state),
    ...historyOf,
    ...rows.map(([, values]) => JSON.stringify(values)),
  ]);
  // What was written before it was known to be a report.
  if (state.kind === 'REPORT' && former.kind !== 'REPORT') await sealMatter(tx, state.id);
}

const opinionRow = (petitionId: string, o: Opinion, keep: Keep): RowOf<typeof OPINION> => ({
  id: o.id,
  petition_id: petitionId,
  revision: o.revision,
  state: o.state,
  facts: keep(o.facts),
  evidence: keep(o.evidence),
  answers: keep(o.answers),
  execute_by: o.executeBy,
  performer_id: o.performerId,
  drafted_by: o.draftedBy,
  checked_by: o.checkedBy,
  issued_by: o.issuedBy,
  remark: keep(o.remark),
  document_id: o.documentId,
  dispatched_on: o.dispatchedOn,
  legacy: o.legacy,
});

const extensionRow = (petitionId: string, e: Extension, keep: Keep): RowOf<typeof EXTENSION> => ({
  id: e.id,
  petition_id: petitionId,
  days: e.days,
  reason: keep(e.reason),
  requested_by: e.requestedBy,
  requested_on: e.requestedOn,
  approved_by: e.approvedBy,
  approved_on: e.approvedOn,
});

const recordRow = (petitionId: string, r: CaseRecord, keep: Keep): RowOf<typeof RECORD> => ({
  id: r.id,
  petition_id: petitionId,
  kind: r.kind,
  state: r.state,
  on_day: r.on,
  organ_id: r.organId,
  by_person_id: r.byPersonId,
  until_day: r.until,
  confirmed_by: r.confirmedBy,
  confirmed_on: r.confirmedOn,
  data: keep(r.data),
});

const deliveryRow = (petitionId: string, s: Delivery, keep: Keep): RowOf<typeof DELIVERY> => ({
  id: s.id,
  petition_id: petitionId,
  opinion_id: s.opinionId,
  document_id: s.documentId,
  petitioner_id: s.petitionerId,
  through_id: s.throughId,
  way: s.way,
  served_on: s.servedOn,
  proof: keep(s.proof),
});

const documentRow = (petitionId: string, paper: Paper, keep: Keep): RowOf<typeof DOCUMENT> => ({
  id: paper.id,
  petition_id: petitionId,
  kind: paper.kind,
  number: paper.number,
  body: bodyOf(paper, keep),
  hash: contentHash(paper.body),
  issued_on: paper.issuedOn,
  organ_id: paper.organId,
});

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

const open: Statement = {
  name: 'case.open',
  text: `with r as (insert into petition_request (id, petition_id) select unnest($14::uuid[]), $1 on conflict do nothing)
    insert into petition (id, version, number, kind, channel, division, received_on, registered_on, registering_organ_id, organ_id, organ_kind,
      organ_received_on, stage, address_unclear, request_ids, petitioner_ids, accused_ids, latest_on, split_from,
      representative_ids, opened)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15, $14, $16, $17, $18, $19, $20, false)`,
};

/** The petition as registered; its duties start when the law is at hand (`openedCase`). */
export async function insertCase(tx: EntityManager, s: PetitionState): Promise<void> {
  await sql(tx, open, [
    s.id,
    s.version,
    s.number,
    s.kind,
    s.channel,
    s.division,
    s.receivedOn,
    s.registeredOn,
    s.registeringOrganId,
    s.organId,
    s.organKind,
    s.organReceivedOn,
    s.stage,
    s.requestIds,
    s.addressUnclear,
    s.petitionerIds,
    s.accusedIds,
    s.latestOn,
    s.splitFrom,
    s.representativeIds,
  ]);
}

const opened: Statement = {
  name: 'case.opened',
  text: `with h as (insert into history (${HISTORY_COLUMNS}) values ($1, ${params(2, 12)})) update petition set opened = true where id = $1`,
};

export async function openedCase(tx: EntityManager, state: Of, line: HistoryRow): Promise<void> {
  await sql(tx, opened, historyValues(state.id, line, await keepFor(tx, state)));
}

const noted: Statement = { name: 'case.noted', text: `insert into history (${HISTORY_COLUMNS}) values (${params(1, 13)})` };

/** A line of the course that changes nothing of the petition. */
export async function noteHistory(tx: EntityManager, state: Of, line: HistoryRow): Promise<void> {
  await sql(tx, noted, historyValues(state.id, line, await keepFor(tx, state)));
}

const recorded: Statement = { name: 'case.record', text: PARTS.record.text('$1') };

/** A record that another service’s fact leaves, without a line of the course. */
export async function noteRecord(tx: EntityManager, state: Of, record: CaseRecord): Promise<void> {
  await sql(tx, recorded, [JSON.stringify([recordRow(state.id, record, await keepFor(tx, state))])]);
}
