import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';

/** Planted wherever a file can say who made it. */
export const PLANTED = '植入作者 Planted-Author';
const escaped = PLANTED;

const picture = () => sharp({ create: { width: 32, height: 16, channels: 3, background: '#c33' } });
const exif = { IFD0: { Artist: 'Planted-Author', Make: 'Planted-Camera' }, IFD3: { GPSLatitude: '39/1 54/1 0/1', GPSLatitudeRef: 'N' } };

export const jpg = () => picture().withExif(exif).jpeg().toBuffer();
export const png = () => picture().withExif(exif).png().toBuffer();

/** A page with a photograph, an annotation, document information and XMP. */
export async function pdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setAuthor(PLANTED);
  document.setProducer('Planted-Author producer');
  const page = document.addPage([200, 200]);
  page.drawImage(await document.embedJpg(await jpg()), { x: 0, y: 0 });
  const { context, catalog } = document;
  catalog.set(
    PDFName.of('Metadata'),
    context.register(context.stream(`<x:xmpmeta>${PLANTED}</x:xmpmeta>`, { Type: 'Metadata', Subtype: 'XML' })),
  );
  const note = context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], M: PDFString.of('D:20250303') });
  note.set(PDFName.of('T'), PDFString.of('Planted-Author'));
  note.set(PDFName.of('Contents'), PDFString.of('kept remark'));
  page.node.set(PDFName.of('Annots'), context.obj([context.register(note)]));
  context.register(PDFString.of('Planted-Author of an earlier revision'));
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const core = `${XML}<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>${escaped}</dc:creator></cp:coreProperties>`;
const rels = (...targets: string[]) =>
  `${XML}<Relationships>${targets.map((target, n) => `<Relationship Id="rId${n}" Type="t" Target="${target}"/>`).join('')}</Relationships>`;

function typesOf(main: string, type: string, more = ''): string {
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${more}</Types>`;
}

const pack = (parts: Record<string, string | Uint8Array>) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]))),
  );

export async function docx(more: Record<string, string | Uint8Array> = {}): Promise<Buffer> {
  return pack({
    '[Content_Types].xml': typesOf('word/document.xml', 'wordprocessingml.document'),
    '_rels/.rels': rels('word/document.xml', 'docProps/core.xml'),
    'docProps/core.xml': core,
    'word/document.xml': `${XML}<w:document><w:body><w:p w:rsidR="00AB12CD"><w:ins w:id="1" w:author="${escaped}" w:date="2025-03-03T08:00:00Z"><w:r><w:t>我家屋顶漏水 author="张三" 已三年</w:t></w:r></w:ins></w:p></w:body></w:document>`,
    'word/settings.xml': `${XML}<w:settings><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w:zoom w:percent="100"/></w:settings>`,
    'word/_rels/document.xml.rels': `${XML}<Relationships><Relationship Id="r1" Type="t" Target="media/image1.jpeg"/><Relationship Id="r2" Type="t" TargetMode="External" Target="file:///C:/Users/Planted-Author/a.dotx"/></Relationships>`,
    'word/media/image1.jpeg': await jpg(),
    ...more,
  });
}

export function xlsx(): Buffer {
  return pack({
    '[Content_Types].xml': typesOf('xl/workbook.xml', 'spreadsheetml.sheet'),
    '_rels/.rels': rels('xl/workbook.xml', 'docProps/core.xml'),
    'docProps/core.xml': core,
    'xl/workbook.xml': `${XML}<workbook xmlns:mc="m"><fileSharing userName="Planted-Author"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\Planted-Author\\"/></mc:Choice></mc:AlternateContent><workbookPr date1904="1"/><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>欠薪 12 人</t></is></c></row></sheetData></worksheet>`,
  });
}

/** The shortest that content shows to be of its type. */
export const mp4 = () => Buffer.concat([Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), Buffer.alloc(64)]);
export const wav = () => Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(24)]);
/** A program of Windows: MZ. */
export const exe = () => Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(256)]);
