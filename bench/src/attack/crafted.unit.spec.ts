import { inflateRawSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { deflatedRun, docx, hugePng, nestedPdf, part, pdfBomb, unclosed, zlibZeros } from './crafted.js';

const MB = 1_048_576;

describe('files made to harm', () => {
  it.each([0, 1, 5 * MB, 16 * MB, 40 * MB + 7])('unpack to exactly %d bytes', (length) => {
    expect(inflateRawSync(deflatedRun(length, 0x20)).equals(Buffer.alloc(length, 0x20))).toBe(true);
    expect(inflateSync(zlibZeros(length)).equals(Buffer.alloc(length))).toBe(true);
  });

  it('are small', () => {
    expect(zlibZeros(500 * MB).length).toBeLessThan(MB);
    expect(pdfBomb(3_000 * MB).length).toBeLessThan(4 * MB);
  });

  it('are packages that open, also where they lie of their size', () => {
    const opened = unzipSync(docx(part('word/document.xml', '<w:document/>'), part('word/settings.xml', '<w:settings/>')));
    expect(strFromU8(opened['word/document.xml']!)).toBe('<w:document/>');
    expect(Object.keys(opened)).toEqual(['[Content_Types].xml', 'word/document.xml', 'word/settings.xml']);
    const lying = docx({ ...part('word/document.xml', 'x'.repeat(1_000)), size: 10 });
    expect(unzipSync(lying, { filter: ({ name, originalSize }) => name.startsWith('word/') && originalSize === 10 })).toBeDefined();
  });

  it('hold the opening as often as asked', () => {
    const opened = unzipSync(unclosed('<!--', 1_000));
    expect(strFromU8(opened['word/document.xml']!).split('<!--')).toHaveLength(1_001);
  });

  it('are pictures of the points they claim', async () => {
    const { width, height, format } = await sharp(hugePng(3_000, 2_000)).metadata();
    expect([format, width, height]).toEqual(['png', 3_000, 2_000]);
    expect((await sharp(hugePng(30, 20)).raw().toBuffer()).length).toBeGreaterThanOrEqual(600);
  });

  it('are documents of arrays as deep as asked', () => {
    expect(nestedPdf(5).toString('latin1')).toContain('[[[[[]]]]]');
  });
});
