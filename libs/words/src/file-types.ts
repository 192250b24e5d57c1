/** Types of files and the endings of their names, the usual one first. What a file is, its content says. */
export const FILE_ENDINGS = {
  PDF: ['pdf'],
  JPG: ['jpg', 'jpeg'],
  PNG: ['png'],
  DOCX: ['docx'],
  XLSX: ['xlsx'],
  MP4: ['mp4'],
  MP3: ['mp3'],
  M4A: ['m4a'],
  WAV: ['wav'],
} as const;

export type FileType = keyof typeof FILE_ENDINGS;

/** A paper, signed or sealed: as an image of it. */
export const PAPER_TYPES: readonly FileType[] = ['PDF', 'JPG', 'PNG'];

/** An attachment of a filing, as the public contract has it. */
export const ATTACHMENT_TYPES: readonly FileType[] = [...PAPER_TYPES, 'DOCX', 'XLSX', 'MP4'];

export const SOUND_TYPES: readonly FileType[] = ['MP3', 'M4A', 'WAV'];

/** The types that a form's file button accepts, by the endings of names. */
export const acceptOf = (types: readonly FileType[]): string =>
  types
    .flatMap((type) => FILE_ENDINGS[type])
    .map((ending) => `.${ending}`)
    .join();
