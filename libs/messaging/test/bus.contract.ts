import { describe, expect, it } from '@jest/globals';
import { World, inOrder, until, type Engine } from './world.js';

/** What the bus promises, whatever carries the events. */
export function busContract(engine: Engine): void {
  describe(`the bus on the ${engine.name} engine`, () => {
    it('delivers every event of every key once, in the order of its key', async () => {
      const world = await World.make(engine);
      const alpha = await world.publisher('alpha');
      const beta = await world.publisher('beta');
      await world.reader();
      await Promise.all(Array.from({ length: 300 }, (_, n) => (n % 3 ? alpha : beta).tick(`key-${n % 17}`, n, n + 1000)));
      await until(async () => (await world.seen()).length === 600);
      const rows = await world.seen();
      expect(inOrder(rows)).toBe(true);
      expect(new Set(rows.map(({ source, key, seq }) => `${source}/${key}/${seq}`)).size).toBe(600);
    });
  });
}
