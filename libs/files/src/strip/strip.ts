import { Worker } from 'node:worker_threads';
import { fileError } from '../files.errors.js';
import { FILE_TYPES, type FileType } from '../types.js';

/** Found from `src` and from `dist`; a thread has no compiler. */
const WORKER = new URL('../../dist/strip/worker.js', import.meta.url);
const SECONDS_MAX = 60;
const MEMORY_MB_MAX = 1_024;

/**
 * The content without what says who made it, when, where and with what. Worked out on another thread, which is ended where it takes
 * more than a minute or a gigabyte.
 * @throws FILE_CANNOT_BE_STRIPPED
 */
export async function strip(bytes: Uint8Array, type: FileType): Promise<Uint8Array> {
  const stripped = await onThread(bytes, type);
  if (!stripped) throw fileError('FILE_CANNOT_BE_STRIPPED', { details: { type: FILE_TYPES[type].extension.toUpperCase() } });
  return stripped;
}

function onThread(bytes: Uint8Array, type: FileType): Promise<Uint8Array | null> {
  const worker = new Worker(WORKER, { workerData: { bytes, type }, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX } });
  return new Promise<Uint8Array | null>((resolve, reject) => {
    const late = setTimeout(() => resolve(null), SECONDS_MAX * 1_000);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(error)));
    worker.once('exit', () => {
      clearTimeout(late);
      resolve(null);
    });
  }).finally(() => worker.terminate());
}
