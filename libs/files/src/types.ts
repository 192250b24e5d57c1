import { fileTypeFromBuffer } from 'file-type';

/** What is accepted: the six types of the public contract, and sound for calls (电话录音). */
export const FILE_TYPES = {
  PDF: { extension: 'pdf', mime: 'application/pdf' },
  JPG: { extension: 'jpg', mime: 'image/jpeg' },
  PNG: { extension: 'png', mime: 'image/png' },
  DOCX: { extension: 'docx', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  XLSX: { extension: 'xlsx', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  MP4: { extension: 'mp4', mime: 'video/mp4' },
  MP3: { extension: 'mp3', mime: 'audio/mpeg' },
  M4A: { extension: 'm4a', mime: 'audio/mp4' },
  WAV: { extension: 'wav', mime: 'audio/wav' },
} as const;

export type FileType = keyof typeof FILE_TYPES;

export const SOUND_TYPES: ReadonlySet<FileType> = new Set<FileType>(['MP3', 'M4A', 'WAV']);

const byExtension = new Map<string, FileType>(
  Object.entries(FILE_TYPES).map(([type, { extension }]) => [extension, type as FileType] as const),
);

/** The type that the content shows, whatever the file is called; null for every type that is not accepted. */
export async function typeOf(content: Uint8Array): Promise<FileType | null> {
  const found = await fileTypeFromBuffer(content);
  return byExtension.get(found?.ext ?? '') ?? null;
}
