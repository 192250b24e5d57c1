import { describe, expect, it } from '@jest/globals';
import { Written } from './written';

const event = (key: number, seq = 1) => ({ source: 'case', key: String(key), seq });

describe('what the page has written', () => {
  it('is no header before anything was written', () => {
    expect(new Written().header()).toBeNull();
  });

  it('keeps the newest 50, and an event that is written again counts as new', () => {
    const written = new Written();
    for (let key = 1; key <= 50; key += 1) written.add(event(key));
    written.add(event(1, 2));
    written.add(event(51));
    const keys = (JSON.parse(written.header()!) as { key: string; seq: number }[]).map(({ key, seq }) => [key, seq]);
    expect(keys).toHaveLength(50);
    expect(keys[0]).toEqual(['3', 1]);
    expect(keys.slice(-2)).toEqual([
      ['1', 2],
      ['51', 1],
    ]);
  });
});
