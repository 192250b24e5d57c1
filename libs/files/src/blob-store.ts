import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from './files.errors.js';
import { HEAD_BYTES, openPiece, PIECE_BYTES, sealPiece } from './pieces.js';

const ID = /^[0-9a-f-]{36}$/;

interface Extent {
  /** Plain bytes in whole pieces. */
  readonly size: number;
  readonly pieces: number;
  /** Where the last whole piece ends on disk. */
  readonly end: number;
}

/**
 * Sealed bytes in a folder, each blob under a key of its own that the store never keeps. A blob grows at its end; what a crash left
 * half written is cut off at the next write. A store of another kind (object storage) takes its place by the same methods.
 */
export class BlobStore {
  /** @param piecesMax most pieces of one blob: a client that sends a few bytes at a time must not make its file grow without end */
  constructor(
    private readonly folder: string,
    private readonly piecesMax = 4_096,
  ) {}

  /** Makes an empty blob. */
  async create(blobId: string): Promise<void> {
    await mkdir(this.shelf(blobId), { recursive: true, mode: 0o700 });
    await (await open(this.path(blobId), 'wx', 0o600)).close();
  }

  /** Plain bytes that are safely there. @throws FILE_DESTROYED where there is no such blob */
  async size(blobId: string): Promise<number> {
    return this.using(blobId, 'r', async (file) => (await extentOf(file)).size);
  }

  /**
   * Adds what comes until it ends or breaks; what came before a break is kept.
   * @returns plain bytes that are there afterwards
   * @throws FILE_DESTROYED, FILE_IN_TOO_MANY_PIECES, and what the content throws
   */
  async append(blobId: string, key: Buffer, content: AsyncIterable<Uint8Array>): Promise<number> {
    return this.using(blobId, 'r+', async (file) => {
      let { size, pieces, end } = await extentOf(file);
      await file.truncate(end);
      const write = async (plain: Uint8Array) => {
        if (pieces >= this.piecesMax) throw fileError('FILE_IN_TOO_MANY_PIECES');
        const sealed = sealPiece(key, blobId, pieces, plain);
        await file.write(sealed, 0, sealed.length, end);
        size += plain.length;
        pieces += 1;
        end += sealed.length;
      };
      const rest = new Gathering(PIECE_BYTES);
      try {
        for await (const part of content) for (const full of rest.add(part)) await write(full);
      } finally {
        const last = rest.flush();
        if (last.length > 0) await write(last);
        await file.sync();
      }
      return size;
    });
  }

  /**
   * The plain bytes, piece by piece.
   * @param size what the blob must hold; a shorter or longer one is damaged
   * @throws FILE_DESTROYED where there is no such blob
   */
  async *read(blobId: string, key: Buffer, size: number): AsyncGenerator<Buffer, void> {
    const file = await this.opened(blobId, 'r');
    try {
      let read = 0;
      let at = 0;
      for (let index = 0; read < size; index += 1) {
        const head = await exactly(file, at, HEAD_BYTES);
        const length = head?.readUInt32BE() ?? 0;
        const body = head && length <= PIECE_BYTES ? await exactly(file, at + HEAD_BYTES, length) : null;
        if (!head || !body || read + length > size) throw new Error(`blob ${blobId} is damaged`);
        yield openPiece(key, blobId, index, head, body);
        read += length;
        at += HEAD_BYTES + length;
      }
    } finally {
      await file.close();
    }
  }

  /**
   * So many of the plain bytes, from a place on; fewer where the blob ends before. Pieces before it are passed over unopened.
   * @param from counted from 0
   * @throws FILE_DESTROYED where there is no such blob
   */
  async readFrom(blobId: string, key: Buffer, from: number, length: number): Promise<Buffer> {
    return this.using(blobId, 'r', async (file) => {
      const found: Buffer[] = [];
      let [at, start] = [0, 0];
      for (let index = 0; start < from + length; index += 1) {
        const head = await exactly(file, at, HEAD_BYTES);
        if (!head) break;
        const held = head.readUInt32BE();
        if (start + held > from) {
          const body = held <= PIECE_BYTES ? await exactly(file, at + HEAD_BYTES, held) : null;
          if (!body) throw new Error(`blob ${blobId} is damaged`);
          found.push(openPiece(key, blobId, index, head, body).subarray(Math.max(0, from - start), from + length - start));
        }
        start += held;
        at += HEAD_BYTES + held;
      }
      return Buffer.concat(found);
    });
  }

  async remove(blobId: string): Promise<void> {
    await rm(this.path(blobId), { force: true });
  }

  /** Blobs that nobody wrote to for so many hours (clock of the machine). */
  async idle(hours: number): Promise<string[]> {
    const before = Date.now() - hours * 3_600_000;
    const found: string[] = [];
    for (const shelf of await readdir(this.folder).catch(ifMissing([]))) {
      for (const blobId of await readdir(join(this.folder, shelf)).catch(ifMissing([]))) {
        const known = ID.test(blobId) ? await stat(join(this.folder, shelf, blobId)).catch(ifMissing(null)) : null;
        if (known && known.mtimeMs <= before) found.push(blobId);
      }
    }
    return found;
  }

  private shelf(blobId: string): string {
    if (!ID.test(blobId)) throw new Error('a blob id of the wrong shape');
    return join(this.folder, blobId.slice(-2));
  }

  private path(blobId: string): string {
    return join(this.shelf(blobId), blobId);
  }

  private async opened(blobId: string, flags: string): Promise<FileHandle> {
    try {
      return await open(this.path(blobId), flags);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw fileError('FILE_DESTROYED');
      throw error;
    }
  }

  private async using<T>(blobId: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
    const file = await this.opened(blobId, flags);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  }
}

/** Gathers parts of any length into pieces of one length. */
class Gathering {
  private readonly buffer: Buffer;
  private filled = 0;

  constructor(length: number) {
    this.buffer = Buffer.allocUnsafe(length);
  }

  *add(part: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < part.length;) {
      const taken = part.subarray(at, at + this.buffer.length - this.filled);
      this.buffer.set(taken, this.filled);
      this.filled += taken.length;
      at += taken.length;
      if (this.filled === this.buffer.length) yield this.flush();
    }
  }

  flush(): Uint8Array {
    const taken = this.buffer.subarray(0, this.filled);
    this.filled = 0;
    return taken;
  }
}

async function extentOf(file: FileHandle): Promise<Extent> {
  const { size: onDisk } = await file.stat();
  let [size, pieces, end] = [0, 0, 0];
  for (;;) {
    const head = await exactly(file, end, HEAD_BYTES);
    const length = head?.readUInt32BE() ?? 0;
    if (length < 1 || length > PIECE_BYTES || end + HEAD_BYTES + length > onDisk) return { size, pieces, end };
    size += length;
    pieces += 1;
    end += HEAD_BYTES + length;
  }
}

/** Null where the file is shorter. */
async function exactly(file: FileHandle, at: number, length: number): Promise<Buffer | null> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return bytesRead === length ? buffer : null;
}

/** Ignores files that are missing; any other fault of the disk escapes. */
function ifMissing<T>(value: T) {
  return (error: unknown): T => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value;
    throw error;
  };
}
