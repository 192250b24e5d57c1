import { afterAll, expect, it, jest } from '@jest/globals';
import { broker } from '../test/broker.js';
import { World, inOrder, until, type Engine } from '../test/world.js';

const started = await broker();
jest.setTimeout(120_000);
afterAll(() => World.closeAll());

if ('brokers' in started) {
  const engine: Engine = { name: 'kafka', config: (node) => ({ engine: 'kafka', node, brokers: [started.brokers] }) };

  it('a frozen broker is noticed within seconds, reads behind it are known to be stale, and a kill after it loses nothing', async () => {
    const world = await World.make(engine);
    const alpha = await world.publisher('alpha');
    const gamma = await world.reader();
    const others: unknown[] = [];
    const fault = (error: unknown) => others.push(error);
    process.on('unhandledRejection', fault);
    await alpha.tick('key', 1);
    await until(async () => (await world.seen()).length === 1);
    await until(async () => gamma.problem() === null);
    expect(await gamma.waiters.behind()).toBe(false);

    process.kill(started.pid, 'SIGSTOP');
    const frozen = performance.now();
    await until(async () => gamma.problem());
    expect(performance.now() - frozen).toBeLessThan(10_000);
    expect(gamma.problem()).toMatch(/^Kafka: the broker has been silent for \d+ s$/);
    expect(await gamma.waiters.behind()).toBe(false); // nothing has happened that it would not know
    await alpha.tick('key', 2);
    await until(() => gamma.waiters.behind());
    expect(await alpha.bus.waiters.behind()).toBe(false); // reads nobody's events
    await until(async () => alpha.bus.problem()); // and cannot send its own

    process.kill(started.pid, 'SIGCONT');
    await until(async () => (await world.seen()).length === 2, 60_000);
    await until(async () => gamma.problem() === null && !(await gamma.waiters.behind()), 60_000);

    process.kill(started.pid, 'SIGKILL'); // its launcher starts it again at the same port
    await alpha.tick('key', 3, 4);
    await until(async () => (await world.seen()).length === 4, 60_000);
    await until(async () => gamma.problem() === null && alpha.bus.problem() === null, 60_000);
    expect(inOrder(await world.seen())).toBe(true);
    process.off('unhandledRejection', fault);
    expect(others).toEqual([]);
  });
} else if (process.env['CI'] === 'true') {
  it('runs on a real broker', () => expect(started.refused).toBe(''));
} else {
  it.skip(`a broker that goes away: skipped, ${started.refused}`, () => undefined);
}
