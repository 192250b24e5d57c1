import { runService } from '@sunshine/platform';
import { casework } from './index.js';

await runService(casework);
