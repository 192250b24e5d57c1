import { GuidanceSlipIssued, type NewEvent, type OrganKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { visitError } from './visits.errors.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { optional, required } from '../desk-text.js';
import { isAboveLevel, type Moment } from './visit.js';

export interface SlipOf {
  /** Where the organ with authority receives visitors. */
  readonly place: string;
  readonly receptionTimes?: string | null;
  /** When the responsible unit was called and asked to receive the visitor or call back. */
  readonly calledAt?: Moment | null;
  readonly callAnswer?: string | null;
}

interface PlacedOrgan {
  readonly id: string;
  readonly kind: OrganKind;
  readonly name: string;
  readonly division: string;
}

/** 引导单: advice only. Nobody is taken anywhere, and nobody but the responsible unit is told. */
export interface GuidanceSlip {
  readonly id: string;
  readonly petitionId: string;
  readonly visitId: string | null;
  readonly organId: string;
  readonly competentOrganId: string;
  readonly place: string;
  readonly receptionTimes: string | null;
  readonly calledAt: string | null;
  readonly callAnswer: string | null;
  readonly text: readonly string[];
  readonly by: string;
  readonly on: Day;
}

/**
 * Guides a visitor above the level to the organ with authority. The petition is still registered and transferred.
 * @param former a slip of this petition issued before; null where there is none
 * @throws SLIP_ONLY_FOR_VISITS, SLIP_NOT_FOR_REPORT, SLIP_NOT_ABOVE_LEVEL, SLIP_ISSUED_ALREADY, VISIT_TIME_MALFORMED, DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG
 * @source 信访工作条例 20 ¶1, 22
 */
export function issueGuidanceSlip(
  petition: Pick<DeskPetition, 'id' | 'number' | 'kind' | 'channel' | 'visitId'>,
  {
    visited,
    competent,
    former,
  }: { readonly visited: PlacedOrgan; readonly competent: PlacedOrgan; readonly former: Pick<GuidanceSlip, 'on'> | null },
  given: SlipOf,
  id: string,
  act: DeskAct,
): { slip: GuidanceSlip; events: NewEvent[] } {
  const source = '信访工作条例 20';
  if (petition.channel !== 'VISIT') throw visitError('SLIP_ONLY_FOR_VISITS', { source });
  if (petition.kind === 'REPORT') throw visitError('SLIP_NOT_FOR_REPORT', { source: '信访工作条例 30' });
  if (former) throw visitError('SLIP_ISSUED_ALREADY', { details: { day: former.on } });
  if (!isAboveLevel(visited, competent)) throw visitError('SLIP_NOT_ABOVE_LEVEL', { source });
  if (given.calledAt && given.calledAt.at > act.recordedAt) throw visitError('VISIT_TIME_MALFORMED');
  const place = required('接待场所', 'place', given.place, 200);
  const receptionTimes = optional('接待时间', 'receptionTimes', given.receptionTimes, 200);
  const { id: petitionId, visitId } = petition;
  return {
    slip: {
      id,
      petitionId,
      visitId,
      organId: act.organId,
      competentOrganId: competent.id,
      place,
      receptionTimes,
      calledAt: given.calledAt?.at ?? null,
      callAnswer: optional('责任单位答复', 'callAnswer', given.callAnswer, 500),
      text: slipText(petition.number, competent.name, place, receptionTimes),
      by: act.personId,
      on: act.on,
    },
    events: [GuidanceSlipIssued.create({ petitionId, slipId: id, organId: act.organId, competentOrganId: competent.id })],
  };
}

function slipText(number: string, organ: string, place: string, times: string | null): string[] {
  return [
    `您反映的事项已登记，编号${number}。`,
    `有权处理的机关、单位：${organ}；接待场所：${place}${times === null ? '' : `；接待时间：${times}`}。`,
    '依照《信访工作条例》第二十二条，本件仍按规定转送有权处理的机关、单位，您无须重新提出。',
    '是否前往由您决定；不前往不影响本件办理，也不产生任何不利后果。',
  ];
}
