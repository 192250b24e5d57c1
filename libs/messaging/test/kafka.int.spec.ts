import { expect, it } from '@jest/globals';
import { broker } from './broker.js';
import { busContract } from './bus.contract.js';
import { nestContract } from './nest.contract.js';
import { tailContract } from './tail.contract.js';
import type { Engine } from './world.js';

const started = await broker();

if ('brokers' in started) {
  const engine: Engine = { name: 'kafka', config: (node) => ({ engine: 'kafka', node, brokers: [started.brokers] }) };
  busContract(engine);
  tailContract(engine);
  nestContract('kafka', { BUS: 'kafka', KAFKA_BROKERS: started.brokers, NODE_NAME: 'nest' });
} else if (process.env['CI'] === 'true') {
  it('runs on a real broker', () => expect(started.refused).toBe(''));
} else {
  it.skip(`the bus on the Kafka engine: skipped, ${started.refused}`, () => undefined);
}
