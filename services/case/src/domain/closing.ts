import { CompletionProposed, PetitionClosed } from '@sunshine/events';
import { assistanceOver } from './assistance.js';
import { caseError } from './case.errors.js';
import { isSupport } from './opinion.js';
import { decided, running, type Decision, type Given } from './petition.js';
import { rightOf } from './service.js';
import { notInStage, requireStage } from './stages.js';

const SOURCE = '本系统规则 办结审核';

const NEED_NAMES: Readonly<Record<string, string>> = {
  opinion: '已签发的处理意见书',
  serviceReceipt: '每位信访人的送达凭据',
  remedyTold: '处理意见书载明救济途径',
  reviewTermEnded: '各信访人申请复查的期限均已届满',
  execution: '支持的诉求已执行',
};

/** What a ground needs, as far as the straight line of a claim can show it; a need of another path is not met here. */
function isMet(given: Given, need: string): boolean {
  const { state, clocks, law, act } = given;
  const issued = state.opinion?.state === 'issued';
  switch (need) {
    case 'opinion':
      return issued;
    case 'serviceReceipt':
      return everyoneServed(given);
    case 'remedyTold':
      return issued && state.opinion?.legacy === false;
    case 'reviewTermEnded':
      return state.services.every(({ servedOn }) => servedOn === null || act.on > (rightOf(state, servedOn, law)?.lastDay ?? servedOn));
    case 'execution':
      return clocks.some(({ term, ended }) => term === 'EXECUTE' && ended === 'met');
    default:
      return false;
  }
}

function everyoneServed({ state }: Given): boolean {
  const served = new Set(state.services.filter(({ servedOn }) => servedOn !== null).map(({ petitionerId }) => petitionerId));
  return state.petitionerIds.every((id) => served.has(id));
}

/** Guards that hold for every ground, and the ground's own needs by the pack in force on the day of the act. */
function checkCompletion(given: Given, code: string): string {
  const { state, clocks, law, act } = given;
  const ground = law.packOn(act.on).closingGrounds.find((candidate) => candidate.code === code);
  if (!ground) throw caseError('COMPLETION_GROUND_UNKNOWN', { source: SOURCE, details: { ground: code } });
  const { source } = ground;
  if (!everyoneServed(given)) throw caseError('COMPLETION_SERVICE_MISSING', { source });
  const supported = state.opinion?.answers.some(({ outcome }) => isSupport(outcome)) ?? false;
  // With nobody to serve (anonymous) no service has started EXECUTE; the date in the opinion stands.
  if (supported && state.petitionerIds.length > 0 && !clocks.some(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled')) {
    throw caseError('COMPLETION_EXECUTION_UNKNOWN', { source: '信访工作条例 32' });
  }
  if (running(clocks, 'ASSIGNMENT_REPORT')) throw caseError('COMPLETION_REPORT_OUTSTANDING', { source: '信访工作条例 22(3)' });
  const unmet = ground.needs.find((need) => !isMet(given, need));
  if (unmet) throw caseError('COMPLETION_GROUND_UNMET', { source, details: { title: ground.title, need: NEED_NAMES[unmet] ?? unmet } });
  return source;
}

function requireServed({ state }: Given, act: 'closePetition' | 'verifyCompletion'): void {
  requireStage(state.stage, act, SOURCE);
  if (state.stage === 'opinion_issued' && state.petitionerIds.length > 0) throw notInStage(state.stage, act, SOURCE);
}

/**
 * The organ proposes completion on a ground of the pack; a later proposal takes the place of one not yet verified.
 * @throws ACT_NOT_IN_STAGE, COMPLETION_GROUND_UNKNOWN, COMPLETION_SERVICE_MISSING, COMPLETION_EXECUTION_UNKNOWN,
 * COMPLETION_REPORT_OUTSTANDING, COMPLETION_GROUND_UNMET
 * @source own rule; law 4.1 and 10
 */
export function closePetition(given: Given, { ground }: { readonly ground: string }): Decision {
  const { state, act } = given;
  requireServed(given, 'closePetition');
  const basis = checkCompletion(given, ground);
  return decided(
    given,
    { completion: { ground, proposedBy: act.personId, proposedOn: act.on, verifiedBy: null } },
    {
      events: [CompletionProposed.create({ petitionId: state.id, ground })],
      line: { act: 'closePetition', basis, part: 'proposal', remark: ground },
    },
  );
}

/**
 * 审核认定办结 by an auditor, never by the one who proposed; everything is judged again. EXECUTE goes on after closing, and so do the
 * petitioners' rights.
 * @throws ACT_NOT_IN_STAGE, COMPLETION_NOT_PROPOSED, OWN_PROPOSAL, and the refusals of `closePetition`
 * @source own rule; law 4.1 and 10
 */
export function verifyCompletion(given: Given): Decision {
  const { state, act } = given;
  requireServed(given, 'verifyCompletion');
  const { completion } = state;
  if (!completion) throw caseError('COMPLETION_NOT_PROPOSED', { source: SOURCE });
  if (completion.proposedBy === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  const basis = checkCompletion(given, completion.ground);
  const over = assistanceOver(state);
  return decided(
    given,
    { stage: 'closed', closedOn: act.on, completion: { ...completion, verifiedBy: act.personId }, records: over.records },
    {
      relations: over.relations,
      events: [PetitionClosed.create({ petitionId: state.id, ground: completion.ground, closedOn: act.on })],
      line: { act: 'verifyCompletion', basis, part: 'confirmation', remark: completion.ground },
    },
  );
}
