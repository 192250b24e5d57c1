import sharp from 'sharp';

// A scanner's widest sheet has some 140 million points; what claims more is built to exhaust the reader.
const POINTS_MAX = 200_000_000;

/**
 * The picture alone, drawn anew the right way up: no EXIF, GPS, XMP, IPTC, thumbnail, comment, and nothing behind the end of the file.
 * Throws where it cannot be drawn.
 */
export async function stripImage(bytes: Uint8Array, type: 'JPG' | 'PNG'): Promise<Buffer> {
  const image = sharp(bytes, { limitInputPixels: POINTS_MAX, failOn: 'error' }).autoOrient();
  return type === 'JPG' ? image.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer() : image.png().toBuffer();
}
