import { OpinionServed, ServiceWay } from '@sunshine/events';
import { nextRight, type Day, type NextRight } from '@sunshine/procedure';
import { caseError } from './case.errors.js';
import { isSupport } from './opinion.js';
import {
  decided,
  type ActLaw,
  type ClockMove,
  type Decision,
  type Given,
  type Opinion,
  type PetitionState,
  type Proof,
  type Service,
} from './petition.js';
import { WAY_NAMES, proofMissing } from './proof.js';
import { notInStage, requireStage } from './stages.js';

export interface RecordService {
  readonly serviceId: string;
  readonly petitionerId: string;
  readonly way: string;
  readonly proof: Proof;
}

const SOURCE = '民事诉讼法 87-90（参照）';

/** The right that service opens to this petitioner; null where the path has no review (suggestions, reports). */
export function rightOf(
  state: Pick<PetitionState, 'kind' | 'exit'>,
  servedOn: Day,
  law: Pick<ActLaw, 'packOn' | 'calendar'>,
): NextRight | null {
  if (state.kind !== 'CLAIM' || state.exit !== '31(6)') return null;
  return nextRight({ pack: law.packOn(servedOn), after: 'OPINION', servedOn, calendar: law.calendar });
}

/**
 * One row for each petitioner and way; the day of the act is the day of service. Without proof the petitioner's 30 days do not start;
 * a paper that could not be delivered starts nothing. The first service enters `opinion_served` and starts EXECUTE at the unit that
 * must perform.
 * @throws ACT_NOT_IN_STAGE, PETITIONER_UNKNOWN, SERVICE_WAY_UNKNOWN, SERVICE_PROOF_MISSING, SERVICE_ALREADY_RECORDED
 * @source 信访工作条例 32, 35; law 18
 */
export function recordService(given: Given, command: RecordService): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'recordService', SOURCE);
  const { opinion } = state;
  if (!opinion) throw notInStage(state.stage, 'recordService', SOURCE);
  if (!state.petitionerIds.includes(command.petitionerId)) throw caseError('PETITIONER_UNKNOWN', { source: SOURCE });
  const known = ServiceWay.safeParse(command.way);
  if (!known.success) throw caseError('SERVICE_WAY_UNKNOWN', { source: SOURCE, details: { way: command.way } });
  const way = known.data;
  const missing = proofMissing(way, command.proof);
  if (missing) throw caseError('SERVICE_PROOF_MISSING', { source: SOURCE, details: { way: WAY_NAMES[way], proof: missing } });
  const served = state.services.find(({ petitionerId, servedOn }) => petitionerId === command.petitionerId && servedOn !== null);
  if (served) throw caseError('SERVICE_ALREADY_RECORDED', { source: SOURCE, details: { day: served.servedOn ?? '' } });

  const servedOn = way === 'undeliverable' ? null : act.on;
  const service: Service = {
    id: command.serviceId,
    opinionId: opinion.id,
    petitionerId: command.petitionerId,
    way,
    servedOn,
    proof: command.proof,
  };
  const first = servedOn !== null && state.stage === 'opinion_issued';
  return decided(
    given,
    { stage: servedOn === null ? state.stage : 'opinion_served', services: [...state.services, service] },
    {
      events: [
        OpinionServed.create({
          petitionId: state.id,
          opinionId: opinion.id,
          petitionerId: command.petitionerId,
          way,
          servedOn,
          reviewRequestLastDay: servedOn === null ? null : (rightOf(state, servedOn, law)?.lastDay ?? null),
        }),
      ],
      clocks: first ? execution(state, opinion, act.on) : [],
      line: { act: 'recordService', basis: SOURCE, remark: WAY_NAMES[way] },
    },
  );
}

/** EXECUTE runs to the date in the opinion; served only after that date, it is due on it all the same. */
function execution(state: PetitionState, opinion: Opinion, servedOn: Day): ClockMove[] {
  const { executeBy, performerId, answers } = opinion;
  if (executeBy === null || !answers.some(({ outcome }) => isSupport(outcome))) return [];
  const startedOn = servedOn < executeBy ? servedOn : executeBy;
  return [{ do: 'start', petitionId: state.id, term: 'EXECUTE', subject: performerId ?? state.organId, startedOn, dueOn: executeBy }];
}
