import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { strip } from '../src/strip/strip.js';
import { jpg, mp4 } from './samples.js';

describe('stripping on a thread of its own', () => {
  it('answers the clean file', async () => {
    expect(Buffer.from(await strip(await jpg(), 'JPG')).toString('latin1')).not.toMatch(/Planted|Exif/);
  });

  it('refuses what cannot be cleaned', async () => {
    await expect(strip(mp4(), 'MP4')).rejects.toMatchObject({ code: 'FILE_CANNOT_BE_STRIPPED', kind: 'INVALID_INPUT' });
  });

  it('leaves the service to its other work meanwhile, however much is packed into a small file', async () => {
    const cell = '<c r="A1" author="x"><is><t>欠薪</t></is></c>';
    const sheet = strToU8(`<worksheet>${cell.repeat(400_000)}</worksheet>`);
    const packed = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/worksheets/sheet1.xml': sheet });
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const started = performance.now();
    await strip(packed, 'XLSX');
    clearInterval(turning);
    expect(turns).toBeGreaterThan((performance.now() - started) / 50);
  }, 60_000);
});
