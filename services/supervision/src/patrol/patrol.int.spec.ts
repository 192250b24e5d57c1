import { beforeAll, describe, expect, it } from '@jest/globals';
import { AssignmentReportReturned } from '@sunshine/events';
import { COUNTY_HANDLER, HOUSING_HANDLER, SUPERVISOR, hostedCity, line } from '../../test/city.js';
import { clock, numberOf, opened, registered, relation, uuid, type Hosted } from '../../test/hosted.js';

const [LATE, WAITING, REPORT, RETURNED, PAUSED, OF_POLICE] = [500, 701, 702, 703, 704, 705];
let host: Hosted;

/** The matter as case would tell of it: at an organ, received, not closed. */
const course = (n: number, organId: number) =>
  host.db.query(
    `update petition set organ_id = $2, opened = true, received_on = coalesce(received_on, '2025-03-03'), closed_on = null where id = $1`,
    [uuid(n), uuid(organId)],
  );

beforeAll(async () => {
  host = await hostedCity();
  const { manager } = host.db;
  const met = clock(7010, WAITING, 'ROUTE', '2025-03-03', 2, { ended: 'met', endedOn: '2025-03-04' });
  await host.feed.send(
    manager,
    registered(WAITING),
    relation('intake', WAITING, 2, 'registering'),
    opened(WAITING, met),
    relation('case', WAITING, 4, 'in_charge'),
    registered(REPORT, 'REPORT'),
    relation('intake', REPORT, 2, 'registering'),
    opened(REPORT, clock(7020, REPORT, 'ROUTE', '2025-03-03', 2)),
    ...line(RETURNED).intake,
    ...line(RETURNED).case,
    registered(PAUSED),
    relation('intake', PAUSED, 2, 'registering'),
    opened(PAUSED, clock(7040, PAUSED, 'HANDLE', '2025-03-05', 4)),
    relation('case', PAUSED, 4, 'in_charge'),
    registered(OF_POLICE),
    relation('intake', OF_POLICE, 2, 'registering'),
    opened(OF_POLICE),
    relation('case', OF_POLICE, 5, 'in_charge'),
  );
  await host.feed.send(manager, {
    source: 'case',
    key: uuid(RETURNED),
    event: AssignmentReportReturned.create({
      petitionId: uuid(RETURNED),
      documentId: uuid(88),
      assignerId: uuid(2),
      deadline: '2025-06-10',
    }),
    on: '2025-05-20',
  });
  for (const n of [LATE, WAITING, RETURNED, PAUSED]) await course(n, 4);
  await course(OF_POLICE, 5);
  await host.db.query(`update clock_register set pauses = '[{"from": "2025-05-01", "to": "2025-06-30"}]' where petition_id = $1`, [
    uuid(PAUSED),
  ]);
  host.setDay('2025-06-02');
});

interface Found {
  readonly petitionNumber: string;
  readonly missing: string;
  readonly missingName: string;
  readonly since: string;
}
const patrol = async (person: number, given = ''): Promise<{ steps: Found[]; cursor: string }> => {
  const { data } = (await host.ask(
    person,
    `{ missingSteps${given} { edges { node { petitionNumber missing missingName since organ { id } basis } } pageInfo { endCursor } } }`,
  )) as unknown as { data: { missingSteps: { edges: { node: Found }[]; pageInfo: { endCursor: string } } } };
  return { steps: data.missingSteps.edges.map(({ node }) => node), cursor: data.missingSteps.pageInfo.endCursor };
};

describe('the routine patrol', () => {
  const all = [
    [numberOf(WAITING), 'no_term', '2025-03-03'],
    [numberOf(LATE), 'HANDLE', '2025-05-06'],
    [numberOf(RETURNED), 'HANDLE', '2025-05-06'],
    [numberOf(RETURNED), 'report_returned', '2025-05-20'],
  ];
  const shown = ({ steps }: { steps: readonly Found[] }) =>
    steps.map(({ petitionNumber, missing, since }) => [petitionNumber, missing, since]);

  it('finds open matters whose step is missing: a duty past its day, a returned report, and a matter of which nothing is owed; no report, no paused term, nothing of organs of own rules', async () => {
    const found = await patrol(SUPERVISOR);
    expect(shown(found)).toEqual(all);
    expect(found.steps[1]).toMatchObject({ missingName: '未作出处理意见', organ: { id: uuid(4) }, basis: '信访工作条例 34' });
  });

  it('is read by organ and page by page', async () => {
    expect((await patrol(SUPERVISOR, `(organIds: ["${uuid(2)}"])`)).steps).toEqual([]);
    const first = await patrol(SUPERVISOR, `(organIds: ["${uuid(4)}"], first: 2)`);
    const second = await patrol(SUPERVISOR, `(organIds: ["${uuid(4)}"], first: 2, after: "${first.cursor}")`);
    expect([...shown(first), ...shown(second)]).toEqual(all);
  });

  it('shows each reader the matters that are his to see', async () => {
    expect(shown(await patrol(HOUSING_HANDLER))).toEqual(all);
    expect((await patrol(COUNTY_HANDLER)).steps).toEqual([]);
  });
});
