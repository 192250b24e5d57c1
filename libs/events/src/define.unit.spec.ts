import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventCatalogue, OpinionExecuted, parseEvent } from './index.js';

const samples = new URL('../samples/', import.meta.url);
const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${name}.json`, samples), 'utf8')) as Record<string, unknown>;

describe('the event catalogue', () => {
  it('keeps one sample for each version of each event, and no other', () => {
    const kept = readdirSync(samples).map((file) => file.replace(/\.json$/, ''));
    expect(kept.sort()).toEqual([...eventCatalogue().keys()].sort());
  });

  it.each([...eventCatalogue().keys()])('reads the sample of %s', (name) => {
    const [type, version] = name.split('.v');
    expect(parseEvent(sample(name))).toMatchObject({ type, version: Number(version) });
  });

  it('does not send what is off its schema', () => {
    expect(() => OpinionExecuted.create({ petitionId: 'no id', opinionId: 'no id', executedOn: '2025-13-01' })).toThrow(
      expect.objectContaining({ code: 'EVENT_OFF_SCHEMA' }),
    );
  });

  it('does not read what is off its schema, nor a field nobody declared', () => {
    const good = sample('OpinionExecuted.v1');
    expect(() => parseEvent({ ...good, data: { ...(good['data'] as object), petitionerName: '某某' } })).toThrow(
      expect.objectContaining({ code: 'EVENT_OFF_SCHEMA' }),
    );
    expect(() => parseEvent({ ...good, seq: 0 })).toThrow(expect.objectContaining({ code: 'EVENT_OFF_SCHEMA' }));
  });

  it('leaves alone an event of a type or version it does not know', () => {
    expect(parseEvent({ ...sample('OpinionExecuted.v1'), version: 2 })).toBeUndefined();
  });
});
