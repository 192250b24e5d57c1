import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  PetitionAccepted,
  PetitionClosed,
  PetitionMerged,
  PetitionReopened,
  PetitionSplit,
  type ClockChange,
  type NewEvent,
} from '@sunshine/events';
import { transaction } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import {
  Feed,
  calendar,
  clock,
  hosted,
  numberOf,
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
import { FigureFacts } from './figure-facts.js';

/** Tree 1: bureau 2, supervision 3, departments 4 and 5 with 7 below 4; 6 stands alone. */
const [HEAD_4, HEAD_5, SUPERVISOR, BUREAU, STRANGER] = [201, 202, 203, 204, 205];
const city: Sent[] = [
  organ(1, null, 'government'),
  organ(2, 1, 'petition_bureau'),
  organ(3, 1, 'supervision_office'),
  organ(4, 1, 'department'),
  organ(5, 1, 'political_legal'),
  organ(6, null, 'township'),
  organ(7, 4, 'department'),
  role(HEAD_4, 4, 'HEAD'),
  role(HEAD_5, 5, 'HEAD'),
  role(SUPERVISOR, 3, 'SUPERVISOR'),
  role(BUREAU, 2, 'DISPATCHER'),
  role(STRANGER, 6, 'HEAD'),
];
const of = (n: number, on: string, event: NewEvent, course?: { exit?: string; organ?: number; closedOn?: string | null }): Sent => ({
  source: 'case',
  key: uuid(n),
  on,
  event: {
    ...event,
    ...(course && {
      course: {
        stage: course.closedOn ? 'closed' : 'handling',
        exit: (course.exit ?? null) as '31(6)',
        outcome: null,
        organId: uuid(course.organ ?? 4),
        closedOn: course.closedOn ?? null,
      },
    }),
  },
});
const accepted = (n: number, at: number, on: string, ...clocks: ClockChange[]): Sent =>
  of(
    n,
    on,
    PetitionAccepted.create(
      { petitionId: uuid(n), organId: uuid(at), exit: '31(6)', acceptedOn: on, handleFrom: on, documentId: uuid(77) },
      clocks,
    ),
    { exit: '31(6)', organ: at },
  );
const closed = (n: number, on: string, ...clocks: ClockChange[]): Sent =>
  of(n, on, PetitionClosed.create({ petitionId: uuid(n), ground: 'opinion', closedOn: on }, clocks), { exit: '31(6)', closedOn: on });
const met = (change: ClockChange, endedOn: string): ClockChange => ({ ...change, move: 'stopped', ended: 'met', endedOn });
const gone = (change: ClockChange, endedOn: string, endReason: string): ClockChange => ({
  ...change,
  move: 'cancelled',
  ended: 'cancelled',
  endedOn,
  endReason,
});

/** A claim at an organ since 03-03: told by 03-18, answered by 05-06 (60 days over the May holiday from 03-05). */
function claim(
  n: number,
  at: number,
  { told, handled }: { told: string | null; handled: string | null },
): { events: Sent[]; handle: ClockChange; notify: ClockChange } {
  const notify = clock(n * 10, n, 'NOTIFY_DIRECT', '2025-03-03', at);
  const handle = clock(n * 10 + 1, n, 'HANDLE', '2025-03-05', at);
  return {
    notify,
    handle,
    events: [
      registered(n, 'CLAIM', at),
      {
        ...opened(n, notify),
        event: {
          ...opened(n, notify).event,
          course: { stage: 'registered', exit: null, outcome: null, organId: uuid(at), closedOn: null },
        },
      },
      relation('case', n, at, 'in_charge'),
      ...(told === null ? [] : [accepted(n, at, told, met(notify, told), handle)]),
      ...(handled === null
        ? []
        : [of(n, handled, PetitionClosed.create({ petitionId: uuid(n), ground: 'opinion', closedOn: handled }, [met(handle, handled)]))]),
    ],
  };
}

let host: Hosted;
const send = (...sent: Sent[]): Promise<void> => host.db.transaction((tx) => host.feed.send(tx, ...sent));
const PERIOD = { from: '2025-01-01', to: '2025-12-31' };
const ASK = `query ($period: PeriodInput!, $organId: ID, $level: FigureLevel) { timeliness(period: $period, organId: $organId, level: $level) {
  organ { id } from to figures { definition { id version title } numerator denominator rate hidden } } }`;
interface Told {
  organ: { id: string };
  to: string;
  figures: { definition: { id: string }; numerator: number | null; denominator: number | null; rate: number | null; hidden: boolean }[];
}
const asked = async (person: number | null, more: object = {}) => host.ask(person, ASK, { period: PERIOD, ...more });
const told = async (person: number, more: object = {}): Promise<Told> => {
  const { data, errors } = await asked(person, more);
  expect(errors).toBeUndefined();
  return data?.['timeliness'] as Told;
};
const line = ({ figures }: Told): Record<string, string> =>
  Object.fromEntries(figures.map(({ definition, numerator, denominator, rate }) => [definition.id, `${numerator}/${denominator} ${rate}`]));
const LIST = `query ($figure: FigureId!, $period: PeriodInput!, $organId: ID, $level: FigureLevel, $side: FigureSide, $first: Int, $after: String) {
  timelinessList(figure: $figure, period: $period, organId: $organId, level: $level, side: $side, first: $first, after: $after) {
    edges { node { id petitionNumber organ { id } dueOn answeredOn finding } } pageInfo { hasNextPage endCursor } } }`;
interface Fact {
  id: string;
  petitionNumber: string;
  organ: { id: string };
  dueOn: string;
  finding: string;
}
async function listed(person: number, figure: string, more: object = {}): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (let after: string | null = null, hasMore = true; hasMore;) {
    const { data, errors } = await host.ask(person, LIST, { figure, period: PERIOD, first: 2, after, ...more });
    expect(errors).toBeUndefined();
    const page = data?.['timelinessList'] as { edges: { node: Fact }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    facts.push(...page.edges.map(({ node }) => node));
    [after, hasMore] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  return facts;
}

beforeAll(async () => {
  host = await hosted();
  host.setDay('2025-07-01');
  await send(...city, ...packs(), calendar());
  const [a, b, c, d, e, f] = [
    claim(10, 4, { told: '2025-03-18', handled: '2025-05-06' }),
    claim(11, 4, { told: '2025-03-19', handled: '2025-05-07' }),
    claim(12, 4, { told: '2025-03-10', handled: null }),
    claim(13, 4, { told: null, handled: null }),
    claim(14, 4, { told: '2025-03-10', handled: '2025-04-10' }),
    claim(15, 5, { told: '2025-03-10', handled: '2025-04-10' }),
  ] as const;
  for (const one of [a, b, c, d, e, f]) await send(...one.events);
  await send(closed(14, '2025-04-20'), closed(15, '2025-04-20'));
  // A report at the department: in no figure.
  const report = clock(160, 16, 'NOTIFY_TRANSFERRED', '2025-03-03', 4);
  await send(registered(16, 'REPORT', 4), opened(16, report), relation('case', 16, 4, 'in_charge'));
}, 60_000);

describe('figures of a period', () => {
  it('are published with words, rules, version and source', async () => {
    const { data } = await host.ask(
      HEAD_4,
      '{ figureDefinitions { id version title numerator denominator numeratorRule denominatorRule period level source } }',
    );
    const definitions = data?.['figureDefinitions'] as Record<string, string>[];
    expect(definitions.map(({ title }) => title)).toEqual(['按期告知率', '按期受理率', '按期办理率', '按期办结率']);
    expect(definitions.every((definition) => Object.values(definition).every(Boolean))).toBe(true);
    expect((await host.ask(null, '{ figureDefinitions { id } }')).errors?.[0]?.extensions).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });

  it('have all that was due below the line, open late ones included, each line of its own duty', async () => {
    expect(line(await told(HEAD_4, { organId: uuid(4), level: 'ORGAN' }))).toEqual({
      told_in_time: '3/5 60',
      accepted_in_time: '3/5 60',
      handled_in_time: '2/4 50',
      closed_in_time: '1/4 25',
    });
  });

  it('count what is due up to yesterday, and nothing before its day', async () => {
    host.setDay('2025-05-06');
    const before = await told(HEAD_4, { organId: uuid(4), level: 'ORGAN' });
    expect(before.to).toBe('2025-05-05');
    expect(line(before)).toMatchObject({ handled_in_time: '0/0 null' });
    host.setDay('2025-05-07');
    expect(line(await told(HEAD_4, { organId: uuid(4), level: 'ORGAN' }))).toMatchObject({ handled_in_time: '2/4 50' });
    host.setDay('2025-07-01');
  });

  it('open to the list behind each number, which has as many rows, for the organ and its supervisor', async () => {
    for (const [person, more] of [
      [HEAD_4, { organId: uuid(4), level: 'ORGAN' }],
      [SUPERVISOR, { organId: uuid(4) }],
      [SUPERVISOR, {}],
    ] as const) {
      const { figures } = await told(person, more);
      for (const { definition, numerator, denominator } of figures) {
        const rows = await listed(person, definition.id, more);
        expect([rows.length, rows.filter(({ finding }) => finding === 'in_time').length]).toEqual([denominator, numerator]);
        expect((await listed(person, definition.id, { ...more, side: 'NOT_IN_TIME' })).length).toBe(
          Number(denominator) - Number(numerator),
        );
      }
    }
    expect((await listed(SUPERVISOR, 'told_in_time')).map(({ petitionNumber }) => petitionNumber)).not.toContain(numberOf(16));
  });

  it('are of the area that a supervisor has where no organ is named, else of the own organ', async () => {
    expect((await told(SUPERVISOR)).organ.id).toBe(uuid(1));
    expect(line(await told(SUPERVISOR))).toMatchObject({ told_in_time: '4/6 66.67' });
    expect((await told(HEAD_5)).organ.id).toBe(uuid(5));
  });

  it('hide a set below five except from the organ itself and its supervisor', async () => {
    expect(line(await told(HEAD_5, { organId: uuid(5), level: 'ORGAN' }))).toMatchObject({ handled_in_time: '1/1 100' });
    expect(line(await told(SUPERVISOR, { organId: uuid(5) }))).toMatchObject({ handled_in_time: '1/1 100' });
    const shown = await told(BUREAU, { organId: uuid(5) });
    expect(
      shown.figures.every(
        ({ hidden, numerator, denominator, rate }) => hidden && numerator === null && denominator === null && rate === null,
      ),
    ).toBe(true);
    expect(await listed(BUREAU, 'handled_in_time', { organId: uuid(5) })).toEqual([]);
    expect((await told(BUREAU, { organId: uuid(4) })).figures.map(({ hidden }) => hidden)).toEqual([false, false, true, true]);
  });

  it('are of no other organ than the reader’s own and those that the reader supervises', async () => {
    for (const person of [STRANGER, HEAD_5])
      expect((await asked(person, { organId: uuid(4) })).errors?.[0]?.extensions).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect((await asked(null)).errors?.[0]?.extensions).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });

  it('leave out of number and list a matter that is kept from the reader', async () => {
    await send({
      ...relation('intake', 10, 0, 'recused'),
      event: {
        ...relation('intake', 10, 0, 'recused').event,
        data: { petitionId: uuid(10), subject: uuid(SUPERVISOR), relation: 'recused' },
      },
    });
    const { figures } = await told(SUPERVISOR, { organId: uuid(4) });
    expect(figures.map(({ denominator }) => denominator)).toEqual([4, 4, 3, 3]);
    expect(await listed(SUPERVISOR, 'told_in_time', { organId: uuid(4) })).toHaveLength(4);
    expect(line(await told(HEAD_4, { organId: uuid(4), level: 'ORGAN' }))).toMatchObject({ told_in_time: '3/5 60' });
  });
});

describe('what is done to a matter afterwards', () => {
  const at4 = async () => line(await told(HEAD_4, { organId: uuid(4), level: 'ORGAN' }));

  it('reopening inside thirty days makes it unanswered', async () => {
    await send(
      of(
        14,
        '2025-05-19',
        PetitionReopened.create({
          petitionId: uuid(14),
          reason: 'DEFECT',
          stage: 'handling',
          ground: null,
          closedOn: '2025-04-20',
          reopenedOn: '2025-05-19',
          daysClosed: 29,
        }),
        { exit: '31(6)' },
      ),
    );
    expect(await at4()).toMatchObject({ handled_in_time: '1/4 25', closed_in_time: '0/4 0' });
  });

  it('merging, splitting and closing raise nothing', async () => {
    const before = await at4();
    const [handle] = [clock(121, 12, 'HANDLE', '2025-03-05', 4)];
    await send(
      of(
        12,
        '2025-04-01',
        PetitionMerged.create({ petitionId: uuid(12), mergeId: uuid(900), organId: uuid(4), leadPetitionId: uuid(11) }, [
          gone(handle, '2025-04-01', 'merged'),
        ]),
        { exit: '31(6)', closedOn: '2025-04-01' },
      ),
    );
    expect(await at4()).toEqual(before);
    const parts = [31, 32].map((n) => ({ petitionId: uuid(n), kind: 'CLAIM' as const }));
    const notify = clock(130, 13, 'NOTIFY_DIRECT', '2025-03-03', 4);
    await send(
      of(
        13,
        '2025-03-10',
        PetitionSplit.create({ petitionId: uuid(13), splitId: uuid(901), organId: uuid(4), parts }, [gone(notify, '2025-03-10', 'split')]),
        { closedOn: '2025-03-10' },
      ),
    );
    for (const n of [31, 32]) await send(...claim(n, 4, { told: '2025-03-18', handled: null }).events);
    expect(await at4()).toMatchObject({ told_in_time: '4/5 80', handled_in_time: '1/5 20' });
    await send(
      ...claim(33, 4, { told: null, handled: null }).events,
      of(
        33,
        '2025-03-10',
        PetitionClosed.create({ petitionId: uuid(33), ground: 'x', closedOn: '2025-03-10' }, [
          gone(clock(330, 33, 'NOTIFY_DIRECT', '2025-03-03', 4), '2025-03-10', 'closed'),
        ]),
        { closedOn: '2025-03-10' },
      ),
    );
    expect(await at4()).toMatchObject({ told_in_time: '4/6 66.67' });
  });
});

describe('two writers of one family at once', () => {
  it('come one after the other: the later one reads what the first has written', async () => {
    const parts = [51, 52].map((n) => ({ petitionId: uuid(n), kind: 'CLAIM' as const }));
    const notify = clock(500, 50, 'NOTIFY_DIRECT', '2025-03-03', 4);
    const split = PetitionSplit.create({ petitionId: uuid(50), splitId: uuid(902), organId: uuid(4), parts }, [
      gone(notify, '2025-03-10', 'split'),
    ]);
    await send(registered(50), of(50, '2025-03-10', split, { closedOn: '2025-03-10' }));
    for (const n of [51, 52]) await send(...claim(n, 4, { told: null, handled: null }).events);
    const told = (tx: EntityManager, n: number) =>
      tx.query(`update clock_register set ended = 'met', ended_on = '2025-03-10' where petition_id = $1 and term like 'NOTIFY%'`, [
        uuid(n),
      ]);
    const facts = host.service.app.get(FigureFacts, { strict: false });
    let other: Promise<void> = Promise.resolve();
    await transaction(host.db, async (first) => {
      await told(first, 51);
      await facts.rewrite(first, [uuid(51)]);
      other = transaction(host.db, async (second) => {
        await told(second, 52);
        await facts.rewrite(second, [uuid(52)]);
      });
      await sleep(200);
    });
    await other;
    const rows = await host.db.query(`select finding from figure_fact where root_id = $1 and figure = 'told_in_time'`, [uuid(50)]);
    expect(rows).toEqual([{ finding: 'in_time' }]);
  });
});

describe('counts kept with the rows', () => {
  const TABLES = ['duty_count', 'figure_count', 'matter_count'];
  const counts = () => Promise.all(TABLES.map((table) => host.db.query(`select * from ${table} where n <> 0 order by 1, 2, 3, 4`)));

  it('are those that counting all rows anew gives', async () => {
    const kept = await counts();
    expect(kept.every((rows) => (rows as unknown[]).length > 0)).toBe(true);
    for (const table of TABLES) await host.db.query(`select ${table}_again()`);
    expect(await counts()).toEqual(kept);
    await host.db.query(`update petition set listed = false where id = $1`, [uuid(15)]);
    expect(await counts()).not.toEqual(kept);
    await host.db.query(`update petition set listed = true where id = $1`, [uuid(15)]);
    expect(await counts()).toEqual(kept);
  });

  it('stand whoever reads the same events again', async () => {
    const kept = await counts();
    await host.db.transaction((tx) =>
      new Feed(host.service.app).send(tx, ...claim(10, 4, { told: '2025-03-18', handled: '2025-05-06' }).events),
    );
    expect(await counts()).toEqual(kept);
  });
});
