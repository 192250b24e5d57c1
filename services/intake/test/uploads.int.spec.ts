import { beforeAll, describe, expect, it } from '@jest/globals';
import { StoredFiles } from '../src/files/stored-files.js';
import { FileClient } from './file-door.js';
import { hosted, submit, type Hosted } from './hosted.js';

let host: Hosted;
let client: FileClient;
let pass: string;
const file = Buffer.from('%PDF-1.7\n');

beforeAll(async () => {
  host = await hosted({ FILES_PER_ADDRESS: '3', FILES_PER_PERSON: '4', FILES_STAGED_MB: '21' });
  client = new FileClient(host);
  pass = await client.pass();
}, 60_000);

describe('uploads', () => {
  it('from one address are so many an hour, whatever pass they come with', async () => {
    const from = async (address: string) => client.upload(file, { pass: await client.pass(), address });
    for (let count = 0; count < 3; count += 1) expect(await from('10.0.0.1')).toMatch(/-/);
    expect(await from('10.0.0.1')).toBe('UPLOADS_TOO_MANY');
    expect(await from('10.0.0.2')).toMatch(/-/);
    host.time.set(new Date(host.time.now().getTime() + 3_601_000));
    expect(await from('10.0.0.1')).toMatch(/-/);
  });

  it('of one person are so many an hour, and not those of the address', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => client.upload(file, { who: 'registrar', address: '10.0.0.3' })));
    expect(answers.filter((answer) => answer === 'UPLOADS_TOO_MANY')).toHaveLength(1);
  });

  it('that nobody used yet have so much space, which using one makes free', async () => {
    const large = Buffer.concat([file, Buffer.alloc(19 * 1_048_576)]);
    const from = (address: string, content = large) => client.upload(content, { pass, address });
    const first = await from('10.0.1.1');
    expect(first).toMatch(/-/);
    expect(await from('10.0.1.2')).toBe('UPLOADS_FULL');
    await submit(host, { attachments: [first], uploadPass: pass });
    expect(await from('10.0.1.3')).toMatch(/-/);
  });

  it('are forgotten after an hour: where they came from stands nowhere then', async () => {
    const counted = async () => (await host.db.query('select count(*)::int n from upload_begun'))[0].n;
    expect(await counted()).toBeGreaterThan(0);
    host.time.set(new Date(host.time.now().getTime() + 3_601_000));
    await host.service.app.get(StoredFiles, { strict: false }).sweep();
    expect(await counted()).toBe(0);
  });

  it('keep no address, and names of files neither', async () => {
    await client.create(10, {
      pass,
      address: '10.99.88.77',
      headers: { 'upload-metadata': `filename ${Buffer.from('赵甲某身份证.jpg').toString('base64')}` },
    });
    for (const table of ['stored_file', 'upload_begun']) {
      const [{ text }] = await host.db.query(`select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`);
      expect(text).not.toMatch(/10\.99|赵甲某|6LW1/);
    }
  });
});
