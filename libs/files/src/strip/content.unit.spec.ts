import { describe, expect, it } from '@jest/globals';
import { PDFArray, PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { docx, exe, jpg, mp4, pdf, png, wav, xlsx } from '../../test/samples.js';
import type { FileType } from '../types.js';
import { dropJpegSegments } from './jpeg.js';
import { stripContent } from './content.js';

const TELLING = /Planted|植入作者|Exif|exif/;
async function strip(bytes: Uint8Array, type: FileType): Promise<Buffer> {
  const stripped = await stripContent(bytes, type);
  if (!stripped) throw new Error('cannot be cleaned');
  return stripped;
}
const unpacked = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part, true)]));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1') + Buffer.from(bytes).toString('utf8');

describe('what an anonymous filer leaves in a file', () => {
  it.each([
    ['JPG', jpg],
    ['PNG', png],
  ] as const)('is taken out of a %s, which shows the same picture', async (type, sample) => {
    const before = await sample();
    expect(text((await sharp(before).metadata()).exif as Uint8Array)).toMatch(TELLING);
    const after = await strip(before, type);
    expect(await sharp(after).metadata()).toMatchObject({ width: 32, height: 16, format: type === 'JPG' ? 'jpeg' : 'png' });
    expect((await sharp(after).metadata()).exif).toBeUndefined();
    expect(text(after)).not.toMatch(TELLING);
  });

  it('is taken out of what stands behind the end of a picture', async () => {
    expect(text(await strip(Buffer.concat([await jpg(), Buffer.from('Planted-Author')]), 'JPG'))).not.toMatch(TELLING);
  });

  it('does not turn a picture over that its camera held on its side', async () => {
    const turned = await sharp(await jpg())
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await sharp(await strip(turned, 'JPG')).metadata()).toMatchObject({ width: 16, height: 32 });
  });

  it('is taken out of a PDF: information, XMP, authors of notes, photographs and earlier revisions', async () => {
    const before = await pdf();
    expect(text(before)).toMatch(TELLING);
    const after = await strip(before, 'PDF');
    const document = await PDFDocument.load(after, { updateMetadata: false });
    const everything = document.context.enumerateIndirectObjects().map(([, object]) => object.toString());
    expect(document.context.trailerInfo.Info).toBeUndefined();
    expect([text(after), ...everything].join('\n')).not.toMatch(TELLING);
    expect(document.getPageCount()).toBe(1);
    const note = document.getPage(0).node.lookup(PDFName.of('Annots'), PDFArray).lookup(0, PDFDict);
    expect(note.lookup(PDFName.of('Contents'))?.toString()).toContain('kept remark');
  });

  it('is taken out of a Word document, its changes and its pictures, and not one word of its text', async () => {
    const after = unpacked(await strip(await docx(), 'DOCX'));
    expect(Object.keys(after).filter((name) => name.startsWith('docProps'))).toEqual([]);
    expect(Object.values(after).join('\n')).not.toMatch(TELLING);
    expect(Buffer.from(after['word/document.xml']!, 'latin1').toString('utf8')).toContain('<w:t>我家屋顶漏水 author="张三" 已三年</w:t>');
    expect(after['word/document.xml']).toContain('w:author=""');
    expect(after['word/document.xml']).not.toMatch(/rsid|2025-03-03/);
    expect(after['_rels/.rels']).not.toContain('docProps');
    expect(after['[Content_Types].xml']).not.toContain('docProps');
    expect(after['word/_rels/document.xml.rels']).toContain('Target="about:blank"');
    expect(after['word/_rels/document.xml.rels']).toContain('Target="media/image1.jpeg"');
  });

  it('is taken out of a sheet: who saved it, where it lay', async () => {
    const after = unpacked(await strip(xlsx(), 'XLSX'));
    expect(Object.values(after).join('\n')).not.toMatch(TELLING);
    expect(after['xl/workbook.xml']).toContain('date1904="1"');
    expect(Buffer.from(after['xl/worksheets/sheet1.xml']!, 'latin1').toString('utf8')).toContain('欠薪 12 人');
  });

  it('is taken out again of what was stripped before, with no change', async () => {
    const once = await strip(await docx(), 'DOCX');
    expect(unpacked(await strip(once, 'DOCX'))['word/document.xml']).toBe(unpacked(once)['word/document.xml']);
  });
});

describe('what cannot be cleaned', () => {
  it.each<[string, FileType, () => Buffer | Promise<Buffer>]>([
    ['film', 'MP4', mp4],
    ['sound', 'WAV', wav],
    ['a broken picture', 'JPG', async () => (await jpg()).subarray(0, 200)],
    ['a PDF that is none', 'PDF', exe],
    ['a document with another inside', 'DOCX', () => docx({ 'word/embeddings/oleObject1.bin': new Uint8Array(9) })],
    ['a document with a drawing of another format', 'DOCX', () => docx({ 'word/media/image2.emf': new Uint8Array(9) })],
    ['a sheet with comments', 'XLSX', () => docx({ 'xl/comments1.xml': '<comments/>' })],
    ['a document in an encoding that is not read here', 'DOCX', () => docx({ 'word/other.xml': Buffer.from('<a/>', 'utf16le') })],
  ])('is left alone: %s', async (_what, type, sample) => {
    expect(await stripContent(await sample(), type)).toBeNull();
  });
});

describe('a JPEG inside a document', () => {
  it('keeps its coded picture bit for bit', async () => {
    const before = await jpg();
    const after = dropJpegSegments(Buffer.concat([before, Buffer.from('Planted-Author')]));
    expect(text(after)).not.toMatch(TELLING);
    expect(await sharp(after).raw().toBuffer()).toEqual(await sharp(before).raw().toBuffer());
    expect(dropJpegSegments(after)).toEqual(after);
  });

  it('in several scans is read to its end', async () => {
    const progressive = await sharp(await jpg())
      .jpeg({ progressive: true })
      .withExif({ IFD0: { Artist: 'Planted-Author' } })
      .toBuffer();
    expect(await sharp(dropJpegSegments(progressive)).raw().toBuffer()).toEqual(await sharp(progressive).raw().toBuffer());
  });

  it('that breaks off is none', async () => {
    const before = await jpg();
    for (const end of [0, 1, 3, 30, before.length - 1]) expect(() => dropJpegSegments(before.subarray(0, end))).toThrow();
  });
});
