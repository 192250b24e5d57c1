import { busContract } from '../test/bus.contract.js';
import { tailContract } from '../test/tail.contract.js';
import type { Engine } from '../test/world.js';

const engine: Engine = { name: 'embedded', config: (node) => ({ engine: 'embedded', node, brokers: [] }) };
busContract(engine);
tailContract(engine);
