import { expect, it } from '@jest/globals';
import { broker } from './broker.js';
import { busContract } from './bus.contract.js';
import { nestContract } from './nest.contract.js';

const started = await broker();

if ('brokers' in started) {
  busContract({ name: 'kafka', config: (node) => ({ engine: 'kafka', node, brokers: [started.brokers] }) });
  nestContract('kafka', { BUS: 'kafka', KAFKA_BROKERS: started.brokers, NODE_NAME: 'nest' });
} else if (process.env['CI'] === 'true') {
  it('runs on a real broker', () => expect(started.refused).toBe(''));
} else {
  it.skip(`the bus on the Kafka engine: skipped, ${started.refused}`, () => undefined);
}
