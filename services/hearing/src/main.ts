import { runService } from '@sunshine/platform';
import { hearing } from './index.js';

await runService(hearing);
