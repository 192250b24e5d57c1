import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoredFiles } from './stored-files.js';
import { FileClient, idOf } from '../../test/file-door.js';
import { hosted, submit, type Hosted } from '../../test/hosted.js';

let host: Hosted;
let client: FileClient;
let pass: string;
const file = Buffer.from('%PDF-1.7\n');

beforeAll(async () => {
  host = await hosted({
    FILES_PER_ADDRESS: '3',
    FILES_PER_PERSON: '4',
    PASSES_PER_ADDRESS: '12',
    FILES_STAGED_MB: '100',
    FILES_STAGED_STAFF_MB: '40',
    FILES_STAGED_ADDRESS_MB: '20',
  });
  client = new FileClient(host);
  pass = await client.pass();
}, 60_000);

describe('uploads', () => {
  it('from one address are so many an hour, whatever pass they come with', async () => {
    const from = async (address: string) => client.upload(file, { pass: await client.pass(), address });
    for (let count = 0; count < 3; count += 1) expect(await from('10.0.0.1')).toMatch(/-/);
    expect(await from('10.0.0.1')).toBe('UPLOADS_TOO_MANY');
    expect(await from('10.0.0.2')).toMatch(/-/);
    await host.db.query('update limit_count set expire = expire - 3600000');
    expect(await from('10.0.0.1')).toMatch(/-/);
  });

  it('of one person are so many an hour, and not those of the address', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => client.upload(file, { who: 'registrar', address: '10.0.0.3' })));
    expect(answers.filter((answer) => answer === 'UPLOADS_TOO_MANY')).toHaveLength(1);
  });

  describe('that nobody used yet', () => {
    const MB = 1_048_576;
    const large = Buffer.concat([file, Buffer.alloc(19 * MB)]);
    const from = (address: string, content = large) => client.upload(content, { pass, address });
    const empty = async (address: string) => (await client.create(20 * MB, { pass, address })).code;
    const hourLater = () => host.time.set(new Date(host.time.now().getTime() + 3_601_000));
    const sweep = () => host.service.app.get(StoredFiles, { strict: false }).sweep();
    beforeEach(async () => {
      await host.db.query('delete from stored_file f where not exists (select 1 from file_reference r where r.file_id = f.id)');
      await host.db.query('delete from limit_count');
      hourLater();
    });

    it('have so much space, of which a part is kept for the office, and which using one makes free', async () => {
      const first = await from('10.0.1.1');
      for (const address of ['10.0.1.2', '10.0.1.3']) expect(await from(address)).toMatch(/-/);
      expect(await from('10.0.1.4')).toBe('UPLOADS_FULL');
      const atDesk = (content = large) => client.upload(content, { who: 'registrar', address: '10.0.1.4' });
      expect(await atDesk()).toMatch(/-/);
      expect(await atDesk()).toBe('UPLOADS_FULL');
      await submit(host, { attachments: [first], uploadPass: pass });
      expect(await atDesk(file)).toMatch(/-/);
    });

    it('have a share of it by address, which takes nothing from the others', async () => {
      expect(await from('10.0.2.1')).toMatch(/-/);
      expect(await from('10.0.2.1')).toBe('UPLOADS_SHARE_FULL');
      expect(await empty('10.0.2.1')).toBe('UPLOADS_SHARE_FULL');
      expect(await from('10.0.2.2')).toMatch(/-/);
    });

    it('count what came and not what was announced: 507 without content leave everybody able to upload', async () => {
      for (let n = 0; n < 507; n += 1) expect(await empty(`10.1.${n >> 8}.${n & 255}`)).toBeNull();
      expect(await from('10.0.3.1')).toMatch(/-/);
      expect(await client.upload(large, { who: 'registrar', address: '10.0.3.1' })).toMatch(/-/);
    });

    it('are refused in the midst where the space ends, and keep what came', async () => {
      for (const address of ['10.0.4.1', '10.0.4.2']) expect(await from(address)).toMatch(/-/);
      const created = await client.create(large.length, { pass, address: '10.0.4.3' });
      const second = await client.create(large.length, { pass, address: '10.0.4.4' });
      const parts = async function* () {
        for (let at = 0; at < large.length; at += MB) yield large.subarray(at, at + MB);
      };
      expect((await client.patch(idOf(created), 0, parts(), { pass })).status).toBe(204);
      expect(await client.patch(idOf(second), 0, parts(), { pass })).toMatchObject({ status: 503, code: 'UPLOADS_FULL' });
      const kept = await client.offset(idOf(second), { pass });
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThan(large.length);
    });

    it('are destroyed after minutes where nothing came, later where they do not go on, and are kept where they are whole', async () => {
      const after = (minutes: number) => host.time.set(new Date(host.time.now().getTime() + minutes * 60_000));
      const [none, half] = [
        await client.create(100, { pass, address: '10.0.5.1' }),
        await client.create(100, { pass, address: '10.0.5.1' }),
      ];
      await client.patch(idOf(half), 0, Buffer.alloc(9), { pass });
      const whole = await from('10.0.5.1', file);
      const there = async () =>
        (await host.db.query('select id from stored_file where id = any($1)', [[idOf(none), idOf(half), whole]]))
          .map(({ id }: { id: string }) => id)
          .sort();
      after(9);
      await sweep();
      expect(await there()).toEqual([idOf(none), idOf(half), whole].sort());
      after(2);
      await sweep();
      expect(await there()).toEqual([idOf(half), whole].sort());
      await client.patch(idOf(half), 9, Buffer.alloc(9), { pass }); // it goes on
      after(119);
      await sweep();
      expect(await there()).toEqual([idOf(half), whole].sort());
      after(2);
      await sweep();
      expect(await there()).toEqual([whole]);
    });

    it('say from where they came until they are used, and no longer', async () => {
      const fileId = await from('10.0.6.1', file);
      const by = async () => (await host.db.query('select staged_by from stored_file where id = $1', [fileId]))[0].staged_by;
      expect(await by()).toMatch(/^\S{16,}$/);
      await submit(host, { attachments: [fileId], uploadPass: pass });
      expect(await by()).toBeNull();
    });
  });

  it('begin with a pass, of which an address gets so many an hour; it is told for how long', async () => {
    const ask = (address: string) => client.open('POST', '/files/passes', { address });
    for (let count = 0; count < 12; count += 1) expect((await ask('10.0.9.1')).status).toBe(201);
    const refused = await ask('10.0.9.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect(((await refused.json()) as { errors: unknown[] }).errors[0]).toMatchObject({
      message: expect.stringContaining('请等'),
      extensions: { code: 'UPLOADS_TOO_MANY' },
    });
    expect((await ask('10.0.9.2')).status).toBe(201);
  });

  it('keep no address, and names of files neither', async () => {
    await client.create(10, {
      pass,
      address: '10.99.88.77',
      headers: { 'upload-metadata': `filename ${Buffer.from('赵甲某身份证.jpg').toString('base64')}` },
    });
    for (const table of ['stored_file', 'limit_count']) {
      const [{ text }] = await host.db.query(`select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`);
      expect(text).not.toMatch(/10\.99|赵甲某|6LW1/);
    }
  });
});
