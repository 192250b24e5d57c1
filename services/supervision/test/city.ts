import { ClockStepReached, ClockStepRevoked, PetitionAccepted, PetitionReceived, type ClockChange } from '@sunshine/events';
import { calendar, clock, hosted, opened, organ, packs, registered, relation, role, uuid, type Hosted, type Sent } from './hosted.js';

export const [HOUSING_HANDLER, SUPERVISOR, COUNTY_HANDLER, ADMIN] = [101, 102, 103, 104];
export const city: Sent[] = [
  organ(1, null, 'government'),
  organ(2, 1, 'petition_bureau'),
  organ(3, 1, 'supervision_office'),
  organ(4, 1, 'department'),
  organ(5, 1, 'political_legal'),
  organ(6, null, 'township'),
  role(HOUSING_HANDLER, 4, 'HANDLER'),
  role(SUPERVISOR, 3, 'SUPERVISOR'),
  role(COUNTY_HANDLER, 6, 'HANDLER'),
  role(ADMIN, null, 'SYSTEM_ADMIN'),
];
export const received = (n: number, ...clocks: ClockChange[]): Sent => ({
  source: 'case',
  key: uuid(n),
  event: PetitionReceived.create({ petitionId: uuid(n), organId: uuid(4), receivedOn: '2025-03-04' }, clocks),
});
export const accepted = (n: number, ...clocks: ClockChange[]): Sent => ({
  source: 'case',
  key: uuid(n),
  event: PetitionAccepted.create(
    { petitionId: uuid(n), organId: uuid(4), exit: '31(6)', acceptedOn: '2025-03-05', handleFrom: '2025-03-05', documentId: uuid(77) },
    clocks,
  ),
});
export const reached = (n: number, clockNumber: number, step: string, on: string): Sent => ({
  source: 'case',
  key: uuid(n),
  event: ClockStepReached.create({ clockId: uuid(clockNumber), petitionId: uuid(n), term: 'HANDLE', step, on }),
});
export const revoked = (n: number, clockNumber: number, step: string): Sent => ({
  source: 'case',
  key: uuid(n),
  event: ClockStepRevoked.create({ clockId: uuid(clockNumber), petitionId: uuid(n), term: 'HANDLE', step, reason: 'stopped 2025-05-06' }),
});

/** A petition at housing: ROUTE met, NOTIFY met, HANDLE running. */
export const line = (n: number): { intake: Sent[]; case: Sent[] } => {
  const [route, notify, handle] = [
    clock(n * 10, n, 'ROUTE', '2025-03-03', 2),
    clock(n * 10 + 1, n, 'NOTIFY_TRANSFERRED', '2025-03-04', 4),
    clock(n * 10 + 2, n, 'HANDLE', '2025-03-05', 4),
  ];
  return {
    intake: [registered(n), relation('intake', n, 2, 'registering')],
    case: [
      opened(n, route),
      received(n, { ...route, move: 'stopped', ended: 'met', endedOn: '2025-03-04' }, notify),
      relation('case', n, 4, 'in_charge'),
      accepted(n, { ...notify, move: 'stopped', ended: 'met', endedOn: '2025-03-05' }, handle),
      reached(n, n * 10 + 2, 'FIRST_NOTICE', '2025-04-25'),
      reached(n, n * 10 + 2, 'OVERDUE', '2025-05-07'),
      revoked(n, n * 10 + 2, 'OVERDUE'),
      reached(n, n * 10 + 2, 'OVERDUE', '2025-06-07'),
    ],
  };
};

/** The service with the city and petition 500 at housing, on 2025-03-10. */
export async function hostedCity(): Promise<Hosted> {
  const host = await hosted();
  await host.feed.send(host.db.manager, ...city, ...packs(), calendar());
  await host.feed.send(host.db.manager, ...line(500).intake, ...line(500).case);
  host.setDay('2025-03-10');
  return host;
}
