import { randomBytes, randomUUID } from 'node:crypto';
import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import fc from 'fast-check';
import { BlobStore } from './blob-store.js';
import { PIECE_BYTES } from './pieces.js';

let folder: string;
let store: BlobStore;
const key = randomBytes(32);
beforeAll(async () => {
  folder = temporaryFolder();
  store = new BlobStore(folder);
});

async function* parts(...all: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}
async function* broken(before: Uint8Array): AsyncGenerator<Uint8Array> {
  yield before;
  throw new Error('cut');
}
async function made(): Promise<string> {
  const id = randomUUID();
  await store.create(id);
  return id;
}
async function whole(id: string, size: number, by = key): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const part of store.read(id, by, size)) read.push(part);
  return Buffer.concat(read);
}
const onDisk = (id: string) => join(folder, id.slice(-2), id);

describe('a sealed blob', () => {
  it('gives back what was written, in whatever parts and over however many writes it came', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 2 * PIECE_BYTES }), { maxLength: 3 }), { maxLength: 3 }),
        async (writes) => {
          const id = await made();
          const written: Buffer[] = [];
          for (const lengths of writes) {
            const content = lengths.map((length) => randomBytes(length));
            written.push(...content);
            expect(await store.append(id, key, parts(...content))).toBe(Buffer.concat(written).length);
          }
          const all = Buffer.concat(written);
          expect(await store.size(id)).toBe(all.length);
          expect((await whole(id, all.length)).equals(all)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('keeps what came before a break', async () => {
    const id = await made();
    const before = randomBytes(PIECE_BYTES + 10);
    await expect(store.append(id, key, broken(before))).rejects.toThrow('cut');
    expect(await store.size(id)).toBe(before.length);
    await store.append(id, key, parts(Buffer.from('end')));
    expect(await whole(id, before.length + 3)).toEqual(Buffer.concat([before, Buffer.from('end')]));
  });

  it('goes on from the last whole piece after a crash in the midst of one', async () => {
    const id = await made();
    await store.append(id, key, parts(Buffer.from('whole')));
    await appendFile(onDisk(id), randomBytes(20));
    expect(await store.size(id)).toBe(5);
    await store.append(id, key, parts(Buffer.from(' again')));
    expect((await whole(id, 11)).toString()).toBe('whole again');
  });

  it('lets nothing be read of it on disk, with another key, shortened, or moved', async () => {
    const [id, other] = [await made(), await made()];
    const plain = Buffer.from('屋顶漏水已三年'.repeat(9_000));
    for (const each of [id, other]) await store.append(each, key, parts(plain));
    const sealed = await readFile(onDisk(id));
    expect(sealed.includes(Buffer.from('屋顶'))).toBe(false);
    await expect(whole(id, plain.length, randomBytes(32))).rejects.toThrow();
    await writeFile(onDisk(other), sealed);
    await expect(whole(other, plain.length)).rejects.toThrow();
    await truncate(onDisk(id), sealed.length - 1);
    await expect(whole(id, plain.length)).rejects.toThrow('damaged');
  });

  it('gives so many bytes from a place on, and those behind its end to nobody', async () => {
    const plain = randomBytes(2 * PIECE_BYTES + 100);
    const id = await made();
    for (const part of [plain.subarray(0, 70_000), plain.subarray(70_000)]) await store.append(id, key, parts(part));
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length + 10), fc.nat(plain.length), async (from, length) => {
        expect((await store.readFrom(id, key, from, length)).equals(plain.subarray(from, from + length))).toBe(true);
      }),
      { numRuns: 40 },
    );
    await expect(store.readFrom(id, randomBytes(32), 10, 10)).rejects.toThrow();
    await expect(store.readFrom(randomUUID(), key, 0, 1)).rejects.toMatchObject({ code: 'FILE_DESTROYED' });
  });

  it('does not grow without end by pieces of a byte', async () => {
    const few = new BlobStore(folder, 3);
    const id = await made();
    const once = () => few.append(id, key, parts(Buffer.from('x')));
    for (const size of [1, 2, 3]) expect(await once()).toBe(size);
    await expect(once()).rejects.toMatchObject({ code: 'FILE_IN_TOO_MANY_PIECES' });
    expect((await whole(id, 3)).toString()).toBe('xxx');
  });

  it('is gone when removed, and says so', async () => {
    const id = await made();
    await store.remove(id);
    await store.remove(id);
    await expect(store.size(id)).rejects.toMatchObject({ code: 'FILE_DESTROYED' });
    await expect(whole(id, 1)).rejects.toMatchObject({ code: 'FILE_DESTROYED' });
  });

  it('is found when nobody wrote to it for long', async () => {
    const id = await made();
    expect(await store.idle(1)).not.toContain(id);
    expect(await store.idle(0)).toContain(id);
    expect(await new BlobStore(join(folder, 'nowhere')).idle(0)).toEqual([]);
  });

  it('is not said to be gone where the disk cannot be read', async () => {
    const file = join(folder, 'no-folder');
    await writeFile(file, '');
    await expect(new BlobStore(file).idle(0)).rejects.toMatchObject({ code: 'ENOTDIR' });
    await rm(file);
  });
});
