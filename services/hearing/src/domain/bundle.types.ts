/** Who signs the file of a hearing. People who only watched do not. */
export const SIGNER_PARTS = {
  presider: '主持人',
  member: '听证员',
  clerk: '书记员',
  petitioner: '信访人',
  agent: '代理人',
  organ: '办理单位人员',
  interested: '利害关系人',
  witness: '证人',
} as const;

export interface Signer {
  /** Of the person with an account, else of the attendance. */
  readonly id: string;
  /** As the minutes have it; null for people with an account whom the pool does not know, and for third persons. */
  readonly name: string | null;
  readonly part: keyof typeof SIGNER_PARTS;
}

/** What was bound at one time; later ones hold what became known since. */
export interface Section {
  readonly section: number;
  /** Digest of its head, hex. */
  readonly digest: string;
  readonly algorithm: string;
  readonly sealedAt: string;
  readonly signers: readonly Signer[];
  /** Entries with their content, and those that stand as a commitment alone. */
  readonly open: number;
  readonly sealed: number;
  /** Papers whose digests it holds. */
  readonly documentIds: readonly string[];
}

interface OfHead {
  readonly section: number;
  readonly signer: Signer;
  readonly at: string;
}
/** A signature by key or on paper, or that it was refused. */
export type Signature =
  | (OfHead & { readonly way: 'key'; readonly algorithm: string; readonly key: string; readonly value: string })
  | (OfHead & { readonly way: 'paper'; readonly scan: string; readonly by: string })
  | (OfHead & { readonly way: 'refused'; readonly witness: string | null; readonly video: string | null; readonly by: string });

export interface Bundle {
  readonly sections: readonly Section[];
  readonly signatures: readonly Signature[];
}

/** An entry as it is kept: its line where it is open, sealed where it is not. */
export interface KeptEntry {
  readonly part: string;
  readonly name: string;
  readonly digest: string;
  /** The line as the organ reads it; null where it stands as a commitment. */
  readonly line: string | null;
  /** The same, under the keys of hearings. */
  readonly sealed: string | null;
  /** Places of the pieces that parties do not read. */
  readonly withheld: readonly number[];
}

/** A section that was made: what the hearing remembers of it, its head, its entries. */
export interface MadeSection {
  readonly section: Section;
  readonly head: string;
  readonly entries: readonly KeptEntry[];
}
