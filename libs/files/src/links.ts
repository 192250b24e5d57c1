import { fileError } from './files.errors.js';
import type { Signer } from './signer.js';

const LINK_MS = 60_000;

/** To whom which file is opened, by which entry in the log of openings. */
export interface Linked {
  readonly fileId: string;
  readonly personId: string;
  readonly openingId: string;
}

export interface FileLink {
  /** Address below the gateway; it opens nothing for another person. */
  readonly link: string;
  /** Last instant at which it opens, UTC. */
  readonly until: Date;
}

const wordsOf = ({ fileId, personId, openingId }: Linked) => [fileId, personId, openingId];

/** A link to one file for one person, good for one minute from `now`. */
export function linkTo(signer: Signer, linked: Linked, now: Date): FileLink {
  const until = now.getTime() + LINK_MS;
  return { link: `/files/${linked.fileId}?link=${linked.openingId}.${signer.sign(wordsOf(linked), until)}`, until: new Date(until) };
}

/**
 * The entry in the log of openings that a link stands on.
 * @param given what stands behind `link=`
 * @throws LINK_INVALID for another file or person, LINK_EXPIRED
 */
export function openingOf(signer: Signer, given: string, { fileId, personId }: Omit<Linked, 'openingId'>, now: Date): string {
  const dot = given.indexOf('.');
  const openingId = given.slice(0, Math.max(dot, 0));
  const verdict = signer.check(given.slice(dot + 1), wordsOf({ fileId, personId, openingId }), now.getTime());
  if (verdict === 'wrong') throw fileError('LINK_INVALID');
  if (verdict === 'late') throw fileError('LINK_EXPIRED');
  return openingId;
}
