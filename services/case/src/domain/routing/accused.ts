import { AccusedIdentified, AccusedProposed, PetitionReceived, type Stage } from '@sunshine/events';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { arrival, cancelled, dutiesOfReceiver } from '../duties.js';
import type { Decision, Given, Organ } from '../petition.js';
import { latestRecord, newRecord, proposalsReplaced, withRecord, type CaseRecord } from '../records.js';
import { requireStage } from '../acts.js';
import { accusedOpen, keepsFromAccused } from '../standing.js';
import { optional, required } from '../text.js';
import { chargeMoves, draftBack, leaving, leftBehind, transferRecord } from './charge.js';
import { routingError } from './routing.errors.js';

const SOURCE = '信访工作条例 30 ¶3';

export interface IdentifyAccused {
  readonly identificationId: string;
  readonly accused: readonly { readonly organ: Organ | null; readonly personId: string | null; readonly who: string | null }[];
  /** Why one of them, or nobody, can be named. */
  readonly unnamedReason: string | null;
  /** Organs whose name stands in the words without being meant. */
  readonly denied: readonly { readonly organ: Organ; readonly reason: string }[];
}

/**
 * 核对被检举控告人: everybody accused in words is found in the directory, or it is said why that cannot be done. At any time, and again when
 * more is known; nobody who is barred is ever let in by it but an organ whose mere name had stood in the words.
 * @throws ACT_NOT_IN_STAGE, ACCUSED_OF_REPORTS_ONLY, ACCUSED_PARTY_MALFORMED, ACCUSED_UNIT_ONLY, ACCUSED_DENIAL_OF_UNNAMED,
 * ACCUSED_NOT_ALL_RESOLVED, TEXT_MISSING
 * @source 信访工作条例 30 ¶3, 46(5); own rule on two people
 */
export function identifyAccused(given: Given, command: IdentifyAccused): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'identifyAccused', SOURCE);
  if (!keepsFromAccused(state)) throw routingError('ACCUSED_OF_REPORTS_ONLY', { source: SOURCE });
  const accused = command.accused.map(({ organ, personId, who }, index) => {
    const at = `accused.${index}`;
    const words = optional('姓名、职务', `${at}.who`, who, 100);
    if ((organ === null) === (personId === null)) throw routingError('ACCUSED_PARTY_MALFORMED', { source: SOURCE, field: `${at}.organId` });
    if (personId !== null && words === null) throw routingError('ACCUSED_PARTY_MALFORMED', { source: SOURCE, field: `${at}.who` });
    if (personId !== null && state.kind !== 'REPORT') throw routingError('ACCUSED_UNIT_ONLY', { source: SOURCE, field: `${at}.personId` });
    return { organId: organ?.id ?? null, personId, who: [organ?.name, words].filter(Boolean).join('：') };
  });
  const unnamedReason = optional('无法查明的理由', 'unnamedReason', command.unnamedReason, 500);
  const denied = command.denied.map(({ organ, reason }, index) => {
    if (!state.namedIds.includes(organ.id) || accused.some(({ organId }) => organId === organ.id))
      throw routingError('ACCUSED_DENIAL_OF_UNNAMED', { source: SOURCE, field: `denied.${index}.organId` });
    return { organId: organ.id, name: organ.name, reason: required('排除的理由', `denied.${index}.reason`, reason, 500) };
  });
  // Once all are found, a later one adds to them.
  const first = accusedOpen(state);
  const count = first ? Math.max(1, state.accusedInWords ?? 1) : denied.length > 0 ? 0 : 1;
  if (accused.length < count && unnamedReason === null)
    throw routingError('ACCUSED_NOT_ALL_RESOLVED', { source: SOURCE, details: { count }, field: 'accused' });
  const identification = newRecord({
    id: command.identificationId,
    kind: 'identification',
    state: 'proposed',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: { accused, unnamedReason, denied },
  });
  return decided(
    given,
    { records: withRecord(proposalsReplaced(state.records, 'identification'), identification) },
    {
      events: [AccusedProposed.create({ petitionId: state.id, identificationId: identification.id })],
      line: { act: 'identifyAccused', basis: SOURCE, part: 'proposal' },
    },
  );
}

/** Ids of organs and persons that the identification adds. */
export const identifiedIds = ({ data }: CaseRecord<'identification'>): string[] =>
  data.accused.flatMap(({ organId, personId }) => organId ?? personId ?? []);

/** Until what ends the matter is out: from then on the bars alone follow, and whoever else sees it goes on with it. */
const MOVES: readonly Stage[] = [
  'registered',
  'routed',
  'received',
  'informed',
  'accepted',
  'handling',
  'studying',
  'decided',
  'handed_to_discipline',
  'feedback_noted',
];

export interface ConfirmAccused {
  readonly transferId: string;
  /** Who has to have the matter once they are barred: the organ that has it now, or the nearest that may; null: nobody may. */
  readonly keeper: Organ | null;
}

/**
 * The second reader confirms: the bars follow at once. Where they reach the organ that has the matter, it goes to the nearest bureau that is
 * not barred, else to the discipline organ of that level or above, with its first day of receipt and a duty of that organ's own.
 * @throws ACT_NOT_IN_STAGE, ACCUSED_NOT_PROPOSED, OWN_PROPOSAL, ACCUSED_LEAVE_NO_READER
 * @source 信访工作条例 22, 30 ¶3, 46(5)
 */
export function confirmAccused(given: Given, { transferId, keeper }: ConfirmAccused): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'confirmAccused', SOURCE);
  const proposal = latestRecord(state, 'identification', 'proposed');
  if (!proposal) throw routingError('ACCUSED_NOT_PROPOSED', { source: SOURCE });
  if (proposal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  if (keeper === null) throw routingError('ACCUSED_LEAVE_NO_READER', { source: SOURCE });
  const added = identifiedIds(proposal).filter((id) => !state.accusedIds.includes(id));
  const denied = proposal.data.denied.map(({ organId }) => organId);
  const confirmed: CaseRecord<'identification'> = { ...proposal, state: 'confirmed', confirmedBy: act.personId, confirmedOn: act.on };
  const known = {
    accusedIds: [...state.accusedIds, ...added],
    namedIds: state.namedIds.filter((id) => !denied.includes(id)),
    records: withRecord(state.records, confirmed),
  };
  const bars = added.map((subject) => ({ do: 'set', subject, relation: 'barred' }) as const);
  const moves = keeper.id !== state.organId && MOVES.includes(state.stage);
  const moved = moves ? movedTo({ ...given, state: { ...state, ...known } }, transferId, keeper) : null;
  return decided(given, moved ? { ...known, ...moved.change } : known, {
    events: [
      AccusedIdentified.create({ petitionId: state.id, identificationId: proposal.id, movedToId: moved ? keeper.id : null }),
      ...(moved ? [PetitionReceived.create({ petitionId: state.id, organId: keeper.id, receivedOn: act.on })] : []),
    ],
    clocks: moved?.clocks ?? [],
    relations: [...bars, ...(moved?.relations ?? [])],
    line: { act: 'confirmAccused', basis: SOURCE, part: 'confirmation' },
  });
}

const handedOverAnew = (records: readonly CaseRecord[]): readonly CaseRecord[] =>
  records.map((record): CaseRecord =>
    record.kind === 'handOver' && (record.state === 'sent' || record.state === 'received') ? { ...record, state: 'replaced' } : record,
  );

/** The bureau's duty ends without a finding, as that of an organ that was wrongly sent a matter; the next one's runs from its own receipt. */
function movedTo(given: Given, transferId: string, keeper: Organ) {
  const { state, law, act } = given;
  const left = leftBehind(state, true);
  const charge = { organId: keeper.id, organKind: keeper.kind, senderId: state.organId, assignerId: null, reportBy: null };
  const transfer = transferRecord(
    given,
    transferId,
    { kind: 'AVOIDANCE', toOrganId: keeper.id, reason: SOURCE, reportBy: null, points: [], number: '' },
    true,
  );
  return {
    change: {
      ...charge,
      stage: 'received' as const,
      exit: null,
      outcome: null,
      organReceivedOn: act.on,
      handlerId: null,
      completion: null,
      opinion: draftBack(state.opinion),
      records: withRecord(handedOverAnew(left.records), transfer),
    },
    clocks: [
      ...cancelled(given, ['ROUTE', 'HANDLE', 'ASSIGNMENT_REPORT'], 'accused_identified'),
      ...leaving(given, 'accused_identified'),
      // An objection would go to whoever is barred.
      ...dutiesOfReceiver(law.packOn(act.on), arrival(state, keeper, act.on)).filter(({ term }) => term !== 'OBJECT'),
    ],
    relations: [...left.relations, ...chargeMoves(state, { ...state, ...charge })],
  };
}
