import {
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFString,
  beginText,
  endText,
  moveText,
  rgb,
  setFontAndSize,
  showText,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { columnShares, type Paper, type PaperSection } from './paper.js';

export const PDF_MIME = 'application/pdf';

/** Points. */
const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 71];
const [TITLE, HEADING, BODY, CELL, FOOT] = [20, 14, 12, 10.5, 8];
const PAD = 4;
const FONT = PDFName.of('F1');
/** Signs that begin no line: they stay behind the line before, in its margin. */
const NEVER_FIRST = '，。；：、！？）》”’％%)';

/** Width of a sign in parts of the size of its letters, as the font says below. */
const widthOf = (sign: string): number => (sign >= ' ' && sign <= '~' ? 0.5 : 1);

/** Lines of a text no wider than `width` at a size, broken at any sign as Chinese is. */
function linesOf(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let [line, used] = ['', 0];
  for (const sign of text) {
    const wide = widthOf(sign) * size;
    if (line !== '' && used + wide > width && !NEVER_FIRST.includes(sign)) {
      lines.push(line);
      [line, used] = ['', 0];
    }
    line += sign;
    used += wide;
  }
  return [...lines, line];
}

const utf16 = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');

/** Codes of the encoding are Unicode: each is its own sign, in ranges of one first byte as the format demands. */
function unicodeMap(): string {
  const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
  const ranges = Array.from({ length: 256 }, (_, high) => `<${hex(high)}00> <${hex(high)}ff> <${hex(high)}00>`);
  const blocks = [0, 100, 200].map((from) => ranges.slice(from, from + 100));
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks.map((block) => `${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`),
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

/** The Song face that readers of PDF bring or replace by the machine's own: it is not in the file, and its text can be searched and copied. */
function songFace({ context }: PDFDocument): PDFRef {
  const descriptor = context.register(
    context.obj({
      ...{ Type: 'FontDescriptor', FontName: 'STSong-Light', Flags: 6, FontBBox: [-25, -254, 1000, 880] },
      ...{ ItalicAngle: 0, Ascent: 880, Descent: -120, CapHeight: 880, StemV: 93 },
    }),
  );
  const system = { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('GB1'), Supplement: 4 };
  const face = context.register(
    context.obj({
      ...{ Type: 'Font', Subtype: 'CIDFontType0', BaseFont: 'STSong-Light', FontDescriptor: descriptor },
      ...{ CIDSystemInfo: system, DW: 1000, W: [1, 95, 500] },
    }),
  );
  return context.register(
    context.obj({
      ...{ Type: 'Font', Subtype: 'Type0', BaseFont: 'STSong-Light-UniGB-UTF16-H', Encoding: 'UniGB-UTF16-H' },
      ...{ DescendantFonts: [face], ToUnicode: context.register(context.flateStream(unicodeMap())) },
    }),
  );
}

/** Pages that are filled from above; what no longer fits goes onto the next. */
class Pages {
  private page: PDFPage;
  private y: number;

  constructor(
    private readonly doc: PDFDocument,
    private readonly face: PDFRef,
  ) {
    [this.page, this.y] = [this.fresh(), HEIGHT - MARGIN];
  }

  /** @param indent of the first line, in signs */
  text(text: string, size: number, { centred = false, indent = 0 } = {}): void {
    const width = WIDTH - 2 * MARGIN;
    for (const [at, line] of linesOf('　'.repeat(indent) + text, size, width).entries()) {
      this.room(size * 1.6);
      this.y -= size * 1.6;
      const wide = [...line].reduce((sum, sign) => sum + widthOf(sign) * size, 0);
      this.show(line, size, centred && at === 0 ? MARGIN + Math.max(0, (width - wide) / 2) : MARGIN, this.y);
    }
  }

  gap(points: number): void {
    this.y -= points;
  }

  /** Keeps so much of the page together. */
  room(points: number): void {
    if (this.y - points >= MARGIN) return;
    [this.page, this.y] = [this.fresh(), HEIGHT - MARGIN];
  }

  table(section: PaperSection): void {
    const widths = columnShares(section).map((share) => share * (WIDTH - 2 * MARGIN));
    this.row(section.heads, widths);
    for (const cells of section.rows) this.row(cells, widths, section.heads);
  }

  /** A row; on a new page with the heads above it. */
  private row(cells: readonly string[], widths: readonly number[], heads?: readonly string[]): void {
    const lines = cells.map((cell, at) => linesOf(cell, CELL, (widths[at] ?? 0) - 2 * PAD - CELL));
    const height = Math.max(...lines.map((each) => each.length)) * CELL * 1.5 + 2 * PAD;
    const page = this.page;
    this.room(height);
    if (page !== this.page && heads) this.row(heads, widths);
    let x = MARGIN;
    for (const [at, each] of lines.entries()) {
      const width = widths[at] ?? 0;
      this.page.drawRectangle({ x, y: this.y - height, width, height, borderWidth: 0.5, borderColor: rgb(0, 0, 0) });
      for (const [n, line] of each.entries()) this.show(line, CELL, x + PAD, this.y - PAD - CELL * (1.5 * n + 1.15));
      x += width;
    }
    this.y -= height;
  }

  private show(line: string, size: number, x: number, y: number): void {
    this.page.pushOperators(beginText(), setFontAndSize(FONT, size), moveText(x, y), showText(PDFHexString.of(utf16(line))), endText());
  }

  private fresh(): PDFPage {
    const page = this.doc.addPage([WIDTH, HEIGHT]);
    page.node.setFontDictionary(FONT, this.face);
    return page;
  }
}

/** A paper as pages of A4. */
export async function pdfOf({ title, lead, sections, foot, at }: Paper): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  doc.setTitle(title, { showInWindowTitleBar: true });
  doc.setLanguage('zh-CN');
  doc.setCreationDate(at);
  doc.setModificationDate(at);
  const pages = new Pages(doc, songFace(doc));
  pages.text(title, TITLE, { centred: true });
  pages.gap(TITLE / 2);
  for (const line of lead) pages.text(line, CELL, { centred: true });
  for (const section of sections) {
    pages.gap(HEADING);
    pages.room(6 * HEADING);
    pages.text(section.title, HEADING);
    for (const text of section.paragraphs) pages.text(text, BODY, { indent: 2 });
    pages.gap(PAD);
    if (section.heads.length > 0) pages.table(section);
  }
  pages.gap(BODY);
  for (const line of foot) pages.text(line, FOOT);
  return doc.save({ useObjectStreams: false });
}
