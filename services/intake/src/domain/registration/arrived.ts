import type { Day } from '@sunshine/procedure';
import { registrationError } from './registration.errors.js';

/** A matter that another node sent, as exchange tells of it. */
export interface ArrivedMatter {
  /** Where it arrived. */
  readonly organId: string;
  /** Day of the transport receipt, Asia/Shanghai. */
  readonly receivedOn: Day;
  readonly state: 'waiting' | 'registered' | 'refused';
}

const STATES = { registered: '已经登记', refused: '已经答复不接收' } as const;

/**
 * Whether a matter that another node sent may be registered: once, at the organ where it arrived, with the day of its transport receipt,
 * from which the terms of both nodes run.
 * @param matter null for one that is not known; another organ's is as unknown
 * @throws ARRIVED_MATTER_UNKNOWN, ARRIVED_MATTER_ENDED, ARRIVED_DAY_WRONG
 * @source 信访工作条例 22, 23
 */
export function checkArrived(
  matter: ArrivedMatter | null,
  { deskId, receivedOn }: { readonly deskId: string | null; readonly receivedOn: Day },
): void {
  if (matter?.organId !== deskId || matter === null) throw registrationError('ARRIVED_MATTER_UNKNOWN');
  if (matter.state !== 'waiting') throw registrationError('ARRIVED_MATTER_ENDED', { details: { state: STATES[matter.state] } });
  if (matter.receivedOn !== receivedOn)
    throw registrationError('ARRIVED_DAY_WRONG', { source: '信访工作条例 23', details: { day: matter.receivedOn } });
}
