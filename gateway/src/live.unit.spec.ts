import { describe, expect, it } from '@jest/globals';
import { PersonDisabled, SessionEnded, subjectsOf, type Envelope } from '@sunshine/events';
import type { TailListener } from '@sunshine/messaging';
import { EndedSessions } from '@sunshine/platform';
import { eventSamples, withUnknownFields, withUnknownMembers, type RawEvent } from '@sunshine/testing';
import { Live } from './live.js';

/** A tail that hears what it is handed. */
class HandedTail {
  listener: TailListener | undefined;

  start(listener: TailListener): void {
    this.listener = listener;
  }

  stop = (): Promise<void> => Promise.resolve();
  problem = (): null => null;
}

const later = (event: RawEvent): RawEvent => ({ ...event, data: { ...event.data, until: new Date(Date.now() + 60_000).toISOString() } });

describe('the tail of the gateway, told events of a later release', () => {
  it.each([
    ['with unknown fields', withUnknownFields],
    ['with unknown members', withUnknownMembers],
  ])('%s, hears all of them and knows who was signed out', async (_, changed) => {
    const tail = new HandedTail();
    const ended = new EndedSessions();
    const live = new Live([{ id: 'k', source: 'value', value: 'secret-of-tests' }], tail, { perAddress: 1, perHolder: 1, total: 1 }, ended);
    live.start();
    const samples = [...eventSamples().values()];
    for (const event of samples) {
      const isEnding = event.type === SessionEnded.type || event.type === PersonDisabled.type;
      tail.listener!.heard(changed(isEnding ? later(event) : event) as unknown as Envelope);
      if (event.type === PersonDisabled.type) expect(ended.has(event.data['personId'] as string)).toBe(true);
    }
    const session = samples.find(({ type }) => type === SessionEnded.type)!;
    expect(ended.has(session.data['sessionId'] as string)).toBe(true);
    await live.close();
  });

  it('makes out the subjects of an event with unknown fields as without them', () => {
    for (const event of eventSamples().values())
      expect(subjectsOf(withUnknownFields(event) as unknown as Envelope)).toEqual(subjectsOf(event as unknown as Envelope));
  });
});
