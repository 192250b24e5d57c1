import { runService } from '@sunshine/platform';
import { exchange } from './index.js';

await runService(exchange);
