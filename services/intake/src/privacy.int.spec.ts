import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { metricsText } from '@sunshine/platform';
import { v4 as uuid } from 'uuid';
import { aFiling, aSubmission, hosted, ORGANS, REGISTER, SUBMIT, type Hosted } from '../test/hosted.js';

/** Planted wherever the form has a place; none of them may be found where it does not belong. */
const PLANTED = [
  '孙植入名',
  '13700009876',
  '990102199001014567',
  '南湖路植入巷',
  '植入概况',
  '植入正文',
  '植入诉求',
  '植入代理',
  '植入被反映',
  '植入被检举',
  '植入急情',
];
const planted = (more: Record<string, unknown> = {}) => ({
  summary: '植入概况',
  text: '植入正文',
  requests: [{ text: '植入诉求' }],
  petitioners: [{ name: '孙植入名', idType: '111', idNumber: '990102199001014567', phone: '13700009876', address: '南湖路植入巷' }],
  agent: { name: '植入代理' },
  respondent: [{ text: '植入被反映' }],
  urgentEvent: { reason: '植入急情', endsOn: '2025-03-04' },
  ...more,
});
const report = planted({ kind: 'REPORT', accused: [{ text: '植入被检举' }, { organId: ORGANS.housing }] });

let host: Hosted;
const logged: string[] = [];
beforeAll(async () => {
  host = await hosted();
  // The log writes to its file descriptor by itself.
  const write = fs.writeSync as (fd: number, text: string) => number;
  jest.spyOn(fs, 'writeSync').mockImplementation(((fd: number, text: string) => {
    logged.push(String(text));
    return fd === 2 ? Buffer.byteLength(text) : write(fd, text);
  }) as typeof fs.writeSync);
}, 60_000);
afterAll(() => {
  jest.restoreAllMocks();
});

const hits = (text: string) => PLANTED.filter((word) => text.includes(word));

describe('a planted name, phone or identity number', () => {
  it('is found only where a claim stores its own words', async () => {
    const refusals: unknown[] = [];
    for (const more of [planted({ requestId: uuid() }), { ...report, requestId: uuid() }]) {
      expect(await host.answer('registrar', REGISTER, { input: aFiling(more) })).toMatchObject({
        registerPetition: { number: expect.any(String) },
      });
      expect(await host.answer(null, SUBMIT, { input: aSubmission(more) })).toMatchObject({
        submitPetition: { number: expect.any(String) },
      });
      for (const wrong of [
        { division: '孙植入名' },
        { previousNumber: '13700009876' },
        { organId: '990102199001014567' },
        { receivedOn: '孙植入名' },
        { kind: '孙植入名' },
        { requests: [] },
      ]) {
        refusals.push(
          (await host.ask('registrar', REGISTER, { input: aFiling({ ...more, requestId: undefined, ...wrong }) })).errors?.map(
            ({ extensions }) => extensions,
          ),
        );
      }
    }
    await host.db.query('alter table petition rename to elsewhere');
    refusals.push((await host.ask('registrar', REGISTER, { input: aFiling(planted()) })).errors);
    await host.db.query('alter table elsewhere rename to petition');
    expect(refusals.flat()).toHaveLength(13);
    expect(hits(JSON.stringify(refusals))).toEqual([]);

    const tables = (await host.db.query(
      "select table_name name from information_schema.tables where table_schema = 'intake' and table_type = 'BASE TABLE'",
    )) as { name: string }[];
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['outbox', 'request', 'petition', 'petitioner', 'relation']));
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const [{ text }] = await host.db.query(`select coalesce(string_agg(t::text, E'\\n'), '') text from "${name}" t`);
      const inTable = hits(text);
      if (inTable.length > 0) found[name] = inTable;
    }
    expect(found).toEqual({ petition: ['植入概况', '植入正文', '植入被反映', '植入急情'], petition_request: ['植入诉求'] });
    const [{ text: reports }] = await host.db.query(`select string_agg(t::text, ' ') text from petition t where kind = 'REPORT'`);
    expect(hits(reports)).toEqual([]);
    expect(hits(await metricsText())).toEqual([]);
    expect(logged.join('')).toContain('42P01');
    expect(hits(logged.join(''))).toEqual([]);
  });
});
