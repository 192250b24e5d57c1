import { hearings as texts } from '../../../../src/texts/hearings';
import type { Offer } from '../../acts/matter';
import { dayText } from '../../parts/day';
import { timeOf } from './parts';
import type { HearingShown, Pool } from './query';

type Offers = Readonly<Record<string, readonly Offer[]>>;

const offer = (code: string, title: string): Offer => ({ code, title, note: null, of: null });

/** Another hearing of the organ that has a time. */
export interface Other {
  readonly id: string;
  readonly petitionNumber: string | null;
  readonly schedule: { readonly startsAt: string; readonly endsAt: string } | null;
}

/** What the forms of the acts on this hearing choose from, by the names of their lists. */
export function offersOf(
  { panel, schedule, challenges, votes, formValues }: HearingShown,
  pool: Pool | undefined,
  others: readonly Other[],
): Offers {
  const seats = panel?.seats ?? [];
  const named = (list: readonly { readonly name: string; readonly person: { readonly id: string } }[]): Offer[] =>
    list.map(({ person, name }) => offer(person.id, name));
  const sitting = seats.filter(({ seat }) => seat !== 'substitute');
  const waiting = (challenges ?? []).filter(({ upheld }) => upheld === null);
  return {
    ...Object.fromEntries((formValues ?? []).map(({ name, values }) => [name, values.map((value) => ({ ...value, of: null }))])),
    poolMember: (pool?.hearingPool ?? [])
      .filter(({ inForce }) => inForce)
      .map(({ person, name, skills, place }) => offer(person.id, [name, skills.join('、'), place].filter(Boolean).join(' '))),
    panelMember: named(seats),
    sittingMember: named(sitting),
    substitute: named(seats.filter(({ seat, fit }) => seat === 'substitute' && fit)),
    hearingRoom: (pool?.hearingRooms ?? [])
      .filter(({ endedOn }) => endedOn === null)
      .map(({ id, name, place, seats: count }) => offer(id, `${name}（${place}，${texts.schedule.seats(count)}）`)),
    hearingBefore: others.flatMap(({ id, petitionNumber, schedule: at }) =>
      at ? [offer(id, `${petitionNumber ?? ''} ${timeOf(at)}`)] : [],
    ),
    hearingChallenge: waiting.map(({ id, member, on }) => offer(id, `${member.name} ${dayText(on)}`)),
    hearingPresent: [...named(sitting), ...(schedule?.clerks ?? []).map(({ id, name }) => offer(id, name))],
    hearingOption: (votes?.at(-1)?.options ?? []).map((option) => offer(option, option)),
  };
}
