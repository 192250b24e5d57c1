import { runService } from '@sunshine/platform';
import { directory } from './index.js';

await runService(directory);
