import { beforeAll, describe, expect, it } from '@jest/globals';
import type { NewEvent } from '@sunshine/events';
import { recordMatter } from '../services/exchange/src/matters/matters.rows.js';
import { BUREAU, LinkedNode, linked, settle, uuid } from '../services/exchange/test/link.js';
import { hosted, register, type Hosted } from '../services/intake/test/hosted.js';

const NUMBER = '990000-20250303-000001';
const TEXT = '补交工资条三张，系原单位出具';
const FOR_EXCHANGE: readonly string[] = ['PetitionSupplemented', 'MatterGiven', 'WordsWanted'];
const FOR_INTAKE: readonly string[] = ['MatterWanted', 'WordsArrived', 'WordsGiven'];

/** A node: intake and exchange on databases of their own, between which events go as on the bus. */
class Place {
  private seen = { intake: 0, exchange: 0, emitted: 0 };

  private constructor(
    readonly petitionId: string,
    readonly intake: Hosted,
    readonly exchange: LinkedNode,
  ) {}

  static async open(node: string, first?: Place): Promise<Place> {
    const intake = await hosted();
    const petitionId = (await register(intake)).petition?.id ?? '';
    return new Place(petitionId, intake, await LinkedNode.open({ node, time: first?.exchange.time ?? intake.time }));
  }

  /** Carries what either has told the other. @returns whether there was anything */
  async carry(): Promise<boolean> {
    const emitted = this.intake.emitted.slice(this.seen.emitted);
    this.seen.emitted = this.intake.emitted.length;
    const forExchange = [...emitted, ...(await this.outbox('intake'))].filter(({ event }) => FOR_EXCHANGE.includes(event.type));
    const forIntake = await this.outbox('exchange');
    for (const { key, event } of forExchange) forIntake.push(...(await this.exchange.hear(key, event, 'intake')));
    const heard = forIntake.filter(({ event }) => FOR_INTAKE.includes(event.type));
    await this.intake.read(...heard.map((one) => ({ ...one, source: 'exchange' as const })));
    return forExchange.length + heard.length > 0;
  }

  private async outbox(by: 'intake' | 'exchange'): Promise<{ key: string; event: NewEvent }[]> {
    const rows = (await this[by].db.query('select id, key, data from outbox where id > $1 order by id', [this.seen[by]])) as {
      id: string;
      key: string;
      data: NewEvent;
    }[];
    this.seen[by] = Number(rows.at(-1)?.id ?? this.seen[by]);
    return rows.map(({ key, data }) => ({ key, event: data }));
  }

  supplement = (text: string): Promise<unknown> =>
    this.intake.act('registrar', 'supplementPetition', { petitionId: this.petitionId, text });

  supplements = (): Promise<unknown[]> =>
    this.intake.db.query(
      'select text, from_node "fromNode", received_on::text "receivedOn" from supplement where petition_id = $1 order by at',
      [this.petitionId],
    );

  said = (): Promise<unknown[]> => this.exchange.db.query('select kind, way, code from said order by said_at');
}

/** The matter of the upper node is at the lower one, and held there. */
async function share(above: Place, below: Place): Promise<void> {
  const about = { kind: 'transfer', state: 'held', conversation: NUMBER, division: '990100', openedAt: above.exchange.time.now() } as const;
  const organId = uuid(BUREAU);
  const message = () => ({ organId, messageId: crypto.randomUUID() });
  const [there, here] = [below.exchange.node, above.exchange.node];
  await recordMatter(above.exchange.db.manager, { ...about, ...message(), petitionId: above.petitionId, partner: there, way: 'sent' });
  await recordMatter(below.exchange.db.manager, { ...about, ...message(), petitionId: below.petitionId, partner: here, way: 'came' });
}

describe('条例 19: further material to a matter that is at several nodes', () => {
  let [province, city, county]: Place[] = [];
  const all = () => [province!, city!, county!];
  const rest = async () => {
    for (let moved = true; moved;) {
      moved = false;
      for (const place of all()) while (await place.carry()) moved = true;
      await settle(...all().map(({ exchange }) => exchange));
      for (const place of all()) moved = (await place.carry()) || moved;
    }
  };

  beforeAll(async () => {
    province = await Place.open('province.990000');
    city = await Place.open('city.990100', province);
    county = await Place.open('county.990122', province);
    linked(...all().map(({ exchange }) => exchange));
    await province.exchange.list(city.exchange);
    await city.exchange.list(province.exchange);
    await city.exchange.list(county.exchange);
    await county.exchange.list(city.exchange);
    await share(province, city);
    await share(city, county);
    await rest();
  }, 180_000);

  it('added where the matter is not handled stands in the petition there and everywhere on the way, once, with the node that told it', async () => {
    expect(await province!.supplement(TEXT)).not.toEqual(expect.any(String));
    await rest();
    const on = province!.exchange.time.today();
    expect(await province!.supplements()).toMatchObject([{ text: TEXT, fromNode: null }]);
    expect(await city!.supplements()).toEqual([{ text: TEXT, fromNode: 'province.990000', receivedOn: on }]);
    expect(await county!.supplements()).toEqual([{ text: TEXT, fromNode: 'city.990100', receivedOn: on }]);
    expect(await city!.said()).toEqual([{ kind: 'supplement', way: 'sent', code: null }]);
    expect(await county!.said()).toEqual([]);
  });

  it('added at the node in charge is told to the one that sent the matter, with a business receipt', async () => {
    await county!.supplement('另附录音文字');
    await rest();
    const told = (await Promise.all(all().map((place) => place.supplements()))) as { text: string; fromNode: string | null }[][];
    expect(told.map((ones) => ones.filter(({ text }) => text === '另附录音文字').map(({ fromNode }) => fromNode))).toEqual([
      ['city.990100'],
      ['county.990122'],
      [null],
    ]);
    expect(told.map(({ length }) => length)).toEqual([2, 2, 2]);
    const receipts = (await county!.exchange.db.query('select answer from business_receipt where not given')) as object[];
    expect(receipts).toEqual([{ answer: 'accepted' }]);
  });

  it('is opened for the other node under audit, and is in no event', async () => {
    const [opening] = (await province!.intake.db.query(`select part, purpose, actor_id from audit where act = 'giveMatter'`)) as object[];
    expect(opening).toEqual({ part: 'supplement', purpose: 'supplement', actor_id: 'exchange' });
    for (const { intake, exchange } of all()) {
      expect(JSON.stringify([intake.emitted, await intake.db.query('select data from outbox')])).not.toContain(TEXT);
      for (const table of ['told', 'said', 'want', 'outbox', 'message_in'])
        expect(JSON.stringify(await exchange.db.query(`select * from ${table}`))).not.toContain(TEXT);
      expect(await intake.db.query('select 1 from words_wanted')).toEqual([]);
    }
  });

  it('is no answer of the petitioner online', async () => {
    const { supplements } = await city!.intake.petition<{ supplements: object[] }>(city!.petitionId, 'supplements { online fromNode }');
    expect(supplements).toHaveLength(2);
    for (const node of ['province.990000', 'county.990122']) expect(supplements).toContainEqual({ online: false, fromNode: node });
  });
});
