import { MatterFollowed, TransferRecalled, type Act } from '@sunshine/events';
import { ACTS } from '../acts.js';
import { decided, running } from '../decision.js';
import type { NodeFact } from '../elsewhere.js';
import type { LevelAct } from '../level-acts.js';
import type { Decision, Given } from '../petition.js';
import { latestRecord, newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { movedOn } from '../routing/objection-upheld.js';
import { takenBack } from '../routing/recall.js';
import type { PlacedAddressee } from '../routing/routing.js';
import { termRule, dueDate, type Day } from '@sunshine/procedure';

const SOURCE = '本系统规则 跨节点办理（信访工作条例 22、23）';

/** What a fact of another node finds: the petition, all its clocks, the law; the act is of the day of the fact. */
export type NodeGiven = Pick<Given, 'state' | 'clocks' | 'law'> & { readonly act: Act };
type Transfer = CaseRecord<'transfer'>;

/** Of what another node wrote the case says where it is to be read. */
export const WORDS_ELSEWHERE = '见“上下级办理情况”';

/** What another node says of a matter that is to come back, or of an objection of its organ. */
export const BACK = ['objection', 'returned', 'recalled', 'recall_declined'] as const;
type Back = (typeof BACK)[number];
export const isBack = (what: string): what is Back => (BACK as readonly string[]).includes(what);

/** The objection to this transfer that this node has upheld, and of which the matter has not come back yet. */
export const upheldElsewhere = (state: Given['state'], { id }: Pick<Transfer, 'id'>): CaseRecord<'objection'> | null =>
  recordsOf(state, 'objection', 'upheld').findLast(({ data }) => data.transferId === id) ?? null;

/**
 * A matter of another node comes back, or its organ objects to it. Null: nothing that is followed.
 * @param heardOn the day on which this node was told, from which its term to decide runs
 * @param newOrgan of the decision by which the matter comes back; null where there is none
 * @source 信访工作条例 23 ¶3; law 2.5
 */
export function comingBack(
  given: NodeGiven,
  transfer: Transfer,
  fact: NodeFact,
  { heardOn, newOrgan }: { readonly heardOn: Day; readonly newOrgan: PlacedAddressee | null },
): Decision | null {
  switch (fact.what as Back) {
    case 'objection':
      return objected(given, transfer, fact, heardOn);
    case 'returned':
      return returned(given, transfer, fact, newOrgan);
    case 'recalled':
      return recalled(given, transfer, fact);
    case 'recall_declined':
      return declined(given, transfer, fact);
  }
}

const followed = ({ state }: NodeGiven, { organId, node, what, on }: NodeFact) =>
  MatterFollowed.create({ petitionId: state.id, organId, node, told: what, on });

const lineOf = (act: LevelAct | 'confirmObjection', { node }: NodeFact, more: string | null = null) =>
  ({ act, basis: SOURCE, remark: [`对方节点${node}`, more].filter(Boolean).join('，') }) as const;

/** Raised there by its day; this node decides it as one of its own organs, from the day on which it was told. */
function objected(given: NodeGiven, transfer: Transfer, fact: NodeFact, heardOn: Day): Decision | null {
  const { state, clocks, law } = given;
  const { toldBy: id, organId } = fact;
  if (id === undefined || state.stage !== 'received' || recordsOf(state, 'objection').some((record) => record.id === id)) return null;
  const pack = law.packOn(heardOn);
  const decides = termRule(pack, 'OBJECT_DECIDE').length !== null;
  const until = decides ? dueDate({ pack, term: 'OBJECT_DECIDE', start: heardOn, calendar: law.calendar }).effectiveDue : null;
  const { fromOrganId: subject } = transfer.data;
  const objection = newRecord({
    ...{ id, kind: 'objection', state: 'raised', on: fact.on, organId, until, confirmedOn: fact.on },
    data: {
      ...{ transferId: transfer.id, reason: WORDS_ELSEWHERE, basis: WORDS_ELSEWHERE, proposedOrganId: null },
      ...{ number: null, decision: null, firstHandling: null },
    },
  });
  const { id: petitionId } = state;
  const option = running(clocks, 'OBJECT');
  return decided(
    given,
    { records: withRecord(state.records, objection) },
    {
      events: [followed(given, fact)],
      clocks: [
        ...(option ? [{ do: 'stop', petitionId, term: 'OBJECT', subject: organId, on: fact.on } as const] : []),
        ...(decides ? [{ do: 'start', petitionId, term: 'OBJECT_DECIDE', subject, startedOn: heardOn } as const] : []),
      ],
      line: lineOf('confirmObjection', fact),
    },
  );
}

/** The matter is this node's again by its own receipt, and goes on to the organ that the decision named. */
function returned(given: NodeGiven, transfer: Transfer, fact: NodeFact, to: PlacedAddressee | null): Decision | null {
  const objection = upheldElsewhere(given.state, transfer);
  const paper = objection?.data.decision?.paper;
  if (!objection || !paper || !to) return null;
  const moved = movedOn(given, objection, to, paper);
  return decided(given, moved.change, {
    events: [followed(given, fact), ...moved.events],
    clocks: moved.clocks,
    relations: moved.relations,
    line: lineOf('returnElsewhere', fact, `转${to.name}`),
  });
}

/** That node has given it back: it is where it was before it was sent. */
function recalled(given: NodeGiven, transfer: Transfer, fact: NodeFact): Decision | null {
  const { state } = given;
  const { recall, former } = transfer.data;
  if (!recall || !(ACTS.recallTransfer.stages as readonly string[]).includes(state.stage)) return null;
  const back = takenBack(given, transfer, 'recalled', 'recalled');
  const { documentId } = recall;
  return decided(given, back.change, {
    events: [
      followed(given, fact),
      TransferRecalled.create({
        ...{ petitionId: state.id, transferId: transfer.id, fromOrganId: state.organId, senderId: former.organId, documentId },
      }),
    ],
    clocks: back.clocks,
    relations: back.relations,
    line: lineOf('giveBackElsewhere', fact),
  });
}

function declined(given: NodeGiven, transfer: Transfer, fact: NodeFact): Decision | null {
  const { recall } = transfer.data;
  if (!recall || recall.declinedOn !== undefined) return null;
  const kept: Transfer = { ...transfer, data: { ...transfer.data, recall: { ...recall, declinedOn: fact.on } } };
  return decided(
    given,
    { records: withRecord(given.state.records, kept) },
    { events: [followed(given, fact)], line: lineOf('keepElsewhere', fact, '由其继续办理') },
  );
}

/** An organ that has told the petitioner is bound, though its objection was upheld meanwhile. */
export const boundBy = (records: readonly CaseRecord[], { id }: Pick<Transfer, 'id'>): readonly CaseRecord[] =>
  records.map((record) =>
    record.kind === 'objection' && record.state === 'upheld' && (record as CaseRecord<'objection'>).data.transferId === id
      ? { ...record, state: 'dropped' as const }
      : record,
  ) as readonly CaseRecord[];

/** The organ to which an upheld objection to the standing transfer sends the matter on; null: there is none. */
export const newOrganOf = (state: Given['state']): string | null => {
  const transfer = latestRecord(state, 'transfer', 'standing');
  return (transfer && upheldElsewhere(state, transfer)?.data.decision?.newOrganId) ?? null;
};
