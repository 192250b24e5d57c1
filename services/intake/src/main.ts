import { runService } from '@sunshine/platform';
import { intake } from './index.js';

await runService(intake);
