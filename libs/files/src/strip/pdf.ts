import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef, PDFStream, type PDFContext, type PDFObject } from '@cantoo/pdf-lib';
import { dropJpegSegments } from './jpeg.js';

const names = (...keys: string[]) => keys.map((key) => PDFName.of(key));
/** Keys that say who, when or with what. */
const TELLING = names('Metadata', 'PieceInfo', 'LastModified');
/** The same of annotations, whose author is T; of a form field T is the field's name. */
const OF_ANNOTATION = names('CreationDate', 'M', 'NM', 'T');
const OF_FIELD = names('M', 'NM');
/** Bytes of one stream that is inflated here or by the reader. */
const INFLATED_MAX = 48 * 1_048_576;
/** A dictionary before its stream is not longer, bytes. */
const DICTIONARY_MAX = 2_048;

const named = (dict: PDFDict, key: string): string | null => {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : null;
};

/**
 * The same pages, written anew without document information, XMP, private data of programs, authors and days of annotations,
 * and without what earlier revisions left behind. Throws where it is encrypted, holds an embedded file or a picture that cannot be cleaned.
 */
export async function stripPdf(bytes: Uint8Array): Promise<Buffer> {
  refuseWhatGrows(bytes);
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context } = document;
  context.trailerInfo.Info = undefined;
  context.trailerInfo.ID = undefined;
  const reached = new Set<PDFRef>();
  const open: PDFObject[] = [document.catalog];
  if (context.trailerInfo.Root instanceof PDFRef) reached.add(context.trailerInfo.Root);
  for (let object = open.pop(); object; object = open.pop()) open.push(...cleaned(object, context, reached));
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
  return Buffer.from(await document.save({ addDefaultPage: false, updateFieldAppearances: false }));
}

/**
 * The reader inflates streams of objects whole, however far they grow: those that are written plainly are tried before. The others are
 * stopped by the limit of memory.
 */
function refuseWhatGrows(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let left = INFLATED_MAX;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    const before = file.toString('latin1', Math.max(0, at - DICTIONARY_MAX), at);
    const dictionary = before.slice(before.lastIndexOf('obj') + 3);
    if (!/\/(ObjStm|XRef)\b/.test(dictionary) || !/\/(FlateDecode|Fl)\b/.test(dictionary)) continue;
    const start = at + 6 + (file[at + 6] === 0x0d ? 2 : 1);
    const end = file.indexOf('endstream', start);
    if (end < 0) return;
    left -= inflatedLength(file.subarray(start, end), left);
    at = end;
  }
}

/** @param most throws where it grows beyond; what cannot be inflated is left to the reader */
function inflatedLength(packed: Uint8Array, most: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw error;
    return 0;
  }
}

/** Cleans one object in place and answers what it leads to that was not reached before. */
function cleaned(object: PDFObject, context: PDFContext, reached: Set<PDFRef>): PDFObject[] {
  if (object instanceof PDFRef) {
    if (reached.has(object)) return [];
    reached.add(object);
    const target = context.lookup(object);
    if (!(target instanceof PDFRawStream)) return target ? [target] : [];
    const stream = withoutPictureData(target);
    if (stream !== target) context.assign(object, stream);
    return [stream];
  }
  if (object instanceof PDFArray) return object.asArray();
  const dict = object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : null;
  if (!dict) return [];
  cleanDict(dict);
  return dict.values();
}

function cleanDict(dict: PDFDict): void {
  if (dict.has(PDFName.of('EF')) || named(dict, 'Type') === 'EmbeddedFile') throw new Error('a file inside the file');
  const subtype = dict.has(PDFName.of('Rect')) ? named(dict, 'Subtype') : null;
  const telling = subtype === null ? TELLING : [...TELLING, ...(subtype === 'Widget' ? OF_FIELD : OF_ANNOTATION)];
  for (const key of telling) dict.delete(key);
}

/** A picture kept as JPEG carries its own metadata, and so may one kept as JPEG 2000. */
function withoutPictureData(stream: PDFRawStream): PDFRawStream {
  const filters = filtersOf(stream.dict);
  const last = filters.at(-1);
  if (last === 'JPXDecode' || last === 'JPX') throw new Error('a picture that cannot be cleaned');
  if (last !== 'DCTDecode' && last !== 'DCT') return stream;
  let jpeg: Uint8Array = stream.contents;
  for (const filter of filters.slice(0, -1)) {
    if (filter !== 'FlateDecode' && filter !== 'Fl') throw new Error('a picture that cannot be cleaned');
    jpeg = inflateSync(jpeg, { maxOutputLength: INFLATED_MAX });
  }
  stream.dict.set(PDFName.of('Filter'), PDFName.of('DCTDecode'));
  if (filters.length > 1) stream.dict.delete(PDFName.of('DecodeParms'));
  return PDFRawStream.of(stream.dict, dropJpegSegments(jpeg));
}

function filtersOf(dict: PDFDict): string[] {
  const filter = dict.lookup(PDFName.of('Filter'));
  if (filter instanceof PDFName) return [filter.decodeText()];
  if (!(filter instanceof PDFArray)) return [];
  return filter.asArray().map((each) => (each instanceof PDFName ? each.decodeText() : ''));
}
