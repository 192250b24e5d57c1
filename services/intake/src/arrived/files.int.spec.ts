import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newPartKey, openPart, sealPart } from '@sunshine/envelope';
import {
  ArrivedFileComplete,
  ArrivedFileGiven,
  MatterWanted,
  type ArrivedFileTaken,
  type ArrivedFileWanted,
  type DataOf,
  type MatterGiven,
} from '@sunshine/events';
import { BlobStore } from '@sunshine/files';
import sharp from 'sharp';
import { v7 as uuid } from 'uuid';
import { FileClient } from '../../test/file-door.js';
import { hosted, register, type Hosted } from '../../test/hosted.js';

const LONG = 120_000;
const WORDS = '植入附件正文';
const pdf = (text = WORDS) => Buffer.from(`%PDF-1.7\n%${text}\n`);
const photo = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#393' } })
    .withExif({ IFD0: { Artist: 'Planted-Author' } })
    .jpeg()
    .toBuffer();
const film = () => Buffer.concat([Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), Buffer.alloc(64)]);
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Given {
  readonly matter: { readonly attachments?: { name: string; digest: string; bytes: number; role: string; mediaType: string }[] };
  readonly files: { digest: string; blobId: string; key: string; bytes: number }[];
}

let host: Hosted;
let client: FileClient;
beforeAll(async () => {
  host = await hosted();
  client = new FileClient(host);
}, LONG);

const lastOf = (type: string) => host.emitted.filter(({ event }) => event.type === type).at(-1)!.event.data;
const attach = async (petitionId: string, content: Buffer, role: string): Promise<string> => {
  const fileId = await client.upload(content, { who: 'registrar' });
  const done = await host.act('registrar', 'attachFile', { petitionId, fileId, role });
  if (typeof done === 'string') throw new Error(done);
  return fileId;
};
const filesOf = (petitionId: string) =>
  host.petition<{ files: { id: string; role: string; size: number | null; sha256: string | null; sealed: boolean; stripped: boolean }[] }>(
    petitionId,
    'files { id role size sha256 sealed stripped }',
  );
/** What intake gives of a petition that is handed over; null where it gives nothing. */
async function given(petitionId: string): Promise<Given | null> {
  const pair = await newPartKey();
  const wantId = uuid();
  const before = host.emitted.length;
  const wanted = MatterWanted.create({ petitionId, wantId, messageKind: 'transfer', about: null, key: pair.open });
  await host.read({ key: petitionId, event: wanted, source: 'exchange' });
  if (host.emitted.length === before) return null;
  return (await openPart(pair, wantId, (lastOf('MatterGiven') as DataOf<typeof MatterGiven>).sealed)) as Given;
}

describe('files of a petition that goes to another node', () => {
  it(
    'are named in the matter, and exchange is told where their bytes lie and under which key, sealed to the message alone; each stands in the audit',
    async () => {
      const { petition } = await register(host);
      const id = petition!.id;
      const [fileId, envelope] = [await attach(id, pdf(), 'ATTACHMENT'), await attach(id, pdf('信封'), 'ENVELOPE')];
      const { matter, files } = (await given(id))!;
      expect(matter.attachments).toEqual([
        { name: '附件1.pdf', mediaType: 'application/pdf', bytes: pdf().length, digest: hash(pdf()), role: 'ATTACHMENT' },
        { name: '信封1.pdf', mediaType: 'application/pdf', bytes: pdf('信封').length, digest: hash(pdf('信封')), role: 'ENVELOPE' },
      ]);
      const blobs = new BlobStore(host.env['FILES_DIR']!);
      const [first] = files;
      const read = await blobs.readFrom(first!.blobId, Buffer.from(first!.key, 'base64'), 0, first!.bytes);
      expect(read.equals(pdf())).toBe(true);
      const lines = (await host.db.query(`select part from audit where act = 'giveMatter' and subject = $1 order by part`, [id])) as {
        part: string;
      }[];
      expect(lines.map(({ part }) => part).sort()).toEqual([envelope, fileId, 'matter'].sort());
    },
    LONG,
  );

  it(
    'of an anonymous one are its cleaned attachments alone, by the digest of the cleaned bytes; of a report nothing is given',
    async () => {
      const { petition } = await register(host, { anonymous: true, petitioners: [] });
      const id = petition!.id;
      const content = await photo();
      await attach(id, content, 'ATTACHMENT');
      await attach(id, pdf('信封'), 'ENVELOPE');
      const { matter, files } = (await given(id))!;
      expect(matter.attachments).toMatchObject([{ role: 'ATTACHMENT', mediaType: 'image/jpeg' }]);
      const [file] = files;
      expect(file!.digest).not.toBe(hash(content));
      const read = await new BlobStore(host.env['FILES_DIR']!).readFrom(file!.blobId, Buffer.from(file!.key, 'base64'), 0, file!.bytes);
      expect(hash(read)).toBe(file!.digest);
      expect(read.toString('latin1')).not.toContain('Planted-Author');

      const report = await register(host, { kind: 'REPORT', accused: [{ text: '某局局长' }] });
      expect(await given(report.petition!.id)).toBeNull();
    },
    LONG,
  );
});

describe('the paper that a petitioner has signed at service', () => {
  it(
    'goes with what is told of the service: that file alone, where it is the petition’s, and none of a report',
    async () => {
      const [{ petition }, other] = [await register(host), await register(host)];
      const id = petition!.id;
      const [receipt, strange] = [await attach(id, pdf(), 'ATTACHMENT'), await attach(other.petition!.id, pdf('别件'), 'ATTACHMENT')];
      await attach(id, pdf('另一份'), 'ATTACHMENT');
      const wanted = async (petitionId: string, fileIds: string[]) => {
        const [pair, wantId] = [await newPartKey(), uuid()];
        const event = MatterWanted.create({ petitionId, wantId, messageKind: 'service', about: null, fileIds, key: pair.open });
        await host.read({ key: petitionId, event, source: 'exchange' });
        return (await openPart(pair, wantId, (lastOf('MatterGiven') as DataOf<typeof MatterGiven>).sealed)) as {
          petitioners: object[];
          attachments?: { digest: string }[];
          files?: { digest: string }[];
        };
      };
      const said = await wanted(id, [receipt, strange]);
      expect(said.attachments).toMatchObject([{ name: '附件1.pdf', digest: hash(pdf()) }]);
      expect(said.files).toMatchObject([{ digest: hash(pdf()) }]);
      expect(await wanted(id, [])).not.toHaveProperty('files');
      const report = (await register(host, { kind: 'REPORT', accused: [{ text: '某局局长' }] })).petition!.id;
      const sealed = await attach(report, pdf(), 'ATTACHMENT');
      expect(await wanted(report, [sealed])).toEqual({ petitioners: [] });
    },
    LONG,
  );
});

describe('a file that another node sent for a petition', () => {
  /** Exchange has it whole. @returns what intake publishes to take it, and what it says in the end */
  const offer = async (petitionId: string, content: Buffer, role: string | null, { digest = hash(content), fileId = uuid() } = {}) => {
    await host.read({ key: petitionId, event: ArrivedFileComplete.create({ petitionId, fileId }), source: 'exchange' });
    const { wantId, key } = lastOf('ArrivedFileWanted') as DataOf<typeof ArrivedFileWanted>;
    const own = randomBytes(32);
    const blobs = new BlobStore(join(host.env['FILES_DIR']!, 'exchange'));
    const middle = Math.ceil(content.length / 2);
    const parts = await Promise.all(
      [content.subarray(0, middle), content.subarray(middle)].map(async (bytes) => {
        const blobId = crypto.randomUUID();
        await blobs.create(blobId);
        await blobs.append(
          blobId,
          own,
          (async function* () {
            yield bytes;
          })(),
        );
        return { blobId, bytes: bytes.length };
      }),
    );
    const said = { digest, bytes: content.length, role, parts, key: own.toString('base64') };
    const give = async () =>
      host.read({
        key: petitionId,
        event: ArrivedFileGiven.create({ petitionId, fileId, wantId, sealed: await sealPart(key, wantId, said) }),
        source: 'exchange',
      });
    await give();
    return { give, taken: lastOf('ArrivedFileTaken') as DataOf<typeof ArrivedFileTaken> };
  };

  it(
    'becomes one of its files as one from the desk does, once, though the bus brings it twice; its taking stands in the audit',
    async () => {
      const { petition } = await register(host);
      const id = petition!.id;
      const { give, taken } = await offer(id, pdf(), 'ATTACHMENT');
      expect(taken).toMatchObject({ petitionId: id, refusedAs: null });
      await give();
      const { files } = await filesOf(id);
      expect(files).toEqual([
        { id: expect.any(String), role: 'ATTACHMENT', size: pdf().length, sha256: hash(pdf()), sealed: false, stripped: false },
      ]);
      expect(await host.db.query(`select count(*)::int n from audit where act = 'takeArrivedFile' and subject = $1`, [id])).toEqual([
        { n: 1 },
      ]);
      expect(await host.db.query('select * from arrived_file')).toEqual([]);
      expect(JSON.stringify(host.emitted)).not.toContain(WORDS);
    },
    LONG,
  );

  it(
    'stays sealed where it is an envelope or belongs to a report, and is cleaned where the petition is anonymous',
    async () => {
      const open = (await register(host)).petition!.id;
      await offer(open, pdf(), 'ENVELOPE');
      expect((await filesOf(open)).files).toMatchObject([{ role: 'ENVELOPE', sealed: true }]);
      const report = (await register(host, { kind: 'REPORT', accused: [{ text: '某局局长' }] })).petition!.id;
      await offer(report, pdf(), 'ATTACHMENT');
      expect((await filesOf(report)).files).toMatchObject([{ role: 'ATTACHMENT', sealed: true, size: null, sha256: null }]);
      const anonymous = (await register(host, { anonymous: true, petitioners: [] })).petition!.id;
      await offer(anonymous, await photo(), null);
      expect((await filesOf(anonymous)).files).toMatchObject([{ role: 'ATTACHMENT', stripped: true }]);
    },
    LONG,
  );

  it(
    'of no type that a petition may have is refused by code, and nothing of it is left',
    async () => {
      const id = (await register(host)).petition!.id;
      const before = (await host.db.query('select count(*)::int n from stored_file')) as object[];
      expect((await offer(id, randomBytes(300), 'ATTACHMENT')).taken.refusedAs).toBe('FILE_TYPE_NOT_ALLOWED');
      expect((await offer(id, film(), 'ENVELOPE')).taken.refusedAs).toBe('FILE_NOT_FOR_ROLE');
      expect((await offer(uuid(), pdf(), null)).taken.refusedAs).toBe('PETITION_NOT_FOUND');
      await expect(offer(id, pdf(), null, { digest: 'a'.repeat(64) })).rejects.toThrow('not the one that was checked');
      expect(await host.db.query('select count(*)::int n from stored_file')).toEqual(before);
      expect((await filesOf(id)).files).toEqual([]);
    },
    LONG,
  );
});
