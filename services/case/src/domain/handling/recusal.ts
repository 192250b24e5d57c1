import { RecusalDecided, RecusalRequested, type Role } from '@sunshine/events';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import type { Decision, Given, PetitionerGiven, PetitionState } from '../petition.js';
import { newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { recusalError } from './recusal.errors.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '信访工作条例 28 ¶3';

/** Officers of the organ that has the matter, and its path: the organs above it, topmost first, itself last. */
export interface Staff {
  readonly path: readonly string[];
  readonly officers: readonly { readonly personId: string; readonly role: Role }[];
}

/** Until it is decided, the officer does not act on the matter. @throws OFFICER_RECUSAL_PENDING */
export function requireNoRecusalPending(state: PetitionState, personId: string): void {
  if (recordsOf(state, 'recusal', 'requested').some(({ data }) => data.officerId === personId))
    throw recusalError('OFFICER_RECUSAL_PENDING', { source: SOURCE });
}

/** The organ whose head decides about a head: the one directly above; of the topmost organ another of its heads. */
const aboveOf = ({ path }: Staff): string | null => path.at(-2) ?? path.at(-1) ?? null;

const holds = ({ officers }: Staff, personId: string, role?: Role): boolean =>
  officers.some((one) => one.personId === personId && (role === undefined || one.role === role));

export interface RequestRecusal {
  readonly recordId: string;
  /** Null: the head if `ofHead`; else the officer who asks, or for a petitioner the officer who acted on the matter last. */
  readonly officerId: string | null;
  readonly ofHead: boolean;
  readonly reason: string;
  readonly staff: Staff;
}

/**
 * A direct interest: declared by the officer, or asked for by a colleague or the petitioner. It is a person who steps back, never the organ;
 * no clock moves. Where it is about a head, the organ above sees the matter until it has decided.
 * @throws ACT_NOT_IN_STAGE, RECUSAL_OFFICER_UNKNOWN, RECUSAL_ALREADY_REQUESTED, TEXT_MISSING
 * @source 信访工作条例 28 ¶3; law 5 C5
 */
export function requestRecusal(given: Given | PetitionerGiven, command: RequestRecusal): Decision {
  const { state, act } = given;
  const { staff, ofHead } = command;
  requireStage(state.stage, 'requestRecusal', SOURCE);
  const head = ofHead ? (staff.officers.find(({ role }) => role === 'HEAD')?.personId ?? null) : null;
  const officerId = command.officerId ?? (ofHead ? head : (act.personId ?? state.handlerId));
  if (officerId === null || !holds(staff, officerId)) throw recusalError('RECUSAL_OFFICER_UNKNOWN', { source: SOURCE });
  if (recordsOf(state, 'recusal', 'requested').some(({ data }) => data.officerId === officerId))
    throw recusalError('RECUSAL_ALREADY_REQUESTED', { source: SOURCE });
  const above = holds(staff, officerId, 'HEAD') ? aboveOf(staff) : null;
  const by = act.personId === null ? 'petitioner' : act.personId === officerId ? 'officer' : 'colleague';
  const record = newRecord({
    id: command.recordId,
    kind: 'recusal',
    state: 'requested',
    on: act.on,
    organId: above ?? state.organId,
    byPersonId: act.personId,
    data: { officerId, by, reason: required('回避理由', 'reason', command.reason, 2000), decision: null, namedHandlerId: null },
  });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [RecusalRequested.create({ petitionId: state.id, recusalId: record.id, organId: state.organId, by })],
      relations: above !== null && above !== state.organId ? [{ do: 'set', subject: above, relation: 'assisting' }] : [],
      line: { act: 'requestRecusal', basis: SOURCE, part: 'proposal' },
    },
  );
}

export interface DecideRecusal {
  /** Null: the one that waits, where only one does. */
  readonly recusalId: string | null;
  readonly granted: boolean;
  readonly reason: string;
  /** Where the head steps back: who handles the matter. */
  readonly namedHandlerId: string | null;
  readonly staff: Staff;
}

/**
 * The head decides; about a head, the head of the organ above. Granted: the officer is kept out of this matter from now on.
 * @throws ACT_NOT_IN_STAGE, RECUSAL_NOT_FOUND, OWN_PROPOSAL, RECUSAL_OF_HEAD_ABOVE, RECUSAL_BY_OWN_HEAD, RECUSAL_HANDLER_MISSING, TEXT_MISSING
 * @source 信访工作条例 28 ¶3; law 5 C5
 */
export function decideRecusal(given: Given, command: DecideRecusal): Decision {
  const { state, act } = given;
  const { staff, granted } = command;
  requireStage(state.stage, 'decideRecusal', SOURCE);
  const waiting = recordsOf(state, 'recusal', 'requested').filter(({ id }) => command.recusalId === null || id === command.recusalId);
  const [recusal] = waiting;
  if (!recusal || waiting.length > 1) throw recusalError('RECUSAL_NOT_FOUND', { source: SOURCE });
  const { officerId } = recusal.data;
  if (recusal.byPersonId === act.personId || officerId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  const ofHead = holds(staff, officerId, 'HEAD');
  const above = aboveOf(staff);
  if (ofHead && act.organ.id !== above) throw recusalError('RECUSAL_OF_HEAD_ABOVE', { source: SOURCE });
  if (!ofHead && act.organ.id !== state.organId) throw recusalError('RECUSAL_BY_OWN_HEAD', { source: SOURCE });
  const named = granted && ofHead ? command.namedHandlerId : null;
  if (granted && ofHead && (named === null || named === officerId || !holds(staff, named, 'HANDLER')))
    throw recusalError('RECUSAL_HANDLER_MISSING', { source: SOURCE });
  const decision: CaseRecord<'recusal'> = {
    ...recusal,
    state: granted ? 'granted' : 'refused',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...recusal.data, decision: required('决定理由', 'reason', command.reason, 2000), namedHandlerId: named },
  };
  const handlerId = named ?? (granted && state.handlerId === officerId ? null : state.handlerId);
  return decided(
    given,
    { records: withRecord(state.records, decision), handlerId },
    {
      events: [
        RecusalDecided.create({
          petitionId: state.id,
          recusalId: recusal.id,
          organId: state.organId,
          granted,
          ...(granted && { recusedId: officerId }),
        }),
      ],
      relations: [
        ...(granted ? [{ do: 'set', subject: officerId, relation: 'recused' } as const] : []),
        ...(ofHead && above !== null && above !== state.organId ? [{ do: 'end', subject: above, relation: 'assisting' } as const] : []),
      ],
      line: { act: 'decideRecusal', basis: SOURCE, part: 'confirmation', remark: granted ? '准许' : '不准许' },
    },
  );
}
