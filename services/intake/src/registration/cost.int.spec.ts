import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { hosted, register, type Hosted } from '../../test/hosted.js';

let host: Hosted;
beforeAll(async () => {
  host = await hosted();
}, 60_000);

/** Names of the statements that the pg clients of this process run meanwhile; what has no name stands as its first word. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [config] = args as [string | { name?: string; text?: string }];
    names.push(typeof config === 'string' ? config.split(' ')[0]!.toLowerCase() : (config.name ?? config.text ?? ''));
    return (original as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return names;
}

describe('a registration', () => {
  it('takes six statements of its own beside those of every command, and one behind its commit', async () => {
    await register(host);
    const names = await statementsOf(() => register(host, { requestId: 'counted' }));
    const ofCommands = ['begin', 'request.claim', 'outbox.one-answered', 'commit'];
    // Read each second, whatever is done.
    const beside = ['access.ended-sessions'];
    const reading = ['intake.petitions-by-id-one'];
    expect(names).toEqual(expect.arrayContaining([...ofCommands, ...reading]));
    expect(names.filter((name) => ![...ofCommands, ...reading, ...beside].includes(name))).toEqual([
      'access.node-facts',
      'intake.organs-of-filing',
      'key.insert',
      'intake.insert-petition',
      'access.know',
      'access.set-relation',
      'access.complete-kinds',
    ]);
  });

  it('is quick', async () => {
    const count = process.env.SHOW_TIMES ? 400 : 40;
    const started = performance.now();
    const one = async () => {
      for (let at = 0; at < count / 8; at += 1) await register(host);
    };
    await Promise.all(Array.from({ length: 8 }, one));
    const each = (performance.now() - started) / count;
    expect(each).toBeLessThan(100);
    if (process.env.SHOW_TIMES) process.stdout.write(`${each.toFixed(2)} ms a registration, eight at once\n`);
  });
});
