import { beforeAll, describe, expect, it } from '@jest/globals';
import { PetitionClosed, RelationSet, type ClockChange } from '@sunshine/events';
import { FrozenDays } from '../figures/frozen-days.js';
import {
  calendar,
  clock,
  hosted,
  opened,
  organ,
  packs,
  registered,
  relation,
  role,
  uuid,
  type Hosted,
  type Sent,
} from '../../test/hosted.js';

/** Tree 1: bureau 2, supervision office 3, departments 4 and 5; 6 stands alone without an office. */
const [HEAD, CHECKER, HANDLER, OTHER_HEAD, SUPERVISOR, OF_BOTH, DISPATCHER, ALONE] = [201, 202, 203, 204, 205, 206, 207, 208];
let host: Hosted;
const send = (...sent: Sent[]): Promise<void> => host.db.transaction((tx) => host.feed.send(tx, ...sent));
/** A suggestion at an organ since 2025-03-03, to be told by 03-18. */
const suggestion = (n: number, at: number, told: string | null = null): Sent[] => {
  const notify = clock(n * 10, n, 'NOTIFY_DIRECT', '2025-03-03', at);
  return [
    registered(n, 'SUGGESTION', at),
    opened(n, notify),
    relation('case', n, at, 'in_charge'),
    ...(told === null ? [] : [tell(n, at, told)]),
  ];
};
const tell = (n: number, at: number, endedOn: string): Sent => {
  const met: ClockChange = { ...clock(n * 10, n, 'NOTIFY_DIRECT', '2025-03-03', at), move: 'stopped', ended: 'met', endedOn };
  return {
    source: 'case',
    key: uuid(n),
    event: PetitionClosed.create({ petitionId: uuid(n), ground: 'opinion', closedOn: endedOn }, [met]),
  };
};

beforeAll(async () => {
  host = await hosted({ SWEEP_SECONDS: '0' });
  await send(
    organ(1, null, 'government'),
    organ(2, 1, 'petition_bureau'),
    organ(3, 1, 'supervision_office'),
    organ(4, 1, 'department'),
    organ(5, 1, 'department'),
    organ(6, null, 'township'),
    role(HEAD, 4, 'HEAD'),
    role(CHECKER, 4, 'CHECKER'),
    role(HANDLER, 4, 'HANDLER'),
    role(OTHER_HEAD, 5, 'HEAD'),
    role(SUPERVISOR, 3, 'SUPERVISOR'),
    role(OF_BOTH, 3, 'SUPERVISOR'),
    role(OF_BOTH, 4, 'HANDLER'),
    role(DISPATCHER, 2, 'DISPATCHER'),
    role(ALONE, 6, 'HEAD'),
    ...packs(),
    calendar(),
  );
  for (const n of [10, 11]) await send(...suggestion(n, 4));
  for (const n of [12, 13, 14, 15]) await send(...suggestion(n, 4, '2025-03-10'));
  await send(...suggestion(16, 6));
  host.setDay('2025-03-20');
}, 60_000);

const CONTEST =
  'id number state stateName figure figureTitle byOrgan { id } organ { id } petition { id } petitionNumber finding dueOn reasons mayDecide decision { byPerson { id } reasons }';
const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const contest = (person: number | null, n: number, more = '') =>
  host.ask(
    person,
    `mutation { contestFact(input: { figure: told_in_time, clockId: "${uuid(n * 10)}", reasons: "3月10日已经当面告知" ${more} }) { ${CONTEST} } }`,
  );
const decide = (person: number, id: string, outcome: string) =>
  host.ask(
    person,
    `mutation { decideContest(input: { contestId: "${id}", outcome: "${outcome}", reasons: "送达回证属实" }) { ${CONTEST} } }`,
  );
interface Told {
  id: string;
  state: string;
}
const listed = async (person: number, filter = ''): Promise<Told[]> => {
  const { data, errors } = await host.ask(person, `{ factContests(filter: { ${filter} }) { edges { node { ${CONTEST} } } } }`);
  expect(errors).toBeUndefined();
  return (data?.['factContests'] as { edges: { node: Told }[] }).edges.map(({ node }) => node);
};
const PERIOD = 'period: { from: "2025-01-01", to: "2025-12-31" }';
const rate = async (): Promise<string> => {
  const { data } = await host.ask(HEAD, `{ timeliness(${PERIOD}, level: ORGAN) { figures { definition { id } numerator denominator } } }`);
  const [told] = (data?.['timeliness'] as { figures: { numerator: number; denominator: number }[] }).figures;
  return `${told?.numerator}/${told?.denominator}`;
};
const facts = async (person: number, side: string): Promise<Record<string, unknown>[]> => {
  const { data, errors } = await host.ask(
    person,
    `{ timelinessList(figure: told_in_time, ${PERIOD}, organId: "${uuid(4)}", level: ORGAN, side: ${side}) {
      edges { node { petition { id } finding found contestId contestState contestStateName mayContest } } } }`,
  );
  expect(errors).toBeUndefined();
  return (data?.['timelinessList'] as { edges: { node: Record<string, unknown> }[] }).edges.map(({ node }) => node);
};

describe('a contest of a single fact', () => {
  let id = '';

  it('is offered to head and checker of the organ alone, for what counts against it', async () => {
    for (const [person, may] of [
      [HEAD, true],
      [CHECKER, true],
      [HANDLER, false],
      [SUPERVISOR, false],
    ] as const)
      expect((await facts(person, 'NOT_IN_TIME')).map(({ mayContest }) => mayContest)).toEqual([may, may]);
    expect((await facts(HEAD, 'IN_TIME')).every(({ mayContest }) => mayContest === false)).toBe(true);
  });

  it('is made with a number to the office of supervision, and changes no figure yet', async () => {
    const { data } = await contest(CHECKER, 10);
    expect(data?.['contestFact']).toMatchObject({
      number: '单位4信异〔2025〕1号',
      state: 'open',
      figureTitle: '按期告知率',
      byOrgan: { id: uuid(4) },
      organ: { id: uuid(3) },
      petition: { id: uuid(10) },
      finding: 'unmet',
      mayDecide: false,
      decision: null,
    });
    ({ id } = data?.['contestFact'] as Told);
    expect(await rate()).toBe('4/6');
    expect(await facts(HEAD, 'NOT_IN_TIME')).toMatchObject([
      { contestId: id, contestState: 'open', contestStateName: '待认定', mayContest: false },
      { contestId: null, mayContest: true },
    ]);
  });

  it('is refused to others, for what stands in time, a second time, and where no office decides, without a number used up', async () => {
    expect(codeOf(await contest(null, 11))).toBe('SIGN_IN_REQUIRED');
    expect(codeOf(await contest(HANDLER, 11))).toBe('ACT_NOT_YOURS');
    for (const person of [OTHER_HEAD, SUPERVISOR]) expect(codeOf(await contest(person, 11))).toBe('CONTEST_FACT_UNKNOWN');
    expect(codeOf(await contest(HEAD, 99))).toBe('CONTEST_FACT_UNKNOWN');
    expect(codeOf(await contest(HEAD, 12))).toBe('CONTEST_FACT_IN_TIME');
    expect(codeOf(await contest(HEAD, 10))).toBe('CONTEST_PENDING');
    expect(codeOf(await contest(ALONE, 16))).toBe('CONTEST_NO_OFFICE');
    expect((await contest(HEAD, 11)).data?.['contestFact']).toMatchObject({ number: '单位4信异〔2025〕2号' });
  });

  it('is read by both organs and the supervisors of their tree, and by nobody else', async () => {
    for (const person of [HEAD, CHECKER, HANDLER, SUPERVISOR]) expect((await listed(person)).map((one) => one.id)).toContain(id);
    for (const person of [OTHER_HEAD, DISPATCHER, ALONE]) {
      expect(await listed(person)).toEqual([]);
      expect((await host.ask(person, `{ factContest(id: "${id}") { id } }`)).data).toEqual({ factContest: null });
    }
    expect((await host.ask(SUPERVISOR, `{ factContest(id: "${id}") { id mayDecide } }`)).data).toEqual({
      factContest: { id, mayDecide: true },
    });
  });

  it('is decided by the office, never by who contests, and both stay to be seen', async () => {
    expect(codeOf(await decide(HEAD, id, 'excluded'))).toBe('ACT_NOT_YOURS');
    expect(codeOf(await decide(OTHER_HEAD, id, 'excluded'))).toBe('CONTEST_UNKNOWN');
    expect(codeOf(await decide(OF_BOTH, id, 'excluded'))).toBe('CONTEST_OWN_ORGAN');
    expect(await decide(SUPERVISOR, id, 'excluded')).toMatchObject({
      data: {
        decideContest: {
          state: 'excluded',
          stateName: '不计入指标',
          finding: 'unmet',
          decision: { byPerson: { id: uuid(SUPERVISOR) }, reasons: '送达回证属实' },
        },
      },
    });
    expect(codeOf(await decide(SUPERVISOR, id, 'dismissed'))).toBe('CONTEST_NOT_OPEN');
    expect(await rate()).toBe('4/5');
    expect(await facts(HEAD, 'EXCLUDED')).toMatchObject([
      { petition: { id: uuid(10) }, finding: 'excluded', found: 'unmet', contestState: 'excluded' },
    ]);
    expect((await facts(HEAD, 'ALL')).length).toBe(5);
    expect((await listed(SUPERVISOR, 'states: ["excluded"]')).map((one) => one.id)).toEqual([id]);
  });

  it('holds however the matter moves afterwards, and the counts are those of all rows', async () => {
    await send(tell(10, 4, '2025-03-20'));
    expect(await facts(HEAD, 'EXCLUDED')).toMatchObject([{ finding: 'excluded', found: 'late' }]);
    const kept = await host.db.query('select * from figure_count where n <> 0 order by 1, 2, 3, 4');
    await host.db.query('select figure_count_again()');
    expect(await host.db.query('select * from figure_count where n <> 0 order by 1, 2, 3, 4')).toEqual(kept);
  });

  it('counts as in time where it is corrected so, and stays as it is where it fails', async () => {
    const [open] = await listed(HEAD, 'states: ["open"]');
    await decide(SUPERVISOR, open?.id ?? '', 'corrected');
    expect(await rate()).toBe('5/5');
    expect((await facts(HEAD, 'IN_TIME')).find(({ found }) => found === 'unmet')).toMatchObject({
      petition: { id: uuid(11) },
      finding: 'in_time',
    });
    expect(codeOf(await contest(HEAD, 11))).toBe('CONTEST_DECIDED');
    await send(...suggestion(17, 4));
    const { data } = await contest(HEAD, 17);
    await decide(SUPERVISOR, (data?.['contestFact'] as Told).id, 'dismissed');
    expect(await rate()).toBe('5/6');
    expect(codeOf(await contest(HEAD, 17))).toBe('CONTEST_DECIDED');
  });

  it('is a fact of the day of its decision, and no frozen day becomes another', async () => {
    const keeper = host.service.app.get(FrozenDays, { strict: false });
    await keeper.run();
    await send(...suggestion(18, 4));
    host.setDay('2025-03-21');
    await keeper.run();
    const { data } = await contest(HEAD, 18);
    await decide(SUPERVISOR, (data?.['contestFact'] as Told).id, 'excluded');
    host.setDay('2025-03-22');
    await keeper.run();
    expect(await host.db.query('select day, finding from frozen_fact where clock_id = $1 order by day', [uuid(180)])).toEqual([
      { day: '2025-03-20', finding: 'unmet' },
      { day: '2025-03-21', finding: 'excluded' },
    ]);
    expect((await host.ask(HEAD, '{ rebuiltDay(day: "2025-03-20") { holds altered } }')).data).toEqual({
      rebuiltDay: { holds: true, altered: 0 },
    });
  });

  it('is kept from whoever stepped back from the petition', async () => {
    await send({
      source: 'intake',
      key: uuid(10),
      event: RelationSet.create({ petitionId: uuid(10), subject: uuid(HANDLER), relation: 'recused' }),
    });
    expect((await listed(HANDLER)).map((one) => one.id)).not.toContain(id);
    expect((await listed(HEAD)).map((one) => one.id)).toContain(id);
  });
});
