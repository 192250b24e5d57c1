import { describe, expect, it } from '@jest/globals';
import { FILE_ROLES } from './files.js';
import { named, roleOfArrived, travelling, TRAVELLING_MOST } from './travelling.js';

const files = FILE_ROLES.map((role) => ({ role, type: 'PDF' as const }));

describe('files of a matter that goes to another node', () => {
  it('are those that came in with it, each by its name; papers of the handling stay', () => {
    expect(travelling([...files, { role: 'ATTACHMENT', type: 'JPG' }], false).map(({ name }) => name)).toEqual([
      ...['附件1.pdf', '信封1.pdf', '委托书1.pdf', '更正依据1.pdf', '谈话笔录1.pdf', '照片1.pdf', '录音1.pdf'],
      '附件2.jpg',
    ]);
  });

  it('are the attachments alone where it is anonymous: an envelope shows who wrote it', () => {
    expect(travelling(files, true).map(({ file }) => file.role)).toEqual(['ATTACHMENT']);
  });

  it('are no more than a message names', () => {
    const many = Array.from({ length: TRAVELLING_MOST + 1 }, () => ({ role: 'ATTACHMENT' as const, type: 'PDF' as const }));
    expect(travelling(many, false)).toHaveLength(TRAVELLING_MOST);
    expect(travelling(many.slice(1), false)).toHaveLength(TRAVELLING_MOST);
  });
});

describe('files that a message of the handling names', () => {
  it('are papers of service beside those that came in; inquiries and hearings are told to no node', () => {
    const told = named(files.filter(({ role }) => ['RECEIPT', 'INQUIRY', 'HEARING', 'PHOTO'].includes(role)));
    expect(told.map(({ name }) => name)).toEqual(['送达回证1.pdf', '照片1.pdf']);
  });
});

describe('a file that another node sent', () => {
  it('is what its sender calls it, where it may come from outside, so that an envelope stays sealed', () => {
    for (const role of ['ENVELOPE', 'MANDATE', 'EVIDENCE', 'INTERVIEW', 'RECORDING', 'RECEIPT'] as const)
      expect(roleOfArrived(role, 'PDF')).toBe(role);
    for (const role of ['ENVELOPE', 'MANDATE', 'EVIDENCE'] as const) expect(roleOfArrived(role, 'MP4')).toBe(role);
    expect(roleOfArrived('PHOTO', 'JPG')).toBe('PHOTO');
  });

  it('is an attachment else, and sound a recording', () => {
    for (const said of ['ATTACHMENT', 'INQUIRY', 'HEARING', 'ANYTHING', null]) {
      expect(roleOfArrived(said, 'PDF')).toBe('ATTACHMENT');
      expect(roleOfArrived(said, 'MP3')).toBe('RECORDING');
    }
    expect(roleOfArrived('PHOTO', 'PDF')).toBe('ATTACHMENT');
    expect(roleOfArrived('INTERVIEW', 'MP3')).toBe('RECORDING');
  });
});
