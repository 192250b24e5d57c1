import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

// A file on disk is a row of pieces: length of the plain bytes (4), nonce (12), tag (16), ciphertext. Each piece is sealed with the
// file's own key to its place in the row; a nonce is drawn for each, so that a piece may be written anew after a crash.
export const PIECE_BYTES = 64 * 1024;
export const HEAD_BYTES = 4 + 12 + 16;
const ALGORITHM = 'aes-256-gcm';

const placeOf = (blobId: string, index: number) => Buffer.from(`${blobId}|${index}`);

/** @param plain 1 to `PIECE_BYTES` bytes */
export function sealPiece(key: Buffer, blobId: string, index: number, plain: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, createSecretKey(key), nonce, { authTagLength: 16 }).setAAD(placeOf(blobId, index));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(plain.length);
  return Buffer.concat([length, nonce, cipher.getAuthTag(), body]);
}

/** Throws where key, file, place or content is not the one it was sealed with. */
export function openPiece(key: Buffer, blobId: string, index: number, head: Buffer, body: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, createSecretKey(key), head.subarray(4, 16), { authTagLength: 16 }).setAAD(
    placeOf(blobId, index),
  );
  decipher.setAuthTag(head.subarray(16, 32));
  return Buffer.concat([decipher.update(body), decipher.final()]);
}
