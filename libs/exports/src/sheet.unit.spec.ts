import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { ListColumn } from '@sunshine/filters';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { FORMATS, roomOf, sheetOf, type Format } from './sheet.js';
import type { Row, Sheet } from './table.js';

const columns: ListColumn[] = [
  { name: 'number', title: '信访编号', kind: 'text' },
  { name: 'registeredOn', title: '登记日期', kind: 'day' },
  { name: 'peopleCount', title: '人数', kind: 'number' },
];
const sheet: Sheet = { title: '信访件查询', columns, mark: null };

async function* pagesOf(...pages: Row[][]): AsyncGenerator<Row[]> {
  yield* await Promise.resolve(pages);
}
async function file(format: Format, pages: AsyncIterable<readonly Row[]>, more: Partial<Sheet> = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of sheetOf(format, { ...sheet, ...more }, pages)) pieces.push(piece);
  return Buffer.concat(pieces);
}
const read = async (bytes: Buffer) => (await readSheet(bytes)) as unknown[][];
const table = (bytes: Buffer): string[][] => parse(bytes, { bom: true, relax_column_count: true });

describe('a workbook', () => {
  it('opens again with texts, days and numbers as what they are', async () => {
    const rows: Row[] = [
      ['=1+1 <b> & "引"', '2025-03-03', 12],
      [' 首尾空格 ', null, 0],
    ];
    expect(await read(await file('XLSX', pagesOf(rows.slice(0, 1), rows.slice(1))))).toEqual([
      ['信访编号', '登记日期', '人数'],
      ['=1+1 <b> & "引"', new Date('2025-03-03T00:00:00Z'), 12],
      [expect.stringContaining('首尾空格'), null, 0],
    ]);
  });

  it('holds text as text, never as a formula, and leaves out what XML cannot hold', async () => {
    const bytes = await file(
      'XLSX',
      pagesOf([
        ['=HYPERLINK("http://x")', null, null],
        ['a\u0000b\ud800c', null, null],
      ]),
    );
    const content = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] as Uint8Array);
    expect(content).not.toContain('<f>');
    expect(content).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://x&quot;)');
    expect(content).toContain('>abc<');
  });

  it('carries its mark as first line, in its properties and at the head of each page', async () => {
    const bytes = await file('XLSX', pagesOf([['1', null, 1]]), { mark: '导出编号：1；用途：核对 & 统计' });
    expect((await read(bytes))[0]?.[0]).toBe('导出编号：1；用途：核对 & 统计');
    const parts = unzipSync(bytes);
    expect(strFromU8(parts['docProps/core.xml'] as Uint8Array)).toContain(
      '<dc:description>导出编号：1；用途：核对 &amp; 统计</dc:description>',
    );
    expect(strFromU8(parts['xl/worksheets/sheet1.xml'] as Uint8Array)).toContain(
      '<oddHeader>&amp;C导出编号：1；用途：核对 &amp;&amp; 统计',
    );
  });
});

describe('the room of a file', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('ends in a workbook with its last row, the titles and the mark among them; in a table nowhere', () => {
    expect([roomOf('XLSX', false), roomOf('XLSX', true)]).toEqual([1_048_575, 1_048_574]);
    expect([roomOf('CSV', false), roomOf('CSV', true)]).toEqual([null, null]);
  });

  it.each([
    { mark: null, rows: 3, fits: true },
    { mark: null, rows: 4, fits: false },
    { mark: '导出编号：1', rows: 2, fits: true },
    { mark: '导出编号：1', rows: 3, fits: false },
  ])('is never passed: $rows rows below the mark $mark in a sheet of 4', async ({ mark, rows, fits }) => {
    jest.replaceProperty(FORMATS.XLSX, 'rows', 4);
    const page = Array.from({ length: rows }, (_, at): Row => [`${at}`, null, at]);
    expect(rows <= (roomOf('XLSX', mark !== null) ?? Infinity)).toBe(fits);
    const made = file('XLSX', pagesOf(page), { mark });
    if (fits) expect(await read(await made)).toHaveLength(4);
    else await expect(made).rejects.toThrow('a sheet holds 4 rows');
    expect(table(await file('CSV', pagesOf(page), { mark }))).toHaveLength(rows + (mark === null ? 1 : 2));
  });
});

describe('a table of values with commas', () => {
  it('begins with the mark of UTF-8, then its own mark, then the titles', async () => {
    const bytes = await file('CSV', pagesOf([['一,二\n三', '2025-03-03', 1]]), { mark: '导出编号：1' });
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(table(bytes)).toEqual([['导出编号：1'], ['信访编号', '登记日期', '人数'], ['一,二\n三', '2025-03-03', '1']]);
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '＝1'])('takes the meaning from %j', async (text) => {
    const [, row] = table(await file('CSV', pagesOf([[text, null, null]])));
    expect(row?.[0]).toBe(`'${text}`);
  });
});

describe('both', () => {
  it('give any rows back', async () => {
    const word = fc.stringMatching(/^[\u4e00-\u4eff\w <>&"',;.]{1,30}$/).map((text) => text.trim() || '空');
    const row = fc.tuple(word, fc.constantFrom('2000-02-29', '2025-12-31'), fc.nat());
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        expect(table(await file('CSV', pagesOf(rows))).slice(1)).toEqual(rows.map((cells) => cells.map(String)));
        const back = (await read(await file('XLSX', pagesOf(rows)))).slice(1);
        expect(back.map(([text, day, count]) => [text, (day as Date).toISOString().slice(0, 10), count])).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });

  it.each<Format>(['XLSX', 'CSV'])('give each page away before the next one, however many there are: %s', async (format) => {
    for (const count of [10, 200]) {
      let [asked, bytes, sinceAsked, most] = [0, 0, 0, 0];
      async function* pages(): AsyncGenerator<Row[]> {
        for (; asked < count;) {
          asked += 1;
          sinceAsked = 0;
          yield await Promise.resolve(
            Array.from({ length: 200 }, (_, n): Row => [
              `${(asked * 7919 * (n + 1)) % 1_000_003}`,
              '2025-03-03',
              (n * asked * 104_729) % 1_000_003,
            ]),
          );
        }
      }
      for await (const piece of sheetOf(format, sheet, pages())) {
        bytes += piece.length;
        sinceAsked += piece.length;
        most = Math.max(most, sinceAsked);
      }
      expect(bytes).toBeGreaterThan(count * 1_000);
      // Also behind the last page: what was held back would come there.
      expect(most).toBeLessThan(100_000);
    }
  });

  it('ask for nothing before it is taken', async () => {
    let asked = 0;
    async function* pages(): AsyncGenerator<Row[]> {
      for (;;) {
        asked += 1;
        yield await Promise.resolve([['1', null, asked]]);
      }
    }
    const pieces = sheetOf('CSV', sheet, pages());
    for (let taken = 0; taken < 5; taken += 1) await pieces.next();
    expect(asked).toBe(3);
    await pieces.return(undefined);
  });
});
