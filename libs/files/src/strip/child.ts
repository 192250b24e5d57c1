import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import type { FileType } from '../types.js';
import { CANNOT_BE_STRIPPED, STRIPPED_MAX, type StripJob } from './limits.js';
import { stripContent } from './content.js';

// One file in a process of its own: what comes in by standard input goes out by standard output without what it says about its maker.
const { type, ...bounds } = JSON.parse(process.argv[2] ?? '') as StripJob & { readonly type: FileType };
const watch = new Worker(new URL('./watch.js', import.meta.url), { workerData: bounds });
await once(watch, 'message'); // nothing of the file is looked at before somebody watches
const stripped = await stripContent(await buffer(process.stdin), type);
if (!stripped || stripped.length > STRIPPED_MAX) process.exit(CANNOT_BE_STRIPPED);
process.stdout.write(stripped, () => process.exit(0));
