import { constants, crc32, deflateRawSync } from 'node:zlib';

const BLOCK = 16 * 1_048_576;

/** Bytes that unpack to `length` times the byte `value`: as small as deflate can, made without ever holding what they unpack to. */
export function deflatedRun(length: number, value = 0): Buffer {
  const blocks = Math.floor(length / BLOCK);
  // Flushed at a byte's end and without a word of what came before, so that one block stands for all.
  const block = deflateRawSync(Buffer.alloc(blocks > 0 ? BLOCK : 0, value), { finishFlush: constants.Z_FULL_FLUSH, level: 9 });
  const rest = deflateRawSync(Buffer.alloc(length - blocks * BLOCK, value), { level: 9 });
  return Buffer.concat([...Array.from({ length: blocks }, () => block), rest]);
}

/** The same with the head and the sum of zlib, for zeros alone. */
export function zlibZeros(length: number): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((((length % 65_521) << 16) | 1) >>> 0);
  return Buffer.concat([Buffer.from([0x78, 0xda]), deflatedRun(length), sum]);
}

export interface Part {
  readonly name: string;
  /** Packed by raw deflate. */
  readonly packed: Buffer;
  /** What the package says that it unpacks to, truly or not. */
  readonly size: number;
  readonly crc?: number;
}

export const part = (name: string, text: string | Buffer): Part => {
  const bytes = Buffer.from(text as string);
  return { name, packed: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) };
};

/** A package of parts, with the sizes that it is told to claim. */
export function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, packed, size, crc = 0 } of parts) {
    const title = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0); // version
    shared.writeUInt16LE(8, 4); // deflate
    shared.writeUInt16LE(0x21, 8); // 1980-01-01
    shared.writeUInt32LE(crc, 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(size >>> 0, 18);
    shared.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, title, packed]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(at, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, entry, title);
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length & 0xffff, 8);
  end.writeUInt16LE(parts.length & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const TYPES = part(
  '[Content_Types].xml',
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
);

/** A word document of these parts. */
export const docx = (...parts: Part[]): Buffer => zip([TYPES, ...parts]);

/** A word document whose text is `opening` again and again, never closed. */
export const unclosed = (opening: string, times: number): Buffer =>
  docx(part('word/document.xml', `${XML}<w:document><w:body>${opening.repeat(times)}`));

const pdfOf = (...objects: (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    Buffer.from('1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n'),
    ...objects.map((object) => Buffer.from(object as string)),
    Buffer.from('trailer\n<</Root 1 0 R/Size 9>>\n%%EOF\n'),
  ]);

/** A document with one stream of objects that unpacks to `length` zeros. */
export function pdfBomb(length: number): Buffer {
  const packed = zlibZeros(length);
  const head = `3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
  return pdfOf(Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\n')]));
}

/** A document with one array in an array in an array. */
export const nestedPdf = (depth: number): Buffer => pdfOf(`3 0 obj\n${'['.repeat(depth)}${']'.repeat(depth)}\nendobj\n`);

/** A grey picture of so many points, all black: few bytes, many points. */
export function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits a point, grey
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', zlibZeros((width + 1) * height)), chunk('IEND', Buffer.alloc(0))]);
}
