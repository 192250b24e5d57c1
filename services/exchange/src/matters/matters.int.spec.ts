import { beforeEach, describe, expect, it } from '@jest/globals';
import { sealPart, signReceipt, type BusinessReceipt } from '@sunshine/envelope';
import {
  HandlingGiven,
  MatterGiven,
  MatterWanted,
  OrganSaved,
  PetitionAccepted,
  PetitionRegistered,
  PetitionRouted,
  ReportSent,
  UrgentMatterReported,
  type DataOf,
  type NewEvent,
} from '@sunshine/events';
import { LinkedNode, linked, OPERATOR, settle, uuid } from '../../test/link.js';
import { NodeKeys } from '../keys/node-keys.js';
import type { Arrived } from '../receiving/handlers.js';
import { NO_DIVISION, Outbox } from '../sending/outbox.js';
import { mattersOf, moveMatter, recordMatter, type MatterRow } from './matters.rows.js';

const LONG = 120_000;
const [PETITION, CITY_BUREAU, BUREAU] = [uuid(501), uuid(20), uuid(2)];
const NUMBER = '990000-20250305-000001';
const [REPORT, REPORT_NUMBER] = [uuid(502), '990000-20250305-000002'];
const matter = {
  number: NUMBER,
  kind: 'CLAIM',
  summary: '反映拖欠工资',
  text: '某工地拖欠工资',
  receivedOn: '2025-03-05',
  petitioners: [{ name: '申甲' }],
};

let province: LinkedNode;
let city: LinkedNode;
let arrived: Arrived[];

beforeEach(async () => {
  province = await LinkedNode.open({ node: 'province.990000' });
  city = await LinkedNode.open({ node: 'city.990100' });
  linked(province, city);
  await province.list(city);
  await city.list(province);
  const organ = { organId: CITY_BUREAU, parentId: BUREAU, kind: 'petition_bureau' as const, name: '甲市信访局', shortName: '甲市信访局' };
  await province.hear(CITY_BUREAU, OrganSaved.create({ ...organ, division: '990100', reviewedBy: null, closedOn: null }));
  const placed = await province.act(OPERATOR, 'placePartner', { node: city.node, organIds: [CITY_BUREAU], receivedByOrganId: BUREAU });
  if ('code' in placed) throw new Error(String(placed['code']));
  arrived = city.hears('transfer');
}, LONG);

const routed = (kind: 'TRANSFER' | 'ASSIGNMENT' | 'LETTER' = 'TRANSFER', toOrganId = CITY_BUREAU) =>
  province.hear(PETITION, PetitionRouted.create({ petitionId: PETITION, kind, fromOrganId: BUREAU, toOrganId, reportBy: null }), 'case');
const wantOf = ([told]: readonly { readonly event: NewEvent }[]) => told!.event.data as DataOf<typeof MatterWanted>;

/** Gives both parts, in that order. */
async function give(
  want: DataOf<typeof MatterWanted>,
  order: readonly ('matter' | 'handling')[] = ['matter', 'handling'],
  of: object = matter,
): Promise<void> {
  const { petitionId, wantId, key } = want;
  for (const part of order) {
    const body = part === 'matter' ? { division: '990100', matter: of } : { reason: '属该市管辖' };
    const sealed = await sealPart(key, wantId, body);
    if (part === 'matter') await province.hear(petitionId, MatterGiven.create({ petitionId, wantId, sealed }), 'intake');
    else await province.hear(petitionId, HandlingGiven.create({ petitionId, wantId, sealed }), 'case');
  }
}

/** What the city says of the matter by a business receipt. */
async function answer(said: BusinessReceipt['answer'], items: BusinessReceipt['items'] = []): Promise<void> {
  const { head, digest } = arrived[0]!;
  const { id: messageId, conversation, sequence } = head;
  const about = { version: 1 as const, messageId, conversation, sequence, digest, sender: province.node, receiver: city.node };
  const text = await signReceipt(
    { ...about, type: 'business', at: city.time.now().toISOString(), answer: said, items },
    city.get(NodeKeys).signing('international'),
  );
  await city.db.transaction((tx) =>
    city.get(Outbox).enqueue(tx, {
      ...{
        partner: province.node,
        conversation: 'link.receipts',
        kind: 'receipt',
        schemaVersion: 1,
        division: NO_DIVISION,
        body: { receipt: text },
      },
    }),
  );
}

const round = () => settle(province, city);
const one = async (): Promise<MatterRow> => (await mattersOf(province.db.manager, [PETITION]))[0]!;
const handedOver = async () => (await province.published()).filter(({ type }) => type === 'MatterHandedOver').map(({ state }) => state);

describe('条例 22: a matter that is sent on to an organ of another node', () => {
  it(
    'goes there with what intake registered and case knows, whichever comes first, and nothing of it can be read here afterwards',
    async () => {
      for (const order of [
        ['matter', 'handling'],
        ['handling', 'matter'],
      ] as const) {
        await give(wantOf(await routed()), order);
        expect(await one()).toMatchObject({
          state: 'underway',
          kind: 'transfer',
          conversation: NUMBER,
          division: '990100',
          organId: CITY_BUREAU,
        });
        expect(await province.db.query('select * from want')).toEqual([]);
      }
      await settle(province, city);
      expect(arrived.map(({ body }) => body)).toEqual(Array.from({ length: 2 }, () => ({ ...matter, reason: '属该市管辖' })));
      for (const table of ['matter', 'message_out', 'want', 'outbox'])
        expect(JSON.stringify(await province.db.query(`select * from ${table}`))).not.toMatch(/申甲|拖欠/);
    },
    LONG,
  );

  it(
    '条例 22 ¶2, 30: a litigation letter and a report go by their own kinds; of a report nothing is told afterwards',
    async () => {
      const [letters, reports] = [city.hears('political-legal-hand-over'), city.hears('discipline-hand-over')];
      await give(wantOf(await routed('LETTER')));
      await settle(province, city);
      expect(letters.map(({ body }) => body)).toEqual([{ ...matter, reason: '属该市管辖' }]);
      const registered = PetitionRegistered.create({
        ...{ petitionId: REPORT, number: REPORT_NUMBER, kind: 'REPORT', channel: 'LETTER', division: '990100' },
        ...{ receivedOn: '2025-03-05', registeredOn: '2025-03-05', organId: BUREAU, organKind: 'petition_bureau', addressUnclear: false },
        ...{ anonymous: false, peopleCount: 1, requestIds: [uuid(9)], petitionerIds: [uuid(8)], respondentIds: [], accusedIds: [] },
      });
      await province.hear(REPORT, registered, 'intake');
      const sent = { petitionId: REPORT, handOverId: uuid(60), fromOrganId: BUREAU, toOrganId: CITY_BUREAU, documentId: uuid(61) };
      const want = wantOf(await province.hear(REPORT, ReportSent.create(sent), 'case'));
      expect(want).toMatchObject({ messageKind: 'discipline-hand-over', about: CITY_BUREAU });
      const said = { ...matter, number: REPORT_NUMBER, kind: 'REPORT', accused: [{ text: '某科长' }] };
      await give(want, ['matter', 'handling'], said);
      await settle(province, city);
      expect(reports.map(({ body }) => body)).toEqual([{ ...said, reason: '属该市管辖' }]);
      for (const table of ['matter', 'message_out', 'want', 'outbox', 'told'])
        expect(JSON.stringify(await province.db.query(`select * from ${table}`))).not.toMatch(/申甲|拖欠|某科长/);
      await moveMatter(province.db.manager, { petitionId: REPORT, partner: city.node, way: 'sent' }, { state: 'held' });
      const urgent = { petitionId: REPORT, urgentEventId: uuid(62), organId: BUREAU, report: 'FIRST', endsOn: '2025-03-06' } as const;
      expect(await province.hear(REPORT, UrgentMatterReported.create({ ...urgent, to: ['GOVERNMENT'] }), 'intake')).toEqual([]);
    },
    LONG,
  );

  it('of an organ of this node alone no other node hears', async () => {
    expect(await routed('TRANSFER', BUREAU)).toEqual([]);
    expect(await mattersOf(province.db.manager, [PETITION])).toEqual([]);
  });

  it('is told twice by the bus and goes once', async () => {
    const want = wantOf(await routed());
    await give(want);
    await give(want);
    expect(await province.states('message_out')).toEqual([`${NUMBER} 1 waiting`]);
  });

  it('is received from the instant of the transport receipt on, and held by the other node from its business receipt on alone', async () => {
    await give(wantOf(await routed()));
    await round();
    const received = await one();
    expect(received).toMatchObject({ state: 'received', answeredAt: null });
    expect(received.receivedAt).toEqual(arrived[0]!.receivedAt);
    expect(await handedOver()).toEqual(['received']);
    await answer('accepted', [{ item: 'number', answer: 'accepted', reason: '990100-20250306-000007' }]);
    await round();
    expect(await one()).toMatchObject({ state: 'held', partnerNumber: '990100-20250306-000007' });
    expect(await handedOver()).toEqual(['received', 'held']);
  });

  it('stays with the sender where the other node refuses it, or has it already', async () => {
    await give(wantOf(await routed()));
    await round();
    await answer('conflict', [{ item: 'matter', answer: 'conflict', code: 'MATTER_KNOWN' }]);
    await round();
    expect(await one()).toMatchObject({ state: 'refused', code: 'MATTER_KNOWN' });
    expect(await handedOver()).toEqual(['received', 'refused']);
  });

  it('is not sent where the list of partners lets nothing of that kind or of that division pass, and the sender is told', async () => {
    await province.list(city, 'international', { sends: { kinds: ['assignment'], divisions: ['990000'] } });
    await give(wantOf(await routed()));
    expect(await one()).toMatchObject({ state: 'refused', code: 'KIND_NOT_ALLOWED', messageId: null });
    await province.list(city, 'international', { sends: { kinds: ['*'], divisions: ['990200'] } });
    await give(wantOf(await routed()));
    expect(await one()).toMatchObject({ state: 'refused', code: 'DIVISION_NOT_ALLOWED' });
    expect(await province.states('message_out')).toEqual([]);
  });

  it('is not sent where its body has not the form that both sides agreed on', async () => {
    await give(wantOf(await routed()), ['matter', 'handling'], { ...matter, receivedOn: '5 March' });
    expect(await one()).toMatchObject({ state: 'refused', code: 'BODY_MALFORMED' });
  });
});

describe('条例 23, 34: a matter that came from another node and is handled here', () => {
  const came = async (state: MatterRow['state'] = 'held') => {
    await city.db.query(`insert into petition_known (id, kind, channel, division) values ($1, 'CLAIM', 'TRANSFER_IN', '990100')`, [
      PETITION,
    ]);
    await recordMatter(city.db.manager, {
      ...{
        petitionId: PETITION,
        partner: province.node,
        way: 'came',
        organId: BUREAU,
        kind: 'assignment',
        state,
        openedAt: city.time.now(),
      },
      ...{ conversation: NUMBER, division: '990100', messageId: uuid(900) },
    });
  };
  const accepted = {
    petitionId: PETITION,
    organId: BUREAU,
    exit: '31(6)',
    acceptedOn: '2025-03-10',
    handleFrom: '2025-03-10',
    documentId: uuid(31),
  } as const;

  it('is told to the node from which it came, with the day of the act and what case gives', async () => {
    await came();
    const heard = province.hears('acceptance');
    const want = wantOf(await city.hear(PETITION, PetitionAccepted.create(accepted), 'case'));
    expect(want).toMatchObject({ messageKind: 'acceptance', about: uuid(31) });
    const { petitionId, wantId, key } = want;
    const sealed = await sealPart(key, wantId, { dueOn: '2025-05-09' });
    await city.hear(petitionId, HandlingGiven.create({ petitionId, wantId, sealed }), 'case');
    await settle(province, city);
    expect(heard.map(({ head: { conversation }, body }) => [conversation, body])).toEqual([
      [NUMBER, { acceptedOn: '2025-03-10', dueOn: '2025-05-09' }],
    ]);
  });

  it('is told no more once it went back', async () => {
    await came('returned');
    expect(await city.hear(PETITION, PetitionAccepted.create(accepted), 'case')).toEqual([]);
  });
});
