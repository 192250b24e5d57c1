import { beforeAll, describe, expect, it } from '@jest/globals';
import { Space } from '@sunshine/platform';
import { FileClient, idOf } from '../../test/file-door.js';
import { aSubmission, hosted, register, SUBMIT, submit, type Hosted } from '../../test/hosted.js';

const MB = 1_048_576;
let host: Hosted;
let client: FileClient;
let pass: string;
/** What the disk says from now on. */
const left = (bytes: number) => Object.assign(host.service.app.get(Space, { strict: false }), { read: async () => bytes, reading: null });

beforeAll(async () => {
  host = await hosted();
  client = new FileClient(host);
  pass = await client.pass();
}, 60_000);

describe('a disk that runs full', () => {
  it('refuses uploads and filing first, by citizens and at the desk, and takes them again once there is room', async () => {
    left(1_000 * MB);
    const begun = await client.create(100, { pass });
    const there = await client.upload(Buffer.from('%PDF-1.7\n'), { pass });
    left(255 * MB);
    const filing = { input: aSubmission({ requestId: '0190a0b0-0000-7000-8000-00000000f111', attachments: [there], uploadPass: pass }) };
    expect(await host.answer(null, SUBMIT, filing)).toBe('STORAGE_LOW');
    await expect(register(host)).rejects.toThrow('STORAGE_LOW');
    expect(await client.create(100, { pass })).toMatchObject({ status: 503, code: 'STORAGE_LOW' });
    expect(await client.send('POST', '/files/whole', { pass, body: Buffer.from('%PDF-1.7\n') })).toMatchObject({
      status: 503,
      code: 'STORAGE_LOW',
    });
    expect(await client.patch(idOf(begun), 0, Buffer.alloc(100, 'x'), { pass })).toMatchObject({ status: 503, code: 'STORAGE_LOW' });
    left(256 * MB);
    expect(await host.answer(null, SUBMIT, filing)).toMatchObject({ submitPetition: { number: expect.any(String) } });
  });

  it('goes on reading and tracking, stays as ready as it was, and says which volume it is', async () => {
    left(1_000 * MB);
    const { number } = await submit(host);
    const before = await host.service.readiness();
    expect(before.checks['space']).toBe('ok');
    left(10 * MB);
    const read = await host.answer('registrar', 'query ($number: String!) { petitionByNumber(number: $number) { number } }', { number });
    expect(read).toEqual({ petitionByNumber: { number } });
    const space = 'files: 10 MB free, filing and uploads are refused below 256 MB';
    expect(await host.service.readiness()).toEqual({ ready: before.ready, checks: { ...before.checks, space } });
  });
});
