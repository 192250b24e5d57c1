import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { RelationSet } from '@sunshine/events';
import { KeyStore, MasterKeys } from '@sunshine/sealing';
import { cleanUp } from '@sunshine/testing';
import sharp from 'sharp';
import { DataSource } from 'typeorm';
import { StoredFiles } from './stored-files.js';
import { FileClient, idOf, type Sent } from '../../test/file-door.js';
import { aSubmission, hosted, ORGANS, register, SUBMIT, submit, TODAY, type Answered, type Hosted, type Who } from '../../test/hosted.js';

let host: Hosted;
let client: FileClient;
let pass: string;
let keys: DataSource;

const MB = 1_048_576;
const WORDS = '植入附件正文 planted words of an attachment';
const pdf = (text = WORDS) => Buffer.from(`%PDF-1.7\n%${text}\n`);
const sound = () => Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(24)]);
const film = () => Buffer.concat([Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), Buffer.alloc(64)]);
const photo = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#393' } })
    .withExif({ IFD0: { Artist: 'Planted-Author' } })
    .jpeg()
    .toBuffer();
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const FILES = 'query ($id: ID!) { petition(id: $id) { files { id role type size sha256 stripped sealed addedOn } } }';
const OPEN = 'mutation ($input: OpenFileInput!) { openFile(input: $input) { link until type size sha256 } }';
const ATTACH = 'mutation ($input: AttachFileInput!) { attachFile(input: $input) { id role type } }';

interface Shown {
  id: string;
  role: string;
  type: string | null;
  size: number | null;
  sha256: string | null;
  stripped: boolean;
  sealed: boolean;
  addedOn: string;
}
interface Opened {
  link: string;
  until: string;
  type: string;
  size: number;
  sha256: string;
}

async function filesOf(petitionId: string, who: Who = 'registrar'): Promise<Shown[]> {
  const data = await host.answer<{ petition: { files: Shown[] } }>(who, FILES, { id: petitionId });
  if (typeof data === 'string') throw new Error(data);
  return data.petition.files;
}
async function open(who: Who, petitionId: string, fileId: string, purpose?: string): Promise<Opened | string> {
  const data = await host.answer<{ openFile: Opened }>(who, OPEN, { input: { petitionId, fileId, purpose } });
  return typeof data === 'string' ? data : data.openFile;
}
const attach = (who: Who, input: Record<string, unknown>) => host.answer<{ attachFile: Shown }>(who, ATTACH, { input });
const follow = (opened: Opened | string, who: Who): Promise<Sent> =>
  client.send('GET', typeof opened === 'string' ? `/files/${opened}` : opened.link, { who });
const petitionOf = async ({ number }: Answered): Promise<string> =>
  (await host.db.query('select id from petition where number = $1', [number]))[0].id;
/** Blobs on disk, by name. */
const blobs = async (): Promise<string[]> =>
  (await readdir(host.env['FILES_DIR']!, { recursive: true, withFileTypes: true }))
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name));
const submitted = (more: Record<string, unknown>) => host.answer<{ submitPetition: Answered }>(null, SUBMIT, { input: aSubmission(more) });
async function* cut(before: Uint8Array): AsyncGenerator<Uint8Array> {
  yield before;
  throw new Error('the connection was cut');
}
async function* streamed(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
const later = async (seconds: number, work: () => Promise<unknown>) => {
  host.time.set(new Date(host.time.now().getTime() + seconds * 1_000));
  try {
    return await work();
  } finally {
    host.time.set(new Date(`${TODAY}T04:00:00.000Z`));
  }
};

beforeAll(async () => {
  host = await hosted({ FILES_STALLED_MINUTES: '2000' });
  client = new FileClient(host);
  pass = await client.pass();
  keys = await new DataSource({ type: 'postgres', url: host.env['KEYS_DATABASE_URL']!, schema: 'intake' }).initialize();
  cleanUp(() => keys.destroy());
}, 60_000);

describe('an upload', () => {
  it('needs no account but a pass, and becomes the attachment of a filing', async () => {
    const fileId = await client.upload(pdf(), { pass });
    const filed = await submit(host, { attachments: [fileId], uploadPass: pass });
    expect(await filesOf(await petitionOf(filed))).toEqual([
      {
        id: fileId,
        role: 'ATTACHMENT',
        type: 'PDF',
        size: pdf().length,
        sha256: hash(pdf()),
        stripped: false,
        sealed: false,
        addedOn: TODAY,
      },
    ]);
    const [row] = await host.db.query('select person_id, pass_id from stored_file where id = $1', [fileId]);
    expect(row).toEqual({ person_id: null, pass_id: null });
  });

  it('says to anybody which protocol it speaks and how much it takes', async () => {
    const { status, headers } = await client.send('OPTIONS', '/files');
    expect([status, headers.get('tus-version'), headers.get('tus-max-size')]).toEqual([204, '1.0.0', String(20 * MB)]);
    expect(headers.get('tus-extension')).toBe('creation,creation-with-upload,termination');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('goes on where a cut connection left it', async () => {
    const content = Buffer.concat([pdf(), randomBytes(300_000)]);
    const fileId = idOf(await client.create(content.length, { pass }));
    await client.patch(fileId, 0, cut(content.subarray(0, 100_001)), { pass });
    expect(await client.offset(fileId, { pass })).toBe(100_001);
    expect((await client.patch(fileId, 99_999, content.subarray(99_999), { pass })).code).toBe('UPLOAD_OFFSET_WRONG');
    expect(await submitted({ attachments: [fileId], uploadPass: pass })).toBe('FILE_INCOMPLETE');
    const done = await client.patch(fileId, 100_001, streamed(content.subarray(100_001, 200_000), content.subarray(200_000)), { pass });
    expect([done.status, done.headers.get('upload-offset')]).toEqual([204, String(content.length)]);
    const petitionId = await petitionOf(await submit(host, { attachments: [fileId], uploadPass: pass }));
    expect((await follow(await open('registrar', petitionId, fileId), 'registrar')).bytes.equals(content)).toBe(true);
  });

  it('that a crash cut off behind its last byte is finished when it is used', async () => {
    const fileId = await client.upload(pdf(), { pass });
    await host.db.query('update stored_file set type = null, sha256 = null, completed_at = null where id = $1', [fileId]);
    expect((await filesOf(await petitionOf(await submit(host, { attachments: [fileId], uploadPass: pass }))))[0]).toMatchObject({
      type: 'PDF',
      sha256: hash(pdf()),
    });
  });

  it('of another type than those of the contract is refused by its content, and nothing of it stays', async () => {
    const before = await blobs();
    expect(await client.upload(Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(500)]), { pass })).toBe(
      'FILE_TYPE_NOT_ALLOWED',
    );
    expect(await client.upload(Buffer.from('<html><script>1</script></html>'), { pass })).toBe('FILE_TYPE_NOT_ALLOWED');
    expect(await blobs()).toEqual(before);
  });

  it('has 20 MB and not a byte more, whatever it says', async () => {
    const content = Buffer.concat([pdf(), Buffer.alloc(20 * MB - pdf().length)]);
    expect(await client.upload(content, { pass })).toMatch(/^[0-9a-f-]{36}$/);
    const over = await client.create(20 * MB + 1, { pass });
    expect([over.status, over.code]).toEqual([413, 'FILE_TOO_LARGE']);
    expect((await client.create(0, { pass })).code).toBe('FILE_EMPTY');
    expect((await client.create(10, { pass, headers: { 'upload-length': 'many' } })).code).toBe('UPLOAD_MALFORMED');
    expect((await client.send('POST', '/files', { pass, headers: { 'tus-resumable': '1.0.0', 'upload-defer-length': '1' } })).code).toBe(
      'UPLOAD_MALFORMED',
    );

    const before = await blobs();
    const liar = idOf(await client.create(1_000, { pass }));
    expect((await client.patch(liar, 0, Buffer.alloc(1_001), { pass })).code).toBe('FILE_TOO_LARGE');
    expect((await client.patch(liar, 0, streamed(Buffer.alloc(900), Buffer.alloc(5 * MB)), { pass })).code).toBe('FILE_TOO_LARGE');
    expect((await client.patch(liar, 0, Buffer.alloc(10), { pass })).code).toBe('FILE_UNKNOWN');
    expect(await blobs()).toEqual(before);
  }, 60_000);

  it('can be looked at, continued, taken back and used by its uploader only', async () => {
    const other = await client.pass();
    const fileId = await client.upload(pdf(), { pass });
    for (const stranger of [{ pass: other }, { who: 'registrar' as const }, { who: 'handler' as const, pass: other }]) {
      expect((await client.send('HEAD', `/files/${fileId}`, { ...stranger, headers: { 'tus-resumable': '1.0.0' } })).status).toBe(404);
      expect((await client.patch(fileId, 0, pdf(), stranger)).code).toBe('FILE_UNKNOWN');
      expect((await client.remove(fileId, stranger)).code).toBe('FILE_UNKNOWN');
    }
    expect(await submitted({ attachments: [fileId], uploadPass: other })).toBe('FILE_UNKNOWN');
    expect(await submitted({ attachments: [fileId] })).toBe('FILE_UNKNOWN');
    expect(await submitted({ attachments: [fileId], uploadPass: `${pass}x` })).toBe('UPLOAD_PASS_INVALID');
    await expect(register(host, { attachments: [fileId] })).rejects.toThrow('FILE_UNKNOWN');
    expect((await client.create(10, {})).code).toBe('UPLOAD_PASS_MISSING');
    expect((await client.create(10, { who: 'service' })).code).toBe('UPLOAD_PASS_MISSING');
    expect((await client.create(10, { pass: 'a.1.c1.b' })).code).toBe('UPLOAD_PASS_INVALID');
    expect(await later(25 * 3_600, async () => (await client.create(10, { pass })).code)).toBe('UPLOAD_PASS_EXPIRED');
    expect((await client.remove(fileId, { pass })).status).toBe(204);
    expect(await submitted({ attachments: [fileId], uploadPass: pass })).toBe('FILE_UNKNOWN');
  });

  it('is used once, even when two filings name it at one instant', async () => {
    const fileId = await client.upload(pdf(), { pass });
    const answers = await Promise.all([1, 2, 3].map(() => submitted({ attachments: [fileId], uploadPass: pass })));
    expect(answers.map((answer) => (typeof answer === 'string' ? answer : 'filed')).sort()).toEqual(['FILE_USED', 'FILE_USED', 'filed']);
    expect((await client.remove(fileId, { pass })).code).toBe('FILE_UNKNOWN');
    expect((await client.patch(fileId, 0, pdf(), { pass })).code).toBe('FILE_UNKNOWN');
  });

  it('is named again by the same request with the same answer', async () => {
    const fileId = await client.upload(pdf(), { pass });
    const input = { requestId: '0196a0b0-0000-4000-8000-0000000f17e5', attachments: [fileId], uploadPass: pass };
    const first = await submit(host, input);
    expect(await submit(host, input)).toEqual(first);
  });

  it('is one of twenty attachments at most', async () => {
    const ids = await Promise.all(Array.from({ length: 21 }, (_, n) => client.upload(pdf(`nr ${n}`), { who: 'registrar' })));
    await expect(register(host, { attachments: ids })).rejects.toThrow('ATTACHMENTS_TOO_MANY');
    const { petition } = await register(host, { attachments: ids.slice(0, 20) });
    expect((await filesOf(petition!.id)).map(({ id }) => id)).toEqual(ids.slice(0, 20));
  });
});

describe('what lies on disk and in the rows', () => {
  it('shows no word of a file, half or whole, and a key of its own for each', async () => {
    const content = pdf();
    const half = idOf(await client.create(content.length + 10, { pass }));
    await client.patch(half, 0, content, { pass });
    const fileId = await client.upload(content, { who: 'registrar' });
    await register(host, { attachments: [fileId] });
    const names = await blobs();
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const sealed = await readFile(name);
      for (const word of ['植入附件正文', 'planted words', '%PDF']) expect(sealed.includes(Buffer.from(word))).toBe(false);
    }
    const rows = await keys.query('select count(*)::int n, count(distinct wrapped)::int different from file_key');
    expect(rows[0].n).toBe(rows[0].different);
  });

  it('is read with a newer master key after rotation, and by nothing once the petition’s keys are destroyed', async () => {
    const fileId = await client.upload(pdf(), { who: 'registrar' });
    const { petition } = await register(host, { attachments: [fileId] });
    const opened = await open('registrar', petition!.id, fileId);
    expect((await follow(opened, 'registrar')).bytes.equals(pdf())).toBe(true);
    const store = host.service.app.get(KeyStore, { strict: false });
    await store.destroy([petition!.id]);
    const gone = await follow(opened, 'registrar');
    expect([gone.status, gone.code]).toEqual([410, 'FILE_DESTROYED']);
  });

  it('lies under the master keys of reports until it is known to belong to none', async () => {
    const masterOf = async (fileId: string) => {
      const [{ blob_id }] = await host.db.query('select blob_id from stored_file where id = $1', [fileId]);
      return (await keys.query('select key_id, petition_id from file_key where blob_id = $1', [blob_id]))[0];
    };
    const [one, two] = [await client.upload(pdf(), { who: 'registrar' }), await client.upload(pdf(), { who: 'registrar' })];
    expect(await masterOf(one)).toEqual({ key_id: 'r1', petition_id: null });
    const claim = await register(host, { attachments: [one] });
    const report = await register(host, { kind: 'REPORT', accused: [{ text: '某科长' }], attachments: [two] });
    expect(await masterOf(one)).toEqual({ key_id: 'm1', petition_id: claim.petition!.id });
    expect(await masterOf(two)).toEqual({ key_id: 'r1', petition_id: report.petition!.id });

    const masters = new MasterKeys({
      ordinary: [
        { id: 'm2', value: 'm2-secret-of-tests' },
        { id: 'm1', value: 'm1-secret-of-tests' },
      ],
      report: [{ id: 'r1', value: 'r1-secret-of-tests' }],
    });
    await new KeyStore(keys, masters).rotate(1);
    expect((await masterOf(one)).key_id).toBe('m2');
    await new KeyStore(
      keys,
      new MasterKeys({
        ordinary: [
          { id: 'm1', value: 'm1-secret-of-tests' },
          { id: 'm2', value: 'm2-secret-of-tests' },
        ],
        report: [{ id: 'r1', value: 'r1-secret-of-tests' }],
      }),
    ).rotate();
    expect((await follow(await open('registrar', claim.petition!.id, one), 'registrar')).bytes.equals(pdf())).toBe(true);
  });

  it('is destroyed when nobody used it for a day, half or whole, and not a minute earlier', async () => {
    const store = host.service.app.get(StoredFiles, { strict: false });
    const half = idOf(await client.create(500, { pass }));
    await client.patch(half, 0, pdf(), { pass });
    const whole = await client.upload(pdf(), { pass });
    const used = await client.upload(pdf(), { who: 'registrar' });
    const { petition } = await register(host, { attachments: [used] });
    const there = async () => (await host.db.query('select id from stored_file where id = any($1)', [[half, whole, used]])).length;
    await later(24 * 3_600 - 60, () => store.sweep());
    expect(await there()).toBe(3);
    expect(await later(24 * 3_600 + 60, () => store.sweep())).toBeGreaterThanOrEqual(2);
    expect(await there()).toBe(1);
    expect(await client.send('HEAD', `/files/${half}`, { pass, headers: { 'tus-resumable': '1.0.0' } })).toMatchObject({ status: 404 });
    expect((await follow(await open('registrar', petition!.id, used), 'registrar')).bytes.equals(pdf())).toBe(true);
    const known = (await host.db.query('select blob_id from stored_file')).map(({ blob_id }: { blob_id: string }) => blob_id).sort();
    expect((await blobs()).map((name) => name.slice(-36)).sort()).toEqual(known);
  });
});

describe('an anonymous filing', () => {
  it('keeps its attachments without metadata about their author, and no other copy of them', async () => {
    const content = await photo();
    const fileId = await client.upload(content, { pass });
    const before = (await blobs()).length;
    const petitionId = await petitionOf(await submit(host, { anonymous: true, petitioners: [], attachments: [fileId], uploadPass: pass }));
    const [shown] = await filesOf(petitionId);
    expect(shown).toMatchObject({ id: fileId, stripped: true, sha256: hash(content) });
    const { bytes, headers } = await follow(await open('registrar', petitionId, fileId), 'registrar');
    expect(bytes).toHaveLength(shown!.size!);
    expect(headers.get('content-length')).toBe(String(bytes.length));
    expect(bytes.toString('latin1')).not.toMatch(/Planted|Exif/);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 40, height: 20 });
    expect((await blobs()).length).toBe(before);
  });

  it('is refused with a file that cannot be cleaned, which can still be used by somebody who gives a name', async () => {
    const fileId = await client.upload(film(), { pass });
    expect(await submitted({ anonymous: true, petitioners: [], attachments: [fileId], uploadPass: pass })).toBe('FILE_CANNOT_BE_STRIPPED');
    await submit(host, { attachments: [fileId], uploadPass: pass });
  });

  it('that is refused for another reason leaves the upload as it was', async () => {
    const content = await photo();
    const fileId = await client.upload(content, { pass });
    const before = await blobs();
    const anonymous = { anonymous: true, petitioners: [], attachments: [fileId], uploadPass: pass };
    expect(await submitted({ ...anonymous, requests: [] })).toBe('REQUESTS_MISSING');
    expect((await blobs()).sort()).toEqual(before.sort());
    await submit(host, anonymous);
  });

  it('is cleaned too where more is added later', async () => {
    const { petition } = await register(host, { anonymous: true, petitioners: [] });
    const fileId = await client.upload(await photo(), { who: 'registrar' });
    await attach('registrar', { petitionId: petition!.id, fileId, role: 'ATTACHMENT' });
    expect((await filesOf(petition!.id))[0]).toMatchObject({ id: fileId, stripped: true });
  });
});

describe('a link to a file', () => {
  let petitionId: string;
  let fileId: string;
  beforeAll(async () => {
    fileId = await client.upload(pdf(), { who: 'registrar' });
    petitionId = (await register(host, { attachments: [fileId] })).petition!.id;
  });

  it('opens the file for a minute, to be saved and not run', async () => {
    const before = host.time.now().getTime();
    const opened = (await open('registrar', petitionId, fileId)) as Opened;
    expect(opened).toMatchObject({ type: 'PDF', size: pdf().length, sha256: hash(pdf()) });
    const until = Date.parse(opened.until);
    expect(until - before).toBeGreaterThanOrEqual(60_000);
    expect(until - host.time.now().getTime()).toBeLessThanOrEqual(60_000);
    const got = await follow(opened, 'registrar');
    expect(got.bytes.equals(pdf())).toBe(true);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="990100-/),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    host.time.set(new Date(until - 1_000));
    expect((await follow(opened, 'registrar')).status).toBe(200);
    host.time.set(new Date(until + 1_000));
    const late = await follow(opened, 'registrar');
    host.time.set(new Date(`${TODAY}T04:00:00.000Z`));
    expect([late.status, late.code]).toEqual([410, 'LINK_EXPIRED']);
  });

  it('opens nothing for another person, for nobody, or when it was changed', async () => {
    const opened = (await open('registrar', petitionId, fileId)) as Opened;
    expect((await follow(opened, 'dispatcher')).code).toBe('LINK_INVALID');
    expect((await client.send('GET', opened.link)).code).toBe('SIGN_IN_REQUIRED');
    // Not the last character: not all of its bits count.
    const changed = opened.link.replace(/.(?=.$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    expect((await client.send('GET', changed, { who: 'registrar' })).code).toBe('LINK_INVALID');
    expect((await client.send('GET', `/files/${fileId}`, { who: 'registrar' })).code).toBe('LINK_INVALID');
    expect((await client.send('GET', '/files', { who: 'registrar' })).code).toBe('LINK_INVALID');
  });

  it('is given to whoever may read the petition, and for files of that petition alone', async () => {
    expect(typeof (await open('dispatcher', petitionId, fileId))).toBe('object');
    expect(typeof (await open('supervisor', petitionId, fileId))).toBe('object');
    expect(await open('handler', petitionId, fileId)).toBe('PETITION_NOT_FOUND');
    expect(await open('sysadmin', petitionId, fileId)).toBe('PETITION_NOT_FOUND');
    expect(await open('service', petitionId, fileId)).toBe('SIGN_IN_REQUIRED');
    const other = await register(host);
    expect(await open('registrar', other.petition!.id, fileId)).toBe('FILE_UNKNOWN');
    expect(await open('registrar', petitionId, 'nonsense')).toBe('ID_MALFORMED');
    expect(await open('registrar', 'nonsense', fileId)).toBe('ID_MALFORMED');
  });

  it('opens nothing more when the right has ended meanwhile', async () => {
    await host.read({ key: petitionId, event: RelationSet.create({ petitionId, subject: ORGANS.county, relation: 'assisting' }) });
    const opened = await open('dispatcher', petitionId, fileId);
    await host.db.query("delete from person_role where role = 'DISPATCHER'");
    expect((await follow(opened, 'dispatcher')).code).toBe('PETITION_NOT_FOUND');
    await host.db.query("insert into person_role (person_id, role, organ_id, notices) select $1, 'DISPATCHER', $2, false", [
      '018f0000-0000-7000-8000-000000000022',
      ORGANS.bureau,
    ]);
  });

  it('and each download stand in the audit', async () => {
    const lines = () =>
      host.db.query(
        "select act, role, purpose, part from audit where act in ('openFile', 'downloadFile') and part = $1 order by id desc limit 2",
        [fileId],
      );
    await follow(await open('registrar', petitionId, fileId, '核对附件内容'), 'registrar');
    expect(await lines()).toEqual([
      { act: 'downloadFile', role: 'REGISTRAR', purpose: null, part: fileId },
      { act: 'openFile', role: 'REGISTRAR', purpose: '核对附件内容', part: fileId },
    ]);
  });
});

describe('a sealed file', () => {
  it('of a report shows only that it is there, and opens by the right to sealed fields, with a purpose', async () => {
    const content = pdf('report');
    const fileId = await client.upload(content, { who: 'registrar' });
    const petitionId = (await register(host, { kind: 'REPORT', accused: [{ text: '某科长' }], attachments: [fileId] })).petition!.id;
    expect(await filesOf(petitionId)).toEqual([
      { id: fileId, role: 'ATTACHMENT', type: null, size: null, sha256: null, stripped: false, sealed: true, addedOn: TODAY },
    ]);
    expect(await open('registrar', petitionId, fileId)).toBe('FILE_PURPOSE_MISSING');
    expect(await open('registrar', petitionId, fileId, '看看')).toBe('FILE_PURPOSE_MISSING');
    expect(await open('dispatcher', petitionId, fileId, '核对检举材料')).toBe('ACT_NOT_YOURS');
    expect(await open('supervisor', petitionId, fileId, '核对检举材料')).toBe('PETITION_NOT_FOUND');
    const opened = await open('registrar', petitionId, fileId, '核对检举材料');
    expect(opened).toMatchObject({ type: 'PDF', sha256: hash(content) });
    expect((await follow(opened, 'registrar')).bytes.equals(content)).toBe(true);
    expect(await host.db.query('select owner_id, field, role, purpose from sealed_opening where petition_id = $1', [petitionId])).toEqual([
      { owner_id: fileId, field: 'file', role: 'REGISTRAR', purpose: '核对检举材料' },
    ]);
    const [{ text }] = await host.db.query("select string_agg(f::text, ' ') as text from stored_file f where id = $1", [fileId]);
    expect(text).not.toContain(hash(content));
  });

  it('is an envelope and a mandate of any petition, for they show what the register masks', async () => {
    const [mandate, envelope] = [await client.upload(pdf(), { who: 'registrar' }), await client.upload(pdf(), { who: 'registrar' })];
    const petitionId = (await register(host, { agent: { name: '钱乙某', mandateFileId: mandate } })).petition!.id;
    await attach('registrar', { petitionId, fileId: envelope, role: 'ENVELOPE' });
    expect((await filesOf(petitionId)).map(({ id, role, sealed }) => [id, role, sealed])).toEqual([
      [mandate, 'MANDATE', true],
      [envelope, 'ENVELOPE', true],
    ]);
    expect(await open('dispatcher', petitionId, envelope, '核对来信信封')).toBe('ACT_NOT_YOURS');
    expect(await open('registrar', petitionId, mandate)).toBe('FILE_PURPOSE_MISSING');
    expect(typeof (await open('registrar', petitionId, mandate, '核对代理权限'))).toBe('object');
  });
});

describe('a file added later', () => {
  let petitionId: string;
  beforeAll(async () => {
    petitionId = (await register(host)).petition!.id;
    await host.read({ key: petitionId, event: RelationSet.create({ petitionId, subject: ORGANS.housing, relation: 'in_charge' }) });
  });
  const added = async (who: Who, role: string, content: Uint8Array = pdf()) =>
    attach(who, { petitionId, fileId: await client.upload(content, { who }), role });

  it('comes from the desk that registered or from the organ in charge, each with its own roles', async () => {
    expect(await added('registrar', 'ATTACHMENT')).toMatchObject({ attachFile: { role: 'ATTACHMENT' } });
    expect(await added('registrar', 'INTERVIEW')).toMatchObject({ attachFile: { role: 'INTERVIEW' } });
    expect(await added('registrar', 'RECEIPT')).toBe('ACT_NOT_YOURS');
    for (const role of ['RECEIPT', 'INQUIRY', 'INTERVIEW']) expect(await added('handler', role)).toMatchObject({ attachFile: { role } });
    expect(await added('handler', 'PHOTO', await photo())).toMatchObject({ attachFile: { role: 'PHOTO', type: 'JPG' } });
    expect(await added('handler', 'ATTACHMENT')).toBe('ACT_NOT_YOURS');
    expect(await added('supervisor', 'PHOTO', await photo())).toBe('ACT_NOT_YOURS');
    expect(await added('townshipHandler', 'RECEIPT')).toBe('PETITION_NOT_FOUND');
    expect((await filesOf(petitionId, 'handler')).map(({ role }) => role)).toEqual([
      'ATTACHMENT',
      'INTERVIEW',
      'RECEIPT',
      'INQUIRY',
      'INTERVIEW',
      'PHOTO',
    ]);
  });

  it('fits its place: sound is a recording, never an attachment', async () => {
    expect(await added('registrar', 'RECORDING', sound())).toMatchObject({ attachFile: { type: 'WAV' } });
    expect(await added('registrar', 'ATTACHMENT', sound())).toBe('FILE_NOT_FOR_ROLE');
    expect(await added('registrar', 'ENVELOPE', sound())).toBe('FILE_NOT_FOR_ROLE');
  });

  it('may be one that a citizen uploaded at the kiosk', async () => {
    const fileId = await client.upload(pdf(), { pass });
    expect(await attach('registrar', { petitionId, fileId, role: 'ATTACHMENT' })).toBe('FILE_UNKNOWN');
    expect(await attach('registrar', { petitionId, fileId, role: 'ATTACHMENT', uploadPass: pass })).toMatchObject({
      attachFile: { id: fileId },
    });
  });

  it('is added by somebody who signed in', async () => {
    expect(await host.answer(null, ATTACH, { input: { petitionId, fileId: petitionId, role: 'PHOTO' } })).toBe('SIGN_IN_REQUIRED');
    expect(await host.answer('service', ATTACH, { input: { petitionId, fileId: petitionId, role: 'PHOTO' } })).toBe('SIGN_IN_REQUIRED');
  });
});
