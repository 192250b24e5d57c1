import { beforeAll, describe, expect, it } from '@jest/globals';
import { sealPart } from '@sunshine/envelope';
import {
  HandlingGiven,
  MatterGiven,
  MatterWanted,
  PetitionRegistered,
  PetitionSplit,
  RelationSet,
  type DataOf,
  type NewEvent,
} from '@sunshine/events';
import { Time } from '@sunshine/platform';
import { recordMatter } from './matters.rows.js';
import { BUREAU as OWN, LinkedNode, linked, OTHER as REGISTRAR, settle, uuid } from '../../test/link.js';

const [BUREAU, NATION, PROVINCE, CITY, SPLIT] = [uuid(OWN), uuid(600), uuid(601), uuid(602), uuid(610)];
const PARTS = [uuid(611), uuid(612)];
const NUMBERS = ['990100-20250304-000008', '990100-20250304-000009'];
const SAID = {
  parts: [{ number: NUMBERS[0], summary: '请求恢复供暖' }, { number: NUMBERS[1] }],
  splitOn: '2025-03-04',
  reason: '一信两事',
};
const TEXT = `一信两事\n${NUMBERS[0]} 请求恢复供暖\n${NUMBERS[1]}`;

const registration = (petitionId: string, number: string, splitFrom?: string, kind: 'CLAIM' | 'REPORT' = 'CLAIM') =>
  PetitionRegistered.create({
    ...{ petitionId, number, kind, channel: 'TRANSFER_IN', division: '990100', receivedOn: '2025-03-04', registeredOn: '2025-03-04' },
    ...{ organId: BUREAU, organKind: 'petition_bureau', addressUnclear: false, anonymous: false, peopleCount: 1 },
    ...{ requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [], ...(splitFrom && { splitFrom }) },
  });
const split = (petitionId: string, splitId: string, parts: readonly { petitionId: string; kind: 'CLAIM' | 'REPORT' }[]) =>
  PetitionSplit.create({ petitionId, splitId, organId: BUREAU, parts: [...parts] });
const claims = PARTS.map((petitionId) => ({ petitionId, kind: 'CLAIM' as const }));

describe('一信多事: a letter that came from another node and is split here', () => {
  const time = new Time();
  let [nation, province, city]: LinkedNode[] = [];

  const share = async (above: LinkedNode, aboveId: string, below: LinkedNode, belowId: string, conversation: string) => {
    const about = { kind: 'transfer', state: 'held', division: '990100', organId: BUREAU, openedAt: time.now(), conversation } as const;
    const message = () => ({ messageId: crypto.randomUUID() });
    await recordMatter(above.db.manager, { ...about, ...message(), petitionId: aboveId, partner: below.node, way: 'sent' });
    await recordMatter(below.db.manager, { ...about, ...message(), petitionId: belowId, partner: above.node, way: 'came' });
  };
  const wanted = (told: readonly { event: NewEvent }[]) =>
    told.filter(({ event }) => event.type === 'MatterWanted').map(({ event }) => event.data as DataOf<typeof MatterWanted>);
  const steps = async (node: LinkedNode, id: string) => {
    const { _entities: found } = await node.ask(
      REGISTRAR,
      `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Petition { course { way steps { kind on text } said { kind state } } } } }`,
      { all: [{ __typename: 'Petition', id }] },
    );
    return (found as { course: { way: string; steps: object[]; said: object[] }[] }[])[0]!.course;
  };

  beforeAll(async () => {
    time.set(new Date('2025-03-04T01:00:00.000Z'));
    nation = await LinkedNode.open({ node: 'nation.100000', time });
    province = await LinkedNode.open({ node: 'province.990000', time });
    city = await LinkedNode.open({ node: 'city.990100', time });
    linked(nation, province, city);
    for (const [one, other] of [
      [nation, province],
      [province, city],
    ] as const) {
      await one.list(other);
      await other.list(one);
    }
    for (const [node, id, number] of [
      [nation, NATION, '100000-20250301-000001'],
      [province, PROVINCE, '990000-20250303-000001'],
      [city, CITY, '990100-20250304-000007'],
    ] as const) {
      await node.hear(id, registration(id, number), 'intake');
      await node.hear(id, RelationSet.create({ petitionId: id, subject: BUREAU, relation: 'registering' }), 'intake');
    }
    await share(nation, NATION, province, PROVINCE, '100000-20250301-000001');
    await share(province, PROVINCE, city, CITY, '990000-20250303-000001');
  }, 120_000);

  it('is told once, as soon as each part has its number, in whatever order the decision and the registrations are heard of', async () => {
    expect(wanted(await city!.hear(PARTS[0]!, registration(PARTS[0]!, NUMBERS[0]!, CITY), 'intake'))).toEqual([]);
    expect(wanted(await city!.hear(CITY, split(CITY, SPLIT, claims), 'case'))).toEqual([]);
    const [want, ...more] = wanted(await city!.hear(PARTS[1]!, registration(PARTS[1]!, NUMBERS[1]!, CITY), 'intake'));
    expect([want, more]).toMatchObject([{ petitionId: CITY, messageKind: 'split', about: SPLIT }, []]);
    expect(wanted(await city!.hear(CITY, split(CITY, SPLIT, claims), 'case'))).toEqual([]);
    const { wantId, key } = want!;
    const given = { petitionId: CITY, wantId };
    await city!.hear(CITY, HandlingGiven.create({ ...given, sealed: await sealPart(key, wantId, { reason: SAID.reason }) }), 'case');
    await settle(nation!, province!, city!);
    expect(await steps(province!, PROVINCE)).toMatchObject([
      { way: 'came', steps: [] },
      { way: 'sent', steps: [] },
    ]);
    await city!.hear(CITY, MatterGiven.create({ ...given, sealed: await sealPart(key, wantId, { parts: SAID.parts }) }), 'intake');
    await settle(nation!, province!, city!);
  });

  it('stands in the course at both ends, is taken by a business receipt, and goes on to the node from which the matter came there', async () => {
    const step = { kind: 'split', on: '2025-03-04', text: TEXT };
    expect(await steps(city!, CITY)).toEqual([{ way: 'came', steps: [], said: [{ kind: 'split', state: 'taken' }] }]);
    expect(await steps(province!, PROVINCE)).toContainEqual({ way: 'sent', steps: [step], said: [] });
    expect(await steps(nation!, NATION)).toEqual([{ way: 'sent', steps: [step], said: [] }]);
    expect(await province!.db.query('select answer from business_receipt where not given')).toEqual([{ answer: 'accepted' }]);
    for (const node of [nation!, province!, city!])
      for (const table of ['told', 'outbox', 'want', 'said'])
        expect(JSON.stringify(await node.db.query(`select * from ${table}`))).not.toContain('恢复供暖');
  });

  it('told by the node from which the matter came goes down to the one in charge', async () => {
    const said = { ...SAID, splitOn: '2025-03-05' };
    await nation!.say(province!, said, { conversation: '100000-20250301-000001', kind: 'split' });
    await settle(nation!, province!, city!);
    const [{ steps: heard } = { steps: [] }] = await steps(city!, CITY);
    expect(heard).toEqual([{ kind: 'split', on: '2025-03-05', text: TEXT }]);
    const events = (await province!.published()).filter(({ messageKind }) => messageKind === 'split');
    expect(events.map(({ type, on }) => [type, on])).toEqual([
      ['MatterTold', '2025-03-04'],
      ['SenderTold', '2025-03-05'],
    ]);
  });

  it('条例 30 ¶3: with a report in it is told to no other node', async () => {
    const [id, parts] = [uuid(620), [uuid(621), uuid(622)]] as const;
    await city!.hear(id, registration(id, '990100-20250304-000020'), 'intake');
    await share(province!, uuid(623), city!, id, '990000-20250303-000003');
    const [claim, report] = parts.map((petitionId, at) => ({ petitionId, kind: at === 0 ? ('CLAIM' as const) : ('REPORT' as const) }));
    const told = [
      await city!.hear(id, split(id, uuid(624), [claim!, report!]), 'case'),
      await city!.hear(parts[0], registration(parts[0], '990100-20250304-000021', id), 'intake'),
      await city!.hear(parts[1], registration(parts[1], '990100-20250304-000022', id, 'REPORT'), 'intake'),
    ].flat();
    expect(wanted(told)).toEqual([]);
    expect(await city!.db.query('select 1 from split_heard where petition_id = $1', [id])).toEqual([]);
  });

  it('of a matter of this node alone asks nobody for anything', async () => {
    const [id, parts] = [uuid(630), [uuid(631), uuid(632)]] as const;
    for (const [at, one] of [id, ...parts].entries())
      await city!.hear(one, registration(one, `990100-20250304-00003${at}`, at === 0 ? undefined : id), 'intake');
    const told = await city!.hear(
      id,
      split(
        id,
        uuid(633),
        parts.map((petitionId) => ({ petitionId, kind: 'CLAIM' })),
      ),
      'case',
    );
    expect(wanted(told)).toEqual([]);
  });
});
