import {
  isPoliticalLegal,
  PetitionClosed,
  PetitionReceived,
  PetitionRouted,
  type Act,
  type NewEvent,
  type RelationMove,
} from '@sunshine/events';
import { arrival, cancelled, dutiesOfReceiver, isLitigationLetter } from '../duties.js';
import type { ClockMove, Given, PetitionState } from '../petition.js';
import { recordsOf, withRecord, type CaseRecord } from '../records.js';
import { chargeMoves, leaving, leftBehind, transferRecord, withoutReport } from './charge.js';
import type { PlacedAddressee } from './routing.js';
import type { Objection } from './routing.records.js';

type ObjectionRecord = CaseRecord<'objection'>;

/** What an upheld objection moves. */
export interface Moved {
  readonly change: Partial<PetitionState>;
  readonly events: readonly NewEvent[];
  readonly clocks: readonly ClockMove[];
  readonly relations: readonly RelationMove[];
}

/** To which the objection was made. */
export const transferOf = (state: Pick<PetitionState, 'records'>, { data }: ObjectionRecord): CaseRecord<'transfer'> | null =>
  recordsOf(state, 'transfer').find(({ id }) => id === data.transferId) ?? null;

/**
 * The matter goes back to whom it came from and ends here: what was decided of it here falls, as where an objection inside the system is upheld.
 * @param reason of the end of the clocks
 */
export function endedAsReturned(given: Pick<Given, 'state' | 'clocks'> & { readonly act: Act }, reason: string): Moved {
  const { state, act } = given;
  const left = leftBehind(state, true);
  return {
    change: { stage: 'closed', exit: null, outcome: 'returned_to_sender', closedOn: act.on, records: left.records },
    events: [PetitionClosed.create({ petitionId: state.id, ground: 'returned_to_sender', closedOn: act.on })],
    clocks: [...leaving(given, reason), ...cancelled(given, ['ROUTE', 'HANDLE', 'ASSIGNMENT_REPORT'], reason)],
    relations: left.relations,
  };
}

/**
 * An upheld objection carried out: the matter goes from the organ that objected to the new one, whose terms start on this day. Of a new organ of
 * another node the hand-over is told by `PetitionRouted`.
 */
export function movedOn(
  given: Pick<Given, 'state' | 'clocks' | 'law'> & { readonly act: Act },
  objection: ObjectionRecord,
  to: PlacedAddressee,
  { documentId, number, confirmedBy }: { readonly documentId: string; readonly number: string; readonly confirmedBy: string | null },
): Moved {
  const { state, law, act } = given;
  const { id: petitionId, firstHandlingUnitId } = state;
  const pack = law.packOn(act.on);
  const decision = objection.data.decision as NonNullable<Objection['decision']>;
  const old = transferOf(state, objection) as CaseRecord<'transfer'>;
  const { fromOrganId, former, points } = old.data;
  // What is no litigation goes on as an ordinary transfer.
  const kind = old.data.kind === 'LETTER' && !isPoliticalLegal(to.kind) ? 'TRANSFER' : old.data.kind;
  const dueOn = old.data.reportBy === null ? null : decision.reportBy;
  const duties = dutiesOfReceiver(
    pack,
    arrival(state, to, act.on, kind === 'LETTER' || (kind === 'HAND_DOWN' && isLitigationLetter(state, fromOrganId))),
  );

  const firstHandling = firstHandlingUnitId === null ? null : { from: firstHandlingUnitId, to: to.id };
  const decidedObjection: ObjectionRecord = { ...objection, state: 'upheld', data: { ...objection.data, firstHandling } };
  const left = leftBehind({ ...state, records: withRecord(state.records, decidedObjection) }, true);
  const by = { on: act.on, personId: decision.byPersonId };
  const sent: CaseRecord<'transfer'> = {
    ...transferRecord({ state, act: by }, documentId, {
      ...{
        kind,
        fromOrganId,
        former,
        toOrganId: to.id,
        reason: decision.reason,
        reportBy: dueOn,
        points,
        number,
        afterObjection: objection.id,
      },
      ...(to.elsewhere && { elsewhere: { node: to.elsewhere } }),
    }),
    ...(old.confirmedBy !== null && { confirmedBy, confirmedOn: act.on }),
  };
  const charge = { organId: to.id, organKind: to.kind };
  const records = dueOn === null ? left.records : withoutReport(left);
  return {
    change: {
      ...charge,
      reportedOn: dueOn === null ? state.reportedOn : null,
      exit: null,
      organReceivedOn: act.on,
      handlerId: null,
      reportBy: dueOn ?? state.reportBy,
      firstHandlingUnitId: firstHandling === null ? null : to.id,
      records: withRecord(withRecord(records, { ...old, state: 'returned' }), sent),
    },
    events: [
      ...(to.elsewhere
        ? [
            PetitionRouted.create({
              petitionId,
              kind: kind === 'ASSIGNMENT' ? kind : 'TRANSFER',
              fromOrganId,
              toOrganId: to.id,
              reportBy: dueOn,
            }),
          ]
        : []),
      PetitionReceived.create({ petitionId, organId: to.id, receivedOn: act.on }),
    ],
    clocks: [
      ...leaving(given, 'objection_upheld').filter(({ term }) => term !== 'OBJECT_DECIDE'),
      // A bureau whose objection is upheld has nothing left to route.
      ...(state.organKind === 'petition_bureau' ? cancelled(given, ['ROUTE'], 'objection_upheld') : []),
      ...(dueOn === null
        ? []
        : [
            ...cancelled(given, ['ASSIGNMENT_REPORT'], 'objection_upheld'),
            { do: 'start', petitionId, term: 'ASSIGNMENT_REPORT', subject: to.id, startedOn: act.on, dueOn } as const,
          ]),
      ...duties,
    ],
    relations: [...left.relations, ...chargeMoves(state, { ...state, ...charge })],
  };
}
