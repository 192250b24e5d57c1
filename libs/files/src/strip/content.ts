import type { FileType } from '../types.js';

type Strip = (bytes: Uint8Array) => Promise<Buffer>;

// Each is loaded where it is needed: what reads one file needs no more memory than that.
const picture = async (bytes: Uint8Array, type: 'JPG' | 'PNG') => (await import('./image.js')).stripImage(bytes, type);
const office: Strip = async (bytes) => (await import('./office.js')).stripOffice(bytes);

/** Film and sound keep device data inside their coded tracks: nothing here takes it out, so nothing here says it has. */
const STRIPS: Readonly<Partial<Record<FileType, Strip>>> = {
  JPG: (bytes) => picture(bytes, 'JPG'),
  PNG: (bytes) => picture(bytes, 'PNG'),
  PDF: async (bytes) => (await import('./pdf.js')).stripPdf(bytes),
  DOCX: office,
  XLSX: office,
};

/** The content without what says who made it, when, where and with what; null where it cannot be cleaned, or not be read. */
export async function stripContent(bytes: Uint8Array, type: FileType): Promise<Buffer | null> {
  try {
    return (await STRIPS[type]?.(bytes)) ?? null;
  } catch {
    return null;
  }
}
