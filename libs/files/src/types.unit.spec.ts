import { describe, expect, it } from '@jest/globals';
import { docx, exe, jpg, mp4, pdf, png, wav, xlsx } from '../test/samples.js';
import { typeOf, type FileType } from './types.js';

describe('the type of a file', () => {
  it.each<[FileType, () => Buffer | Promise<Buffer>]>([
    ['PDF', pdf],
    ['JPG', jpg],
    ['PNG', png],
    ['DOCX', docx],
    ['XLSX', xlsx],
    ['MP4', mp4],
    ['WAV', wav],
    ['MP3', () => Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.from('fffb9064', 'hex'), Buffer.alloc(1_500)])],
    ['M4A', () => Buffer.concat([Buffer.from('00000018667479704d344120000000004d34412069736f6d', 'hex'), Buffer.alloc(64)])],
  ])('is %s by what it holds', async (type, sample) => {
    expect(await typeOf(await sample())).toBe(type);
  });

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['a program', exe],
    ['a page of the web', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['plain text', () => Buffer.from('我要反映一个问题')],
    ['a document cut short', async () => (await docx()).subarray(0, 4)],
    ['an archive', () => Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
    ['nothing', () => Buffer.alloc(0)],
  ])('is none that is accepted: %s', async (_what, sample) => {
    expect(await typeOf(await sample())).toBeNull();
  });
});
