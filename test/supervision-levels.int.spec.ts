import { beforeAll, describe, expect, it } from '@jest/globals';
import { PetitionRegistered, RelationSet, type NewEvent } from '@sunshine/events';
import { Time } from '@sunshine/platform';
import type { MatterState } from '../services/exchange/src/domain/hand-back.js';
import { recordMatter } from '../services/exchange/src/matters/matters.rows.js';
import { endArrived } from '../services/exchange/src/arrivals/arrivals.rows.js';
import { BUREAU, LinkedNode, OTHER as REGISTRAR, linked, settle, uuid } from '../services/exchange/test/link.js';
import { accepted, received } from '../services/supervision/test/city.js';
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
  type Hosted,
  type Sent,
} from '../services/supervision/test/hosted.js';

const [OFFICE, DEPARTMENT, CITY, COUNTY] = [3, 4, 20, 30];
const [SUPERVISOR, HANDLER] = [201, 202];
const NUMBER = '990000-20250303-000001';
const REASON = '请尽快办理并告知信访人';
const ANSWER = '本周五前出具处理意见';

const FOR_EXCHANGE: readonly string[] = [
  ...['ReminderIssued', 'ReminderAnswered', 'SupervisedHandlingOpened', 'SupervisionReplied', 'SupervisionReplyJudged'],
  ...['SupervisionReplyExtended', 'SupervisedHandlingClosed', 'SupervisionGiven', 'WordsWanted'],
];
const FOR_SUPERVISION: readonly string[] = ['MatterWanted', 'WordsArrived', 'WordsGiven'];

interface Told {
  readonly key: string;
  readonly event: NewEvent;
}

/** A node: supervision and exchange on databases of their own, between which events go as on the bus. */
class Place {
  private seen = { supervision: 0, exchange: 0, told: 0 };

  private constructor(
    readonly petition: number,
    readonly supervision: Hosted,
    readonly exchange: LinkedNode,
  ) {}

  /** @param holder the organ that has the matter */
  static async open(node: string, petition: number, holder: number, time: Time): Promise<Place> {
    const supervision = await hosted();
    const exchange = await LinkedNode.open({ node, time });
    const handle = clock(petition * 10, petition, 'HANDLE', '2025-03-05', holder);
    const sent: Sent[] = [
      ...[organ(1, null, 'government'), organ(BUREAU, 1, 'petition_bureau'), organ(OFFICE, 1, 'supervision_office')],
      ...[organ(DEPARTMENT, 1, 'department'), organ(CITY, null, 'petition_bureau'), organ(COUNTY, null, 'petition_bureau')],
      ...[role(SUPERVISOR, OFFICE, 'SUPERVISOR'), role(HANDLER, DEPARTMENT, 'HANDLER'), role(REGISTRAR, BUREAU, 'REGISTRAR')],
      ...[...packs(), calendar(), registered(petition), relation('intake', petition, BUREAU, 'registering')],
      ...[opened(petition), received(petition), relation('case', petition, holder, 'in_charge'), accepted(petition, handle)],
    ];
    await supervision.feed.send(supervision.db.manager, ...sent);
    const place = new Place(petition, supervision, exchange);
    await place.known();
    return place;
  }

  /** Exchange hears of the registration. */
  async known(arrivedMessageId?: string): Promise<void> {
    const { event } = registered(this.petition);
    const data = { ...(event.data as object), ...(arrivedMessageId && { transferIn: { reportBy: null, arrivedMessageId } }) };
    const key = uuid(this.petition);
    await this.exchange.hear(key, PetitionRegistered.create(data as Parameters<typeof PetitionRegistered.create>[0]), 'intake');
    await this.exchange.hear(key, RelationSet.create({ petitionId: key, subject: uuid(BUREAU), relation: 'registering' }), 'intake');
  }

  /** Carries what either has told the other. @returns whether there was anything */
  async carry(): Promise<boolean> {
    const { feed, db } = this.supervision;
    const own = feed.told.slice(this.seen.told);
    this.seen.told = feed.told.length;
    const forExchange = [...own.map((event) => ({ key: uuid(this.petition), event })), ...(await this.outbox('supervision'))];
    const forSupervision = await this.outbox('exchange');
    for (const { key, event } of forExchange)
      if (FOR_EXCHANGE.includes(event.type)) forSupervision.push(...(await this.exchange.hear(key, event, 'supervision')));
    const heard = forSupervision.filter(({ event }) => FOR_SUPERVISION.includes(event.type));
    await feed.send(db.manager, ...heard.map((one) => ({ ...one, source: 'exchange' as const, on: this.exchange.time.today() })));
    return forExchange.length + heard.length > 0;
  }

  private async outbox(by: 'supervision' | 'exchange'): Promise<Told[]> {
    const rows = (await this[by].db.query('select id, key, data from outbox where id > $1 order by id', [this.seen[by]])) as {
      id: string;
      key: string;
      data: NewEvent;
    }[];
    this.seen[by] = Number(rows.at(-1)?.id ?? this.seen[by]);
    return rows.map(({ key, data }) => ({ key, event: data }));
  }

  async act(person: number, act: string, input: object, fields = 'id'): Promise<Record<string, unknown>> {
    const name = `${act[0]?.toUpperCase()}${act.slice(1)}Input`;
    const { data, errors } = (await this.supervision.ask(
      person,
      `mutation ($input: ${name}!) { done: ${act}(input: $input) { ${fields} } }`,
      {
        input: { petitionId: uuid(this.petition), ...input },
      },
    )) as { data?: { done: Record<string, unknown> } | null; errors?: { message: string; extensions?: { code?: string } }[] };
    return data?.done ?? { code: errors?.[0]?.extensions?.code ?? errors?.[0]?.message };
  }

  /** Records of supervision on the petition. */
  async records(of: 'reminders' | 'supervisedHandlings', fields: string): Promise<Record<string, unknown>[]> {
    const { data } = (await this.supervision.ask(
      REGISTRAR,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Petition { ${of} { ${fields} } } } }`,
      { of: [{ __typename: 'Petition', id: uuid(this.petition) }] },
    )) as { data: { _entities: Record<string, Record<string, unknown>[]>[] } };
    return data._entities[0]![of]!;
  }

  async course(): Promise<Record<string, unknown>[]> {
    const { _entities: found } = await this.exchange.ask(
      REGISTRAR,
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Petition { course { way steps { kind on due text } said { kind state code } } } } }',
      { all: [{ __typename: 'Petition', id: uuid(this.petition) }] },
    );
    return (found as { course: Record<string, unknown>[] }[])[0]!.course;
  }

  terms = async (): Promise<string[]> =>
    (
      (await this.supervision.db.query(
        `select term || ' ' || started_on || '..' || due_on || coalesce(' ' || ended, '') line from clock where ended is distinct from 'cancelled' order by started_on, term`,
      )) as { line: string }[]
    ).map(({ line }) => line);
}

async function share(above: Place, below: Place, organId: string, state: MatterState = 'held'): Promise<void> {
  const about = { kind: 'transfer', state, conversation: NUMBER, division: '990100', openedAt: above.exchange.time.now() };
  const [sent, came] = [
    { ...about, petitionId: uuid(above.petition), partner: below.exchange.node, way: 'sent', organId, messageId: crypto.randomUUID() },
    {
      ...about,
      petitionId: uuid(below.petition),
      partner: above.exchange.node,
      way: 'came',
      organId: uuid(BUREAU),
      messageId: crypto.randomUUID(),
    },
  ] as const;
  await recordMatter(above.exchange.db.manager, sent);
  if (state === 'held') await recordMatter(below.exchange.db.manager, came);
}

describe('supervision between nodes', () => {
  const time = new Time();
  let [province, city, county]: Place[] = [];
  const all = () => [province!, city!, county!];

  const setDay = (day: string) => {
    time.set(new Date(`${day}T05:00:00.000Z`));
    for (const place of all()) place.supervision.setDay(day);
  };
  /** Everything that moves in the nodes, and between them. */
  const rest = async () => {
    for (let moved = true; moved;) {
      moved = false;
      for (const place of all()) while (await place.carry()) moved = true;
      await settle(...all().map(({ exchange }) => exchange));
      for (const place of all()) moved = (await place.carry()) || moved;
    }
  };
  const remind = async (replyBy = '2025-03-14') => {
    const input = { clockId: uuid(province!.petition * 10), means: 'written', reason: REASON, replyBy };
    const done = await province!.act(SUPERVISOR, 'issueReminder', input, 'id number');
    await rest();
    return done;
  };

  beforeAll(async () => {
    time.set(new Date('2025-03-10T04:00:00.000Z'));
    province = await Place.open('province.990000', 601, CITY, time);
    city = await Place.open('city.990100', 602, COUNTY, time);
    county = await Place.open('county.990122', 603, DEPARTMENT, time);
    linked(...all().map(({ exchange }) => exchange));
    await province.exchange.list(city.exchange);
    await city.exchange.list(province.exchange);
    await city.exchange.list(county.exchange);
    await county.exchange.list(city.exchange);
    await share(province, city, uuid(CITY));
    await share(city, county, uuid(COUNTY));
    setDay('2025-03-10');
  }, 180_000);

  it('催办 goes through the node between to whom has the matter, as a reminder of the same kind, with the term of its answer from the receipt on', async () => {
    const { number } = await remind();
    expect(number).toBe('单位3信催〔2025〕1号');
    const fields = 'number state reason replyBy openedOn fromNode byPerson { id } organ { id } byOrgan { id }';
    const there = { number, state: 'open', reason: REASON, replyBy: '2025-03-14', openedOn: '2025-03-10', byPerson: null };
    expect(await city!.records('reminders', fields)).toEqual([
      { ...there, fromNode: 'province.990000', organ: { id: uuid(COUNTY) }, byOrgan: { id: uuid(BUREAU) } },
    ]);
    expect(await county!.records('reminders', fields)).toEqual([
      { ...there, fromNode: 'city.990100', organ: { id: uuid(DEPARTMENT) }, byOrgan: { id: uuid(BUREAU) } },
    ]);
    expect(await county!.terms()).toEqual(['REMINDER_REPLY 2025-03-10..2025-03-14']);
  });

  it('is answered by the organ there, and the answer reaches the one who reminded, with business receipts all the way', async () => {
    setDay('2025-03-12');
    const [{ id: reminderId }] = (await county!.records('reminders', 'id')) as [{ id: string }];
    expect(await county!.act(HANDLER, 'answerReminder', { reminderId, text: ANSWER }, 'state')).toEqual({ state: 'answered' });
    await rest();
    for (const place of [city!, province!]) {
      expect(await place.records('reminders', 'state answer answeredOn answeredBy { id }')).toEqual([
        { state: 'answered', answer: ANSWER, answeredOn: '2025-03-12', answeredBy: null },
      ]);
      expect(await place.terms()).toEqual(['REMINDER_REPLY 2025-03-10..2025-03-14 met']);
    }
    expect(await province!.course()).toEqual([
      {
        way: 'sent',
        steps: [{ kind: 'supervision-answer', on: '2025-03-12', due: null, text: ANSWER }],
        said: [{ kind: 'reminder', state: 'taken', code: null }],
      },
    ]);
    expect((await county!.course())[0]).toEqual({
      way: 'came',
      steps: [{ kind: 'reminder', on: '2025-03-10', due: '2025-03-14', text: REASON }],
      said: [{ kind: 'supervision-answer', state: 'taken', code: null }],
    });
  });

  it('督办 is answered in writing, sent back with what is missing, answered again, accepted and closed by the office that opened it', async () => {
    setDay('2025-03-13');
    const opening = {
      organId: uuid(CITY),
      triggers: [{ code: 'other', facts: '群众反映强烈' }],
      ...{ wrong: '推诿扯皮', request: '明确责任单位', means: 'written', replyBy: '2025-03-20' },
    };
    const { id: handlingId } = await province!.act(SUPERVISOR, 'openSupervisedHandling', opening, 'id');
    expect(handlingId).toEqual(expect.any(String));
    await rest();
    const [there] = await county!.records('supervisedHandlings', 'id state wrong request replyBy triggers { code } byPerson { id }');
    expect(there).toMatchObject({
      state: 'open',
      request: '明确责任单位',
      replyBy: '2025-03-20',
      triggers: [{ code: 'other' }],
      byPerson: null,
    });
    expect(there!['wrong']).toContain('推诿扯皮');
    expect(there!['wrong']).toContain('群众反映强烈');
    expect(await county!.terms()).toContain('SUPERVISION_REPLY 2025-03-13..2025-03-20');
    const reply = (text: string) => county!.act(HANDLER, 'replyToSupervision', { handlingId: there!['id'], text }, 'state');
    const states = async () => Promise.all(all().map(async (place) => (await place.records('supervisedHandlings', 'state'))[0]!['state']));
    setDay('2025-03-18');
    await reply('已明确');
    await rest();
    expect(await states()).toEqual(['replied', 'replied', 'replied']);
    expect(await county!.act(SUPERVISOR, 'judgeSupervisionReply', { handlingId: there!['id'], accepted: true })).toEqual({
      code: 'SUPERVISED_HANDLING_OF_OTHER_OFFICE',
    });
    await province!.act(SUPERVISOR, 'judgeSupervisionReply', {
      handlingId,
      accepted: false,
      missing: '未附责任单位文件',
      replyBy: '2025-03-25',
    });
    await rest();
    expect(await states()).toEqual(['returned', 'returned', 'returned']);
    expect(await county!.records('supervisedHandlings', 'replyBy replies { text accepted missing }')).toEqual([
      { replyBy: '2025-03-25', replies: [{ text: '已明确', accepted: false, missing: '未附责任单位文件' }] },
    ]);
    await province!.act(SUPERVISOR, 'extendSupervisionReply', { handlingId, replyBy: '2025-03-28', reason: '等待文件' });
    await rest();
    expect(await county!.records('supervisedHandlings', 'replyBy extensions { from to reason }')).toEqual([
      { replyBy: '2025-03-28', extensions: [{ from: '2025-03-25', to: '2025-03-28', reason: '等待文件' }] },
    ]);
    await reply('已附文件');
    await rest();
    await province!.act(SUPERVISOR, 'judgeSupervisionReply', { handlingId, accepted: true });
    await rest();
    expect(await states()).toEqual(['accepted', 'accepted', 'accepted']);
    await province!.act(SUPERVISOR, 'closeSupervisedHandling', { handlingId, result: '责任已明确' });
    await rest();
    expect(await states()).toEqual(['closed', 'closed', 'closed']);
    expect(await county!.records('supervisedHandlings', 'result')).toEqual([{ result: '责任已明确' }]);
  });

  it('of a kind that the list of partners does not let pass goes nowhere, and the course says so', async () => {
    setDay('2025-03-24');
    await province!.exchange.db.query(`update partner set sends = '{"kinds": ["receipt"], "divisions": ["990000"]}'`);
    await remind('2025-03-28');
    const [{ said }] = (await province!.course()) as [{ said: object[] }];
    expect(said.at(-1)).toEqual({ kind: 'reminder', state: 'refused', code: 'KIND_NOT_ALLOWED' });
    expect(await city!.records('reminders', 'id')).toHaveLength(1);
  });

  it('puts what was written into no event, and lies sealed at the exchange of every node', async () => {
    for (const { exchange, supervision } of all()) {
      for (const table of ['told', 'said', 'want', 'outbox', 'message_in', 'business_receipt'])
        expect(JSON.stringify(await exchange.db.query(`select * from ${table}`))).not.toMatch(new RegExp(`${REASON}|${ANSWER}|推诿`));
      expect(JSON.stringify(supervision.feed.told)).not.toMatch(new RegExp(`${REASON}|${ANSWER}|推诿`));
      expect(await supervision.db.query('select 1 from words_wanted')).toEqual([]);
    }
  });
});

describe('催办 of a matter that is not registered yet', () => {
  const time = new Time();
  let [province, city]: Place[] = [];
  const transfer = async (number: string) => {
    const messageId = await province!.exchange.say(
      city!.exchange,
      { number, kind: 'CLAIM', summary: '反映拖欠工资', receivedOn: '2025-03-03' },
      { conversation: number, kind: 'transfer' },
    );
    await settle(province!.exchange, city!.exchange);
    return messageId;
  };
  const remind = async (conversation: string) => {
    const body = { term: 'ROUTE', dueOn: '2025-03-18', remindedOn: '2025-03-10', text: REASON };
    const id = await province!.exchange.say(city!.exchange, body, { conversation, kind: 'reminder' });
    await settle(province!.exchange, city!.exchange);
    return id;
  };
  const receipts = async (messageId: string) =>
    (await province!.exchange.db.query('select answer, items from business_receipt where message_id = $1 and not given', [
      messageId,
    ])) as object[];
  const carried = async () => {
    for (let moved = true; moved;) {
      await settle(province!.exchange, city!.exchange);
      moved = await city!.carry();
    }
  };

  beforeAll(async () => {
    time.set(new Date('2025-03-10T04:00:00.000Z'));
    province = await Place.open('province.990000', 601, CITY, time);
    city = await Place.open('city.990100', 602, BUREAU, time);
    linked(province.exchange, city.exchange);
    await province.exchange.list(city.exchange);
    await city.exchange.list(province.exchange);
    await share(province, city, uuid(CITY), 'received');
    for (const place of [province, city]) place.supervision.setDay('2025-03-10');
  }, 120_000);

  it('waits for the registration, and stands in the petition from then on', async () => {
    const matter = await transfer(NUMBER);
    const messageId = await remind(NUMBER);
    expect((await city!.exchange.states('message_in')).filter((line) => line.includes('parked'))).toEqual([]);
    expect(await receipts(messageId)).toEqual([]);
    await city!.known(matter);
    await carried();
    expect(await receipts(messageId)).toMatchObject([{ answer: 'accepted' }]);
    // Without a day of its own the answer is due by the law here: three working days from the receipt on.
    expect(await city!.records('reminders', 'id number state replyBy organ { id }')).toEqual([
      { id: messageId, number: '无文号', state: 'open', replyBy: '2025-03-13', organ: { id: uuid(BUREAU) } },
    ]);
  });

  it('is not taken where the matter was refused', async () => {
    const matter = await transfer('990000-20250303-000002');
    const messageId = await remind('990000-20250303-000002');
    await endArrived(city!.exchange.db.manager, matter, { state: 'refused', answer: 'refused', code: 'MATTER_REFUSED', at: time.now() });
    await carried();
    expect(await receipts(messageId)).toMatchObject([{ answer: 'refused', items: [{ code: 'MATTER_NOT_HANDED_OVER' }] }]);
  });

  it('is taken from nobody that has not sent the matter', async () => {
    await remind('990000-20250101-000009');
    expect((await city!.exchange.states('message_in')).filter((line) => line.includes('parked'))).toEqual([
      '990000-20250101-000009 1 parked MATTER_NOT_HANDED_OVER',
    ]);
  });
});
