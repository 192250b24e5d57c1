import { beforeEach, describe, expect, it } from '@jest/globals';
import { exchangePlan, readReceipt } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import { LinkedNode, OPERATOR, linked, settle } from '../../test/link.js';
import { Upkeep } from '../upkeep.js';

describe('a message that is sent again', () => {
  let time: Time;
  let city: LinkedNode;
  let county: LinkedNode;
  beforeEach(async () => {
    time = new Time();
    [city, county] = [await LinkedNode.open({ time }), await LinkedNode.open({ node: 'county.990122', time })];
    linked(city, county);
    await city.list(county);
    await county.list(city);
  });
  const kept = async (id: string) =>
    (
      (await city.db.query('select state, code, wire, digest, receipt, received_at at from message_out where id = $1', [id])) as Record<
        string,
        unknown
      >[]
    )[0]!;
  /** The county asks for the first place of A-1 again, where it has lost the message and its conversation has gone on. */
  const askedAgain = async (id: string) => {
    await county.db.query('delete from message_in where id = $1', [id]);
    const body = { conversation: 'A-1', gaps: [{ from: 1, to: 1 }] };
    await county.say(city, body, {
      conversation: 'link.gap',
      kind: 'gap',
      division: '000000',
    });
    await settle(city, county);
  };
  const resend = (messageId: string) => city.act(OPERATOR, 'resendMessage', { messageId }, 'state');
  const taken = async () => {
    county.hears();
    const id = await city.say(county, 'x');
    await settle(city, county);
    return id;
  };

  it('keeps its text where the partner took it once and then refuses it, however often an operator sends it', async () => {
    const id = await taken();
    const before = await kept(id);
    await askedAgain(id);
    expect(await kept(id)).toMatchObject({
      state: 'refused',
      code: 'SEQUENCE_GIVEN_UP',
    });
    expect(await resend(id)).toEqual({ state: 'waiting' });
    await city.say(county, 'another', { conversation: 'B-1' });
    await settle(city, county);
    expect(await city.states('message_out')).toEqual(['A-1 1 refused SEQUENCE_GIVEN_UP', 'B-1 1 sent']);
    expect(await kept(id)).toMatchObject({
      wire: before['wire'],
      digest: before['digest'],
    });
  });

  it('keeps the receipt under which the partner took it first, whatever it says afterwards', async () => {
    const id = await taken();
    const { receipt, at } = await kept(id);
    await askedAgain(id);
    expect(await kept(id)).toMatchObject({ state: 'refused', receipt, at });
    await resend(id);
    expect(await kept(id)).toMatchObject({ state: 'waiting', receipt, at });
    await settle(city, county);
    expect(await kept(id)).toMatchObject({ state: 'refused', receipt, at });
  });

  it('has the receipt of its refusal no longer once the partner takes it', async () => {
    const id = await city.say(county, 'x');
    await settle(city, county);
    const answerIn = async () =>
      (
        readReceipt((await kept(id))['receipt'] as string).receipt as {
          answer: string;
        }
      ).answer;
    expect([(await kept(id))['code'], await answerIn()]).toEqual(['MESSAGE_KIND_NOT_HANDLED', 'refused']);
    county.hears();
    await resend(id);
    expect((await kept(id))['receipt']).toBeNull();
    await settle(city, county);
    expect([(await kept(id))['state'], await answerIn()]).toEqual(['sent', 'stored']);
  });

  it('and whose text is kept no more fails alone', async () => {
    const id = await taken();
    time.set(new Date(time.now().getTime() + (exchangePlan.wireKeptDays + 1) * 86_400_000));
    await city.get(Upkeep).run();
    expect((await kept(id))['wire']).toBeNull();
    await askedAgain(id);
    await city.say(county, 'another', { conversation: 'B-1' });
    await settle(city, county);
    expect(await city.states('message_out')).toEqual(['A-1 1 failed', 'B-1 1 sent']);
    expect(await city.db.query('select last_failure why from message_out where id = $1', [id])).toEqual([{ why: 'MESSAGE_TEXT_GONE' }]);
  });

  it('and whose text the keys of the node do not open fails alone, or waits for its key', async () => {
    county.hears();
    const whys = () => city.db.query(`select conversation, state, last_failure why from message_out order by conversation`);
    for (const conversation of ['A-1', 'B-1', 'C-1']) await city.say(county, conversation, { conversation });
    const rename = (from: string, to: string) =>
      city.db.query(`update message_out set body = regexp_replace(body, $1, $2) where conversation = 'A-1'`, [`^${from}[.]`, `${to}.`]);
    await rename('x1', 'x9');
    await city.db.query(`update message_out set body = 'x1.AAAA' where conversation = 'B-1'`);
    await settle(city, county);
    expect(await whys()).toEqual([
      { conversation: 'A-1', state: 'waiting', why: 'MESSAGE_KEY_GONE' },
      { conversation: 'B-1', state: 'failed', why: 'MESSAGE_NOT_OPENED' },
      { conversation: 'C-1', state: 'sent', why: null },
    ]);
    await rename('x9', 'x1');
    time.set(new Date(time.now().getTime() + exchangePlan.delivery.longestPauseMs));
    await settle(city, county);
    expect((await whys())[0]).toMatchObject({ conversation: 'A-1', state: 'sent' });
  });
});
