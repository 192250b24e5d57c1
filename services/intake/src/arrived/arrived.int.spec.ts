import { beforeAll, describe, expect, it } from '@jest/globals';
import { ArrivedMatterRefused, MatterArrived } from '@sunshine/events';
import { v7 as uuid } from 'uuid';
import { ORGANS, REGISTER, TODAY, aFiling, hosted, type Answered, type Hosted, type Who } from '../../test/hosted.js';

const DAY = '2025-03-02';

describe('a matter that another node sent', () => {
  let host: Hosted;

  const arrive = async (organId: string = ORGANS.bureau): Promise<string> => {
    const messageId = uuid();
    const about = { messageId, organId, node: 'county.990102', kind: 'transfer' as const, division: '990102', reportBy: null };
    await host.read({ key: `arrived:${messageId}`, event: MatterArrived.create({ ...about, receivedOn: DAY }), source: 'exchange' });
    return messageId;
  };
  const refuse = (messageId: string, organId: string = ORGANS.bureau) =>
    host.read({ key: `arrived:${messageId}`, event: ArrivedMatterRefused.create({ messageId, organId }), source: 'exchange' });
  const register = async (arrivedMessageId: string | null, more: Record<string, unknown> = {}, who: Who = 'registrar') => {
    const transferIn = { sender: '甲县信访局', number: '990102-20250301-000007', kind: 'TRANSFER', arrivedMessageId };
    const input = aFiling({ channel: 'TRANSFER_IN', receivedOn: DAY, transferIn, ...more });
    const data = await host.answer<{ registerPetition: Answered }>(who, REGISTER, { input });
    return typeof data === 'string' ? data : data.registerPetition;
  };
  const stateOf = async (messageId: string) =>
    (await host.db.query('select state, petition_id "petitionId" from arrived_matter where message_id = $1', [messageId])) as object[];

  beforeAll(async () => {
    host = await hosted();
  });

  it('is registered with the day of its transport receipt, and its registration names the message that brought it', async () => {
    const messageId = await arrive();
    const { petition } = (await register(messageId.toUpperCase())) as Answered;
    const [row] = (await host.db.query(`select data -> 'data' data from outbox where key = $1 and pattern = 'PetitionRegistered'`, [
      petition!.id,
    ])) as [{ data: object }];
    expect(row.data).toMatchObject({
      channel: 'TRANSFER_IN',
      receivedOn: DAY,
      transferIn: { reportBy: null, arrivedMessageId: messageId },
    });
    expect(JSON.stringify(row.data)).not.toContain('甲县');
    expect(await stateOf(messageId)).toEqual([{ state: 'registered', petitionId: petition!.id }]);
  });

  it('is registered once, by whichever of two comes first', async () => {
    const messageId = await arrive();
    const both = await Promise.all([register(messageId), register(messageId)]);
    expect(both.filter((one) => one === 'ARRIVED_MATTER_ENDED')).toHaveLength(1);
    expect(await register(messageId)).toBe('ARRIVED_MATTER_ENDED');
  });

  it('is refused a registration once it was refused itself; one that was registered before stays', async () => {
    const [refused, registered] = [await arrive(), await arrive()];
    await refuse(refused);
    expect(await register(refused)).toBe('ARRIVED_MATTER_ENDED');
    await register(registered);
    await refuse(registered);
    expect(await stateOf(registered)).toMatchObject([{ state: 'registered' }]);
  });

  it('is registered where it arrived alone, on no other channel, with no other day of receipt; a refusal leaves it waiting', async () => {
    const messageId = await arrive();
    expect(await register(uuid())).toBe('ARRIVED_MATTER_UNKNOWN');
    expect(await register('no id')).toBe('ID_MALFORMED');
    expect(await register(messageId, {}, 'housingRegistrar')).toBe('ARRIVED_MATTER_UNKNOWN');
    expect(await register(messageId, { channel: 'LETTER' })).toBe('TRANSFER_IN_CHANNEL_ONLY');
    for (const receivedOn of [TODAY, '2025-03-01']) expect(await register(messageId, { receivedOn })).toBe('ARRIVED_DAY_WRONG');
    expect(await stateOf(messageId)).toMatchObject([{ state: 'waiting' }]);
    expect(typeof (await register(messageId))).toBe('object');
  });

  it('from outside on paper is registered as before, with a day of its own', async () => {
    expect(typeof (await register(null, { receivedOn: TODAY }))).toBe('object');
  });
});
