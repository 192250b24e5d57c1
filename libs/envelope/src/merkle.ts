import type { Suite } from './keys.js';
import { digestOf } from './suites.js';

// The tree of RFC 6962 2.1: leaves and nodes are hashed under different prefixes, so that neither passes for the other.

const bytes = (...hashes: string[]): Buffer => Buffer.concat([Buffer.of(1), ...hashes.map((hash) => Buffer.from(hash, 'hex'))]);

export const leafHash = (suite: Suite, text: string): string => digestOf(suite, Buffer.concat([Buffer.of(0), Buffer.from(text, 'utf8')]));
const nodeHash = (suite: Suite, left: string, right: string): string => digestOf(suite, bytes(left, right));

/** The largest power of two below it. */
const split = (size: number): number => 2 ** Math.ceil(Math.log2(size) - 1);

/** Of hashes of leaves; of none, the digest of nothing. */
export function merkleRoot(suite: Suite, leaves: readonly string[]): string {
  const [first] = leaves;
  if (first === undefined) return digestOf(suite, '');
  if (leaves.length === 1) return first;
  const at = split(leaves.length);
  return nodeHash(suite, merkleRoot(suite, leaves.slice(0, at)), merkleRoot(suite, leaves.slice(at)));
}

/** The siblings of a leaf, from the lowest up. */
export function merklePath(suite: Suite, leaves: readonly string[], index: number): string[] {
  if (leaves.length <= 1) return [];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at
    ? [...merklePath(suite, left, index), merkleRoot(suite, right)]
    : [...merklePath(suite, right, index - at), merkleRoot(suite, left)];
}

/** The root that a leaf and its siblings lead to in a tree of that many leaves; null where their number is not that of such a tree. */
export function rootOf(suite: Suite, leaf: string, index: number, size: number, path: readonly string[]): string | null {
  if (size <= 1) return path.length === 0 ? leaf : null;
  const [sibling, below] = [path.at(-1), path.slice(0, -1)];
  if (sibling === undefined) return null;
  const at = split(size);
  const own = index < at ? rootOf(suite, leaf, index, at, below) : rootOf(suite, leaf, index - at, size - at, below);
  if (own === null) return null;
  return index < at ? nodeHash(suite, own, sibling) : nodeHash(suite, sibling, own);
}
