import { stringify } from 'csv-stringify/sync';
import type { Row, Sheet } from './table.js';
import { XlsxStream } from './xlsx.js';

export type Format = 'XLSX' | 'CSV';

interface FormatDefinition {
  readonly mime: string;
  readonly extension: string;
  /** Rows of one sheet, heads among them; null: any number. */
  readonly rows: number | null;
}

export const FORMATS: Readonly<Record<Format, FormatDefinition>> = {
  XLSX: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx', rows: 1_048_576 },
  CSV: { mime: 'text/csv; charset=utf-8', extension: 'csv', rows: null },
};

/** Rows of a list that one file holds below its titles and its mark; null: any number. */
export function roomOf(format: Format, marked: boolean): number | null {
  const { rows } = FORMATS[format];
  return rows === null ? null : rows - (marked ? 2 : 1);
}

/** The file, a piece for each page of rows; a page is asked for when the one before was taken. */
export function sheetOf(format: Format, sheet: Sheet, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Uint8Array> {
  return format === 'CSV' ? csv(sheet, pages) : xlsx(sheet, pages);
}

/** With a mark of byte order, by which Excel knows UTF-8; what a spreadsheet would take for a formula begins with an apostrophe. */
async function* csv({ columns, mark }: Sheet, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Uint8Array> {
  const lines = (rows: readonly Row[]) =>
    Buffer.from(
      stringify(
        rows.map((row) => [...row]),
        { record_delimiter: 'windows', escape_formulas: true },
      ),
    );
  yield Buffer.from('\ufeff');
  if (mark !== null) yield lines([[mark]]);
  yield lines([columns.map(({ title }) => title)]);
  for await (const page of pages) if (page.length > 0) yield lines(page);
}

async function* xlsx(sheet: Sheet, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Uint8Array> {
  const stream = new XlsxStream(sheet, FORMATS.XLSX.rows ?? Infinity);
  for await (const page of pages) {
    stream.write(page);
    yield* stream.taken();
  }
  stream.end();
  yield* stream.taken();
}
