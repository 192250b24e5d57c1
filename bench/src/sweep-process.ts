import { services } from '@sunshine/infra';
import { hostService } from '@sunshine/platform';
import { PacedTime, type Pace } from './sweep-workers.js';

/** The service `case` in a process of its own, to be killed: `sweep-process.js PACE`. It ends with its parent. */
const casework = services.find(({ name }) => name === 'case');
if (!casework) throw new Error('no case');
process.once('disconnect', () => process.exit(0));
await hostService(casework, process.env, { time: new PacedTime(JSON.parse(process.argv[2] ?? '{}') as Pace) });
process.send?.({ ready: true });
