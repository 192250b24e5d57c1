import { describe, expect, it } from '@jest/globals';
import { Outbox, type Sent, type Waiting, type Written } from './outbox.js';

const entry = (text: string): Written => ({ kind: 'note', speaker: null, text, hash: null, corrects: null, withheld: false });

/** A clerk's tab with a server that records each request id once, over a line that can be cut on the way there or back. */
function desk() {
  const recorded = new Map<string, string>();
  const store: { list: readonly Waiting[] } = { list: [] };
  const line: { state: 'whole' | 'cut' | 'answer lost' } = { state: 'whole' };
  const sent: string[] = [];
  const open = () =>
    new Outbox({
      read: () => store.list,
      write: (list) => void (store.list = JSON.parse(JSON.stringify(list)) as Waiting[]),
      changed: () => undefined,
      send: ({ requestId, entry: { text } }) => {
        sent.push(text);
        if (line.state === 'cut') return Promise.resolve<Sent>('away');
        if (text.startsWith('坏')) return Promise.resolve<Sent>({ refused: '“笔录”不能为空' });
        recorded.set(requestId, text);
        return Promise.resolve<Sent>(line.state === 'answer lost' ? 'away' : null);
      },
    });
  return { recorded, store, line, sent, open };
}

describe('entries on their way', () => {
  it('are recorded once and in their order, whether the line broke before or behind the server', async () => {
    const { recorded, line, store, open } = desk();
    const outbox = open();
    await outbox.add(entry('一'), 'a');
    line.state = 'cut';
    await outbox.add(entry('二'), 'b');
    await outbox.add(entry('三'), 'c');
    expect([...recorded.values()]).toEqual(['一']);
    line.state = 'answer lost';
    await outbox.run();
    await outbox.run();
    expect([...recorded.values()]).toEqual(['一', '二']);
    line.state = 'whole';
    await Promise.all([outbox.run(), outbox.run(), outbox.run()]);
    expect([...recorded.values()]).toEqual(['一', '二', '三']);
    expect(store.list).toEqual([]);
  });

  it('are there again after the page was loaded anew, and go out with the ids they had', async () => {
    const { recorded, line, open } = desk();
    line.state = 'answer lost';
    await open().add(entry('一'), 'a');
    line.state = 'whole';
    const again = open();
    expect(again.waiting.map(({ requestId }) => requestId)).toEqual(['a']);
    await again.run();
    expect([...recorded]).toEqual([['a', '一']]);
    expect(again.waiting).toEqual([]);
  });

  it('that are refused wait for the clerk, are not sent again, and keep no other back', async () => {
    const { recorded, sent, open } = desk();
    const outbox = open();
    await outbox.add(entry('坏一'), 'a');
    await outbox.add(entry('二'), 'b');
    await outbox.run();
    expect([...recorded.values()]).toEqual(['二']);
    expect(outbox.waiting).toMatchObject([{ requestId: 'a', refused: '“笔录”不能为空' }]);
    expect(sent.filter((text) => text === '坏一')).toHaveLength(1);
    expect(outbox.take('b')).toBeNull();
    expect(outbox.take('a')).toEqual(entry('坏一'));
    expect(outbox.waiting).toEqual([]);
  });
});
