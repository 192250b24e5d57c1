import { MandateEnded, MandateRecorded, type NewEvent } from '@sunshine/events';
import type { Day, RulePack } from '@sunshine/procedure';
import { FILING_LIMITS } from '@sunshine/words';
import { holderError } from './holders.errors.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { idOf, required } from '../desk-text.js';

export interface MandateOf {
  readonly agentName: string;
  readonly scope: string;
  readonly from: Day;
  /** Last day, inclusive. */
  readonly endsOn: Day;
  /** Scan of the written mandate, without which there is none. */
  readonly fileId?: string | null;
}

/** A written mandate for one petition. It can be withdrawn, and the agent's access ends with it. */
export interface Mandate {
  readonly id: string;
  readonly petitionId: string;
  readonly agentName: string;
  readonly scope: string;
  readonly from: Day;
  readonly endsOn: Day;
  readonly fileId: string;
  readonly by: string;
  readonly on: Day;
}

/** Whether the agent may still act on that day. */
export const isInForce = ({ endsOn, endedOn }: { readonly endsOn: Day; readonly endedOn: Day | null }, day: Day): boolean =>
  endedOn === null && day <= endsOn;

/**
 * Records a mandate; the agent gets a query code that ends with it.
 * @param inForce number of mandates of the petition in force
 * @throws MANDATE_ENDS_TOO_EARLY, MANDATE_BEGINS_LATER, MANDATE_PAPER_MISSING, MANDATES_TOO_MANY,
 * DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG, DESK_ID_MALFORMED
 * @source 本系统规则 代理; the maximum of agents where the pack has one
 */
export function recordMandate(
  petition: Pick<DeskPetition, 'id'>,
  inForce: number,
  given: MandateOf,
  pack: Pick<RulePack, 'values'>,
  id: string,
  act: DeskAct,
): { mandate: Mandate; events: NewEvent[] } {
  const { from, endsOn } = given;
  if (from > act.on) throw holderError('MANDATE_BEGINS_LATER');
  if (endsOn < from || endsOn < act.on) throw holderError('MANDATE_ENDS_TOO_EARLY');
  const fileId = idOf('fileId', given.fileId);
  if (fileId === null) throw holderError('MANDATE_PAPER_MISSING', { source: '本系统规则 代理' });
  const most = pack.values['agentsAtMost'];
  if (typeof most?.value === 'number' && inForce >= most.value)
    throw holderError('MANDATES_TOO_MANY', { source: most.source, details: { limit: most.value } });
  const mandate: Mandate = {
    id,
    petitionId: petition.id,
    agentName: required('代理人姓名', 'agentName', given.agentName, FILING_LIMITS.agentName),
    scope: required('代理权限', 'scope', given.scope, 200),
    from,
    endsOn,
    fileId,
    by: act.personId,
    on: act.on,
  };
  return { mandate, events: [MandateRecorded.create({ petitionId: petition.id, mandateId: id, from, endsOn })] };
}

/**
 * Ends a mandate before its last day, because it was withdrawn, laid down or found invalid.
 * @throws MANDATE_UNKNOWN, DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG
 */
export function endMandate(
  mandate: { readonly id: string; readonly petitionId: string; readonly endsOn: Day; readonly endedOn: Day | null } | null,
  reason: string,
  act: Pick<DeskAct, 'on'>,
): { endedOn: Day; reason: string; events: NewEvent[] } {
  if (!mandate || !isInForce(mandate, act.on)) throw holderError('MANDATE_UNKNOWN');
  const { id: mandateId, petitionId } = mandate;
  return {
    endedOn: act.on,
    reason: required('终止原因', 'reason', reason, 200),
    events: [MandateEnded.create({ petitionId, mandateId, endedOn: act.on })],
  };
}
