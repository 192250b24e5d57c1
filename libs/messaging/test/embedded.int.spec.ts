import { busContract } from './bus.contract.js';
import { tailContract } from './tail.contract.js';
import type { Engine } from './world.js';

const engine: Engine = { name: 'embedded', config: (node) => ({ engine: 'embedded', node, brokers: [] }) };
busContract(engine);
tailContract(engine);
