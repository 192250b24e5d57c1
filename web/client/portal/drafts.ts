import type { Fields } from '../../src/portal/filing/form';

/** A filing that is not filed yet, as it stands in this browser. */
export interface Draft {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly fields: Fields;
  /** Element id of the step. */
  readonly step: string;
  /** Sent, and no answer came: perhaps it is filed. */
  readonly unanswered: Fields | null;
}

/** A file of which not all bytes are at the door yet. */
export interface UnfinishedFile {
  readonly key: string;
  readonly field: string;
  readonly file: File;
  readonly url: string | null;
  readonly pass: string;
}

const KEY = 'sunshine.filing.draft';
const DAYS_30 = 30 * 86_400_000;

/** The draft of this browser; one that is older than 30 days, or that cannot be read any more, is dropped. */
export function readDraft(): Draft | null {
  const stored = storage()?.getItem(KEY);
  if (!stored) return null;
  const draft = parsed(stored);
  if (draft && Date.now() - draft.at < DAYS_30) return draft;
  void dropDraft();
  return null;
}

function parsed(stored: string): Draft | null {
  try {
    const draft = JSON.parse(stored) as Partial<Draft>;
    return typeof draft.at === 'number' && Array.isArray(draft.fields) ? (draft as Draft) : null;
  } catch {
    return null;
  }
}

/** Whether it could be kept: a browser may have no room, or forbid it. */
export function writeDraft(draft: Draft): boolean {
  try {
    storage()?.setItem(KEY, JSON.stringify(draft));
    return storage() !== null;
  } catch {
    return false;
  }
}

export async function dropDraft(): Promise<void> {
  storage()?.removeItem(KEY);
  await withFiles('readwrite', (files) => files.clear());
}

/** Null where the browser forbids it. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export const unfinishedFiles = async (): Promise<UnfinishedFile[]> =>
  (await withFiles('readonly', (files) => files.getAll() as IDBRequest<UnfinishedFile[]>)) ?? [];

export const keepUnfinished = (file: UnfinishedFile): Promise<unknown> => withFiles('readwrite', (files) => files.put(file));

export const dropUnfinished = (key: string): Promise<unknown> => withFiles('readwrite', (files) => files.delete(key));

/** Answers null where the browser keeps no files: then an upload goes on only as long as the page is open. */
function withFiles<T>(mode: IDBTransactionMode, work: (files: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  return new Promise((done) => {
    const nothing = () => done(null);
    try {
      const opening = indexedDB.open('sunshine-filing', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('files', { keyPath: 'key' });
      opening.onerror = nothing;
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction('files', mode);
        const request = work(transaction.objectStore('files'));
        transaction.oncomplete = () => {
          database.close();
          done(request.result);
        };
        transaction.onabort = () => {
          database.close();
          nothing();
        };
      };
    } catch {
      nothing();
    }
  });
}
