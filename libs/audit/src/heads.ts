import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HASH_NAMES, type Batch } from './chain.js';

const Head = z.object({
  service: z.string(),
  seq: z.number().int().positive(),
  algorithm: z.enum(HASH_NAMES),
  previous: z.string(),
  fromId: z.string().regex(/^\d+$/),
  toId: z.string().regex(/^\d+$/),
  count: z.number().int().nonnegative(),
  sealedAt: z.string(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What is kept of a batch outside the database. */
export type Head = z.infer<typeof Head>;

export function headOf(service: string, batch: Batch): Head {
  const { seq, algorithm, previous, fromId, toId, ids, sealedAt, root } = batch;
  return { service, seq, algorithm, previous, fromId, toId, count: ids.length, sealedAt, root };
}

export const headsFile = (folder: string, service: string): string => join(folder, `${service}.jsonl`);

/** Null for a line that is none: torn by a crash, or written by nobody of ours. */
export function headIn(line: string, service: string): Head | null {
  try {
    const head = Head.parse(JSON.parse(line));
    return head.service === service ? head : null;
  } catch {
    return null;
  }
}

/** All heads kept of a service, in the order of the file; null where there is no file. */
export async function headsOf(folder: string, service: string): Promise<Head[] | null> {
  const text = await readFile(headsFile(folder, service), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : text.split('\n').flatMap((line) => headIn(line, service) ?? []);
}

const TAIL_BYTES = 4_096;

/** The file of heads of one service, one line a batch: it is only ever added to, and each line is on the disk before its batch is. */
export class HeadsFile {
  constructor(
    private readonly folder: string,
    private readonly service: string,
  ) {}

  /** The newest head; null in an empty or missing file. */
  async last(): Promise<Head | null> {
    const file = await this.opened('r');
    if (!file) return null;
    try {
      const { text } = await tailOf(file);
      const heads = text.split('\n').flatMap((line) => headIn(line, this.service) ?? []);
      return heads.at(-1) ?? null;
    } finally {
      await file.close();
    }
  }

  async append(head: Head): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = await open(headsFile(this.folder, this.service), 'a+', 0o600);
    try {
      const { text } = await tailOf(file);
      // A line torn by a crash ends here, and counts as none.
      await file.appendFile(`${text === '' || text.endsWith('\n') ? '' : '\n'}${JSON.stringify(head)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  private async opened(flags: string): Promise<FileHandle | null> {
    return open(headsFile(this.folder, this.service), flags).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  }
}

async function tailOf(file: FileHandle): Promise<{ text: string }> {
  const { size } = await file.stat();
  const from = Math.max(0, size - TAIL_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  return { text: buffer.toString('utf8', 0, bytesRead) };
}
