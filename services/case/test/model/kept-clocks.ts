import { type Day, dueDate } from '@sunshine/procedure';
import type { ClockFact, ClockMove } from '../../src/domain/petition.js';
import { law, pausesAfter, withPauses } from '../builders.js';
import { Refused } from './refused.js';

/** A clock as libs/clocks keeps it. */
export type Kept = ClockFact & { readonly endReason: string | null; readonly endedOn: Day | null; readonly dueOn: Day | null };

/** What the moves of an act leave, by the rules of libs/clocks: a second start of a running clock and a late extension are faults. */
export function carriedOut(clocks: readonly Kept[], moves: readonly ClockMove[]): Kept[] {
  const now = [...clocks];
  for (const move of moves) {
    const own = now.filter(({ term, subject }) => term === move.term && (move.subject === undefined || move.subject === subject));
    const open = own.find(({ ended }) => ended === null);
    const put = (former: Kept, change: Partial<Kept>) => now.splice(now.indexOf(former), 1, { ...former, ...change });
    switch (move.do) {
      case 'start': {
        if (open) throw new Error(`CLOCK_RUNNING ${move.term}`);
        now.push(dated(move));
        break;
      }
      case 'restart': {
        const clock = own.findLast(({ startedOn, ended }) => startedOn === move.former && ended !== 'cancelled');
        if (clock) put(clock, { ...dated({ ...clock, ...move, dueOn: clock.dueOn, term: move.term }), ended: clock.ended });
        break;
      }
      case 'extend': {
        const clock = open ?? own.findLast(({ ended, endedOn }) => ended === 'met' && move.on <= (endedOn ?? ''));
        if (!clock || move.on > clock.effectiveDue) throw new Refused('CLOCK_EXTENSION_TOO_LATE');
        const extendedBy = clock.extendedBy + move.days;
        const { startedOn, packHash, dueOn } = clock;
        const { nominalDue, effectiveDue } = dueDate({
          pack: law.packOf(packHash),
          term: move.term,
          start: startedOn,
          calendar: law.calendar,
          extended: extendedBy,
          dueOn,
        });
        put(clock, { extendedBy, nominalDue, effectiveDue });
        break;
      }
      case 'stop': {
        const clock =
          open ??
          own.findLast(
            ({ ended, endReason, endedOn }) =>
              ended === 'lapsed' || (ended === 'cancelled' && endReason === 'not_used') || (ended === 'met' && move.on < (endedOn ?? '')),
          );
        if (clock) put(clock, { ended: 'met', endedOn: move.on, endReason: null });
        break;
      }
      case 'pause':
      case 'resume':
      case 'unpause':
        if (open) put(open, withPauses(open, pausesAfter(open.pauses ?? [], move)));
        break;
      case 'cancel':
        if (open) put(open, { ended: 'cancelled', endedOn: move.on, endReason: move.reason });
    }
  }
  return now;
}

function dated(
  start: Pick<Extract<ClockMove, { do: 'start' }>, 'term' | 'startedOn'> & {
    subject: string | null;
    startFact?: string | null;
    dueOn?: Day | null;
  },
): Kept {
  const { term, startedOn, subject, startFact = null, dueOn = null } = start;
  const pack = law.packOn(startedOn);
  const { nominalDue, effectiveDue } = dueDate({ pack, term, start: startedOn, startFact, calendar: law.calendar, dueOn });
  return {
    term,
    subject,
    packHash: pack.hash,
    startedOn,
    startFact,
    nominalDue,
    effectiveDue,
    extendedBy: 0,
    ended: null,
    endReason: null,
    endedOn: null,
    dueOn,
  };
}
