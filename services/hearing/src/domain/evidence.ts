import type { Entry } from './hearing.js';

/** A file of the matter as intake keeps it; `sha256` null where the reader may not know it. */
export interface MatterFile {
  readonly id: string;
  readonly sha256: string | null;
}

/** Evidence in the minutes, with the file of the matter that has its content; null: none has. */
export interface Shown {
  readonly number: number;
  readonly hash: string;
  readonly fileId: string | null;
}

/** What was shown at a sitting beside the files of the matter, in the order of the minutes. @source law 9 (evidence hashes) */
export const evidenceShown = (entries: readonly Pick<Entry, 'number' | 'hash'>[], files: readonly MatterFile[]): Shown[] =>
  entries.flatMap(({ number, hash }) =>
    hash === null ? [] : [{ number, hash, fileId: files.find(({ sha256 }) => sha256?.toLowerCase() === hash)?.id ?? null }],
  );
