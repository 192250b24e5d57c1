import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '@sunshine/demo';
import { temporaryFolder } from '@sunshine/testing';
import { Upload, type DetailedError } from 'tus-js-client';
import { world, type World } from './world.js';

const PLANTED = '植入于附件之中 planted in an attachment';
const SUBMIT = 'mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { number } }';
const BY_NUMBER = 'query ($number: String!) { petitionByNumber(number: $number) { id files { id role type size sha256 stripped } } }';
const OPEN = 'mutation ($input: OpenFileInput!) { openFile(input: $input) { link until } }';
const SIGN_IN =
  'mutation ($account: String!, $password: String!) { signIn(input: { account: $account, password: $password }) { accessToken } }';

interface Read {
  petitionByNumber: { id: string; files: { id: string; role: string; type: string; size: number; sha256: string; stripped: boolean }[] };
}

const content = Buffer.concat([Buffer.from(`%PDF-1.7\n%${PLANTED}\n`), randomBytes(3 * 1_048_576), Buffer.from(PLANTED)]);
const filing = (more: object) => ({
  kind: 'CLAIM',
  division: '990100',
  summary: '请求检修路灯',
  text: '路灯损坏，附照片。',
  requests: [{ text: '检修路灯' }],
  petitioners: [{ name: '申某' }],
  peopleCount: 1,
  anonymous: false,
  ...more,
});

/** A PDF of so many bytes, sent as fast as it is taken. Answers status and body, whether or not all was sent. */
function posted(url: string, method: string, bytes: number, headers: http.OutgoingHttpHeaders): Promise<string> {
  return new Promise((resolve) => {
    const sending = http.request(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => {
        resolve(`${response.statusCode} ${text}`);
        sending.destroy();
      });
    });
    sending.on('error', (error) => resolve(error.message));
    const body = Buffer.alloc(bytes);
    body.write('%PDF-1.7');
    Readable.from(pieces(body)).pipe(sending);
  });
}

function* pieces(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536);
}

describe.each(['in-process', 'http'] as const)('a file from the citizen to the handler, services %s', (transport) => {
  let at: World;
  let dataDir: string;
  let base: string;

  beforeAll(async () => {
    dataDir = join(temporaryFolder(), 'data');
    at = await world({ transport, dataDir, safety: 'throwaway' });
    base = new URL(at.node.url).origin;
  }, 60_000);
  afterAll(async () => {
    await at.close();
  });

  const passFrom = async () => ((await (await fetch(`${base}/files/passes`, { method: 'POST' })).json()) as { pass: string }).pass;
  const tokenOf = async (account: string) =>
    (await at.client.query<{ signIn: { accessToken: string } }>(null, SIGN_IN, { account, password: DEMO_PASSWORD })).signIn.accessToken;

  /** Sends with a client of the protocol that is not ours; breaks off once on the way and goes on. */
  function upload(bytes: Buffer, headers: Record<string, string>, { interrupted = false } = {}): Promise<string> {
    return new Promise((done, failed) => {
      let broken = !interrupted;
      const sending: Upload = new Upload(bytes, {
        endpoint: `${base}/files`,
        chunkSize: 500_000,
        retryDelays: [],
        headers,
        metadata: { filename: '申某身份证.pdf' },
        onError: failed,
        onSuccess: () => done((sending.url ?? '').split('/').at(-1) ?? ''),
        onChunkComplete: (_size, accepted) => {
          if (broken || accepted < 1_000_000) return;
          broken = true;
          sending.abort().then(() => sending.start(), failed);
        },
      });
      sending.start();
    });
  }
  const refusedUpload = (bytes: Buffer, headers: Record<string, string>) =>
    upload(bytes, headers).then(
      () => 'taken',
      (error: DetailedError) => {
        const { errors } = JSON.parse(error.originalResponse?.getBody() ?? '{}') as { errors?: { extensions: { code: string } }[] };
        return `${error.originalResponse?.getStatus()} ${errors?.[0]?.extensions.code}`;
      },
    );

  it('is uploaded without an account, over a break, filed, found by the bureau and read by a link of one minute', async () => {
    const pass = await passFrom();
    const fileId = await upload(content, { 'upload-pass': pass }, { interrupted: true });
    const { submitPetition } = await at.client.query<{ submitPetition: { number: string } }>(null, SUBMIT, {
      input: filing({ attachments: [fileId], uploadPass: pass }),
    });
    const { petitionByNumber } = await at.client.query<Read>('registrar.city', BY_NUMBER, { number: submitPetition.number });
    expect(petitionByNumber.files).toEqual([
      {
        id: fileId,
        role: 'ATTACHMENT',
        type: 'PDF',
        size: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        stripped: false,
      },
    ]);
    const { openFile } = await at.client.query<{ openFile: { link: string } }>('registrar.city', OPEN, {
      input: { petitionId: petitionByNumber.id, fileId },
    });
    const reading = async (account: string) =>
      fetch(base + openFile.link, { headers: { authorization: `Bearer ${await tokenOf(account)}` } });
    const got = await reading('registrar.city');
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(await got.arrayBuffer()).equals(content)).toBe(true);
    expect((await reading('dispatcher.city')).status).toBe(403);
    expect((await fetch(base + openFile.link)).status).toBe(401);
  });

  it('is taken at one go from who cannot resume, of a length that nobody said', async () => {
    const send = (bytes: Buffer, headers: Record<string, string>) =>
      fetch(`${base}/files/whole`, {
        method: 'POST',
        headers,
        body: ReadableStream.from([bytes.subarray(0, 5), bytes.subarray(5)]),
        duplex: 'half',
      });
    const code = async (response: Promise<Response>) => {
      const answer = await response;
      const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
      return `${answer.status} ${errors[0]?.extensions.code}`;
    };
    const pass = await passFrom();
    const taken = await send(content, { 'upload-pass': pass });
    const { id, size, type } = (await taken.json()) as { id: string; size: number; type: string };
    expect([taken.status, size, type]).toEqual([201, content.length, 'PDF']);
    const { submitPetition } = await at.client.query<{ submitPetition: { number: string } }>(null, SUBMIT, {
      input: filing({ attachments: [id], uploadPass: pass }),
    });
    const { petitionByNumber } = await at.client.query<Read>('registrar.city', BY_NUMBER, { number: submitPetition.number });
    expect(petitionByNumber.files).toMatchObject([{ size: content.length, sha256: createHash('sha256').update(content).digest('hex') }]);
    const staged = async () => (await at.admin.query('select id from intake.stored_file where completed_at is null')).rows.length;
    const before = await staged();
    expect(await code(send(Buffer.alloc(20 * 1_048_576 + 1), { 'upload-pass': pass }))).toBe('413 FILE_TOO_LARGE');
    expect(await code(send(Buffer.alloc(9_000, 'MZ'), { 'upload-pass': pass }))).toBe('415 FILE_TYPE_NOT_ALLOWED');
    expect(await code(send(Buffer.alloc(0), { 'upload-pass': pass }))).toBe('400 FILE_EMPTY');
    expect(await code(send(content, {}))).toBe('401 UPLOAD_PASS_MISSING');
    expect(await staged()).toBe(before);
  });

  it.each([true, false])(
    'is refused above the limit however much more of it follows, and the node lives; its length said: %s',
    async (said) => {
      const headers = { 'upload-pass': await passFrom() };
      const limit = 20 * 1_048_576;
      const whole = (bytes: number) =>
        posted(`${base}/files/whole`, 'POST', bytes, { ...headers, ...(said && { 'content-length': bytes }) });
      expect(await whole(limit)).toMatch(/^201 /);
      for (const more of [1, 2 * 1_048_576, limit]) expect(await whole(limit + more)).toMatch(/^413 .*FILE_TOO_LARGE/);
      const tus = { ...headers, 'tus-resumable': '1.0.0' };
      const created = await fetch(`${base}/files`, { method: 'POST', headers: { ...tus, 'upload-length': '1000' } });
      const patch = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      const path = base + (created.headers.get('location') ?? '');
      expect(await posted(path, 'PATCH', limit, { ...patch, ...(said && { 'content-length': limit }) })).toMatch(/^413 .*FILE_TOO_LARGE/);
      expect((await fetch(`${base}/health/live`)).status).toBe(200);
    },
  );

  it('keeps what came before its connection was cut, and goes on from there', async () => {
    const headers = { 'tus-resumable': '1.0.0', 'upload-pass': await passFrom() };
    const created = await fetch(`${base}/files`, { method: 'POST', headers: { ...headers, 'upload-length': String(content.length) } });
    const path = created.headers.get('location') ?? '';
    const patch = { ...headers, 'content-type': 'application/offset+octet-stream' };
    const sending = http.request(base + path, {
      method: 'PATCH',
      headers: { ...patch, 'upload-offset': '0', 'content-length': content.length },
    });
    sending.on('error', () => undefined);
    await new Promise((sent) => sending.write(content.subarray(0, 1_000_000), sent));
    await sleep(300);
    sending.destroy();
    const offset = async () => Number((await fetch(base + path, { method: 'HEAD', headers })).headers.get('upload-offset'));
    const kept = await offset();
    // What was still under way when the connection broke is not counted as come.
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThanOrEqual(1_000_000);
    const rest = await fetch(base + path, {
      method: 'PATCH',
      headers: { ...patch, 'upload-offset': String(kept) },
      body: content.subarray(kept),
    });
    expect([rest.status, rest.headers.get('upload-offset'), await offset()]).toEqual([204, String(content.length), content.length]);
  });

  it('is refused by its content, its size and its sender', async () => {
    const pass = { 'upload-pass': await passFrom() };
    expect(await refusedUpload(Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(9_000)]), pass)).toBe(
      '415 FILE_TYPE_NOT_ALLOWED',
    );
    expect(await refusedUpload(Buffer.alloc(20 * 1_048_576 + 1), pass)).toBe('413 FILE_TOO_LARGE');
    expect(await refusedUpload(Buffer.from('%PDF-1.7'), {})).toBe('401 UPLOAD_PASS_MISSING');
    expect(await refusedUpload(Buffer.from('%PDF-1.7'), { authorization: 'Bearer a.b.c' })).toBe('401 TOKEN_INVALID');
  });

  it('is nowhere in the folder of the node in words that could be read', async () => {
    await at.admin.query('checkpoint');
    const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(files.some((name) => name.includes(`${join(dataDir, 'files')}/`))).toBe(true);
    const found: string[] = [];
    for (const name of files) {
      const bytes = await readFile(name).catch(() => Buffer.alloc(0)); // the database removes files of its own meanwhile
      if (['植入于附件之中', 'planted in an attachment', '申某身份证'].some((word) => bytes.includes(Buffer.from(word)))) found.push(name);
    }
    expect(found).toEqual([]);
  }, 60_000);
});
