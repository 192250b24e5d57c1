import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Cell, Row, Sheet } from './table.js';
import { PACKAGE, RELATIONS, XML_HEAD, xml } from './xml.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Formats of cells by their place in `cellXfs`. Text is quoted: Excel goes on to take it for text when it is edited or saved elsewhere. */
const STYLE = { day: 1, text: 2, head: 3 } as const;
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf quotePrefix="1"/><xf fontId="1" applyFont="1" quotePrefix="1"/></cellXfs></styleSheet>`;

/** Days since the end of 1899, as workbooks count them; exact from March 1900. */
const serial = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

/** A workbook of one sheet that is given away while it is made: nothing of it is kept but what was not taken yet. */
export class XlsxStream {
  private pieces: Uint8Array[] = [];
  private readonly zip: Zip;
  private readonly rows: ZipDeflate;
  private count = 0;

  /** @param most rows of the sheet, heads among them: a reader drops what stands below them without a word */
  constructor(
    private readonly sheet: Sheet,
    private readonly most: number,
  ) {
    this.zip = new Zip((error, piece) => {
      if (error) throw error;
      this.pieces.push(piece);
    });
    const { title, mark, columns } = sheet;
    this.part('[Content_Types].xml', contentTypes);
    this.part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    );
    this.part(
      'docProps/core.xml',
      `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(title)}</dc:title><dc:description>${xml(mark ?? '')}</dc:description></cp:coreProperties>`,
    );
    this.part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${xml(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    );
    this.part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    );
    this.part('xl/styles.xml', STYLES);
    this.rows = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
    this.zip.add(this.rows);
    this.push(`${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetData>`);
    if (mark !== null) this.push(this.row([mark], (value, at) => text(at, value, STYLE.head)));
    this.push(
      this.row(
        columns.map((column) => column.title),
        (value, at) => text(at, value, STYLE.head),
      ),
    );
  }

  write(page: readonly Row[]): void {
    this.push(page.map((row) => this.row(row, (cell, at, column) => this.cell(cell, at, column))).join(''));
  }

  end(): void {
    const { mark } = this.sheet;
    // In a head of a page `&` begins a command, and no head is longer than 255 characters.
    const header =
      mark === null ? '' : `<headerFooter><oddHeader>&amp;C${xml(mark.slice(0, 200).replaceAll('&', '&&'))}</oddHeader></headerFooter>`;
    this.rows.push(strToU8(`</sheetData>${header}</worksheet>`), true);
    this.zip.end();
  }

  /** What is finished since it was taken the last time. */
  taken(): Uint8Array[] {
    const { pieces } = this;
    this.pieces = [];
    return pieces;
  }

  private row<T>(cells: readonly T[], show: (cell: T, at: string, column: number) => string): string {
    this.count += 1;
    if (this.count > this.most) throw new RangeError(`a sheet holds ${this.most} rows`);
    return `<row r="${this.count}">${cells.map((cell, column) => show(cell, `${letters(column)}${this.count}`, column)).join('')}</row>`;
  }

  private cell(cell: Cell, at: string, column: number): string {
    if (cell === null || cell === '') return '';
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    return this.sheet.columns[column]?.kind === 'day'
      ? `<c r="${at}" s="${STYLE.day}"><v>${serial(cell)}</v></c>`
      : text(at, cell, STYLE.text);
  }

  private push(content: string): void {
    this.rows.push(strToU8(content));
  }

  private part(name: string, content: string): void {
    const part = new ZipDeflate(name);
    this.zip.add(part);
    part.push(strToU8(XML_HEAD + content), true);
  }
}

/** Name of a column, counted from 0: A to Z, AA and so on. */
const letters = (column: number): string =>
  (column > 25 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

const text = (at: string, value: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>`;

const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${type}"/>`;
const contentTypes = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('/xl/workbook.xml', `${TYPES}.sheet.main+xml`)}${override('/xl/worksheets/sheet1.xml', `${TYPES}.worksheet+xml`)}${override('/xl/styles.xml', `${TYPES}.styles+xml`)}${override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`;
