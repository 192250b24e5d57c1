import { fileError } from '../files.errors.js';
import { FILE_TYPES, type FileType } from '../types.js';
import { stripImage } from './image.js';
import { stripOffice } from './office.js';
import { stripPdf } from './pdf.js';

type Strip = (bytes: Uint8Array) => Promise<Buffer>;

/** Film and sound keep device data inside their coded tracks: nothing here takes it out, so nothing here says it has. */
const STRIPS: Readonly<Partial<Record<FileType, Strip>>> = {
  JPG: (bytes) => stripImage(bytes, 'JPG'),
  PNG: (bytes) => stripImage(bytes, 'PNG'),
  PDF: stripPdf,
  DOCX: stripOffice,
  XLSX: stripOffice,
};

export const strippable = (type: FileType): boolean => STRIPS[type] !== undefined;

/**
 * The content without what says who made it, when, where and with what.
 * @throws FILE_CANNOT_BE_STRIPPED
 */
export async function strip(bytes: Uint8Array, type: FileType): Promise<Buffer> {
  const refusal = () => fileError('FILE_CANNOT_BE_STRIPPED', { details: { type: FILE_TYPES[type].extension.toUpperCase() } });
  const remove = STRIPS[type];
  if (!remove) throw refusal();
  try {
    return await remove(bytes);
  } catch {
    throw refusal(); // what cannot be read cannot be cleaned
  }
}
