import { nestContract } from '../test/nest.contract.js';

nestContract('embedded', { BUS: 'embedded' });
