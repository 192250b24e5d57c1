import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  Hosted,
  MEMBERS,
  ORGAN,
  OTHER,
  PETITIONER,
  REVIEWER_ORGAN,
  WHO,
  closed,
  drafted,
  investigated,
  moved,
  registered,
  relation,
  reviewDrafted,
  uuid,
} from '../test/hosted.js';

let host: Hosted;
let roomId: string;
beforeAll(async () => {
  host = await Hosted.open();
  host.setDay('2025-04-07');
  roomId = await host.pool();
}, 120_000);

const slot = (day: string, from = '01', to = '04') => ({
  roomId,
  startsAt: `${day}T${from}:00:00.000Z`,
  endsAt: `${day}T${to}:00:00.000Z`,
  public: true,
});
const outbox = async (petitionId: string): Promise<{ pattern: string; data: { data: Record<string, unknown> } }[]> =>
  host.db.query('select pattern, data from outbox where key = $1 order by seq', [petitionId]);

describe('a hearing', () => {
  it('goes from the request with the pass to a conclusion, and each step is refused to whom it is not', async () => {
    host.setDay('2025-04-07');
    const petitionId = await host.matter(300);
    const pass = await host.pass(300);
    expect(await host.act(WHO.otherHandler, 'proposeHearing', { petitionId, reason: '理由' })).toEqual({ code: 'PETITION_NOT_FOUND' });
    expect(await host.act(null, 'requestHearing', { pass, reason: ' ' })).toEqual({ code: 'HEARING_TEXT_MISSING' });
    // The answer of the pass is read by nobody's right: the petition page tells of it.
    expect(await host.act(null, 'requestHearing', { pass, reason: '事实没有查清' })).toMatchObject({ state: null });
    expect(await host.act(null, 'requestHearing', { pass, reason: '再次申请' })).toEqual({ code: 'HEARING_UNDER_WAY' });
    const [{ id }] = (await host.db.query('select id from hearing where petition_id = $1', [petitionId])) as [{ id: string }];
    const at = { petitionId, hearingId: id };
    expect(await host.hearing(WHO.handler, id, 'state by decideBy')).toEqual({
      state: 'requested',
      by: 'petitioner',
      decideBy: '2025-04-22',
    });
    expect(await host.act(WHO.handler, 'decideHearing', { ...at, hold: true, reason: '重大' })).toMatchObject({ state: 'proposed' });
    expect(await host.act(WHO.handler, 'confirmHearing', at)).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await host.act(WHO.head, 'confirmHearing', at, 'state decision { hold seed }')).toMatchObject({ state: 'decided' });
    const lot = await host.act(
      WHO.clerk,
      'listPanel',
      { ...at, byLot: true, size: 3 },
      'panel { seats { seat person { id } } seed pool problem }',
    );
    expect(lot).toMatchObject({ panel: { problem: null, pool: MEMBERS.map(uuid) } });
    expect(await host.act(WHO.clerk, 'scheduleHearing', { ...at, ...slot('2025-04-13') })).toEqual({ code: 'HEARING_TOO_SOON' });
    expect(await host.act(WHO.clerk, 'scheduleHearing', { ...at, ...slot('2025-05-08') })).toEqual({ code: 'HEARING_TOO_LATE' });
    expect(await host.act(WHO.clerk, 'scheduleHearing', { ...at, ...slot('2025-04-16'), clerkIds: [uuid(WHO.clerk)] })).toMatchObject({
      state: 'decided',
    });
    const seats = ((lot['panel'] as { seats: { seat: string; person: { id: string } }[] }).seats ?? [])
      .filter(({ seat }) => seat !== 'substitute')
      .map(({ person }) => person.id);
    const number = (personId: string) => parseInt(personId.slice(-12), 16);
    host.setDay('2025-04-16');
    const open = { ...at, presentIds: [...seats, uuid(WHO.clerk)] };
    expect(await host.act(WHO.clerk, 'openHearing', open)).toEqual({ code: 'NOTICES_MISSING' });
    host.setDay('2025-04-09');
    await host.tellAll(at, '2025-04-09');
    expect(await host.hearing(WHO.clerk, id, 'untold { to } serviceOn')).toEqual({ untold: [], serviceOn: '2025-04-09' });
    host.setDay('2025-04-16');
    expect(await host.act(WHO.clerk, 'openHearing', { ...open, presentIds: seats.slice(1) })).toEqual({ code: 'PANEL_NO_QUORUM' });
    expect(await host.act(WHO.clerk, 'openHearing', open)).toMatchObject({ state: 'open' });
    expect(await host.act(WHO.clerk, 'endSitting', at)).toEqual({ code: 'SITTING_NOT_COMPLETE' });
    const entries = ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement', 'last_words'].map((kind) => ({
      kind,
      text: kind,
    }));
    await host.act(WHO.clerk, 'addHearingEntries', { ...at, entries });
    await host.act(WHO.clerk, 'addHearingEntries', { ...at, entries: [{ kind: 'petitioner_statement', text: '更正', corrects: 4 }] });
    expect(await host.hearing(WHO.clerk, id, 'entries(after: 3) { number kind text corrects }')).toMatchObject({
      entries: [
        { number: 4, text: 'petitioner_statement', corrects: null },
        { number: 5 },
        { number: 6 },
        { number: 7, text: '更正', corrects: 4 },
      ],
    });
    expect(await host.act(WHO.clerk, 'endSitting', at)).toMatchObject({ state: 'deliberating' });
    await host.act(WHO.clerk, 'openVote', { ...at, question: '是否支持', options: ['支持', '不支持'] });
    const [first = '', second = '', third = ''] = seats;
    expect(await host.act(number(first), 'castBallot', { ...at, choice: '支持' })).toMatchObject({ id });
    expect(await host.act(number(first), 'castBallot', { ...at, choice: '不支持' })).toEqual({ code: 'VOTE_ALREADY_CAST' });
    const outside = MEMBERS.find((n) => !seats.includes(uuid(n))) as number;
    expect(await host.act(outside, 'castBallot', { ...at, choice: '支持' })).toEqual({ code: 'PETITION_NOT_FOUND' });
    expect(await host.act(WHO.clerk, 'castBallot', { ...at, choice: '支持' })).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await host.act(WHO.clerk, 'stopVote', at)).toEqual({ code: 'VOTE_BALLOTS_MISSING' });
    await host.act(number(second), 'castBallot', { ...at, choice: '支持' });
    await host.act(number(third), 'castBallot', { ...at, choice: '不支持' });
    const counted = 'votes { state counts result cast mine }';
    expect(await host.act(WHO.clerk, 'stopVote', at, counted)).toEqual({
      votes: [{ state: 'counted', counts: [2, 1], result: '支持', cast: 3, mine: false }],
    });
    expect(await host.act(WHO.clerk, 'stopVote', at, counted)).toMatchObject({ votes: [{ counts: [2, 1] }] });
    // How somebody voted is nowhere to be read, in no row and in no event.
    const [{ text }] = (await host.db.query(
      `select coalesce((select string_agg(sealed, ' ') from hearing_ballot), '') || ' ' || (select string_agg(data::text, ' ') from outbox) as text`,
    )) as [{ text: string }];
    expect(text).not.toContain('支持');
    expect(
      await host.act(
        WHO.clerk,
        'concludeHearing',
        { ...at, text: '建议支持', minority: '少数人认为证据不足' },
        'state conclusion { text on result }',
      ),
    ).toEqual({
      state: 'concluded',
      conclusion: { text: '建议支持', on: '2025-04-16', result: '支持' },
    });
    const events = (await outbox(petitionId)).map(({ pattern }) => pattern);
    expect(events.filter((one) => one === 'VoteStopped')).toHaveLength(1);
    expect(events.slice(0, 3)).toEqual(['HearingRequested', 'HearingDecisionProposed', 'HearingDecided']);
    expect(events.at(-1)).toBe('HearingConcluded');
    const tracked = await host.ask(
      null,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on TrackedPetition { hearings { stateName members { name presides } conclusion { text } } } } }',
      { r: [{ __typename: 'TrackedPetition', pass }] },
    );
    expect(tracked).toMatchObject({ _entities: [{ hearings: [{ stateName: '已作出结论', conclusion: { text: '建议支持' } }] }] });
  });

  it('of a re-review is the reviewing organ’s; the first service of its decision is told once, and its cancellation takes it back', async () => {
    host.setDay('2025-04-07');
    const petitionId = await host.matter(310);
    await host.send(
      registered(310, [PETITIONER, PETITIONER + 1]),
      relation(310, REVIEWER_ORGAN, 'reviewer'),
      moved(310, 'rereview_requested'),
    );
    expect(await host.act(WHO.handler, 'proposeHearing', { petitionId, reason: '理由' })).toEqual({ code: 'HEARING_OF_OTHER_ORGAN' });
    const { id } = await host.act(WHO.reviewer, 'proposeHearing', { petitionId, reason: '重大' }, 'id stage');
    const at = { petitionId, hearingId: id as string };
    await host.act(WHO.reviewer, 'decideHearing', { ...at, hold: true, reason: '重大' });
    expect(await host.act(WHO.head, 'confirmHearing', at)).toEqual({ code: 'HEARING_OF_OTHER_ORGAN' });
    await host.act(WHO.reviewHead, 'confirmHearing', at);
    host.setDay('2025-04-10');
    const served = { ...at, kind: 'decision', way: 'in_person', proof: { signature: '签收' } };
    expect(
      await host.act(WHO.reviewer, 'serveHearingNotice', { ...served, proof: {}, to: uuid(PETITIONER), servedOn: '2025-04-09' }),
    ).toEqual({
      code: 'NOTICE_PROOF_MISSING',
    });
    const pause = 'pause { from to atMost }';
    expect(await host.act(WHO.reviewer, 'serveHearingNotice', { ...served, to: uuid(PETITIONER), servedOn: '2025-04-09' }, pause)).toEqual({
      pause: { from: '2025-04-09', to: null, atMost: '2025-05-08' },
    });
    await host.act(WHO.reviewer, 'serveHearingNotice', { ...served, to: uuid(PETITIONER + 1), servedOn: '2025-04-10' });
    expect(await host.act(WHO.reviewHead, 'cancelHearing', { ...at, reason: '双方和解' }, `state ${pause}`)).toEqual({
      state: 'cancelled',
      pause: null,
    });
    const events = await outbox(petitionId);
    expect(events.filter(({ pattern }) => pattern === 'HearingDecisionServed').map(({ data }) => data.data['serviceOn'])).toEqual([
      '2025-04-09',
    ]);
    expect(events.at(-1)).toMatchObject({ pattern: 'HearingCancelled', data: { data: { stage: 'rereview', serviceOn: '2025-04-09' } } });
  });

  it('that stands is cancelled when its matter is closed, and asks nobody', async () => {
    host.setDay('2025-04-07');
    const at = await host.decided(320);
    await host.send(closed(320));
    expect(await host.hearing(WHO.head, at.hearingId, 'state cancelledReason')).toMatchObject({ state: 'cancelled' });
    expect(host.emitted.filter(({ key }) => key === at.petitionId)).toMatchObject([{ type: 'HearingCancelled' }]);
    expect(await host.act(WHO.handler, 'proposeHearing', { petitionId: at.petitionId, reason: '理由' })).toEqual({
      code: 'HEARING_NOT_IN_STAGE',
    });
  });

  it.each([
    ['the opinion is issued', 321, 'opinion_issued', []],
    ['another organ handles it now', 322, 'handling', [{ stage: 'handling', organId: uuid(OTHER) }]],
    ['it is reviewed', 323, 'review_requested', [{ stage: 'review', organId: uuid(REVIEWER_ORGAN) }]],
  ] as const)(
    'that stands is cancelled when %s: its organ owes no opinion any more, and could not end it',
    async (_name, n, stage, inHand) => {
      host.setDay('2025-04-07');
      const at = await host.decided(n);
      await host.send(moved(n, 'handling', [{ stage: 'handling', organId: uuid(ORGAN) }]));
      expect(await host.hearing(WHO.head, at.hearingId, 'state')).toEqual({ state: 'decided' });
      await host.send(moved(n, stage, inHand));
      expect(await host.hearing(WHO.head, at.hearingId, 'state cancelledReason')).toEqual({
        state: 'cancelled',
        cancelledReason: '本环节的意见已经作出，或者不再由本单位作出',
      });
      expect(host.emitted.filter(({ key }) => key === at.petitionId).map(({ type }) => type)).toEqual(['HearingCancelled']);
    },
  );

  it('is moved at its own step by each of two organs that owe an opinion, and at none once both are out', async () => {
    host.setDay('2025-04-07');
    const petitionId = await host.matter(324);
    const both = [
      { stage: 'review', organId: uuid(OTHER) },
      { stage: 'rereview', organId: uuid(REVIEWER_ORGAN) },
    ] as const;
    await host.send(relation(324, OTHER, 'reviewer'), relation(324, REVIEWER_ORGAN, 'reviewer'), moved(324, 'rereview_requested', both));
    expect(await host.act(WHO.reviewer, 'proposeHearing', { petitionId, reason: '重大' }, 'stage organ { id }')).toEqual({
      stage: 'rereview',
      organ: { id: uuid(REVIEWER_ORGAN) },
    });
    await host.send(moved(324, 'rereview_requested', []));
    expect(await host.act(WHO.reviewer, 'proposeHearing', { petitionId, reason: '重大' })).toEqual({ code: 'HEARING_NOT_IN_STAGE' });
  });

  it.each([
    ['the opinion', 330, drafted],
    ['the opinion of a reviewer', 331, reviewDrafted],
  ] as const)('has nobody on its panel who drafted %s', async (_name, n, writes) => {
    host.setDay('2025-04-07');
    const at = await host.decided(n);
    await host.send(writes(n, MEMBERS[1]));
    expect(await host.hearing(WHO.clerk, at.hearingId, 'panel { problem }')).toEqual({ panel: { problem: 'PANEL_MEMBER_BARRED' } });
  });
});

describe('who investigates a review', () => {
  it('presides over no hearing of it, and may sit', async () => {
    host.setDay('2025-04-07');
    const at = await host.decided(333);
    await host.send(investigated(333, MEMBERS[1]));
    expect(await host.hearing(WHO.clerk, at.hearingId, 'panel { problem }')).toEqual({ panel: { problem: null } });
    await host.send(investigated(333, MEMBERS[0]));
    expect(await host.hearing(WHO.clerk, at.hearingId, 'panel { problem }')).toEqual({ panel: { problem: 'PANEL_PRESIDER_HANDLED' } });
  });
});

describe('what is not known', () => {
  it('is asked for again later, or refused', async () => {
    host.setDay('2025-04-07');
    await host.send(registered(340), relation(340, REVIEWER_ORGAN, 'reviewer'));
    const petitionId = uuid(340);
    expect(await host.act(WHO.reviewer, 'proposeHearing', { petitionId, reason: '理由' })).toEqual({ code: 'HEARING_MATTER_UNKNOWN_YET' });
    const term = { id: uuid(1), personId: uuid(MEMBERS[0]), name: '甲', from: '2025-01-01' };
    expect(await host.act(WHO.clerk, 'keepPoolMember', term, 'id')).toEqual({ code: 'POOL_MEMBER_UNKNOWN' });
    expect(await host.act(WHO.clerk, 'keepHearingRoom', { id: uuid(1), name: '甲', place: '乙', seats: 3 }, 'id')).toEqual({
      code: 'ROOM_UNKNOWN',
    });
    expect(await host.act(WHO.handler, 'keepPoolMember', { ...term, id: null }, 'id')).toEqual({ code: 'ACT_NOT_YOURS' });
    const pool = '{ hearingPool { name inForce } hearingRooms { name } }';
    expect(await host.ask(WHO.handler, pool)).toMatchObject({ hearingPool: MEMBERS.map((n) => ({ name: `听证员${n}`, inForce: true })) });
    expect(await host.ask(WHO.registrar, pool)).toEqual({ code: 'ACT_NOT_YOURS' });
  });
});

describe('rooms and people', () => {
  it('are in one hearing at a time, whoever of two comes first at the same moment', async () => {
    host.setDay('2025-04-07');
    for (let round = 0; round < 6; round++) {
      const day = `2025-04-${21 + round}`;
      // Six members: the room is what both want. The same members: the people are.
      const shared = round % 2 === 0;
      const two = [await host.decided(400 + round * 2, 0), await host.decided(401 + round * 2, shared ? 3 : 0)];
      const other = shared
        ? roomId
        : ((await host.act(WHO.clerk, 'keepHearingRoom', { name: `二号${round}`, place: '楼上', seats: 9 }, 'id'))['id'] as string);
      const answers = await Promise.all(
        two.map((at, n) => host.act(WHO.clerk, 'scheduleHearing', { ...at, ...slot(day), ...(n === 1 && { roomId: other }) })),
      );
      const taken = shared ? 'HEARING_ROOM_TAKEN' : 'HEARING_PERSON_TAKEN';
      expect(answers.map((answer) => answer['code'] ?? answer['state']).toSorted()).toEqual([taken, 'decided'].toSorted());
      const [{ n }] = (await host.db.query(
        `select count(*)::int n from hearing_booking a join hearing_booking b on a.kind = b.kind and a.subject = b.subject and a.hearing_id < b.hearing_id
          and a.during && b.during`,
      )) as [{ n: number }];
      expect(n).toBe(0);
    }
  });

  it('are free again when a hearing is put off or cancelled, and one may begin when the other ends', async () => {
    host.setDay('2025-04-07');
    const [first, second, third] = [await host.decided(430), await host.decided(431), await host.decided(432)];
    expect(await host.act(WHO.clerk, 'scheduleHearing', { ...first, ...slot('2025-04-29', '01', '03') })).toMatchObject({
      state: 'decided',
    });
    expect(await host.act(WHO.clerk, 'scheduleHearing', { ...second, ...slot('2025-04-29', '02', '04') })).toHaveProperty('code');
    expect(await host.act(WHO.clerk, 'scheduleHearing', { ...second, ...slot('2025-04-29', '03', '04') })).toMatchObject({
      state: 'decided',
    });
    const off = { ...first, ...slot('2025-04-30'), reason: '一方生病' };
    expect(await host.act(WHO.clerk, 'rescheduleHearing', off, 'schedule { round reason }')).toEqual({
      schedule: { round: 2, reason: '一方生病' },
    });
    expect(await host.act(WHO.clerk, 'scheduleHearing', { ...third, ...slot('2025-04-29', '01', '03') })).toMatchObject({
      state: 'decided',
    });
    await host.act(WHO.head, 'cancelHearing', { ...second, reason: '申请人撤回' });
    expect(await host.act(WHO.clerk, 'rescheduleHearing', { ...third, ...slot('2025-04-29', '03', '04'), reason: '调整' })).toMatchObject({
      state: 'decided',
    });
    expect(await host.act(WHO.clerk, 'linkHearings', { ...first, afterHearingId: third.hearingId }, 'after { id }')).toEqual({
      after: { id: third.hearingId },
    });
    expect(await host.act(WHO.clerk, 'rescheduleHearing', { ...first, ...slot('2025-04-29', '00', '01'), reason: '提前' })).toEqual({
      code: 'HEARING_LINK_BEFORE',
    });
  });
});

describe('the minutes', () => {
  it('of two clerks who write at once lose nothing and have one order for all', async () => {
    host.setDay('2025-04-07');
    const at = await host.decided(450, 6);
    await host.act(WHO.clerk, 'scheduleHearing', { ...at, ...slot('2025-04-18'), clerkIds: [uuid(WHO.clerk), uuid(WHO.secondClerk)] });
    await host.tellAll(at, '2025-04-07');
    host.setDay('2025-04-18');
    const presentIds = [6, 7, 8].map((n) => uuid(MEMBERS[n] as number));
    expect(await host.act(WHO.clerk, 'openHearing', { ...at, presentIds })).toMatchObject({ state: 'open' });
    const write = async (clerk: number) => {
      for (let n = 0; n < 50; n++) {
        const entries = Array.from({ length: 1 + (n % 3) }, (_, k) => ({ kind: 'note', text: `${clerk} ${n} ${k}` }));
        const requestId = `${clerk}-${n}`;
        // Each third time the answer is lost, and the clerk sends the same again.
        for (let sent = 0; sent < (n % 3 === 0 ? 2 : 1); sent++) await host.act(clerk, 'addHearingEntries', { ...at, requestId, entries });
      }
    };
    await Promise.all([write(WHO.clerk), write(WHO.secondClerk)]);
    const rows = (await host.db.query('select number, text from hearing_entry where hearing_id = $1 order by number', [at.hearingId])) as {
      number: number;
      text: string;
    }[];
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, n) => n + 1));
    for (const clerk of [WHO.clerk, WHO.secondClerk]) {
      const wanted = Array.from({ length: 50 }, (_, n) => Array.from({ length: 1 + (n % 3) }, (_one, k) => `${clerk} ${n} ${k}`)).flat();
      expect(rows.map(({ text }) => text).filter((text) => text.startsWith(`${clerk} `))).toEqual(wanted);
    }
    // Whoever reads on behind the last number it has gets the rest, in the same order.
    const read: number[] = [];
    for (let after = 0; ;) {
      const { entries } = (await host.hearing(WHO.head, at.hearingId, `entries(after: ${after}, first: 40) { number }`)) as {
        entries: { number: number }[];
      };
      if (entries.length === 0) break;
      read.push(...entries.map(({ number }) => number));
      after = read.at(-1) ?? 0;
    }
    expect(read).toEqual(rows.map(({ number }) => number));
  }, 60_000);
});

describe('a vote', () => {
  it('takes each ballot once, however often it is sent, and stopping it twice at once gives one result', async () => {
    host.setDay('2025-04-07');
    const at = await host.decided(460, 3);
    await host.act(WHO.clerk, 'scheduleHearing', { ...at, ...slot('2025-04-17') });
    await host.tellAll(at, '2025-04-07');
    host.setDay('2025-04-17');
    const seats = [3, 4, 5].map((n) => MEMBERS[n] as number);
    await host.act(WHO.clerk, 'openHearing', { ...at, presentIds: seats.map(uuid) });
    const entries = ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement', 'last_words'].map((kind) => ({
      kind,
      text: kind,
    }));
    await host.act(WHO.clerk, 'addHearingEntries', { ...at, entries });
    await host.act(WHO.clerk, 'endSitting', at);
    const ballot = { ...at, question: '是否支持', options: ['支持', '不支持'] };
    await host.act(WHO.clerk, 'openVote', ballot);
    const answers = await Promise.all(seats.flatMap((n) => [1, 2, 3].map(() => host.act(n, 'castBallot', { ...at, choice: '支持' }))));
    expect(answers.filter((answer) => answer['code'] === 'VOTE_ALREADY_CAST')).toHaveLength(6);
    // A member leaves before it is counted: it counts for nothing, the substitutes are there, and whoever takes the seat votes with the others.
    const left = await host.act(
      WHO.clerk,
      'replaceMember',
      { ...at, memberId: uuid(seats[1] as number), reason: '突发疾病' },
      'votes { state } panel { problem seats { seat fit person { id } } }',
    );
    expect(left).toMatchObject({ votes: [{ state: 'stopped' }], panel: { problem: 'PANEL_SEAT_EMPTY' } });
    const substitutes = (left['panel'] as { seats: { seat: string; fit: boolean; person: { id: string } }[] }).seats.filter(
      ({ seat }) => seat === 'substitute',
    );
    expect(substitutes.map(({ fit, person }) => [fit, person.id])).toEqual([6, 7].map((n) => [true, uuid(MEMBERS[n] as number)]));
    expect(await host.act(seats[0] as number, 'castBallot', { ...at, choice: '支持' })).toEqual({ code: 'VOTE_NONE_OPEN' });
    expect(await host.act(WHO.clerk, 'openVote', ballot)).toEqual({ code: 'PANEL_SEAT_EMPTY' });
    await host.act(WHO.clerk, 'replaceMember', { ...at, substituteId: uuid(MEMBERS[6]) });
    expect(await host.act(WHO.clerk, 'openVote', ballot)).toEqual({ code: 'PANEL_NO_QUORUM' });
    await host.act(WHO.clerk, 'noteAttendance', { ...at, personId: uuid(MEMBERS[6]), part: 'witness', leaves: false });
    await host.act(WHO.clerk, 'openVote', ballot);
    for (const n of [seats[0], MEMBERS[6], seats[2]] as number[]) await host.act(n, 'castBallot', { ...at, choice: '不支持' });
    const stops = await Promise.all([1, 2, 3].map(() => host.act(WHO.clerk, 'stopVote', at, 'votes { round state counts }')));
    for (const stop of stops)
      expect(stop).toMatchObject({
        votes: [
          { state: 'stopped', counts: null },
          { round: 2, counts: [0, 3] },
        ],
      });
    const stopped = (await outbox(at.petitionId))
      .filter(({ pattern }) => pattern === 'VoteStopped')
      .map(({ data }) => data.data['complete']);
    expect(stopped).toEqual([false, true]);
  });
});
