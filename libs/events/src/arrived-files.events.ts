import { z } from 'zod';
import { code } from './code.js';
import { defineEvent } from './define.js';

const id = z.uuid();
const file = { petitionId: id, fileId: id };

/** Published by exchange: a file that another node sent for a petition is here whole. Its bytes and their key are in no event (ADR 0108). */
export const ArrivedFileComplete = defineEvent('ArrivedFileComplete', 1, file);

/** Published by intake: it takes the file, whose key is to be sealed to `key`. */
export const ArrivedFileWanted = defineEvent('ArrivedFileWanted', 1, {
  ...file,
  wantId: id,
  /** X25519, base64url; of this want alone. */
  key: z.string().regex(/^[\w-]{43}$/),
});

/** Published by exchange: where the bytes lie and under which key, sealed to the key of the want. */
export const ArrivedFileGiven = defineEvent('ArrivedFileGiven', 1, {
  ...file,
  wantId: id,
  /** A compact JWE. */
  sealed: z.string().regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/),
});

/** Published by intake: the file is one of the petition's, or why it cannot be one; exchange drops it. */
export const ArrivedFileTaken = defineEvent('ArrivedFileTaken', 1, { ...file, refusedAs: code.nullable() });
