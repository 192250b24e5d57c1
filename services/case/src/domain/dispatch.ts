import { ServiceWay } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { caseError } from './case.errors.js';
import type { Proof } from './petition.js';

/** How a paper was sent; without a way the organ's own register of papers sent out is the proof. */
export interface Dispatch {
  readonly way: string | null;
  readonly proof: Proof | null;
}

/**
 * NOTIFY and HANDLE are met by dispatch with proof, not by the date printed on the paper; what the pack asks for of the way is looked
 * at when the paper is issued (`checkSent`).
 * @throws DISPATCH_WAY_UNKNOWN
 * @source own rule, law 2.4
 */
export function checkDispatch({ way }: Dispatch): void {
  if (way === null) return;
  const known = ServiceWay.safeParse(way);
  if (!known.success || known.data === 'undeliverable') throw caseError('DISPATCH_WAY_UNKNOWN', { details: { way } });
}

/** Kept with the paper: the day it went out, how, and what shows it. */
export const dispatchPart = ({ way, proof }: Dispatch, on: Day) => ({ on, way: way ?? 'register', proof: proof ?? {} });
