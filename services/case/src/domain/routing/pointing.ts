import { PetitionClosed, PetitionPointed, PointingProposed } from '@sunshine/events';
import { assistanceOver } from './assistance.js';
import { caseError } from '../case.errors.js';
import { claimDuties } from '../claim-duties.js';
import { cancelled, informing } from '../duties.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { leavingFastTrack } from '../fast-track.clocks.js';
import { requireNotRefused } from '../standing.js';
import { issue, matterParts, petitionerParts, sentence } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { Decision, Given, PaperIds } from '../petition.js';
import { latestRecord, newRecord, proposalsReplaced, withRecord } from '../records.js';
import type { PlacedOrgan } from './designation.js';
import { checkAddressee } from './routing.js';
import { routingError } from './routing.errors.js';
import { requireStage, type ActName } from '../acts.js';
import { optional, required } from '../text.js';

const SOURCE = '信访工作条例 23 ¶1';

/** The organ that has the authority, where it is in the directory. */
export interface PointedTo extends PlacedOrgan {
  readonly accused: boolean;
}

export interface PointElsewhere {
  readonly pointingId: string;
  readonly to: PointedTo | null;
  /** Its name, where it is not in the directory. */
  readonly toName: string | null;
  /** The article that gives it the authority. */
  readonly basis: string;
  /** Where it is applied to. */
  readonly place: string;
  readonly reason: string;
}

/**
 * A matter that came straight to an organ other than a bureau, of which nothing is decided. A report goes to nobody whom it accuses, so only
 * to an organ that the directory knows; and where there is nobody to tell, pointing would end it unheard.
 */
function checkPointing(given: Given, by: ActName, to: PointedTo | null, field: string | null): void {
  const { state } = given;
  requireStage(state.stage, by, SOURCE);
  if (state.organKind === 'petition_bureau') throw routingError('POINTING_BY_BUREAU', { source: '信访工作条例 22' });
  if (state.senderId !== null || state.channel === 'TRANSFER_IN')
    throw routingError('POINTING_OF_TRANSFERRED', { source: '信访工作条例 23 ¶3' });
  requireNotRefused(state, SOURCE);
  if (state.exit !== null || state.outcome !== null) throw routingError('POINTING_IN_HAND', { source: SOURCE });
  if (state.kind === 'REPORT') {
    if (state.petitionerIds.length === 0) throw routingError('POINTING_NOBODY_TOLD', { source: '信访工作条例 30' });
    if (!to) throw routingError('POINTING_REPORT_TO_DIRECTORY', { source: '信访工作条例 30 ¶3' });
  }
  if (!to) return;
  checkAddressee(given, to, to.accused, field);
  const why = { source: SOURCE, details: { organ: to.name }, field };
  if (to.kind === 'petition_bureau') throw caseError('ROUTE_TO_ORGAN_WITHOUT_AUTHORITY', why);
  if (to.path.includes(state.organId)) throw routingError('POINTING_INSIDE_SYSTEM', why);
}

/**
 * "Not ours": the third answer of whoever receives a matter directly. The officer names the organ that has the authority, the article, and where it
 * is applied to; nothing moves before a second reader.
 * @throws ACT_NOT_IN_STAGE, POINTING_BY_BUREAU, POINTING_OF_TRANSFERRED, MATTER_REFUSED, POINTING_IN_HAND, POINTING_NOBODY_TOLD,
 * POINTING_REPORT_TO_DIRECTORY, POINTING_TO_MISSING, POINTING_INSIDE_SYSTEM, TEXT_MISSING, and the refusals of `checkAddressee`
 * @source 信访工作条例 23 ¶1; 信访条例 22
 */
export function pointElsewhere(given: Given, command: PointElsewhere): Decision {
  const { state, act } = given;
  const { to } = command;
  checkPointing(given, 'pointElsewhere', to, 'toOrganId');
  const organ = to?.name ?? optional('有权处理的机关、单位', 'toName', command.toName, 200);
  if (organ === null) throw routingError('POINTING_TO_MISSING', { source: SOURCE });
  const reason = required('不属于本机关、单位职权范围的理由', 'reason', command.reason, 1000);
  const pointing = newRecord({
    id: command.pointingId,
    kind: 'pointing',
    state: 'proposed',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: {
      toOrganId: to?.id ?? null,
      organ,
      basis: required('职责依据', 'basis', command.basis, 500),
      place: required('接待场所', 'place', command.place, 500),
      reason,
      documentId: null,
    },
  });
  return decided(
    given,
    { records: withRecord(proposalsReplaced(state.records, 'pointing'), pointing) },
    {
      events: [PointingProposed.create({ petitionId: state.id, pointingId: pointing.id })],
      line: { act: 'pointElsewhere', basis: SOURCE, part: 'proposal', remark: organ },
    },
  );
}

/**
 * The second reader: the paper tells the petitioner which organ has the authority, by which article, where, and how to object. By dispatch the
 * duty to tell is met, and the matter ends as guided; what the petitioner files there starts anew.
 * @param command.to the organ as it is now; null where it is not in the directory
 * @throws ACT_NOT_IN_STAGE, POINTING_NOT_PROPOSED, OWN_PROPOSAL, DISPATCH_WAY_UNKNOWN, DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING, and as
 * `pointElsewhere`
 * @source 信访工作条例 23 ¶1-2; own rule (second reader)
 */
export function confirmPointing(given: Given, command: PaperIds & Dispatch & { readonly to: PointedTo | null }): Decision {
  const { state, clocks, law, act } = given;
  requireStage(state.stage, 'confirmPointing', SOURCE);
  const proposal = latestRecord(state, 'pointing', 'proposed');
  if (!proposal) throw routingError('POINTING_NOT_PROPOSED', { source: SOURCE });
  if (proposal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: '本系统规则 不属本单位告知须经第二人审核' });
  checkPointing(given, 'confirmPointing', command.to, null);
  checkDispatch(command);
  const { documentId } = command;
  const { toOrganId, organ, basis, place, reason } = proposal.data;
  const over = assistanceOver(state);
  const fast = leavingFastTrack(state, clocks, act.on, 'pointed_elsewhere', '不属于本机关、单位职权范围');
  const pack = law.packOn(act.on);
  const paper = issue(given, pack, command, act.organ, {
    kind: 'POINTING_NOTICE',
    parts: {
      petitioner: petitionerParts(state),
      receivedOn: state.organReceivedOn,
      matter: matterParts(state),
      reason,
      competentBody: organ,
      basis,
      place,
      howToObject: sentence(pack, 'pointingObjection'),
      dispatch: dispatchPart(command, act.on),
    },
  });
  const told = {
    ...proposal,
    state: 'told',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...proposal.data, documentId },
  } as const;
  const records = withRecord(over.records, told);
  const change = {
    stage: 'closed',
    outcome: 'guided',
    closedOn: act.on,
    records: fast ? withRecord(records, fast.record) : records,
  } as const;
  return decided(given, change, {
    events: [
      PetitionPointed.create({ petitionId: state.id, pointingId: proposal.id, organId: toOrganId, documentId }),
      PetitionClosed.create({ petitionId: state.id, ground: 'guided', closedOn: act.on }),
    ],
    clocks: [
      ...informing(state.id, clocks, act.on),
      ...cancelled(given, ['HANDLE'], 'pointed_elsewhere'),
      ...claimDuties(given, change, 'pointed_elsewhere'),
      ...(fast?.clocks ?? []),
    ],
    papers: [paper],
    relations: over.relations,
    line: { act: 'confirmPointing', basis: SOURCE, part: 'confirmation', remark: organ },
  });
}
