import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CombinedError } from 'urql';
import { DraftKeeper, type SaveEnd } from './draft-keeper';
import type { DraftState, StoredDraft } from './draft-state';

const stored = (version: string | null, facts: string): StoredDraft => ({ revision: 0, version, values: { facts } });

/** A server that stores one draft, and a device that stores unsaved text. */
function world(start: StoredDraft = stored(null, '')) {
  const sent: { facts: unknown; former: string | null }[] = [];
  const at: { now: StoredDraft; left: DraftState | null; end: SaveEnd | null; looks: number } = {
    now: start,
    left: null,
    end: null,
    looks: 0,
  };
  const keeper = new DraftKeeper(start, null, {
    save: (values, former, requestId) => {
      sent.push({ facts: values['facts'], former });
      if (at.end) return Promise.resolve(at.end);
      at.now = { revision: 0, version: requestId, values };
      return Promise.resolve({ savedAt: '2025-01-20T02:32:00.000Z' });
    },
    look: () => {
      at.looks += 1;
      keeper.hear(at.now);
    },
    leave: (state) => {
      at.left = state;
    },
  });
  return { keeper, sent, at };
}

describe('the keeper of a draft', () => {
  let close: () => void = () => undefined;
  beforeEach(() => {
    jest.useFakeTimers();
    const doors = { addEventListener: () => undefined, removeEventListener: () => undefined };
    Object.assign(globalThis, doors, { document: { ...doors, hidden: false } });
  });
  afterEach(() => {
    close();
    jest.useRealTimers();
  });

  it('saves when typing pauses, not at every letter', async () => {
    const { keeper, sent, at } = world();
    close = keeper.open();
    for (const facts of ['渗', '渗水', '渗水属实']) {
      keeper.type({ facts });
      await jest.advanceTimersByTimeAsync(500);
    }
    expect(sent).toEqual([]);
    expect(at.left?.values).toEqual({ facts: '渗水属实' });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([{ facts: '渗水属实', former: null }]);
    expect([at.left, keeper.now().savedAt]).toEqual([null, '2025-01-20T02:32:00.000Z']);
  });

  it('saves each text over the one before it, one at a time', async () => {
    const { keeper, sent, at } = world();
    keeper.type({ facts: '甲' });
    const first = keeper.save();
    keeper.type({ facts: '甲乙' });
    const second = keeper.save();
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(sent.map(({ facts }) => facts)).toEqual(['甲乙']);
    keeper.type({ facts: '丙' });
    const version = at.now.version;
    await keeper.save();
    expect(sent.at(-1)).toEqual({ facts: '丙', former: version });
  });

  it('says that the server cannot be reached, stores the text on the device and tries again', async () => {
    const { keeper, sent, at } = world();
    close = keeper.open();
    at.end = 'away';
    keeper.type({ facts: '甲' });
    expect(await keeper.save()).toBe(false);
    expect([keeper.now().away, at.left?.values]).toEqual([true, { facts: '甲' }]);
    at.end = null;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(2);
    expect([keeper.now().away, at.left]).toEqual([false, null]);
  });

  it('stops saving when another person has saved, until one of the two texts is chosen', async () => {
    const { keeper, sent, at } = world(stored('a', '甲'));
    close = keeper.open();
    at.now = stored('b', '甲丙');
    at.end = { refused: new CombinedError({ graphQLErrors: ['moved'] }) };
    keeper.type({ facts: '甲乙' });
    expect(await keeper.save()).toBe(false);
    expect([at.looks, keeper.now().torn]).toEqual([1, true]);
    at.end = null;
    keeper.type({ facts: '甲乙丁' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await keeper.save()).toBe(false);
    expect(sent).toHaveLength(1);
    expect(await keeper.keepMine()).toBe(true);
    expect(sent.at(-1)).toEqual({ facts: '甲乙丁', former: 'b' });
  });

  it('tells the time of own saves only', async () => {
    const { keeper } = world();
    keeper.type({ facts: '甲' });
    await keeper.save();
    expect(keeper.now().savedAt).not.toBeNull();
    keeper.hear(stored('b', '乙'));
    expect([keeper.now().state.values, keeper.now().savedAt]).toEqual([{ facts: '乙' }, null]);
  });

  it('takes the text of the other person if it is chosen', () => {
    const { keeper, at } = world(stored('a', '甲'));
    keeper.type({ facts: '甲乙' });
    keeper.hear(stored('b', '甲丙'));
    expect(keeper.now().torn).toBe(true);
    keeper.takeTheirs();
    expect([keeper.now().state.values, keeper.now().torn, at.left]).toEqual([{ facts: '甲丙' }, false, null]);
  });

  it('saves the typed text when the page is left, and nothing after the opinion went to the checker', async () => {
    const { keeper, sent } = world();
    keeper.type({ facts: '甲' });
    keeper.open()();
    await jest.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(1);
    keeper.type({ facts: '甲乙' });
    keeper.done();
    keeper.open()();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });
});
