import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { fileError } from '../files.errors.js';
import { FILE_TYPES, type FileType } from '../types.js';
import { CANNOT_BE_STRIPPED, type StripJob } from './limits.js';

/** Found from `src` and from `dist`; a process of its own has no compiler. */
const CHILD = fileURLToPath(new URL('../../dist/strip/child.js', import.meta.url));
/** Nothing of this process: no secret, no address. Few arenas and threads keep memory from being held for nothing. */
const ENV = { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' };
/** Memory of Node itself, its libraries and a picture's rows, MB: not the heap's. */
const BESIDE_HEAP_MB = 90;
/** A busy machine lets a process wait that long beyond its processor time, seconds. */
const WAITING_SECONDS = 3;

/**
 * The content without what says who made it, when, where and with what. Worked out in a process of its own, which knows nothing of
 * this one, yields to everything else on the machine, and is ended at its limits of memory and processor time; nothing of the content
 * gathers here. What was read is worth nothing where the end throws.
 * @throws FILE_CANNOT_BE_STRIPPED, FILE_CLEANING_BUSY where the machine had no time for it
 */
export async function* strip(content: AsyncIterable<Uint8Array>, type: FileType, job: StripJob): AsyncGenerator<Uint8Array> {
  const heap = Math.max(32, job.memoryMb - BESIDE_HEAP_MB);
  const child = spawn(process.execPath, [`--max-old-space-size=${heap}`, CHILD, JSON.stringify({ type, ...job })], { env: ENV });
  let late = false;
  const timer = setTimeout(() => (late = child.kill('SIGKILL')), (job.seconds + WAITING_SECONDS) * 1_000);
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  ended.catch(() => undefined); // is awaited below
  try {
    await once(child, 'spawn');
    yieldToOthers(child);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => (said = (said + part).slice(0, 2_000)));
    // A process that ends before it has read all is heard of by its end.
    const given = pipeline(Readable.from(content), child.stdin).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
    given.catch(() => child.kill('SIGKILL'));
    yield* child.stdout as AsyncIterable<Buffer>;
    const [code, signal] = await ended;
    await given;
    if (code === 0) return;
    if (late) throw fileError('FILE_CLEANING_BUSY');
    if (code !== CANNOT_BE_STRIPPED && signal === null) throw new Error(`cleaning ended with code ${code}: ${said}`);
    throw fileError('FILE_CANNOT_BE_STRIPPED', { details: { type: FILE_TYPES[type].extension.toUpperCase() } });
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

function yieldToOthers({ pid }: ChildProcessWithoutNullStreams): void {
  try {
    setPriority(pid ?? 0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already.
  }
}
