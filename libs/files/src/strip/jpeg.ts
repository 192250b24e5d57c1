const [TEM, RST0, SOI, EOI, SOS, APP0, APP14, APP15, COM] = [0x01, 0xd0, 0xd8, 0xd9, 0xda, 0xe0, 0xee, 0xef, 0xfe];

const alone = (marker: number) => marker === TEM || (marker >= RST0 && marker <= SOI);
/** Adobe's segment says how colours are coded; every other application segment and each comment goes. */
const telling = (marker: number) => marker === COM || (marker >= APP0 && marker <= APP15 && marker !== APP14);

/**
 * A JPEG whose coded picture stays bit for bit as it is, without application segments and comments, ended at its end: for a picture
 * inside a document, which says the rest about it. Throws where the segments do not follow each other.
 */
export function dropJpegSegments(bytes: Uint8Array): Buffer {
  const jpeg = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept: Buffer[] = [];
  let at = 0;
  for (;;) {
    const marker = jpeg[at] === 0xff ? jpeg[at + 1] : undefined;
    if (marker === undefined || (at === 0) !== (marker === SOI)) throw new Error('not a JPEG');
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (alone(marker) || marker === EOI) {
      kept.push(jpeg.subarray(at, at + 2));
      at += 2;
      if (marker === EOI) return Buffer.concat(kept);
      continue;
    }
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (end > jpeg.length) throw new Error('not a JPEG');
    if (!telling(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
    if (marker !== SOS) continue;
    const next = endOfScan(jpeg, at);
    kept.push(jpeg.subarray(at, next));
    at = next;
  }
}

/** Where the coded data of a scan ends: at the first marker that is neither stuffing nor a restart. */
function endOfScan(jpeg: Buffer, from: number): number {
  for (let at = jpeg.indexOf(0xff, from); at >= 0; at = jpeg.indexOf(0xff, at + 1)) {
    const next = jpeg[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= RST0 && next < SOI)) return at;
  }
  throw new Error('not a JPEG');
}
