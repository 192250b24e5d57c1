import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { strip } from './strip.js';
import type { FileType } from '../types.js';
import { docx, jpg, mp4 } from '../../test/samples.js';

const MB = 1_048_576;
const JOB = { memoryMb: 230, seconds: 20 }; // the machine of a test may be busy
const REFUSED = { code: 'FILE_CANNOT_BE_STRIPPED', kind: 'INVALID_INPUT' };

async function* content(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
async function clean(bytes: Uint8Array, type: FileType, job = JOB): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of strip(content(bytes), type, job)) parts.push(part);
  return Buffer.concat(parts);
}

/** A PDF of one stream of objects that grows so far. */
function pdfBomb(bytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(bytes));
  const head = `%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF')]);
}
const sheet = (xml: string) => zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/worksheets/sheet1.xml': strToU8(xml) });
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c33' } });
/** A photograph as a camera makes it: what is coded does not pack. */
const noise = (width: number, height: number) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } }).withExif({ IFD0: { Artist: 'Planted-Author' } });

describe('a file cleaned in a process of its own', () => {
  it('comes back clean', async () => {
    expect((await clean(await jpg(), 'JPG')).toString('latin1')).not.toMatch(/Planted|Exif/);
  });

  it('is refused where it cannot be cleaned', async () => {
    await expect(clean(mp4(), 'MP4')).rejects.toMatchObject(REFUSED);
  });

  it.each<[string, FileType, () => Buffer | Promise<Buffer>]>([
    ['a scan of some 20 MB', 'JPG', () => noise(4_800, 3_600).jpeg({ quality: 80 }).toBuffer()],
    ['a photograph of 12 million points held upright', 'JPG', () => noise(4_000, 3_000).withMetadata({ orientation: 6 }).jpeg().toBuffer()],
    [
      'a picture of the screen',
      'PNG',
      () =>
        picture(3_840, 2_160)
          .withExif({ IFD0: { Artist: 'Planted-Author' } })
          .png()
          .toBuffer(),
    ],
    [
      'a PDF of 100 scanned pages',
      'PDF',
      async () => {
        const document = await PDFDocument.create();
        document.setAuthor('Planted-Author');
        const page = await document.embedJpg(await noise(600, 400).jpeg().toBuffer());
        const other = await document.embedJpg(await noise(3_000, 2_000).jpeg().toBuffer());
        for (let n = 0; n < 100; n += 1) document.addPage([600, 400]).drawImage(n === 50 ? other : page);
        return Buffer.from(await document.save());
      },
    ],
    [
      'a document of 300 pages with pictures',
      'DOCX',
      async () => {
        const paragraph =
          '<w:p w:rsidR="00AB12CD"><w:r w:author="Planted-Author"><w:t>我家屋顶漏水已三年，多次反映无人处理。</w:t></w:r></w:p>';
        const photo = await noise(1_200, 900).jpeg().toBuffer();
        const media = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`word/media/photo${n}.jpeg`, photo]));
        return docx({ ...media, 'word/document.xml': `<w:document>${paragraph.repeat(30_000)}</w:document>` });
      },
    ],
    [
      'a sheet of 100,000 cells',
      'XLSX',
      () => Buffer.from(sheet(`<worksheet>${'<c r="A1" author="Planted-Author"><v>欠薪</v></c>'.repeat(100_000)}</worksheet>`)),
    ],
  ])(
    'is cleaned within its limits: %s',
    async (_what, type, sample) => {
      const before = await sample();
      const after = await clean(before, type);
      expect(before.length).toBeLessThanOrEqual(22 * MB);
      expect(after.length).toBeGreaterThan(0);
      expect(after.includes('Planted-Author')).toBe(false);
    },
    120_000,
  );

  it.each<[string, FileType, () => Buffer | Promise<Buffer>]>([
    ['a PDF that grows to 1 GB', 'PDF', () => pdfBomb(1024 * MB)],
    ['a sheet that grows to 150 MB', 'XLSX', () => Buffer.from(sheet(`<a>${'x'.repeat(150 * MB)}</a>`))],
    ['a sheet of a million attributes', 'XLSX', () => Buffer.from(sheet(`<a>${'<c r="A1"/>'.repeat(5_000_000)}</a>`))],
    ['a picture of 225 million points', 'PNG', () => picture(15_000, 15_000).png({ compressionLevel: 1 }).toBuffer()],
    [
      'a picture of 150 million points that must be whole to be read',
      'PNG',
      () => picture(15_000, 10_000).png({ progressive: true }).toBuffer(),
    ],
  ])(
    'is refused and costs no more than its limits: %s',
    async (_what, type, sample) => {
      await expect(clean(await sample(), type)).rejects.toMatchObject(REFUSED);
    },
    120_000,
  );

  it('is given up at its limit of processor time', async () => {
    const large = await noise(4_000, 3_000).png().toBuffer();
    await expect(clean(large, 'PNG', { ...JOB, seconds: 0.3 })).rejects.toMatchObject(REFUSED);
  }, 60_000);

  it('is given up at its limit of memory, which counts buffers outside the heap', async () => {
    const photograph = await noise(4_000, 3_000).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    await expect(clean(photograph, 'JPG', { ...JOB, memoryMb: 90 })).rejects.toMatchObject(REFUSED);
  }, 60_000);
});
