import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { builtInPacks, loadPacks } from './index.js';

jest.setTimeout(60_000);

const root = fileURLToPath(new URL('../../../', import.meta.url));
const examples = (folder: string) => join(root, 'libs/procedure/examples', folder);
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'libs/procedure/dist/packs-check.js'), ...args], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.split('\n').filter(Boolean), stderr };
};
const folder = (files: Record<string, string>) => {
  const path = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
};

beforeAll(() => {
  expect(spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { encoding: 'utf8' })).toMatchObject({ status: 0 });
});

describe('packs:check', () => {
  it('prints a line a pack with id, revision, base, time in force, hash and replaced values, exit 0', () => {
    const { status, lines, stderr } = run(examples('good'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [province, city] = loadPacks(examples('good'), builtInPacks());
    expect(lines).toEqual([
      `qingchuan.yaml | CN-99-2024 revision 1 | base CN-2022 | in force 2024-01-01.. | hash ${province?.hash} | replaced 4: terms.ROUTE.length terms.HANDLE.length terms.REVIEW_REQUEST.length values.withdrawalRevocableDays`,
      expect.stringContaining(
        `yunxi.yaml | CN-9902-2024 revision 1 | base CN-99-2024 | in force 2024-07-01.. | hash ${city?.hash} | replaced 5: `,
      ),
    ]);
  });

  it('prints a refusal in words with code and path, exit 1', () => {
    const { status, lines } = run(examples('refused'));
    expect(status).toBe(1);
    expect(lines).toEqual([
      'lengthens.yaml | REFUSED PACK_OVERREACHES at terms.HANDLE.length | 规则版本“CN-99-2025”的“terms.HANDLE.length”超出地方规则可变更的范围：延长机关、单位的期限',
    ]);
  });

  it('reads every file, whichever is refused, and calendars as well', () => {
    const calendar =
      "id: CN\njurisdiction: CN\nrevision: 2\ntitle: 全国工作日历\nsource: 试用通知\nyears: [2027]\ndays:\n  - ['2027-01-01', 'off', '元旦']\n";
    const { status, lines } = run(
      folder({
        'a.yaml': 'id: [',
        'b.yaml': 'id: CN-99\nbase: CN-1995\n',
        'c.calendar.yaml': calendar,
        'd.calendar.yaml': 'id: CN\n',
        'notes.txt': 'no law',
      }),
    );
    expect(status).toBe(1);
    expect(lines.map((line) => line.split(' | ').slice(0, 2).join(' '))).toEqual([
      'a.yaml REFUSED PACK_MALFORMED at -',
      'b.yaml REFUSED PACK_MALFORMED at revision',
      'c.calendar.yaml calendar CN revision 2',
      'd.calendar.yaml REFUSED CALENDAR_MALFORMED at jurisdiction',
    ]);
  });

  it.each([
    ['FOLDER_MISSING', []],
    ['FOLDER_UNREADABLE', ['/nowhere/at/all']],
    ['FOLDER_EMPTY', [folder({ 'notes.txt': 'no law' })]],
  ])('refuses with %s on standard error, exit 1', (code, args: string[]) => {
    const { status, lines, stderr } = run(...args);
    expect({ status, lines }).toEqual({ status: 1, lines: [] });
    expect(stderr).toMatch(new RegExp(`^${code}: `));
  });
});
