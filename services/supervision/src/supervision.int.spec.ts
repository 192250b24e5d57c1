import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PetitionMerged, PetitionUnmerged } from '@sunshine/events';
import { describeService } from '@sunshine/platform';
import pg from 'pg';
import { ADMIN, COUNTY_HANDLER, hostedCity, HOUSING_HANDLER, SUPERVISOR } from '../test/city.js';
import { clock, opened, registered, relation, uuid, type Hosted } from '../test/hosted.js';
import { supervision } from './index.js';

let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
}, 30_000);

const CLOCKS = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Petition { id clocks { id term state startedOn length unit nominalDue effectiveDue extendedBy provisional source explanation { step to source text } } } } }`;
type Answered = { id: string; clocks: Record<string, unknown>[] | null } | null;
const clocksOf = async (person: number | null, ...petitions: number[]): Promise<Answered[]> => {
  const { data, errors } = await host.ask(person, CLOCKS, { refs: petitions.map((n) => ({ __typename: 'Petition', id: uuid(n) })) });
  expect(errors).toBeUndefined();
  return data?.['_entities'] as Answered[];
};

describe('the clocks of a petition', () => {
  it('show state, both dates and the explanation that leads to the last day', async () => {
    const [petition] = await clocksOf(HOUSING_HANDLER, 500);
    expect(petition?.clocks?.map(({ term, state }) => [term, state])).toEqual([
      ['ROUTE', 'met'],
      ['NOTIFY_TRANSFERRED', 'met'],
      ['HANDLE', 'running'],
    ]);
    const handle = petition?.clocks?.[2];
    expect(handle).toMatchObject({
      startedOn: '2025-03-05',
      length: 60,
      unit: 'day',
      nominalDue: '2025-05-04',
      effectiveDue: '2025-05-06',
      extendedBy: 0,
      provisional: false,
    });
    expect((handle?.['explanation'] as { to: string; text: string }[]).at(-1)).toMatchObject({ to: '2025-05-06' });
  });

  it('name the cap as what started HANDLE where it did, its source and the last day of NOTIFY', async () => {
    const capped = clock(5302, 530, 'HANDLE', '2025-03-18', 2, { startFact: 'notifyTermEnded' });
    await host.feed.send(host.db.manager, registered(530), relation('intake', 530, 2, 'registering'), opened(530, capped));
    const [petition] = await clocksOf(SUPERVISOR, 530);
    const [first] = petition?.clocks?.[0]?.['explanation'] as { step: string; to: string; source: string; text: string }[];
    expect(first).toMatchObject({ step: 'start', to: '2025-03-18', source: expect.stringContaining('办理期限至迟起算') });
    expect(first?.text).toContain('告知期限届满之日为2025-03-18');
    expect(first?.text).not.toContain('；受理之日');
  });

  it('are seen only by readers of the petition', async () => {
    expect(await clocksOf(SUPERVISOR, 500)).toMatchObject([{ id: uuid(500) }]);
    for (const person of [COUNTY_HANDLER, ADMIN, 999, null]) expect(await clocksOf(person, 500, 501)).toEqual([null, null]);
  });

  it('of a report are not seen through the tree', async () => {
    await host.feed.send(
      host.db.manager,
      registered(510, 'REPORT'),
      relation('intake', 510, 2, 'registering'),
      opened(510, clock(5100, 510, 'ROUTE', '2025-03-03', 2)),
    );
    expect(await clocksOf(SUPERVISOR, 510)).toEqual([null]);
  });

  it('are null until case has opened the matter, and empty where it has none', async () => {
    await host.feed.send(host.db.manager, registered(520), relation('intake', 520, 2, 'registering'));
    expect(await clocksOf(SUPERVISOR, 520)).toEqual([{ id: uuid(520), clocks: null }]);
    await host.feed.send(host.db.manager, opened(520));
    expect(await clocksOf(SUPERVISOR, 520)).toEqual([{ id: uuid(520), clocks: [] }]);
  });

  it('are shown to the petitioner by the pass, and to no forged one', async () => {
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TrackedPetition { pass clocks { term effectiveDue } } } }`;
    const pass = await host.pass(500);
    const shown = await host.ask(null, query, { refs: [{ __typename: 'TrackedPetition', pass }] });
    expect(shown.data?.['_entities']).toMatchObject([
      { pass, clocks: [{ term: 'ROUTE' }, { term: 'NOTIFY_TRANSFERRED' }, { term: 'HANDLE', effectiveDue: '2025-05-06' }] },
    ]);
    const forged = await host.ask(null, query, { refs: [{ __typename: 'TrackedPetition', pass: `${pass.slice(0, -4)}AAAA` }] });
    expect(forged.errors?.[0]?.extensions).toMatchObject({ code: 'TOKEN_INVALID', kind: 'UNAUTHENTICATED' });
  });

  it('of a merged petition are those of its lead, until it is taken out again', async () => {
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TrackedPetition { clocks { term state } } } }`;
    const pass = await host.pass(550);
    const shown = async () => (await host.ask(null, query, { refs: [{ __typename: 'TrackedPetition', pass }] })).data?.['_entities'];
    const own = clock(5500, 550, 'HANDLE', '2025-03-03', 2);
    const merging = { petitionId: uuid(550), mergeId: uuid(5599), organId: uuid(2), leadPetitionId: uuid(500) };
    const course = { stage: 'accepted', exit: null, outcome: null, organId: uuid(2), closedOn: null } as const;
    const stopped = { ...own, move: 'cancelled', ended: 'cancelled', endedOn: '2025-03-10', endReason: 'merged' } as const;
    await host.feed.send(host.db.manager, registered(550), opened(550, own));
    await host.feed.send(host.db.manager, {
      source: 'case',
      key: uuid(550),
      event: { ...PetitionMerged.create(merging, [stopped]), course },
    });
    expect(await shown()).toEqual([{ clocks: expect.arrayContaining([{ term: 'HANDLE', state: 'running' }]) }]);
    await host.feed.send(host.db.manager, { source: 'case', key: uuid(550), event: { ...PetitionUnmerged.create(merging), course } });
    expect(await shown()).toEqual([{ clocks: [{ term: 'HANDLE', state: 'cancelled' }] }]);
  });

  it('of a report are never shown by a pass: the name of a duty would reveal who has the matter', async () => {
    await host.feed.send(
      host.db.manager,
      registered(540, 'REPORT'),
      relation('intake', 540, 2, 'registering'),
      opened(540, clock(5400, 540, 'ROUTE', '2025-03-03', 2)),
    );
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TrackedPetition { clocks { term } } } }`;
    const { data } = await host.ask(null, query, { refs: [{ __typename: 'TrackedPetition', pass: await host.pass(540) }] });
    expect(data).toEqual({ _entities: [{ clocks: null }] });
  });
});

describe('the clocks of many petitions', () => {
  it('are read by one query', async () => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await clocksOf(SUPERVISOR, 500, 510, 520, 999);
    const names = query.mock.calls.map(([sent]) => (sent as { readonly name?: string }).name);
    expect(names.filter((name) => name === 'supervision.clocks-of')).toHaveLength(1);
    query.mockRestore();
  });
});

describe('the service', () => {
  it('is ready once it holds the law, and describes the subgraph it serves', async () => {
    expect((await host.service.readiness()).checks['law']).toBe('ok');
    expect(await describeService(supervision)).toBe(host.service.sdl);
    expect(host.service.sdl).toMatch(
      /supervisionBoard\(filter: SupervisionBoardFilter, first: Int, after: String, orderBy: BoardOrder\): BoardDutyConnection!/,
    );
  });
});
