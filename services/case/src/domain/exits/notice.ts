import { PetitionInformed } from '@sunshine/events';
import { claimDuties } from '../claim-duties.js';
import { decided } from '../decision.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { handleRunsForAll, informing } from '../duties.js';
import { acceptingOnFastTrack } from '../fast-track.clocks.js';
import { checkParts, issue, noticeParts } from '../papers/papers.js';
import type { Decision, Given, PaperIds } from '../petition.js';
import { withRecord } from '../records.js';
import { droppedObjections } from '../routing/charge.js';
import { requireStage } from '../acts.js';
import { requireOrganWithAuthority } from '../standing.js';
import { required } from '../text.js';
import { startHandle } from './acceptance.js';
import { guidanceFor, guidanceIssued, type GuidanceEntered } from './guidance.js';

export interface InformPetitioner extends PaperIds, Dispatch {
  readonly path: string;
  readonly procedure: string;
  /** Where an exit 31(1) to 31(5) is decided: the notice is one paper with the guidance notice, of 31(5) it says the last day. */
  readonly guidance?: GuidanceEntered | null;
}

/**
 * 告知: receipt, path and procedure, on every path. Meets NOTIFY by dispatch; the organ is bound, so the option to object ends unused.
 * Under a pack that runs HANDLE for all matters (CN-2005) the notice is the decision on acceptance and starts HANDLE.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, TEXT_MISSING, DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING, GUIDANCE_MISSING,
 * GUIDANCE_NOT_NEEDED
 * @source 信访工作条例 23; 信访条例 21, 22
 */
export function informPetitioner(given: Given, command: InformPetitioner): Decision {
  const { state, clocks, law, act } = given;
  const pack = law.packOn(act.on);
  const source = (state.senderId === null && state.channel !== 'TRANSFER_IN' ? pack.terms.NOTIFY_DIRECT : pack.terms.NOTIFY_TRANSFERRED)
    .source;
  requireStage(state.stage, 'informPetitioner', source);
  requireOrganWithAuthority(state);
  checkDispatch(command);
  const exit = required('处理途径', 'path', command.path, 500);
  const procedure = required('处理程序', 'procedure', command.procedure, 1000);
  const acceptsByNotice = handleRunsForAll(pack, state.kind);
  const { documentId } = command;
  const guidance = guidanceFor(state, command.guidance ?? null, given, documentId);
  const paper = issue(given, pack, command, act.organ, {
    kind: guidance?.kind ?? 'NOTICE',
    ...(guidance?.kind === 'NOTICE' && { when: ['performs'] }),
    parts: { ...noticeParts(state, act.organ), exit, procedure, ...guidance?.parts, dispatch: dispatchPart(command, act.on) },
  });
  // One paper that is both bears the parts of both.
  if (guidance) checkParts(pack, { kind: 'NOTICE', parts: paper.body['parts'] as Record<string, unknown> }, state.requestIds);
  const change = {
    stage: 'informed',
    handlerId: act.personId,
    records: droppedObjections(guidance ? withRecord(state.records, guidance.decision) : state.records),
  } as const;
  return decided(given, change, {
    events: [
      ...(guidance ? [guidanceIssued(state, guidance.decision, guidance.lastDay)] : []),
      PetitionInformed.create({ petitionId: state.id, organId: state.organId, dispatchedOn: act.on, documentId }),
    ],
    clocks: [
      ...informing(state.id, clocks, act.on),
      ...claimDuties(given, change),
      ...(acceptsByNotice ? startHandle(given, act.on).moves : []),
      ...(acceptsByNotice || state.kind === 'SUGGESTION' ? acceptingOnFastTrack(state, clocks, act.on) : []),
    ],
    papers: [paper],
    line: { act: 'informPetitioner', basis: source, remark: exit },
  });
}
