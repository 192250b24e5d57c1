import { shanghaiDay } from '@sunshine/platform';
import type { Moment, VisitNotes } from '../domain/visits/visit.js';

/** A visit as the graph gives it: instants without their day. */
export type VisitFields = Omit<VisitNotes, 'timeIn' | 'timeOut'> & { readonly timeIn?: string | null; readonly timeOut?: string | null };

/** @param at ISO 8601, UTC */
export const momentOf = (at: string): Moment => ({ at, on: shanghaiDay(at) });

export const noted = ({ timeIn, timeOut, ...notes }: VisitFields): VisitNotes => ({
  ...notes,
  timeIn: timeIn ? momentOf(timeIn) : null,
  timeOut: timeOut ? momentOf(timeOut) : null,
});
