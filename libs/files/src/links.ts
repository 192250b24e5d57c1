import { fileError } from './files.errors.js';
import type { Signer } from './signer.js';

const LINK_MS = 60_000;

/** Which file is opened to whom. */
export interface Linked {
  readonly fileId: string;
  readonly personId: string;
}

export interface FileLink {
  /** Address below the gateway; it opens nothing for another person. */
  readonly link: string;
  /** Last instant at which it opens, UTC. */
  readonly until: Date;
}

/** A link to one file for one person, good for one minute from `now`. */
export function linkTo(signer: Signer, { fileId, personId }: Linked, now: Date): FileLink {
  const until = now.getTime() + LINK_MS;
  return { link: `/files/${fileId}?link=${signer.sign([fileId, personId], until)}`, until: new Date(until) };
}

/**
 * @param given what stands behind `link=`
 * @throws LINK_INVALID for another file or person, LINK_EXPIRED
 */
export function checkLink(signer: Signer, given: string, { fileId, personId }: Linked, now: Date): void {
  const verdict = signer.check(given, [fileId, personId], now.getTime());
  if (verdict === 'wrong') throw fileError('LINK_INVALID');
  if (verdict === 'late') throw fileError('LINK_EXPIRED');
}
