import { beforeAll, describe, expect, it } from '@jest/globals';
import { newPartKey, openPart } from '@sunshine/envelope';
import { MatterGiven, MatterWanted, type DataOf } from '@sunshine/events';
import { KeyStore } from '@sunshine/sealing';
import { v4 as uuid } from 'uuid';
import { hosted, register, TODAY, type Hosted } from '../../test/hosted.js';

let host: Hosted;
beforeAll(async () => {
  host = await hosted();
}, 60_000);

const registered = async (more: Record<string, unknown>): Promise<string> => (await register(host, more)).petition?.id ?? '';
const idsOf = async (petitionId: string): Promise<string[]> =>
  ((await host.db.query('select id from petitioner where petition_id = $1 order by position', [petitionId])) as { id: string }[]).map(
    ({ id }) => id,
  );

/** What `exchange` is given where it asks for a part of a message. */
const open = async (petitionId: string, about: string | null, messageKind: string): Promise<unknown> => {
  const [key, wantId] = [await newPartKey(), uuid()];
  const wanted = MatterWanted.create({ petitionId, wantId, messageKind, about, key: key.open });
  await host.read({ key: petitionId, event: wanted, source: 'exchange' });
  const { event } = host.emitted.at(-1) as (typeof host.emitted)[number];
  expect(event.type).toBe('MatterGiven');
  expect(JSON.stringify(event)).not.toMatch(/赵一|钱二/);
  const { sealed } = event.data as DataOf<typeof MatterGiven>;
  return openPart(key, wantId, sealed);
};
/** The petitioners of a petition, or one of them. */
const given = async (petitionId: string, about: string | null) =>
  ((await open(petitionId, about, 'service')) as { petitioners: { petitionerId: string; name: string }[] }).petitioners;
const openings = async (petitionId: string) =>
  (await host.db.query(`select part, purpose, actor_id from audit where act = 'giveMatter' and subject = $1`, [petitionId])) as object[];

describe('条例 35: of whom service is told to another node', () => {
  const two = {
    petitioners: [
      { name: '赵一', address: '南湖路1号' },
      { name: '钱二', address: '南湖路2号' },
    ],
  };

  it('is sealed to the one message, and each opening stands in the audit', async () => {
    const petitionId = await registered(two);
    const [zhao, qian] = (await idsOf(petitionId)) as [string, string];
    expect(await given(petitionId, null)).toEqual([
      { petitionerId: zhao, name: '赵一' },
      { petitionerId: qian, name: '钱二' },
    ]);
    expect(await given(petitionId, qian)).toEqual([{ petitionerId: qian, name: '钱二' }]);
    const opening = { part: 'petitioner', purpose: 'service', actor_id: 'exchange' };
    expect(await openings(petitionId)).toEqual([opening, opening]);
  });

  it('条例 25: of an urgent event what happens and when it was reported last, of no other petition’s', async () => {
    const petitionId = await registered(two);
    const reports = [{ to: 'GOVERNMENT', at: `${TODAY}T01:30:00.000Z` }];
    await host.act('registrar', 'reportUrgentMatter', { petitionId, kind: 'FIRST', reason: '有人身危险', endsOn: '2025-03-05', reports });
    const [{ id: eventId }] = (await host.db.query('select id from urgent_event where petition_id = $1', [petitionId])) as [{ id: string }];
    expect(await open(petitionId, eventId, 'urgent-report')).toEqual({
      reason: '有人身危险',
      peopleCount: 2,
      at: `${TODAY}T01:30:00.000Z`,
    });
    const before = host.emitted.length;
    const other = await registered(two);
    const wanted = { petitionId: other, wantId: uuid(), messageKind: 'urgent-report', about: eventId, key: (await newPartKey()).open };
    await host.read({ key: other, event: MatterWanted.create(wanted), source: 'exchange' });
    expect(host.emitted.slice(before).filter(({ event }) => event.type === 'MatterGiven')).toEqual([]);
  });

  it('is nobody of another petition, of a report, or of an identity that was destroyed', async () => {
    const [claim, other, report] = [await registered(two), await registered(two), await registered({ ...two, kind: 'REPORT' })];
    const [zhao] = (await idsOf(other)) as [string];
    expect(await given(claim, zhao)).toEqual([]);
    expect(await given(report, null)).toEqual([]);
    expect(await openings(report)).toEqual([]);
    await host.service.app.get(KeyStore, { strict: false }).destroy([claim]);
    expect(await given(claim, null)).toEqual([]);
  });
});
