import { describe, expect, it } from '@jest/globals';
import {
  addingActs,
  checkCount,
  checkFile,
  filesOfForm,
  FILE_ROLES,
  isSealed,
  isStripped,
  purposeOfOpening,
  type FileRole,
} from './files.js';

const id = (n: number) => `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ids = (count: number) => Array.from({ length: count }, (_, n) => id(n));
const refusal = (code: string) => expect.objectContaining({ code });

describe('files that a form names', () => {
  it('have the role of their place', () => {
    expect(
      filesOfForm({
        attachments: [id(1), id(2).toUpperCase()],
        agent: { mandateFileId: id(3) },
        envelopeFileId: id(4),
        recordingFileId: id(5),
        entry: { signatureFileId: id(6) },
      }),
    ).toEqual([
      { fileId: id(1), role: 'ATTACHMENT', field: 'attachments.0' },
      { fileId: id(2), role: 'ATTACHMENT', field: 'attachments.1' },
      { fileId: id(3), role: 'MANDATE', field: 'agent.mandateFileId' },
      { fileId: id(4), role: 'ENVELOPE', field: 'envelopeFileId' },
      { fileId: id(5), role: 'RECORDING', field: 'recordingFileId' },
      { fileId: id(6), role: 'INTERVIEW', field: 'entry.signatureFileId' },
    ]);
    expect(filesOfForm({ attachments: null, agent: null })).toEqual([]);
  });

  it('are twenty attachments at most', () => {
    expect(filesOfForm({ attachments: ids(20), envelopeFileId: id(50) })).toHaveLength(21);
    expect(() => filesOfForm({ attachments: ids(21) })).toThrow(refusal('ATTACHMENTS_TOO_MANY'));
  });

  it('stand in one place each', () => {
    expect(() => filesOfForm({ attachments: [id(1), id(1).toUpperCase()] })).toThrow(refusal('FILE_NAMED_TWICE'));
    expect(() => filesOfForm({ attachments: [id(1)], agent: { mandateFileId: id(1) } })).toThrow(refusal('FILE_NAMED_TWICE'));
  });
});

describe('a file', () => {
  it('is taken once, when it is whole, in a role that its type fits', () => {
    expect(() => checkFile('ATTACHMENT', { type: 'PDF', used: false })).not.toThrow();
    expect(() => checkFile('ATTACHMENT', { type: 'PDF', used: true })).toThrow(refusal('FILE_USED'));
    expect(() => checkFile('ATTACHMENT', { type: null, used: false })).toThrow(refusal('FILE_INCOMPLETE'));
  });

  it.each<[FileRole, 'MP3' | 'DOCX' | 'MP4', boolean]>([
    ['ATTACHMENT', 'MP4', true],
    ['ATTACHMENT', 'MP3', false],
    ['RECORDING', 'MP3', true],
    ['RECORDING', 'DOCX', false],
    ['ENVELOPE', 'DOCX', false],
    ['MANDATE', 'MP4', false],
    ['RECEIPT', 'MP4', true],
    ['INTERVIEW', 'DOCX', true],
    ['PHOTO', 'DOCX', false],
    ['INQUIRY', 'MP3', true],
  ])('as %s of type %s: %s', (role, type, fits) => {
    const check = () => checkFile(role, { type, used: false });
    if (fits) expect(check).not.toThrow();
    else expect(check).toThrow(refusal('FILE_NOT_FOR_ROLE'));
  });

  it('is the two hundredth of its petition at most', () => {
    expect(() => checkCount(199, 1)).not.toThrow();
    expect(() => checkCount(200, 1)).toThrow(refusal('FILES_TOO_MANY'));
    expect(() => checkCount(181, 20)).toThrow(refusal('FILES_TOO_MANY'));
  });

  it('is added by the desk or by the organ in charge, depending on its role', () => {
    expect(FILE_ROLES.filter((role) => addingActs(role).includes('attachFile'))).toEqual([
      'ATTACHMENT',
      'ENVELOPE',
      'MANDATE',
      'EVIDENCE',
      'INTERVIEW',
      'PHOTO',
      'RECORDING',
    ]);
    expect(FILE_ROLES.filter((role) => addingActs(role).includes('attachHandlingFile'))).toEqual([
      'INTERVIEW',
      'INQUIRY',
      'RECEIPT',
      'PHOTO',
      'RECORDING',
      'HEARING',
    ]);
  });

  it('is sealed in a report, and in any petition where it shows masked data', () => {
    expect(FILE_ROLES.every((role) => isSealed('REPORT', role))).toBe(true);
    expect(FILE_ROLES.filter((role) => isSealed('CLAIM', role))).toEqual(['ENVELOPE', 'MANDATE', 'EVIDENCE', 'HEARING']);
  });

  it('is stripped if it is an attachment of an anonymous filer', () => {
    expect(isStripped(true, 'ATTACHMENT')).toBe(true);
    expect(isStripped(false, 'ATTACHMENT')).toBe(false);
    expect(isStripped(true, 'INTERVIEW')).toBe(false);
  });

  it('that is sealed is opened with a purpose of five to two hundred characters', () => {
    expect(purposeOfOpening(true, ' 核对信访人 ')).toBe('核对信访人');
    expect(purposeOfOpening(true, '核'.repeat(200))).toHaveLength(200);
    for (const given of [null, '', '核对信访', '  核对信访  ', '核'.repeat(201)])
      expect(() => purposeOfOpening(true, given)).toThrow(refusal('FILE_PURPOSE_MISSING'));
    expect(purposeOfOpening(false, null)).toBeNull();
    expect(() => purposeOfOpening(false, '核'.repeat(201))).toThrow(refusal('FILE_PURPOSE_MISSING'));
  });
});
