import { nestContract } from './nest.contract.js';

nestContract('embedded', { BUS: 'embedded' });
