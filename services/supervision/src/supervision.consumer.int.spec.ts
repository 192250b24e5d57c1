import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdviceIssued,
  CASE_EVENTS,
  CalendarPublished,
  LawProposed,
  MatterWanted,
  OrganSaved,
  PersonDisabled,
  PersonEnabled,
  PetitionRegistered,
  PetitionSplit,
  RelationEnded,
  RelationSet,
  RoleEnded,
  RoleGranted,
  RulePackPublished,
  SUPERVISION_EVENTS,
  SessionEnded,
  WordsArrived,
  WordsGiven,
} from '@sunshine/events';
import { handlersOf, tries } from '@sunshine/testing';
import fc from 'fast-check';
import { city, hostedCity, line, received } from '../test/city.js';
import { calendar, clock, Feed, opened, packs, registered, uuid, type Hosted, type Sent } from '../test/hosted.js';

let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
}, 30_000);

/** A letter that falls apart, one of its parts a report. */
const letterWithReport = (n: number): Sent => ({
  source: 'case',
  key: uuid(n),
  event: PetitionSplit.create({
    petitionId: uuid(n),
    splitId: uuid(9100),
    organId: uuid(2),
    parts: [
      { petitionId: uuid(9101), kind: 'CLAIM' },
      { petitionId: uuid(9102), kind: 'REPORT' },
    ],
  }),
});

describe('what supervision hears', () => {
  it('is every event of case, its own, rights and law, and registrations, each by one handler', () => {
    const others = [
      PetitionRegistered,
      RelationSet,
      RelationEnded,
      OrganSaved,
      RoleGranted,
      RoleEnded,
      SessionEnded,
      PersonDisabled,
      PersonEnabled,
      RulePackPublished,
      CalendarPublished,
      LawProposed,
      MatterWanted,
      WordsArrived,
      WordsGiven,
    ];
    expect([...handlersOf(host.service.app).keys()].sort()).toEqual(
      [...CASE_EVENTS, ...SUPERVISION_EVENTS, ...others.map(({ type }) => type)].sort(),
    );
  });

  it('takes no record between organs for a petition, though an event of it moves a clock', async () => {
    const id = uuid(9300);
    const data = { adviceId: id, kind: 'IMPROVE' as const, petitionId: null, organId: uuid(4), byOrganId: uuid(3), answerBy: '2025-06-13' };
    const term = { ...clock(9301, 9300, 'ROUTE', '2025-05-13', 4), term: 'ADVICE_REPLY', dueOn: '2025-06-13' };
    await host.feed.send(host.db.manager, { source: 'supervision', key: id, event: AdviceIssued.create(data, [term]) });
    expect(await host.db.query('select clock_id id from clock_register where petition_id = $1', [id])).toEqual([{ id: term.clockId }]);
    expect(await host.db.query('select id from petition where id = $1', [id])).toEqual([]);
  });

  it('ends in the same rows, however directory, intake and case come in between one another', async () => {
    const streams = [
      ...city.map((event) => [event]),
      ...packs().map((event) => [event]),
      [calendar()],
      line(700).intake,
      line(700).case,
      line(701).intake,
      line(701).case,
      line(702).intake,
      [letterWithReport(702)],
    ];
    const settle = async () =>
      JSON.stringify(
        await Promise.all(
          [
            'petition order by id',
            'clock_register order by clock_id',
            'register_step order by clock_id, step, seq',
            'organ order by id',
            'person_role order by person_id',
            'relation order by petition_id, subject, relation',
            'petition_known order by id',
            'figure_fact order by figure, clock_id',
            'duty_count where n <> 0 order by organ_id, term, due_on, outcome',
            'figure_count where n <> 0 order by organ_id, figure, due_on, finding',
            'matter_count where n <> 0 order by organ_id, what, on_day',
          ].map((table) => host.db.query(`select * from ${table}`)),
        ),
      );
    const tables =
      'petition, clock_register, register_step, organ, person_role, relation, petition_known, law, figure_fact, duty_count, figure_count, matter_count';
    const run = async (order: readonly number[]) => {
      await host.db.query(`truncate ${tables}`);
      const feed = new Feed(host.service.app);
      const next = streams.map(() => 0);
      await host.db.transaction(async (tx) => {
        for (const stream of order) {
          const event = streams[stream]?.[next[stream] as number];
          next[stream] = (next[stream] as number) + 1;
          if (event) await feed.send(tx, event);
        }
      });
      return settle();
    };
    const all = streams.flatMap((events, stream) => events.map(() => stream));
    const expected = await run(all);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }), async (order) => {
        expect(await run(order)).toBe(expected);
      }),
      { numRuns: tries(25), endOnFailure: true },
    );
  }, 60_000);

  it('seals a letter with a report among its parts, whichever of split and registration arrives first', async () => {
    const kinds: string[] = [];
    for (const [n, order] of [
      [710, [registered(710), letterWithReport(710)]],
      [711, [letterWithReport(711), registered(711)]],
    ] as const) {
      await host.db.transaction((tx) => new Feed(host.service.app).send(tx, ...order));
      const [row] = (await host.db.query('select kind from petition_known where id = $1', [uuid(n)])) as { kind: string }[];
      kinds.push(row!.kind);
    }
    expect(kinds).toEqual(['REPORT', 'REPORT']);
  });

  it('takes a change only where it is newer', async () => {
    const handle = clock(8000, 800, 'HANDLE', '2025-03-05', 4);
    await host.feed.send(
      host.db.manager,
      opened(800, handle),
      received(800, { ...handle, move: 'stopped', ended: 'met', endedOn: '2025-04-01' }),
    );
    await new Feed(host.service.app).send(host.db.manager, opened(800, handle));
    expect(await host.db.query('select ended from clock_register where clock_id = $1', [uuid(8000)])).toEqual([{ ended: 'met' }]);
  });
});
