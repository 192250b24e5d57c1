import type { FileType } from '../types.js';
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

/** The content without what says who made it, when, where and with what; null where it cannot be cleaned, or not be read. */
export async function stripContent(bytes: Uint8Array, type: FileType): Promise<Buffer | null> {
  try {
    return (await STRIPS[type]?.(bytes)) ?? null;
  } catch {
    return null;
  }
}
