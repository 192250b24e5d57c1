import { runService } from '@sunshine/platform';
import { supervision } from './index.js';

await runService(supervision);
