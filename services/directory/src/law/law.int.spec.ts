import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { acceptCalendar, acceptPack, contentHash, nationalCalendar, nationalPacks, type RulePack } from '@sunshine/procedure';
import { temporaryFolder } from '@sunshine/testing';
import { hosted, type Hosted } from '../../test/hosted.js';
import { LawBook } from './law.service.js';
import { readLaw } from './law-files.js';

/** By the day they came into force. */
const BUILT_IN = ['CN-2005', 'CN-11-2006', 'CN-33-2016', 'CN-2022'];
let host: Hosted;
let law: LawBook;

const outbox = async (): Promise<{ key: string; type: string; data: Record<string, unknown> }[]> =>
  (
    await host.db.query("select key, pattern, data from outbox where pattern in ('RulePackPublished', 'CalendarPublished') order by id")
  ).map((row: { key: string; pattern: string; data: { data: Record<string, unknown> } }) => ({
    key: row.key,
    type: row.pattern,
    data: row.data.data,
  }));
const corrected = (pack: RulePack, change: Partial<RulePack>): RulePack => {
  const { hash: _hash, ...content } = { ...pack, ...change };
  return { ...content, hash: contentHash(content) };
};

beforeAll(async () => {
  host = await hosted(null);
  law = host.service.app.get(LawBook);
});

describe('publishing the law', () => {
  it('publishes the built-in packs and calendar at the first start, each with its body under its hash', async () => {
    const events = await outbox();
    expect(events.map(({ key }) => key).toSorted()).toEqual(['calendar:CN', ...BUILT_IN.toSorted().map((id) => `pack:${id}`)]);
    for (const { type, data } of events) {
      const body = type === 'RulePackPublished' ? acceptPack(data['pack']) : acceptCalendar(data['calendar']);
      expect(body.hash).toBe(data['hash']);
    }
    expect((await law.packs()).map(acceptPack).map(({ id }) => id)).toEqual(BUILT_IN);
  });

  it('publishes nothing twice: not on the next start, not by several processes at once', async () => {
    await host.again();
    const answers = await Promise.all(Array.from({ length: 4 }, () => law.publish()));
    expect(answers).toEqual(Array.from({ length: 4 }, () => ({ packs: [], calendars: [] })));
    expect(await outbox()).toHaveLength(BUILT_IN.length + 1);
  });

  it('takes a correction as a higher revision and refuses a changed text without one', async () => {
    const [pack] = nationalPacks();
    const calendars = [nationalCalendar()];
    await expect(law.publish({ packs: [...nationalPacks(), corrected(pack!, { title: '改动' })], calendars })).rejects.toMatchObject({
      code: 'LAW_REVISION_NOT_HIGHER',
      kind: 'CONFLICT',
    });
    expect(await outbox()).toHaveLength(BUILT_IN.length + 1);
    const higher = corrected(pack!, { title: '改动', revision: pack!.revision + 1 });
    const both = await Promise.all(Array.from({ length: 3 }, () => law.publish({ packs: [higher, ...nationalPacks()], calendars })));
    expect(both.flatMap(({ packs }) => packs)).toEqual([`${pack!.id}@${pack!.revision + 1}`]);
    expect((await law.packs()).find(({ id }) => id === pack!.id)).toMatchObject({ revision: pack!.revision + 1, title: '改动' });
    await expect(law.publish({ packs: [corrected(pack!, { title: '又改' })], calendars })).rejects.toMatchObject({
      code: 'LAW_REVISION_NOT_HIGHER',
    });
  });
});

describe('a deployment’s own law', () => {
  const local = (more = '') =>
    `id: CN-99\nrevision: 1\ntitle: 晴川省规则\njurisdiction: '99'\nbase: CN-2022\ninForceFrom: '2024-01-01'\ninForceTo: null\nvalidity: verified\nsource: 晴川省条例\n${more}`;
  const shorter = 'terms:\n  ROUTE:\n    length: { days: 10, unit: day, source: 晴川省条例 8, mark: verified }\n';
  const longer = 'terms:\n  ROUTE:\n    length: { days: 20, unit: day, source: 晴川省条例 8, mark: verified }\n';
  const calendar =
    "id: CN\njurisdiction: CN\nrevision: 2\ntitle: 全国工作日历\nsource: 试用通知\nyears: [2027]\ndays:\n  - ['2027-01-01', 'off', '元旦']\n";
  const folder = (files: Record<string, string>) => {
    const path = temporaryFolder();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
    return path;
  };

  it('is read over the national one and published at start', async () => {
    const other = await hosted(null, {
      PACKS_DIR: folder({ 'a.yaml': local(shorter), 'cn.calendar.yaml': calendar, 'notes.txt': 'not law' }),
    });
    const { rulePacks, calendar: year } = (await other.answer(
      '{ rulePacks { id revision title terms { term length source } } calendar(year: 2027) { year published version days { day kind festival } } }',
    )) as {
      rulePacks: { id: string; terms: { term: string; length: number }[] }[];
      calendar: unknown;
    };
    expect(rulePacks.map(({ id }) => id)).toEqual([...BUILT_IN, 'CN-99']);
    expect(rulePacks.at(-1)!.terms.find(({ term }) => term === 'ROUTE')).toMatchObject({ length: 10, source: expect.any(String) });
    expect(year).toEqual({ year: 2027, published: true, version: 2, days: [{ day: '2027-01-01', kind: 'off', festival: '元旦' }] });
  });

  it('may build on a pack in a later file', () => {
    const county = local(shorter)
      .replace('CN-99', 'CN-9901')
      .replace("'99'", "'9901'")
      .replace('base: CN-2022', 'base: CN-99')
      .replace('days: 10', 'days: 8');
    expect(
      readLaw(folder({ 'a.yaml': county, 'b.yaml': local(shorter) }))
        .packs.map(({ id }) => id)
        .slice(-2),
    ).toEqual(['CN-9901', 'CN-99']);
  });

  it.each([
    ['lengthens an organ’s term', { 'bad.yaml': local(longer) }, /bad\.yaml.*terms\.ROUTE\.length/],
    ['has no base', { 'bad.yaml': local().replace('CN-2022', 'CN-1999') }, /bad\.yaml.*base/],
    [
      'bases two packs on each other',
      {
        'a.yaml': local().replace('CN-2022', 'CN-98'),
        'b.yaml': local().replace('CN-99', 'CN-98').replace('base: CN-2022', 'base: CN-99'),
      },
      /a\.yaml.*base/,
    ],
    ['lacks a field', { 'bad.yaml': local().replace('title: 晴川省规则\n', '') }, /bad\.yaml.*title/],
    [
      'shortens a petitioner’s term',
      { 'bad.yaml': local(longer.replace('ROUTE', 'REVIEW_REQUEST')) },
      /bad\.yaml.*terms\.REVIEW_REQUEST\.length/,
    ],
    ['is no YAML', { 'bad.yaml': 'id: [' }, /bad\.yaml/],
    ['has a calendar that is none', { 'x.calendar.yaml': 'id: CN\n' }, /x\.calendar\.yaml/],
  ])('is refused when it %s, naming file, path and reason', (_case, files: Record<string, string>, message) => {
    let refusal: { code?: string; message?: string } = {};
    try {
      readLaw(folder(files));
    } catch (error) {
      refusal = error as typeof refusal;
    }
    expect(refusal.code).toBe('LAW_FILE_REFUSED');
    expect(refusal.message?.replaceAll('\n', ' ')).toMatch(message);
  });

  it('stops the start when the folder is not there', async () => {
    await expect(hosted(null, { PACKS_DIR: '/nowhere/at/all' })).rejects.toMatchObject({ code: 'LAW_FOLDER_UNREADABLE' });
  });
});

describe('asking for the law', () => {
  it('shows what a local pack was laid over, and until when its division chooses it', async () => {
    const { rulePacks } = (await host.answer('{ rulePacks { id base inForceTo validity verifiedTo } }')) as { rulePacks: { id: string }[] };
    expect(rulePacks.find(({ id }) => id === 'CN-33-2016')).toEqual({
      id: 'CN-33-2016',
      base: 'CN-2005',
      inForceTo: null,
      validity: 'verified',
      verifiedTo: '2022-04-30',
    });
    expect(rulePacks.find(({ id }) => id === 'CN-2022')).toMatchObject({ base: null, verifiedTo: null });
  });

  it('needs no account; a year without notice has no days of its own', async () => {
    const { calendar } = (await host.answer('{ calendar(year: 2024) { published days { day kind festival } } }')) as {
      calendar: { published: boolean; days: { day: string; kind: string }[] };
    };
    expect(calendar.published).toBe(true);
    expect(calendar.days).toContainEqual(expect.objectContaining({ day: '2024-10-01', kind: 'off' }));
    expect(await host.answer('{ calendar(year: 2100) { year published days { day } } }')).toEqual({
      calendar: { year: 2100, published: false, days: [] },
    });
    expect(await host.answer('{ calendar(year: 1899) { year } }')).toBe('CALENDAR_YEAR_ABSURD');
    expect(await host.answer('{ calendar(year: 3000) { year } }')).toBe('CALENDAR_YEAR_ABSURD');
  });
});
