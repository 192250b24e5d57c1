import { busContract } from './bus.contract.js';

busContract({ name: 'embedded', config: (node) => ({ engine: 'embedded', node, brokers: [] }) });
