import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';

jest.setTimeout(60_000);

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = temporaryFolder();

interface Result {
  status: number | null;
  stdout: string;
  stderr: string;
}

const run = (args: string[], TZ = 'UTC') =>
  new Promise<Result>((resolve) => {
    const child = spawn(process.execPath, [join(root, 'libs/procedure/dist/due.js'), ...args], { env: { PATH: process.env['PATH'], TZ } });
    const out = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (chunk: string) => (out[stream] += chunk));
    child.on('close', (status) => resolve({ status, ...out }));
  });
const options = (values: Record<string, string | string[]>) =>
  Object.entries(values).flatMap(([name, value]) => [value].flat().flatMap((one) => [`--${name}`, one]));
const batch = (lines: readonly (string | object)[], end = '\n') => {
  const file = join(folder, `${Math.random()}.jsonl`);
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') + end);
  return file;
};

beforeAll(() => {
  const built = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { encoding: 'utf8' });
  expect(built).toMatchObject({ status: 0 });
});

describe('due', () => {
  it('answers one JSON object with the fields of the contract', async () => {
    const { status, stdout, stderr } = await run(
      options({ pack: 'CN-2022', term: 'HANDLE', start: '2025-08-04', extended: '30', calendar: 'CN' }),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual([
      'pack',
      'term',
      'start',
      'extended',
      'paused',
      'nominalDue',
      'effectiveDue',
      'provisional',
      'source',
      'explanation',
    ]);
    expect(answer).toMatchObject({ pack: 'CN-2022', extended: 30, paused: [], nominalDue: '2025-11-02', effectiveDue: '2025-11-03' });
    for (const step of answer.explanation) expect(Object.keys(step)).toEqual(['step', 'to', 'source', 'text']);
  });

  it('takes several pauses', async () => {
    const paused = ['2025-03-10..2025-03-12', '2025-03-12..2025-03-14'];
    const { stdout } = await run(options({ pack: 'CN-2022', term: 'REREVIEW', start: '2025-03-03', paused }));
    expect(JSON.parse(stdout)).toMatchObject({ extended: 0, paused, nominalDue: '2025-04-07', effectiveDue: '2025-04-07' });
  });

  it('takes a local pack by its name whatever the day, and says where its division would not choose it', async () => {
    const steps = async (start: string) => {
      const { stdout } = await run(options({ pack: 'CN-33-2016', term: 'HANDLE', start, extended: '60' }));
      return (JSON.parse(stdout) as { explanation: { step: string; text: string }[] }).explanation;
    };
    expect((await steps('2022-04-29')).map(({ step }) => step)).not.toContain('by_name');
    expect((await steps('2022-05-02')).at(-1)).toMatchObject({ step: 'by_name', text: expect.stringContaining('按名称选用') });
  });

  const base = { pack: 'CN-2022', term: 'HANDLE', start: '2025-03-03' };
  const refused: [code: string, args: string[]][] = [
    ['PACK_UNKNOWN', options({ ...base, pack: 'CN-1995' })],
    ['TERM_UNKNOWN', options({ ...base, term: 'T5' })],
    ['DAY_MALFORMED', options({ ...base, start: '2025-02-30' })],
    ['DAY_MALFORMED', options({ ...base, term: 'REREVIEW', paused: '2025-03-14..2025-03-10' })],
    ['CALENDAR_UNKNOWN', options({ ...base, calendar: 'XX' })],
    ['EXTENSION_NOT_ALLOWED', options({ ...base, extended: '31' })],
    ['EXTENSION_NOT_ALLOWED', options({ ...base, term: 'ROUTE', extended: '1' })],
    ['PAUSE_NOT_ALLOWED', options({ ...base, paused: '2025-03-10..2025-03-14' })],
    ['TERM_HAS_NO_LENGTH', options({ ...base, term: 'EXECUTE' })],
    ['OPTION_MISSING', options({ pack: 'CN-2022', term: 'HANDLE' })],
    ['OPTION_MISSING', []],
    ['OPTION_MALFORMED', options({ ...base, extended: 'thirty' })],
    ['OPTION_MALFORMED', options({ ...base, paused: '2025-03-10' })],
    ['OPTION_UNKNOWN', ['--colour', 'red']],
    ['OPTION_UNKNOWN', ['HANDLE']],
    ['OPTION_UNKNOWN', [...options(base), '--batch', 'x']],
    ['FILE_UNREADABLE', ['--batch', join(folder, 'nowhere.jsonl')]],
  ];
  let outcomes: Result[];
  beforeAll(async () => {
    outcomes = await Promise.all(refused.map(([, args]) => run(args)));
  });

  it.each(refused)('refuses with %s on one line of standard error and exit 2 (%#)', (code, args) => {
    const { status, stdout, stderr } = outcomes[refused.findIndex((row) => row[1] === args)] as Result;
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr.startsWith(`${code}: `)).toBe(true);
  });

  it('names the article that stands against a pause or an extension', async () => {
    expect((await run(options({ ...base, paused: '2025-03-10..2025-03-14' }))).stderr).toContain('信访工作条例 34；36 ¶2');
    expect((await run(options({ ...base, extended: '31' }))).stderr).toContain('信访工作条例 34');
  });

  it.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Shanghai'])('gives the same dates under %s', async (zone) => {
    const args = options({ pack: 'CN-2022', term: 'OBJECT', start: '2025-01-24' });
    expect(await run(args, zone)).toEqual(await run(args, 'UTC'));
    const lines = Array.from({ length: 200 }, (_, index) => ({
      ...base,
      start: `20${10 + (index % 15)}-0${1 + (index % 9)}-${10 + (index % 19)}`,
    }));
    const file = batch(lines);
    expect(await run(['--batch', file], zone)).toEqual(await run(['--batch', file], 'UTC'));
  });
});

describe('due --batch', () => {
  const base = { pack: 'CN-2022', term: 'HANDLE', start: '2025-03-03' };
  const answers = async (lines: readonly (string | object)[], end?: string) => {
    const { status, stdout, stderr } = await run(['--batch', batch(lines, end)]);
    expect(stderr).toBe('');
    return {
      status,
      answers: stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    };
  };

  it('answers line by line in order', async () => {
    const result = await answers([
      base,
      { ...base, term: 'ROUTE' },
      { ...base, extended: 30 },
      { ...base, term: 'REREVIEW', paused: '2025-03-10..2025-03-14' },
      { ...base, term: 'REREVIEW', paused: ['2025-03-10..2025-03-12', '2025-03-11..2025-03-14'] },
      { ...base, extended: null, paused: null },
    ]);
    expect(result.status).toBe(0);
    expect(result.answers.map(({ nominalDue }) => nominalDue)).toEqual([
      '2025-05-02',
      '2025-03-18',
      '2025-06-01',
      '2025-04-07',
      '2025-04-07',
      '2025-05-02',
    ]);
    expect(result.answers[3].paused).toEqual(['2025-03-10..2025-03-14']);
  });

  it('answers the same as the command', async () => {
    const command = await run(options({ ...base, extended: '30' }));
    expect((await answers([{ ...base, extended: 30 }])).answers[0]).toEqual(JSON.parse(command.stdout));
  });

  it('gives each wrong line its number and code, goes on, and ends with exit 2', async () => {
    const wrong: [line: string | object, code: string][] = [
      ['{"pack":', 'LINE_MALFORMED'],
      ['[]', 'LINE_MALFORMED'],
      ['', 'LINE_MALFORMED'],
      ['null', 'LINE_MALFORMED'],
      [{}, 'OPTION_MISSING'],
      [{ ...base, start: 20250303 }, 'OPTION_MALFORMED'],
      [{ ...base, start: '2025-3-3' }, 'DAY_MALFORMED'],
      [{ ...base, pack: 'CN-1995' }, 'PACK_UNKNOWN'],
      [{ ...base, term: '__proto__' }, 'TERM_UNKNOWN'],
      [{ ...base, term: 'REDO' }, 'TERM_HAS_NO_LENGTH'],
      [{ ...base, extended: 31 }, 'EXTENSION_NOT_ALLOWED'],
      [{ ...base, extended: 1.5 }, 'EXTENSION_MALFORMED'],
      [{ ...base, extended: {} }, 'OPTION_MALFORMED'],
      [{ ...base, paused: '2025-03-10..2025-03-14' }, 'PAUSE_NOT_ALLOWED'],
      [{ ...base, paused: [7] }, 'OPTION_MALFORMED'],
      [{ ...base, calendar: 'XX' }, 'CALENDAR_UNKNOWN'],
      [{ ...base, colour: 'red' }, 'OPTION_UNKNOWN'],
    ];
    const result = await answers([...wrong.map(([line]) => line), base]);
    expect(result.status).toBe(2);
    expect(result.answers.slice(0, -1)).toEqual(
      wrong.map(([, code], index) => ({ line: index + 1, error: { code, message: expect.any(String) } })),
    );
    expect(result.answers.at(-1)).toMatchObject({ nominalDue: '2025-05-02' });
  });

  it('reads a file with byte order mark, Windows line ends, or no last line end', async () => {
    const line = JSON.stringify(base);
    expect((await answers([`\uFEFF${line}\r\n${line}`], '\r\n')).answers).toHaveLength(2);
    expect((await answers([line, line], '')).answers).toHaveLength(2);
  });

  it('an empty file has no answers', async () => {
    const file = join(folder, 'empty.jsonl');
    writeFileSync(file, '');
    expect(await run(['--batch', file])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('takes ten thousand lines in seconds', async () => {
    const terms = ['ROUTE', 'HANDLE', 'OBJECT', 'REVIEW_REQUEST', 'SIMPLE_HANDLE'];
    const lines = Array.from({ length: 10_000 }, (_, index) => ({
      ...base,
      term: terms[index % terms.length],
      start: `20${String(7 + (index % 19)).padStart(2, '0')}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    }));
    const file = batch(lines);
    const started = performance.now();
    const { status, stdout } = await run(['--batch', file]);
    expect({ status, lines: stdout.trimEnd().split('\n').length }).toEqual({ status: 0, lines: 10_000 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
