import type { PetitionKind } from '@sunshine/events';
import { ATTACHMENT_TYPES, FILING_LIMITS, PAPER_TYPES as PAPER, SOUND_TYPES as SOUND, type FileType } from '@sunshine/words';
import { petitionFileError } from './files.errors.js';
import { clean, lengthOf } from '../text.js';

export type { FileType };

/**
 * Role of a file in its petition: 附件, 信封, 委托书, 更正依据, 谈话笔录, 调查材料, 送达回证, 照片, 录音, 听证材料 (signed and
 * scanned back).
 * A recording may be sound, or the image of a fax or a message.
 */
export const FILE_ROLES = [
  'ATTACHMENT',
  'ENVELOPE',
  'MANDATE',
  'EVIDENCE',
  'INTERVIEW',
  'INQUIRY',
  'RECEIPT',
  'PHOTO',
  'RECORDING',
  'HEARING',
] as const;
export type FileRole = (typeof FILE_ROLES)[number];

/** Maximum bytes of a file and attachments of a filing (both in the public contract), files of a petition, characters of a purpose. */
export const FILE_LIMITS = {
  bytes: FILING_LIMITS.fileBytes,
  attachments: FILING_LIMITS.attachments,
  ofPetition: 200,
  purposeShortest: 5,
  purpose: 200,
} as const;

const TYPES: Readonly<Record<FileRole, readonly FileType[]>> = {
  ATTACHMENT: ATTACHMENT_TYPES,
  ENVELOPE: PAPER,
  MANDATE: PAPER,
  EVIDENCE: PAPER,
  INTERVIEW: [...PAPER, 'DOCX'],
  INQUIRY: [...ATTACHMENT_TYPES, ...SOUND],
  RECEIPT: [...PAPER, 'MP4'],
  PHOTO: ['JPG', 'PNG', 'MP4'],
  RECORDING: [...SOUND, ...PAPER, 'MP4'],
  HEARING: [...PAPER, 'MP4'],
};

/** Whether a file of this type may have the role. */
export const fitsRole = (role: FileRole, type: FileType): boolean => TYPES[role].includes(type);

/**
 * The acts of the matrix that may add a file of this role, the desk's act first. The desk adds material that came in, the organ in charge
 * adds material of the handling; both may add interviews, recordings and photos.
 */
export function addingActs(role: FileRole): readonly ('attachFile' | 'attachHandlingFile')[] {
  if (role === 'RECEIPT' || role === 'INQUIRY' || role === 'HEARING') return ['attachHandlingFile'];
  if (role === 'INTERVIEW' || role === 'PHOTO' || role === 'RECORDING') return ['attachFile', 'attachHandlingFile'];
  return ['attachFile'];
}

const SHOWS_IDENTITY: ReadonlySet<FileRole> = new Set<FileRole>(['ENVELOPE', 'MANDATE', 'EVIDENCE', 'HEARING']);

/** Every file of a report is sealed; for other petitions those that show masked data: sender, principal, agent, identity papers. */
export const isSealed = (kind: PetitionKind, role: FileRole): boolean => kind === 'REPORT' || SHOWS_IDENTITY.has(role);

/** Attachments of an anonymous filer are stripped of metadata (F25); files made by the office are not. */
export const isStripped = (anonymous: boolean, role: FileRole): boolean => anonymous && role === 'ATTACHMENT';

export interface NamedFile {
  readonly fileId: string;
  readonly role: FileRole;
  /** Where the input names it. */
  readonly field?: string;
}

/** The fields of a form that name files. */
export interface FilesOfForm {
  readonly attachments?: readonly string[] | null;
  readonly agent?: { readonly mandateFileId?: string | null } | null;
  readonly envelopeFileId?: string | null;
  readonly recordingFileId?: string | null;
  readonly entry?: { readonly signatureFileId?: string | null } | null;
}

/** @throws ATTACHMENTS_TOO_MANY, FILE_NAMED_TWICE */
export function filesOfForm({ attachments, agent, envelopeFileId, recordingFileId, entry }: FilesOfForm): NamedFile[] {
  if ((attachments?.length ?? 0) > FILE_LIMITS.attachments)
    throw petitionFileError('ATTACHMENTS_TOO_MANY', { details: { limit: FILE_LIMITS.attachments } });
  const one = (role: FileRole, field: string, fileId: string | null | undefined): NamedFile[] =>
    fileId ? [{ fileId: fileId.toLowerCase(), role, field }] : [];
  const named = [
    ...(attachments ?? []).flatMap((fileId, at) => one('ATTACHMENT', `attachments.${at}`, fileId)),
    ...one('MANDATE', 'agent.mandateFileId', agent?.mandateFileId),
    ...one('ENVELOPE', 'envelopeFileId', envelopeFileId),
    ...one('RECORDING', 'recordingFileId', recordingFileId),
    ...one('INTERVIEW', 'entry.signatureFileId', entry?.signatureFileId),
  ];
  const twice = named.find(({ fileId }, at) => named.findIndex((first) => first.fileId === fileId) < at);
  if (twice) throw petitionFileError('FILE_NAMED_TWICE', { field: twice.field });
  return named;
}

/** An upload that the caller may use. */
export interface OfferedFile {
  /** Null while the upload is incomplete. */
  readonly type: FileType | null;
  readonly used: boolean;
}

/**
 * Whether a file may be added in this role.
 * @throws FILE_USED, FILE_INCOMPLETE, FILE_NOT_FOR_ROLE
 */
export function checkFile(role: FileRole, { type, used }: OfferedFile): void {
  if (used) throw petitionFileError('FILE_USED');
  if (type === null) throw petitionFileError('FILE_INCOMPLETE');
  if (!fitsRole(role, type)) throw petitionFileError('FILE_NOT_FOR_ROLE', { details: { type, types: TYPES[role].join('、') } });
}

/** @param present number of files the petition has @throws FILES_TOO_MANY */
export function checkCount(present: number, added: number): void {
  if (present + added > FILE_LIMITS.ofPetition) throw petitionFileError('FILES_TOO_MANY', { details: { limit: FILE_LIMITS.ofPetition } });
}

/** The purpose of opening a file, as it is stored; required for a sealed file. @throws FILE_PURPOSE_MISSING */
export function purposeOfOpening(sealed: boolean, given: string | null | undefined): string | null {
  const purpose = clean(given ?? '');
  const { purposeShortest: shortest, purpose: limit } = FILE_LIMITS;
  if (lengthOf(purpose) > limit || (sealed && lengthOf(purpose) < shortest))
    throw petitionFileError('FILE_PURPOSE_MISSING', { details: { shortest, limit } });
  return purpose === '' ? null : purpose;
}
