import { expect } from '@jest/globals';
import { nationalCalendar, nationalPacks, packNamed } from '@sunshine/procedure';
import { requestHearing } from '../src/domain/request.js';
import type { Given, Hearing, HearingAct, HearingDecided, MatterState } from '../src/domain/hearing.js';
import type { PoolMember } from '../src/domain/pool.js';

export const id = (n: number): string => `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const ORGAN = id(4);
export const PETITION = id(1);
export const HEARING = id(2);
export const PETITIONER = id(3);
export const HANDLER = id(10);
export const HEAD = id(11);
export const CLERK = id(12);
export const PACK = packNamed(nationalPacks(), 'CN-2022');
export const CALENDAR = nationalCalendar();
export const law = { packOn: () => PACK, calendar: CALENDAR };

/** A morning's public sitting, held on the day that it names. */
export const SCHEDULE = {
  roomId: id(50),
  startsAt: '2025-04-22T01:00:00.000Z',
  endsAt: '2025-04-22T04:00:00.000Z',
  on: '2025-04-22',
  public: true,
  closedReason: null,
  clerkIds: [CLERK],
  round: 1,
  reason: null,
};

export const matter = (more: Partial<MatterState> = {}): MatterState => ({
  id: PETITION,
  number: '990100-20250303-000001',
  division: '990100',
  kind: 'CLAIM',
  stage: 'handling',
  exit: '31(6)',
  organId: ORGAN,
  closed: false,
  mergedInto: null,
  receivedOn: '2025-03-03',
  petitionerIds: [PETITIONER],
  reviewerIds: [],
  inHand: null,
  rereview: null,
  hearings: [],
  opinions: [],
  involved: {},
  ...more,
});

/** An act of that day, at nine in Shanghai. */
export const act = (personId: string, on: string, time = 'T01:00:00.000Z'): HearingAct => ({
  actor: { kind: 'person', id: personId },
  at: `${on}${time}`,
  on,
  recordedAt: `${on}${time}`,
  correlationId: 'test',
  personId,
  organId: ORGAN,
  role: 'CLERK',
});

export const given = (state: MatterState, by: HearingAct): Given => ({ state, law, act: by });

/** The matter once a decision is written. */
export const after = (state: MatterState, { hearing }: HearingDecided): MatterState => ({
  ...state,
  hearings: [...state.hearings.filter(({ id: one }) => one !== hearing.id), hearing],
});

export const requested = (state = matter(), by: Hearing['by'] = 'petitioner', on = '2025-04-07'): MatterState =>
  after(
    state,
    requestHearing(
      given(state, act(HANDLER, on)),
      { hearingId: HEARING, reason: '事实有争议', newEvidence: null, form: null, petitionerId: PETITIONER },
      by,
    ),
  );

export const member = (n: number, more: Partial<PoolMember> = {}): PoolMember => ({
  id: id(1000 + n),
  organId: ORGAN,
  personId: id(100 + n),
  name: `听证员${n}`,
  skills: [],
  place: null,
  from: '2025-01-01',
  until: '2027-12-31',
  endedOn: null,
  leaves: [],
  enteredAt: '2025-01-01T00:00:00.000Z',
  ...more,
});
export const POOL: readonly PoolMember[] = Array.from({ length: 9 }, (_, n) => member(n));
export const PEOPLE = POOL.map(({ personId }) => personId);

export const code = (expected: string) => expect.objectContaining({ code: expected });
