import { expect, it } from '@jest/globals';
import { certified } from '@sunshine/testing';
import { broker } from '../test/broker.js';
import { busContract } from '../test/bus.contract.js';
import { nestContract } from '../test/nest.contract.js';
import { secureContract, users } from '../test/secure.contract.js';
import { tailContract } from '../test/tail.contract.js';
import type { Engine } from '../test/world.js';

const [server, stranger] = await Promise.all(['broker', 'stranger'].map(certified));
const started = await broker({ pem: server!.keyAndCertificate, users });

if ('brokers' in started) {
  const engine: Engine = { name: 'kafka', config: (node) => ({ engine: 'kafka', node, brokers: [started.brokers] }) };
  busContract(engine);
  tailContract(engine);
  secureContract({ open: started.brokers, secure: started.secureBrokers!, ca: server!.ca, strange: stranger!.ca });
  nestContract('kafka', { BUS: 'kafka', KAFKA_BROKERS: started.brokers, NODE_NAME: 'nest' });
} else if (process.env['CI'] === 'true') {
  it('runs on a real broker', () => expect(started.refused).toBe(''));
} else {
  it.skip(`the bus on the Kafka engine: skipped, ${started.refused}`, () => undefined);
}
