import sharp from 'sharp';

// One picture at a time, row by row: nothing is kept for another.
sharp.cache(false);
sharp.concurrency(1);

// A scanner's widest sheet has some 140 million points; what claims more is built to exhaust the reader.
const POINTS_MAX = 200_000_000;

/**
 * The picture alone, drawn anew the right way up: no EXIF, GPS, XMP, IPTC, thumbnail, comment, and nothing behind the end of the file.
 * Throws where it cannot be drawn.
 */
export async function stripImage(bytes: Uint8Array, type: 'JPG' | 'PNG'): Promise<Buffer> {
  const image = sharp(bytes, { limitInputPixels: POINTS_MAX, failOn: 'error' }).autoOrient();
  // Codes made for the picture itself would keep all of it in memory.
  return type === 'JPG'
    ? image.jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimizeCoding: false }).toBuffer()
    : image.png().toBuffer();
}
