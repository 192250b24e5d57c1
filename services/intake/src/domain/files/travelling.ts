import { FILE_ENDINGS, SOUND_TYPES, type FileType } from '@sunshine/words';
import { FILE_ROLES, fitsRole, isSealed, type FileRole } from './files.js';

/** What came in with a matter, as an officer calls it; papers of its handling are told by the messages of the handling. */
const WITH_THE_MATTER: Partial<Readonly<Record<FileRole, string>>> = {
  ATTACHMENT: '附件',
  ENVELOPE: '信封',
  MANDATE: '委托书',
  EVIDENCE: '更正依据',
  INTERVIEW: '谈话笔录',
  PHOTO: '照片',
  RECORDING: '录音',
};
/** All that one node tells another of. */
const WORDS: Partial<Readonly<Record<FileRole, string>>> = { ...WITH_THE_MATTER, RECEIPT: '送达回证' };
/** A message names no more. */
export const TRAVELLING_MOST = 20;

interface OwnFile {
  readonly role: FileRole;
  readonly type: FileType;
}

/**
 * Files that go to the node to which a matter is handed over, each with the name under which it is told: uploads keep none. Of an anonymous
 * matter its attachments alone, which were cleaned: an envelope or a record shows who wrote it.
 */
export function travelling<File extends OwnFile>(
  files: readonly File[],
  anonymous: boolean,
): { readonly file: File; readonly name: string }[] {
  return named(files.filter(({ role }) => role in WITH_THE_MATTER && (!anonymous || role === 'ATTACHMENT')));
}

/** Files as a message names them, no more than it may. */
export function named<File extends OwnFile>(files: readonly File[]): { readonly file: File; readonly name: string }[] {
  const counts = new Map<FileRole, number>();
  return files
    .flatMap((file) => {
      const word = WORDS[file.role];
      if (word === undefined) return [];
      const count = (counts.get(file.role) ?? 0) + 1;
      counts.set(file.role, count);
      return [{ file, name: `${word}${count}.${FILE_ENDINGS[file.type][0]}` }];
    })
    .slice(0, TRAVELLING_MOST);
}

/**
 * What a file of another node is to the petition here: as its sender calls it, where a petition may get such a file from another node and in that
 * type; else an attachment, and sound a recording. What its sender seals becomes nothing that is open here.
 */
export function roleOfArrived(said: string | null, type: FileType): FileRole {
  const known = FILE_ROLES.find((role) => role === said && role in WORDS);
  if (known !== undefined && (fitsRole(known, type) || isSealed('CLAIM', known))) return known;
  return SOUND_TYPES.includes(type) ? 'RECORDING' : 'ATTACHMENT';
}
