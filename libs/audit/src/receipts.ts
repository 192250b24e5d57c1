import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { logOf } from '@sunshine/platform';
import type { DataSource } from 'typeorm';
import { DIGEST_BYTES, HASH_NAMES, digestOf, type AuditRow, type HashName } from './chain.js';

/** That a line was committed, and what stood in it: kept by the process that wrote it until the line is sealed. */
export interface Receipt {
  readonly id: string;
  readonly algorithm: HashName;
  readonly digest: Buffer;
}

const FOLDER = 'receipts';
/** A file that nobody has written to for so long belongs to a process that has ended, or that has nothing to write. */
const LEFT_MS = 60_000;
const LINE = new RegExp(`^(\\d{1,18}) (${HASH_NAMES.join('|')}) ([0-9a-f]{${2 * DIGEST_BYTES}})$`);

interface Journal {
  readonly path: string;
  readonly handle: Promise<FileHandle>;
  /** Highest id in it; 0 while it is empty. */
  newest: bigint;
  busy: boolean;
}

/**
 * Receipts of the lines that this process has committed on one database and nobody has sealed yet: in memory, and in files beside
 * the heads, so that they outlive the process. A file is written after the commit and without being waited for: a process that is
 * killed may leave a line without its receipt, never a receipt without its line.
 */
export class Receipts {
  private readonly log = logOf('receipts of the audit');
  private readonly waiting = new Map<bigint, Receipt>();
  private readonly name = randomUUID();
  private files = 0;
  private place: { readonly folder: string; readonly service: string } | null = null;
  private algorithm: HashName = 'sha256';
  private journals: Journal[] = [];
  private unwritten: Receipt[] = [];
  private writing: Promise<void> | null = null;
  /** Why receipts could not be kept on the disk the last time; null while they can. */
  problem: string | null = null;

  /** From now on receipts are kept in files of this folder too. */
  keepIn(folder: string, service: string, algorithm: HashName): void {
    this.algorithm = algorithm;
    this.place ??= { folder: join(folder, FOLDER), service };
  }

  add(rows: readonly AuditRow[]): void {
    for (const row of rows) {
      // The digest is kept instead of the line: it is small, and both the file and the sealer ask for it.
      const receipt = { id: row.id, algorithm: this.algorithm, digest: digestOf(this.algorithm, row) };
      this.waiting.set(BigInt(row.id), receipt);
      if (this.place) this.unwritten.push(receipt);
    }
    if (this.place) this.writing ??= this.write();
  }

  /** Receipts of ids up to `to`, inclusive. */
  upTo(to: bigint): Receipt[] {
    return [...this.waiting].filter(([id]) => id <= to).map(([, receipt]) => receipt);
  }

  /** Highest id that a receipt tells of, in memory or left in files; 0 for none. */
  async newest(): Promise<bigint> {
    const ids = [...this.waiting.keys(), ...(await this.left()).map(({ id }) => BigInt(id))];
    return ids.reduce((most, id) => (id > most ? id : most), 0n);
  }

  /** Forgets receipts that have been compared with a seal; files that hold no others are removed. */
  async settle(ids: Iterable<bigint>): Promise<void> {
    for (const id of ids) this.waiting.delete(id);
    const oldest = [...this.waiting.keys()].reduce<bigint | null>((least, id) => (least === null || id < least ? id : least), null);
    const done = this.journals.filter(({ newest, busy }) => !busy && newest > 0n && (oldest === null || newest < oldest));
    this.journals = this.journals.filter((journal) => !done.includes(journal));
    for (const { path, handle } of done) {
      await (await handle).close();
      await rm(path, { force: true });
    }
  }

  /** Waits for what is being written, and lets go of the files; what they hold is for the next process. */
  async close(): Promise<void> {
    await this.writing;
    for (const { handle } of this.journals.splice(0)) await handle.then((file) => file.close());
  }

  /** Further receipts go to a new file, so that the present one can be removed once its lines are sealed. */
  turn(): void {
    const current = this.journals.at(-1);
    if (current && current.newest > 0n) this.journals.push(this.begun());
  }

  /** Receipts that other processes of the service have left in files: those that were killed, and those that run beside this one. */
  async left(): Promise<Receipt[]> {
    return read(await this.foreign());
  }

  /** Removes files of other processes that nobody writes to and whose receipts are all compared: none of an id above `to`. */
  async clear(to: bigint): Promise<void> {
    for (const path of await this.foreign()) {
      const age = await stat(path).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age < LEFT_MS) continue;
      if ((await read([path])).every(({ id }) => BigInt(id) <= to)) await rm(path, { force: true });
    }
  }

  private async foreign(): Promise<string[]> {
    if (!this.place) return [];
    return (await filesOf(this.place.folder, this.place.service)).filter((path) => !path.includes(this.name));
  }

  private begun(): Journal {
    const { folder, service } = this.place!;
    const path = join(folder, `${service}.${this.name}.${(this.files += 1)}`);
    const handle = mkdir(folder, { recursive: true, mode: 0o700 }).then(() => open(path, 'a', 0o600));
    handle.catch(() => undefined); // told by the write that waits for it
    return { path, handle, newest: 0n, busy: false };
  }

  /** One write at a time: what is committed meanwhile goes with the next. */
  private async write(): Promise<void> {
    while (this.unwritten.length > 0) {
      const receipts = this.unwritten;
      this.unwritten = [];
      if (this.journals.length === 0) this.journals.push(this.begun());
      const journal = this.journals.at(-1)!;
      journal.busy = true;
      try {
        const lines = receipts.map(({ id, algorithm, digest }) => `${id} ${algorithm} ${digest.toString('hex')}\n`);
        await (await journal.handle).write(lines.join(''));
        journal.newest = receipts.reduce((most, { id }) => (BigInt(id) > most ? BigInt(id) : most), journal.newest);
        this.problem = null;
      } catch (error) {
        // The receipts stay in memory: only those of a process that is killed now are gone.
        if (this.problem === null) this.log.error({ err: error }, 'receipts of the audit cannot be kept on the disk');
        this.problem = 'receipts cannot be kept on the disk';
        this.journals = this.journals.filter((one) => one !== journal);
        await journal.handle.then((handle) => handle.close()).catch(() => undefined);
      } finally {
        journal.busy = false;
      }
    }
    this.writing = null;
  }
}

/** Files of receipts of a service, of whichever process. */
async function filesOf(folder: string, service: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.startsWith(`${service}.`)).map((name) => join(folder, name));
}

async function read(files: readonly string[]): Promise<Receipt[]> {
  // One that is gone by now has been compared by its own process.
  const texts = await Promise.all(files.map((path) => readFile(path, 'utf8').catch(() => '')));
  return texts.flatMap((text) => text.split('\n').flatMap((line) => receiptIn(line) ?? []));
}

/** Receipts of a service that lie beside its heads: of lines that were committed and may not be sealed yet. */
export async function receiptsIn(heads: string, service: string): Promise<Receipt[]> {
  return read(await filesOf(join(heads, FOLDER), service));
}

function receiptIn(line: string): Receipt | null {
  const [, id, algorithm, digest] = LINE.exec(line) ?? [];
  return id && digest ? { id, algorithm: algorithm as HashName, digest: Buffer.from(digest, 'hex') } : null;
}

const known = new WeakMap<DataSource, Receipts>();

/** The receipts of the lines that this process writes through `db`. */
export function receiptsOf(db: DataSource): Receipts {
  let receipts = known.get(db);
  if (!receipts) known.set(db, (receipts = new Receipts()));
  return receipts;
}
