import { contentHash, type Day } from '@sunshine/procedure';
import { sql, type Statement } from '@sunshine/platform';
import canonicalize from 'canonicalize';
import type { EntityManager } from 'typeorm';
import type { Completion, Decision, Extension, HistoryLine, Opinion, Organ, Paper, PetitionState, Service } from './domain/petition.js';

const COLUMNS = `p.id, p.version, p.number, p.kind, p.channel, p.division, p.received_on "receivedOn", p.registered_on "registeredOn",
  p.registering_organ_id "registeringOrganId", p.organ_id "organId", p.organ_kind "organKind", p.organ_received_on "organReceivedOn",
  p.sender_id "senderId", p.assigner_id "assignerId", p.report_by "reportBy", p.reported_on "reportedOn", p.stage, p.exit, p.outcome,
  p.address_unclear "addressUnclear", p.request_ids "requestIds", p.petitioner_ids "petitionerIds", p.accused_ids "accusedIds",
  p.handler_id "handlerId", p.latest_on "latestOn", p.accepted_on "acceptedOn", p.closed_on "closedOn"`;
const EXTENSION = `json_build_object('id', e.id, 'days', e.days, 'reason', e.reason, 'requestedBy', e.requested_by, 'requestedOn', e.requested_on,
  'approvedBy', e.approved_by, 'approvedOn', e.approved_on)`;
const OPINION = `json_build_object('id', o.id, 'revision', o.revision, 'state', o.state, 'facts', o.facts, 'evidence', o.evidence, 'answers', o.answers,
  'executeBy', o.execute_by, 'performerId', o.performer_id, 'draftedBy', o.drafted_by, 'checkedBy', o.checked_by, 'issuedBy', o.issued_by,
  'remark', o.remark, 'documentId', o.document_id, 'dispatchedOn', o.dispatched_on, 'legacy', o.legacy)`;
const SERVICE = `json_build_object('id', s.id, 'opinionId', s.opinion_id, 'petitionerId', s.petitioner_id, 'way', s.way, 'servedOn', s.served_on, 'proof', s.proof)`;

// After a wait for the lock p is fresh, but its subqueries still see the statement's older snapshot: `seen` tells.
const load: Statement = {
  name: 'case.load',
  text: `select ${COLUMNS}, p.opened, (select v.version from petition v where v.id = p.id) seen,
    case when p.completion_ground is not null then json_build_object('ground', p.completion_ground, 'proposedBy', p.completion_proposed_by,
      'proposedOn', p.completion_proposed_on, 'verifiedBy', p.completion_verified_by) end completion,
    (select ${EXTENSION} from extension e where e.petition_id = p.id) extension,
    (select ${OPINION} from opinion o where o.petition_id = p.id) opinion,
    coalesce((select json_agg(${SERVICE} order by s.id) from service s where s.petition_id = p.id), '[]') services,
    (select json_agg(json_build_object('id', g.id, 'kind', g.kind, 'name', g.name, 'shortName', g.short_name, 'closedOn', g.closed_on, 'reviewedBy', r.name))
      from organ g left join organ r on r.id = g.reviewed_by where g.id = any($2::uuid[])) organs,
    $3::uuid is not null and exists (select 1 from organ t where t.id = $3::uuid
      and (t.path && p.accused_ids or t.path && array(select a.organ_id from person_role a where a.person_id = any(p.accused_ids) and a.organ_id is not null))) "toAccused"
    from petition p where p.id = $1 for update of p`,
};

/** An organ as a command finds it, with the name of the organ that reviews its opinions. */
export type KnownOrgan = Organ & { readonly reviewedBy: string | null };

export interface Loaded {
  readonly state: PetitionState;
  /** False while the law of its first duty has not arrived. */
  readonly opened: boolean;
  readonly organs: ReadonlyMap<string, KnownOrgan>;
  /** The addressee is kept out of this report. */
  readonly toAccused: boolean;
}

type LoadedRow = Omit<PetitionState, 'completion' | 'extension' | 'opinion' | 'services'> & {
  opened: boolean;
  seen: number;
  completion: Completion | null;
  extension: Extension | null;
  opinion: Opinion | null;
  services: Service[];
  organs: KnownOrgan[] | null;
  toAccused: boolean;
};

/** The petition under its row lock with all its parts, and the organs the act names; null where it is not known. */
export async function loadCase(
  tx: EntityManager,
  id: string,
  organIds: readonly string[],
  addresseeId: string | null = null,
): Promise<Loaded | null> {
  const read = () => sql<LoadedRow>(tx, load, [id, organIds, addresseeId]);
  let [row] = await read();
  if (row && row.seen !== row.version) [row] = await read();
  if (!row) return null;
  const { opened, organs, toAccused, seen: _seen, ...state } = row;
  return { state, opened, toAccused, organs: new Map((organs ?? []).map((organ) => [organ.id, organ])) };
}

const nextNumber: Statement = {
  name: 'case.number',
  text: `insert into document_number as n (organ_id, kind, year, last) values ($1, $2, $3, 1)
    on conflict (organ_id, kind, year) do update set last = n.last + 1 returning last`,
};

/** The next running number of the organ for papers of that kind and year. Gapless: whoever takes one holds it until the end. */
export async function takeNumber(tx: EntityManager, organId: string, kind: string, on: Day): Promise<number> {
  const [row] = await sql<{ last: number }>(tx, nextNumber, [organId, kind, Number(on.slice(0, 4))]);
  return (row as { last: number }).last;
}

/** Who acted and how it stands in the course. */
export interface HistoryRow extends HistoryLine {
  readonly on: Day;
  readonly at: string;
  readonly recordedAt: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly organId: string;
  readonly role: string | null;
  /** `机关·岗位`, as it was on that day; empty: the organ's name at reading. */
  readonly actor: string;
}

const HISTORY_COLUMNS = 'petition_id, on_day, at, recorded_at, actor_kind, actor_id, organ_id, role, actor, act, basis, part, remark';
const historyValues = (petitionId: string, row: HistoryRow): unknown[] => [
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
  row.remark,
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
];
const EXTENSION_SET = ['approved_by', 'approved_on'];
const upsert =
  (table: string, set: readonly string[]) =>
  (param: string): string =>
    `insert into ${table} select * from json_populate_recordset(null::${table}, ${param}::json) on conflict (id) do update set ${set.map((column) => `${column} = excluded.${column}`).join(', ')}`;
const insert =
  (table: string) =>
  (param: string): string =>
    `insert into ${table} select * from json_populate_recordset(null::${table}, ${param}::json)`;

const PARTS = {
  opinion: { name: 'o', text: upsert('opinion', OPINION_SET) },
  extension: { name: 'e', text: upsert('extension', EXTENSION_SET) },
  service: { name: 's', text: insert('service') },
  document: { name: 'd', text: insert('document') },
  register: { name: 'g', text: insert('document_register') },
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
 * Writes all that a decision changed, in one statement.
 * @param former the state it was made on
 * @param running numbers of the papers in the organ's register, by document id
 */
export async function saveCase(
  tx: EntityManager,
  former: PetitionState,
  decision: Decision,
  line: HistoryRow,
  running: ReadonlyMap<string, number>,
): Promise<void> {
  const { state, papers } = decision;
  const rows: [PartName, unknown[]][] = [];
  if (state.opinion && state.opinion !== former.opinion) {
    rows.push(['opinion', [opinionRow(state.id, state.opinion)]]);
    const decided = state.opinion.state === 'issued' && former.opinion?.state !== 'issued' ? state.opinion.answers : [];
    if (decided.length > 0) rows.push(['answers', decided.map(({ requestId, outcome, basis }) => ({ id: requestId, outcome, basis }))]);
  }
  if (state.extension && state.extension !== former.extension) rows.push(['extension', [extensionRow(state.id, state.extension)]]);
  const services = state.services.filter((service) => !former.services.includes(service));
  if (services.length > 0) rows.push(['service', services.map((service) => serviceRow(state.id, service))]);
  if (papers.length > 0) {
    rows.push(['document', papers.map((paper) => documentRow(state.id, paper))]);
    const numbered = papers.filter(({ id }) => running.has(id));
    if (numbered.length > 0) rows.push(['register', numbered.map((paper) => registerRow(paper, running.get(paper.id) as number))]);
  }
  const [, ...historyOf] = historyValues(state.id, line);
  await sql(tx, saving(rows.map(([part]) => part)), [
    state.id,
    ...petitionValues(state),
    ...historyOf,
    ...rows.map(([, values]) => JSON.stringify(values)),
  ]);
}

const opinionRow = (petitionId: string, o: Opinion) => ({
  id: o.id,
  petition_id: petitionId,
  revision: o.revision,
  state: o.state,
  facts: o.facts,
  evidence: o.evidence,
  answers: o.answers,
  execute_by: o.executeBy,
  performer_id: o.performerId,
  drafted_by: o.draftedBy,
  checked_by: o.checkedBy,
  issued_by: o.issuedBy,
  remark: o.remark,
  document_id: o.documentId,
  dispatched_on: o.dispatchedOn,
  legacy: o.legacy,
});

const extensionRow = (petitionId: string, e: Extension) => ({
  id: e.id,
  petition_id: petitionId,
  days: e.days,
  reason: e.reason,
  requested_by: e.requestedBy,
  requested_on: e.requestedOn,
  approved_by: e.approvedBy,
  approved_on: e.approvedOn,
});

const serviceRow = (petitionId: string, s: Service) => ({
  id: s.id,
  petition_id: petitionId,
  opinion_id: s.opinionId,
  petitioner_id: s.petitionerId,
  way: s.way,
  served_on: s.servedOn,
  proof: s.proof,
});

const documentRow = (petitionId: string, paper: Paper) => ({
  id: paper.id,
  petition_id: petitionId,
  kind: paper.kind,
  number: paper.number,
  body: canonicalize(paper.body) ?? '{}',
  hash: contentHash(paper.body),
  issued_on: paper.issuedOn,
  organ_id: paper.organId,
});

const registerRow = (paper: Paper, running: number) => ({
  organ_id: paper.organId,
  kind: paper.kind,
  year: Number(paper.issuedOn.slice(0, 4)),
  running,
  document_id: paper.id,
  number: paper.number,
  void_reason: null,
});

const open: Statement = {
  name: 'case.open',
  text: `with r as (insert into petition_request (id, petition_id) select unnest($14::uuid[]), $1 on conflict do nothing)
    insert into petition (id, version, number, kind, channel, division, received_on, registered_on, registering_organ_id, organ_id, organ_kind,
      organ_received_on, stage, address_unclear, request_ids, petitioner_ids, accused_ids, latest_on, opened)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15, $14, $16, $17, $18, false)`,
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
  ]);
}

const opened: Statement = {
  name: 'case.opened',
  text: `with h as (insert into history (${HISTORY_COLUMNS}) values ($1, ${params(2, 12)})) update petition set opened = true where id = $1`,
};

export async function openedCase(tx: EntityManager, petitionId: string, line: HistoryRow): Promise<void> {
  await sql(tx, opened, historyValues(petitionId, line));
}

const waiting: Statement = {
  name: 'case.waiting',
  text: `select ${COLUMNS}, null completion, null extension, null opinion, '[]'::json services from petition p where not p.opened order by p.id for update`,
};

/** Petitions whose law had not arrived when they were registered, oldest first. */
export const waitingCases = (tx: EntityManager): Promise<PetitionState[]> => sql<PetitionState>(tx, waiting, []);
