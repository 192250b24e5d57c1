import { MatterFollowed, PetitionClosed, PetitionReceived, ReportHandedOver, type NewEvent } from '@sunshine/events';
import { wayOf, type Day, type Exit } from '@sunshine/procedure';
import { ACTS, type ActName } from '../acts.js';
import { outcomeAfter } from '../closing/closing.js';
import { archiveElsewhere, CLOSED_ELSEWHERE, owed } from './archive-elsewhere.js';
import { decided } from '../decision.js';
import type { LevelAct } from '../level-acts.js';
import type { ActLaw, Decision, PetitionState } from '../petition.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { droppedObjections, leaving, routed } from '../routing/charge.js';
import { takenBack } from '../routing/recall.js';
import { standingTransfer } from '../standing.js';
import type { Stage } from '../stages.js';
import { boundBy, comingBack, isBack, type NodeGiven } from './coming-back.js';
import type { PlacedAddressee } from '../routing/routing.js';
import { isHeld, toldOn, withFact, type Elsewhere, type NodeFact } from '../elsewhere.js';
import { arrivedOn, clocksTold } from './told-clocks.js';

const SOURCE = '本系统规则 跨节点办理（信访工作条例 22）';

const SERVICE = '民事诉讼法 87-90（参照）';

/** The line of each fact: the act of the organ by its usual name, and the article. */
const LINES: Readonly<
  Record<string, { readonly act: ActName | LevelAct; readonly basis: (pack: ReturnType<ActLaw['packOn']>) => string }>
> = {
  received: { act: 'receiveElsewhere', basis: () => '信访工作条例 23 ¶3' },
  held: { act: 'holdElsewhere', basis: () => SOURCE },
  refused: { act: 'refuseElsewhere', basis: () => SOURCE },
  'information-given': { act: 'informPetitioner', basis: ({ terms }) => terms.NOTIFY_TRANSFERRED.source },
  acceptance: { act: 'acceptPetition', basis: ({ terms }) => terms.HANDLE.source },
  extension: { act: 'extendHandling', basis: ({ terms }) => terms.HANDLE.extension.source },
  opinion: { act: 'issueOpinion', basis: ({ terms }) => terms.HANDLE.source },
  service: { act: 'recordService', basis: () => SERVICE },
  'assigned-matter-report': { act: 'reportAssignment', basis: ({ terms }) => terms.ASSIGNMENT_REPORT.source },
  completion: { act: 'verifyCompletion', basis: () => '本系统规则 办结审核' },
};

/** The course of a matter that is with another node, as far as that node tells it. */
const COURSE: readonly Stage[] = [
  'registered',
  'received',
  'informed',
  'accepted',
  'handling',
  'opinion_issued',
  'opinion_served',
  'closed',
];

function stageTold(stage: Stage, told: Elsewhere): Stage {
  const reached: Stage = told.closed
    ? 'closed'
    : told.served
      ? 'opinion_served'
      : told.opinionOn !== undefined
        ? 'opinion_issued'
        : told.accepted || told.extended
          ? 'accepted'
          : told.informedOn !== undefined
            ? 'informed'
            : stage;
  return COURSE.includes(stage) && COURSE.indexOf(reached) > COURSE.indexOf(stage) ? reached : stage;
}

/** The transfer by which the organ has the matter that the fact is about; null: the matter has moved on, or never went there. */
function transferOf(state: PetitionState, { organId, messageId, on }: NodeFact): CaseRecord<'transfer'> | null {
  const transfer = standingTransfer(state);
  if (transfer === null || transfer.data.toOrganId !== organId || state.organId !== organId) return null;
  // Of a former transfer to the same organ, or of nothing that can have been handed over by this one.
  const ofFormer = state.records.some(
    (record) =>
      record.kind === 'transfer' &&
      record.id !== transfer.id &&
      messageId !== null &&
      (record.data as CaseRecord<'transfer'>['data']).elsewhere?.messageId === messageId,
  );
  if (ofFormer || on < transfer.on) return null;
  return state.stage === 'closed' && !transfer.data.elsewhere?.closed ? null : transfer;
}

/**
 * What `case` makes of what another node said of a matter that was handed over to it. The state follows from all that node has said, in whatever
 * order and however often it came. Null: nothing that is followed, or told before, or the matter is with that organ no more.
 * @param heardOn the day on which this node was told
 * @param newOrgan to which an upheld objection sends the matter on that comes back; null: there is none
 * @source 信访工作条例 23 ¶3, 34; law 2.4 (across levels)
 */
export function followNode(
  given: NodeGiven,
  fact: NodeFact,
  heard: { readonly heardOn: Day; readonly newOrgan: PlacedAddressee | null } = { heardOn: fact.on, newOrgan: null },
): Decision | null {
  const transfer = transferOf(given.state, fact);
  if (transfer === null) return null;
  if (given.state.kind !== 'REPORT' && isBack(fact.what)) return comingBack(given, transfer, fact, heard);
  if (!(fact.what in LINES)) return null;
  if (given.state.kind === 'REPORT') return reportFollows(given, transfer, fact);
  if (fact.what === 'refused') return refusedThere(given, transfer, fact);
  const told = withFact(transfer.data.elsewhere, fact);
  return told && following(given, transfer, told, { ...fact, heardOn: heard.heardOn });
}

function lineOf({ law }: NodeGiven, { what, node, on, due }: NodeFact, more: string | null): Decision['line'] {
  const { act, basis } = LINES[what] as (typeof LINES)[string];
  const said = act in ACTS ? '对方节点告知' : `对方节点${node}`;
  const remark = [said, due === null ? null : `办理期限至${due}`, more].filter((part) => part !== null).join('，');
  return { act, basis: basis(law.packOn(on)), part: null, remark };
}

const followed = ({ state }: NodeGiven, { organId, node, what, on }: NodeFact): NewEvent =>
  MatterFollowed.create({ petitionId: state.id, organId, node, told: what, on });

/**
 * The other node will not have it: the matter is the sender's again as after a recall, without a paper. Nothing of a node that is in charge
 * already, or once the petitioner was told.
 */
function refusedThere(given: NodeGiven, transfer: CaseRecord<'transfer'>, fact: NodeFact): Decision | null {
  const { state } = given;
  const { elsewhere } = transfer.data;
  const stages: readonly Stage[] = ACTS.recallTransfer.stages;
  if ((elsewhere && isHeld(elsewhere)) || !stages.includes(state.stage)) return null;
  const back = takenBack(given, transfer, 'returned', 'refused_elsewhere');
  const { act, basis, remark } = lineOf(given, fact, '未接收，该件仍由转送单位处理');
  return decided(given, back.change, {
    events: [followed(given, fact)],
    clocks: back.clocks,
    relations: back.relations,
    line: { act: act as LevelAct, basis, remark },
  });
}

/**
 * Of a report that was handed over the other node says whether its organ has taken it, and no more: what becomes of it, that organ tells by its own
 * rules. @source 信访工作条例 23 ¶4, 30
 */
function reportFollows(given: NodeGiven, transfer: CaseRecord<'transfer'>, fact: NodeFact): Decision | null {
  const { state } = given;
  const handOver = latestRecord(state, 'handOver', 'sent');
  if (!handOver) return null;
  if (fact.what === 'refused') return refusedThere(given, transfer, fact);
  if (fact.what !== 'held') return null;
  const { organId, on } = fact;
  const received = { ...handOver, state: 'received', data: { ...handOver.data, receivedOn: on } } as const;
  const { act, basis, remark } = lineOf(given, fact, null);
  return decided(
    given,
    { stage: 'handed_to_discipline', outcome: 'handed_over', organReceivedOn: on, records: withRecord(state.records, received) },
    {
      events: [followed(given, fact), ReportHandedOver.create({ petitionId: state.id, handOverId: handOver.id, organId, receivedOn: on })],
      clocks: [...routed(given), ...leaving(given, 'handed_over')],
      line: { act: act as LevelAct, basis, remark },
    },
  );
}

function following(
  given: NodeGiven,
  transfer: CaseRecord<'transfer'>,
  told: Elsewhere,
  fact: NodeFact & { readonly heardOn: Day },
): Decision {
  const { state, law } = given;
  const { id: petitionId, organId } = state;
  const organReceivedOn = told.receivedOn === undefined ? state.organReceivedOn : arrivedOn(transfer, told);
  const informed = toldOn(told) !== null;
  const decides = told.accepted !== undefined || told.extended !== undefined || (told.opinionOn ?? told.served) !== undefined;
  const heard = [
    ...withRecord(state.records, { ...transfer, data: { ...transfer.data, elsewhere: told } }),
    ...reportOf(given, told, fact),
  ];
  const exit: Exit | null = decides ? (state.exit ?? '31(6)') : state.exit;
  const closes = told.closed && state.stage !== 'closed' ? told.closed : null;
  const archive = closes && archiveElsewhere({ state: { ...state, exit }, law }, { ...fact, ground: closes.ground });
  const records = archive ? [...heard, archive] : heard;
  const change: Partial<PetitionState> = {
    stage: stageTold(state.stage, told),
    organReceivedOn,
    heldBy: isHeld(told) ? told.node : state.heldBy,
    exit,
    acceptedOn: told.accepted?.on ?? state.acceptedOn,
    firstHandlingUnitId: decides ? (state.firstHandlingUnitId ?? organId) : state.firstHandlingUnitId,
    reportedOn: fact.what === 'assigned-matter-report' ? (told.reportedOn ?? null) : state.reportedOn,
    records: informed ? boundBy(droppedObjections(records), transfer) : records,
    ...(told.closed && { closedOn: told.closed.on, outcome: outcomeAfter(state, told.closed.ground ?? '') }),
  };
  const { act, basis, remark } = lineOf(given, fact, titleOf(law, fact));
  return decided(given, change, {
    events: [
      followed(given, fact),
      ...(organReceivedOn === state.organReceivedOn ? [] : [PetitionReceived.create({ petitionId, organId, receivedOn: organReceivedOn })]),
      ...(closes
        ? [PetitionClosed.create({ petitionId, ground: closes.ground ?? CLOSED_ELSEWHERE, closedOn: closes.on, ...owed(archive) })]
        : []),
    ],
    clocks: clocksTold({ ...given, state: { ...state, exit } }, transfer, told, fact.what),
    line: { act: act as ActName, basis, remark },
  });
}

/** A report that its assigner here accepts or returns; its text is with the node that told it. */
function reportOf({ state }: NodeGiven, { reportId }: Elsewhere, { what, organId, toldBy: id, on }: NodeFact): CaseRecord[] {
  if (what !== 'assigned-matter-report' || id === undefined || id !== reportId || state.assignerId === null) return [];
  if (state.records.some((record) => record.id === id)) return [];
  return [newRecord({ id, kind: 'assignmentReport', state: 'made', on, organId, data: { report: null, answer: null } })];
}

/** The ground of the closing there, or the way of service, as the law here words it. */
function titleOf(law: NodeGiven['law'], { what, ground, on }: NodeFact): string | null {
  if (ground === null) return null;
  const pack = law.packOn(on);
  if (what === 'assigned-matter-report') return null;
  const titled = what === 'service' ? wayOf(pack, ground) : pack.closingGrounds.find(({ code }) => code === ground);
  return titled?.title ?? ground;
}
