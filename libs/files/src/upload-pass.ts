import { randomBytes } from 'node:crypto';
import { fileError } from './files.errors.js';
import type { Signer } from './signer.js';

/**
 * 上传凭证: lets somebody without an account upload files and name them in one filing. It is not kept; its id stands with the files
 * until they are named.
 */
export function newPass(signer: Signer, now: Date, hours: number): { readonly pass: string; readonly until: Date } {
  const id = randomBytes(16).toString('base64url');
  const until = now.getTime() + hours * 3_600_000;
  return { pass: `${id}.${signer.sign([id], until)}`, until: new Date(until) };
}

/** The id of a pass. @throws UPLOAD_PASS_INVALID, UPLOAD_PASS_EXPIRED */
export function passId(signer: Signer, pass: string, now: Date): string {
  const id = pass.slice(0, Math.max(pass.indexOf('.'), 0));
  const verdict = signer.check(pass.slice(id.length + 1), [id], now.getTime());
  if (verdict === 'wrong') throw fileError('UPLOAD_PASS_INVALID');
  if (verdict === 'late') throw fileError('UPLOAD_PASS_EXPIRED');
  return id;
}
