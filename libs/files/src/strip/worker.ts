import { parentPort, workerData } from 'node:worker_threads';
import type { FileType } from '../types.js';
import { stripContent } from './content.js';

// One file, on a thread of its own: what is built to exhaust its reader exhausts this one.
const { bytes, type } = workerData as { bytes: Uint8Array; type: FileType };
parentPort?.postMessage(await stripContent(bytes, type));
