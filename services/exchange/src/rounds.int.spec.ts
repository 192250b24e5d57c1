import { beforeEach, describe, expect, it } from '@jest/globals';
import { LinkedNode, linked, type Way } from '../test/link.js';

describe('a round of sending', () => {
  let city: LinkedNode;
  let others: [LinkedNode, LinkedNode, LinkedNode];
  let link: { way: Way };
  beforeEach(async () => {
    city = await LinkedNode.open();
    const [one, two, three] = await Promise.all(['a', 'b', 'c'].map((name) => LinkedNode.open({ node: `county.${name}` })));
    others = [one!, two!, three!];
    link = linked(city, ...others);
    for (const other of others) {
      await city.list(other);
      await other.list(city);
      other.hears();
      await city.say(other, 'x', { conversation: `TO-${other.node}` });
    }
  });
  /** Of no instant that can be written: no refusal, but a fault. */
  const broken = (other: LinkedNode) => city.db.query(`update message_out set created_at = 'infinity' where partner = $1`, [other.node]);

  it('keeps what became of the messages to every other partner, and only then says that one failed', async () => {
    await broken(others[0]);
    let answer: () => void = () => undefined;
    const waits = new Promise<void>((done) => (answer = done));
    link.way = async (text, to) => {
      await waits;
      return to.receive(text);
    };
    let ended = false;
    const round = city.send().finally(() => (ended = true));
    const failed = expect(round).rejects.toThrow();
    await new Promise((done) => setTimeout(done, 500));
    expect(ended).toBe(false);
    answer();
    await failed;
    expect(await city.states('message_out')).toEqual(['TO-county.a 1 waiting', 'TO-county.b 1 sent', 'TO-county.c 1 sent']);
  });

  it('that fails for two of them says both', async () => {
    await broken(others[0]);
    await broken(others[1]);
    await expect(city.send()).rejects.toMatchObject({ errors: [expect.any(Error), expect.any(Error)] });
    expect(await city.states('message_out')).toEqual(['TO-county.a 1 waiting', 'TO-county.b 1 waiting', 'TO-county.c 1 sent']);
  });
});
