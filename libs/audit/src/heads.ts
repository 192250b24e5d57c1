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

/** The part of a batch that is kept outside the database. */
export type Head = z.infer<typeof Head>;

/** Faults that a running sealer finds and notes among the heads. */
export const NOTED = ['ROWS_REMOVED', 'ROW_CHANGED', 'TAIL_CUT', 'HEADS_CUT', 'HEAD_DIFFERS'] as const;

const Note = z.object({
  service: z.string(),
  fault: z.enum(NOTED),
  /** Where: inclusive; null where it cannot be told. */
  ids: z.tuple([z.string(), z.string()]).nullable(),
  batches: z.tuple([z.number(), z.number()]).nullable(),
  /** Folder of the heads that it is about. */
  place: z.string().optional(),
  /** The last batch of the database when it was found; 0 and empty for none. The heads go on from there. */
  seq: z.number().int().nonnegative(),
  root: z.string(),
  at: z.string(),
});

/** A fault as the sealer noted it: it stays found, whatever is sealed later. */
export type Note = z.infer<typeof Note>;

/** Where a file of heads has got to. */
export interface Mark {
  readonly seq: number;
  readonly root: string;
  /** The head that stands there; null where the last line notes a fault. */
  readonly head: Head | null;
}

export function headOf(service: string, batch: Batch): Head {
  const { seq, algorithm, previous, fromId, toId, ids, sealedAt, root } = batch;
  return { service, seq, algorithm, previous, fromId, toId, count: ids.length, sealedAt, root };
}

export const headsFile = (folder: string, service: string): string => join(folder, `${service}.jsonl`);

const Line = z.union([Head, Note]);

/** Null for a line that is none: torn by a crash, or written by nobody of ours. */
function entryIn(line: string, service: string): Head | Note | null {
  try {
    const entry = Line.parse(JSON.parse(line));
    return entry.service === service ? entry : null;
  } catch {
    return null;
  }
}

const isNote = (entry: Head | Note): entry is Note => 'fault' in entry;

const entriesIn = (text: string, service: string): (Head | Note)[] => text.split('\n').flatMap((line) => entryIn(line, service) ?? []);

/** Heads and noted faults of a service in one folder, in the order of the file; null where there is no file. */
export async function keptIn(folder: string, service: string): Promise<{ heads: Head[]; notes: Note[] } | null> {
  const text = await readFile(headsFile(folder, service), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const entries = entriesIn(text, service);
  return { heads: entries.flatMap((entry) => (isNote(entry) ? [] : entry)), notes: entries.filter(isNote) };
}

/** All heads kept of a service, in the order of the file; null where there is no file. */
export async function headsOf(folder: string, service: string): Promise<Head[] | null> {
  return (await keptIn(folder, service))?.heads ?? null;
}

const TAIL_BYTES = 4_096;

/** The file of heads of one service in one folder: it is only ever added to, and each line is on the disk before its batch is. */
export class HeadsFile {
  /** Its size when this process last saw it: it never shrinks. */
  private size = 0;

  constructor(
    readonly folder: string,
    private readonly service: string,
  ) {}

  /** Its end, and whether it has become shorter since this process last saw it. An empty or missing file is at batch 0. */
  async look(): Promise<Mark & { readonly shrunk: boolean }> {
    const file = await this.opened();
    const { text, size } = file ? await tailOf(file).finally(() => file.close()) : { text: '', size: 0 };
    const shrunk = size < this.size;
    this.size = size;
    const last = entriesIn(text, this.service).at(-1);
    return { seq: last?.seq ?? 0, root: last?.root ?? '', head: last && !isNote(last) ? last : null, shrunk };
  }

  async append(...entries: readonly (Head | Note)[]): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = await open(headsFile(this.folder, this.service), 'a+', 0o600);
    try {
      const { text } = await tailOf(file);
      // A line torn by a crash ends here, and counts as none.
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      await file.appendFile(`${text === '' || text.endsWith('\n') ? '' : '\n'}${lines}`);
      await file.sync();
      this.size = (await file.stat()).size;
    } finally {
      await file.close();
    }
  }

  private async opened(): Promise<FileHandle | null> {
    return open(headsFile(this.folder, this.service), 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  }
}

async function tailOf(file: FileHandle): Promise<{ text: string; size: number }> {
  const { size } = await file.stat();
  const from = Math.max(0, size - TAIL_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  return { text: buffer.toString('utf8', 0, bytesRead), size };
}
