import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Signature } from '../domain/bundle.types.js';
import type { Hearing } from '../domain/hearing.js';
import { HearingSeal } from '../sealing/hearing.seal.js';
import { lineFor } from './build.js';
import { readHeads, readKept } from './bundle.rows.js';
import { NodeKey } from './node-key.js';
import { canonical, digestOf, pieceDigest, sealedText, type DigestName, type SealLine } from './verify-bundle.js';

export type View = 'office' | 'party';

/** Binds the sealed line of an entry to its place, so that none opens in the name of another. */
export const entryPlace = (hearingId: string, part: string, name: string): string => `bundle|${hearingId}|${part}|${name}`;

const lineOf = (signature: Signature, head: string): string => {
  const { way, ...rest } = signature;
  const kind = way === 'key' ? 'signature' : way === 'paper' ? 'paper' : 'refusal';
  return canonical({ ...rest, kind, head });
};

/** Writes the file of a hearing from what was bound. */
@Injectable()
export class BundleFile {
  constructor(
    private readonly db: DataSource,
    private readonly seal: HearingSeal,
    private readonly node: NodeKey,
  ) {}

  /** The file as the organ reads it, or for a party: the same heads and signatures. Null where nothing is bound. */
  async text(hearing: Hearing, view: View): Promise<string | null> {
    const { bundle } = hearing;
    const [first] = bundle?.sections ?? [];
    if (!bundle || !first) return null;
    const [heads, kept] = await Promise.all([readHeads(this.db.manager, hearing.id), readKept(this.db.manager, hearing.id)]);
    const algorithm = first.algorithm as DigestName;
    const digest = (piece: Parameters<typeof pieceDigest>[1]) => pieceDigest(algorithm, piece);
    const digests = new Map(bundle.sections.map(({ section, digest: of }) => [section, of]));
    const signatures = bundle.signatures.map((signature) => lineOf(signature, digests.get(signature.section) ?? ''));
    const lines = heads.flatMap(({ section, head }) => [
      head,
      ...kept.filter((entry) => entry.section === section).map((entry) => lineFor(view, entry, digest)),
    ]);
    const at = [...bundle.sections.map(({ sealedAt }) => sealedAt), ...bundle.signatures.map((one) => one.at)].toSorted().at(-1) ?? '';
    const unsigned: SealLine = {
      kind: 'seal',
      organId: hearing.organId,
      at,
      algorithm: this.node.algorithm,
      key: this.node.key,
      lines: [...heads.map(({ head }) => head), ...signatures].map((line) => digestOf(algorithm, line)),
      value: '',
    };
    const seal = canonical({ ...unsigned, value: this.node.sign(sealedText(unsigned)) });
    return [...lines, ...signatures, seal].map((line) => `${line}\n`).join('');
  }

  /** What stands in the file as a commitment, with salt and content: lines for `verify-bundle --opened`. */
  async opened(hearingId: string): Promise<string> {
    const kept = await readKept(this.db.manager, hearingId);
    return kept
      .flatMap(({ part, name, sealed }) => (sealed === null ? [] : [`${this.seal.open(entryPlace(hearingId, part, name), sealed)}\n`]))
      .join('');
  }
}
