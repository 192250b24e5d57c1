import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { contentHash, dueDate, loadPacks, nationalCalendar, nationalPacks, packInForce, readPack, requiredParts } from './index.js';

const calendar = nationalCalendar();

/** A pack of the fictional province 99 over CN-2022 (or another base) with the given tables. */
const local = (tables: string, head: Record<string, string> = {}) => {
  const heading = {
    id: 'CN-99-2023',
    revision: '1',
    title: '晴川省信访规定',
    jurisdiction: "'99'",
    base: 'CN-2022',
    inForceFrom: "'2023-01-01'",
    inForceTo: 'null',
    validity: 'verified',
    source: '晴川省信访规定',
    ...head,
  };
  return `${Object.entries(heading)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')}\n${tables}`;
};
const ORIGIN = "source: '晴川省信访规定 9', mark: verified";
const read = (tables: string, head?: Record<string, string>) => readPack(local(tables, head), nationalPacks());
const refusal = (code: string) => expect.objectContaining({ code });
const length = (term: string, days: number, unit = 'day') => `terms: { ${term}: { length: { days: ${days}, unit: ${unit}, ${ORIGIN} } } }`;
const extension = (term: string, maxDays: number, times = 1) =>
  `terms: { ${term}: { extension: { allowed: true, maxDays: ${maxDays}, times: ${times}, approver: 负责人, before: effective, ${ORIGIN} } } }`;
const pause = (term: string, days: number) =>
  `terms: { ${term}: { pause: { allowed: true, reason: hearing, title: 听证所需时间, max: { days: ${days}, ${ORIGIN} }, ${ORIGIN} } } }`;
const overrides = (path: string, replaces: string) =>
  `\noverrides: [{ path: ${path}, article: '晴川省信访规定 9', replaces: ${replaces} }]`;

describe('a local pack', () => {
  it('may shorten an organ’s term; the explanation names the value it replaced', () => {
    const pack = read(length('HANDLE', 30));
    const due = dueDate({ pack, term: 'HANDLE', start: '2025-03-03', calendar });
    expect(due).toMatchObject({ nominalDue: '2025-04-02', source: '晴川省信访规定 9' });
    expect(due.explanation[1]).toMatchObject({ pack: 'CN-99-2023', replaced: { pack: 'CN-2022', value: '60日' } });
    expect(due.explanation[1]?.text).toContain('地方规则（晴川省信访规定 9），替代CN-2022的“60日”');
  });

  it('may lengthen a petitioner’s term, and leaves all else as its base has it', () => {
    const pack = read(length('REVIEW_REQUEST', 60));
    expect(dueDate({ pack, term: 'REVIEW_REQUEST', start: '2025-03-03', calendar }).nominalDue).toBe('2025-05-02');
    expect(pack.terms.HANDLE.length?.days).toBe(60);
    expect(pack.replaced).toEqual([{ path: 'terms.REVIEW_REQUEST.length', pack: 'CN-2022', value: '30日', article: '晴川省信访规定 9' }]);
    expect(pack.base).toBe('CN-2022');
  });

  it('may add a duty: a term its base lacks, a part of a document', () => {
    const pack = read(length('OBJECT', 5, 'working_day'), { id: 'CN-99-2007', base: 'CN-2005' });
    expect(dueDate({ pack, term: 'OBJECT', start: '2025-01-24', calendar }).effectiveDue).toBe('2025-02-07');
    const parts = read(`documents: { OPINION: { parts: [{ part: mapSheet, title: 位置图, ${ORIGIN} }] } }`);
    expect(requiredParts(parts, 'OPINION').map(({ part }) => part)).toContain('mapSheet');
  });

  it('may give up an extension or a ground, and set its own warnings', () => {
    const pack = read(`terms: { HANDLE: { extension: { allowed: false, ${ORIGIN} } } }`);
    expect(() => dueDate({ pack, term: 'HANDLE', start: '2025-03-03', extended: 1, calendar })).toThrow(refusal('EXTENSION_NOT_ALLOWED'));
    expect(() => read(extension('HANDLE', 20))).not.toThrow();
    expect(() => read(extension('HANDLE', 30))).not.toThrow();
    expect(() => read(pause('REREVIEW', 20))).not.toThrow();
    const steps = `terms: { HANDLE: { steps: [{ step: OVERDUE, anchor: after_effective, days: 1, unit: day, ${ORIGIN} }] } }`;
    expect(read(steps).terms.HANDLE.steps).toHaveLength(1);
  });

  it('may move a directed value towards the petitioner only', () => {
    const value = (days: number) =>
      `values: { withdrawalRevocableDays: { value: ${days}, unit: day, direction: higher, text: 反悔, ${ORIGIN} } }`;
    expect(read(value(20)).values['withdrawalRevocableDays']?.value).toBe(20);
    expect(() => read(value(10))).toThrow(refusal('PACK_OVERREACHES'));
    expect(() => read(`values: { secondHandling: { value: false, direction: 'true', text: 重办, ${ORIGIN} } }`)).toThrow(
      refusal('PACK_OVERREACHES'),
    );
    expect(() => read(`values: { ownIdea: { value: 1, direction: fixed, text: 其他, ${ORIGIN} } }`)).toThrow(refusal('PACK_OVERREACHES'));
  });

  it('may restate the base under an article of its own: nothing is replaced', () => {
    expect(read(length('HANDLE', 60)).replaced).toEqual([]);
    expect(read(extension('HANDLE', 30).replace('负责人', '本机关、单位负责人批准')).replaced).toEqual([]);
    const settled = `closingGrounds: [{ code: settled, title: 和解, needs: [settlement, performance], ${ORIGIN} }]`;
    const pack = read(settled);
    expect(pack.replaced).toEqual([]);
    expect(pack.closingGrounds.filter(({ code }) => code === 'settled')).toMatchObject([{ source: '晴川省信访规定 9' }]);
  });

  it('over another local pack keeps what that one replaced, and names whichever it replaces itself', () => {
    const province = read(length('HANDLE', 40));
    const city = (tables: string) => readPack(local(tables, { id: 'CN-9901-2024', base: 'CN-99-2023' }), [...nationalPacks(), province]);
    expect(city(extension('HANDLE', 20)).replaced).toMatchObject([
      { path: 'terms.HANDLE.length', pack: 'CN-2022', value: '60日' },
      { path: 'terms.HANDLE.extension', pack: 'CN-99-2023', value: '至多30日' },
    ]);
    expect(city(length('HANDLE', 30)).replaced).toMatchObject([{ path: 'terms.HANDLE.length', pack: 'CN-99-2023', value: '40日' }]);
    expect(() => city(length('HANDLE', 41))).toThrow(refusal('PACK_OVERREACHES'));
  });

  it('is no longer verified than the pack it builds on, unless it says so itself', () => {
    const province = read(length('HANDLE', 40), { verifiedTo: "'2024-12-31'" });
    const city = (head: Record<string, string>) => readPack(local('terms: {}', { id: 'CN-9901', base: 'CN-99-2023', ...head }), [province]);
    expect(city({}).verifiedTo).toBe('2024-12-31');
    expect(city({ verifiedTo: "'2025-12-31'" }).verifiedTo).toBe('2025-12-31');
  });

  const given = `terms: { REVIEW: { given: { by: issuer, text: 决定载明的日期, ${ORIGIN} } } }`;
  const weaker = `closingGrounds: [{ code: settled, title: 和解, needs: [settlement], ${ORIGIN} }]`;
  const ground = `grounds: [{ code: review_time_missed, act: refuseAcceptance, allowed: true, by: [organ], visitsOnly: false, title: 逾期, condition: 逾期, instead: 无, ${ORIGIN} }]`;
  const closing = `closingGrounds: [{ code: approved_final, title: 终结, needs: [opinion], ${ORIGIN} }]`;
  const representatives = `representatives: [{ upToPeople: 10, max: 3, ${ORIGIN} }, { upToPeople: null, max: 5, ${ORIGIN} }]`;
  const overreaching: [what: string, tables: string, path: string, replaces: string, wrong: string][] = [
    ['lengthens an organ’s term', length('HANDLE', 61), 'terms.HANDLE.length', '60', '59'],
    ['shortens a petitioner’s term', length('REVIEW_REQUEST', 29), 'terms.REVIEW_REQUEST.length', '30', '29'],
    ['counts natural days as working days', length('HANDLE', 10, 'working_day'), 'terms.HANDLE.length', '60', '10'],
    ['puts days where the paper sets the date', length('ADVICE_REPLY', 30), 'terms.ADVICE_REPLY.length', 'null', '30'],
    ['leaves to a paper what has a number of days', given, 'terms.REVIEW.given', '30', '20'],
    ['asks fewer proofs for a closing ground', weaker, 'closingGrounds.settled', 'true', 'null'],
    ['extends further', extension('HANDLE', 31), 'terms.HANDLE.extension', '30', '31'],
    ['extends twice', extension('HANDLE', 30, 2), 'terms.HANDLE.extension', '30', '60'],
    ['adds an extension', extension('REVIEW', 30), 'terms.REVIEW.extension', 'null', '30'],
    ['adds a pause', pause('HANDLE', 10), 'terms.HANDLE.pause', 'null', '0'],
    ['pauses longer', pause('REREVIEW', 31), 'terms.REREVIEW.pause', '30', 'null'],
    ['adds a ground of refusal', ground, 'grounds.review_time_missed', 'false', 'true'],
    ['adds a closing ground', closing, 'closingGrounds.approved_final', 'null', 'true'],
    ['changes the cap on representatives', representatives, 'representatives', '5', '3'],
  ];

  it.each(overreaching)('that %s is refused on load', (_what, tables) => {
    expect(() => read(tables)).toThrow(refusal('PACK_OVERREACHES'));
  });

  it.each(overreaching)(
    'that %s is loaded if it states the article and the national value it replaces',
    (_what, tables, path, replaces) => {
      const pack = read(tables + overrides(path, replaces));
      expect(pack.overrides).toMatchObject([{ path }]);
    },
  );

  it.each(overreaching)('that %s is refused if it names another national value', (_what, tables, path, _replaces, wrong) => {
    expect(() => read(tables + overrides(path, wrong))).toThrow(refusal('PACK_OVERRIDE_UNFOUNDED'));
  });

  it('stands right at the limits: the same length, one day less for the organ, one day more for the petitioner', () => {
    for (const days of [60, 59]) expect(() => read(length('HANDLE', days))).not.toThrow();
    for (const days of [30, 31]) expect(() => read(length('REVIEW_REQUEST', days))).not.toThrow();
  });

  it('is refused if it overrides what it does not change, lacks its base or is malformed', () => {
    expect(() => read(`terms: {}${overrides('terms.HANDLE.length', '60')}`)).toThrow(refusal('PACK_OVERRIDE_UNFOUNDED'));
    expect(() => read('terms: {}', { base: 'CN-1995' })).toThrow(refusal('PACK_BASE_UNKNOWN'));
    const malformed = [
      'terms: { HANDLE: { length: { days: 30, unit: day } } }',
      'terms: { HANDEL: {} }',
      'colour: red',
      'terms: [',
      'documents: { OPINION: { parts: [{ part: facts, title: 事实, ' + ORIGIN + ' }] } }',
      // A proof that nothing can meet.
      `closingGrounds: [{ code: approved_final, title: 终结, needs: [approval], ${ORIGIN} }]`,
    ];
    for (const tables of malformed) expect(() => read(tables)).toThrow(refusal('PACK_MALFORMED'));
    for (const text of ['- 1', '', ': :']) expect(() => readPack(text)).toThrow(refusal('PACK_MALFORMED'));
    expect(() => readPack('id: CN-1')).toThrow(refusal('PACK_MALFORMED'));
  });

  it('is whole by itself, hashed, and chosen by jurisdiction while in force', () => {
    const pack = read(length('HANDLE', 30));
    const { hash, ...content } = pack;
    expect(hash).toBe(contentHash(content));
    expect(packInForce([...nationalPacks(), pack], '990102', '2025-01-01').id).toBe('CN-99-2023');
  });

  it('is read from a folder in any order of files, over the packs already known', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.yaml'), local(length('HANDLE', 30)));
    writeFileSync(join(folder, 'readme.txt'), 'no pack');
    expect(loadPacks(folder, nationalPacks()).map(({ id }) => id)).toEqual(['CN-99-2023']);
    expect(() => loadPacks(folder)).toThrow(refusal('PACK_BASE_UNKNOWN'));
  });
});
