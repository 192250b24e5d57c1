import type { Fields } from '../../src/portal/filing/form';

/** An unsent filing that is stored in this browser. */
export interface Draft {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly fields: Fields;
  /** Element id of the step. */
  readonly step: string;
  /** Fields that were sent and not answered: they may have been filed. */
  readonly unanswered: Fields | null;
}

/** A file whose upload is not complete. */
export interface UnfinishedFile {
  readonly key: string;
  /** Request id of the form. */
  readonly requestId: string;
  readonly field: string;
  readonly file: File;
  readonly url: string | null;
  readonly pass: string;
}

/** One draft per form: two windows with two forms store two drafts. */
const PREFIX = 'sunshine.filing.draft.';
const DAYS_30 = 30 * 86_400_000;

const requestOf = (fields: Fields): string => fields.find(([name]) => name === 'requestId')?.[1] ?? '';

/** Drafts of this browser, the newest first. Deletes drafts that are older than 30 days or cannot be read. */
export function readDrafts(): Draft[] {
  const kept = storage();
  const names = Array.from({ length: kept?.length ?? 0 }, (_, at) => kept?.key(at) ?? '').filter((name) => name.startsWith(PREFIX));
  return names.flatMap((name) => readDraft(name.slice(PREFIX.length)) ?? []).sort((one, other) => other.at - one.at);
}

/** The draft of the form with this request id. */
export function readDraft(requestId: string): Draft | null {
  const stored = storage()?.getItem(PREFIX + requestId) ?? null;
  if (stored === null) return null;
  const draft = parsed<Draft>(stored);
  if (draft && Date.now() - draft.at < DAYS_30) return draft;
  void dropDraft(requestId);
  return null;
}

function parsed<T extends Draft | Filed>(stored: string | null): T | null {
  try {
    const kept = JSON.parse(stored ?? 'null') as Partial<T> | null;
    return typeof kept?.at === 'number' && Array.isArray(kept.fields) ? (kept as T) : null;
  } catch {
    return null;
  }
}

/** Keeps the draft. Answers false where the browser has no room or forbids it. */
export function writeDraft(draft: Draft): boolean {
  try {
    storage()?.setItem(PREFIX + requestOf(draft.fields), JSON.stringify(draft));
    return storage() !== null;
  } catch {
    return false;
  }
}

/** Deletes the draft and its unfinished files. */
export async function dropDraft(requestId: string): Promise<void> {
  storage()?.removeItem(PREFIX + requestId);
  for (const { key } of await unfinishedFiles(requestId)) await dropUnfinished(key);
}

/** Calls `tell` when another window stores a draft of the same form. */
export function onForeignDraft(requestId: string, tell: () => void): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === PREFIX + requestId && newValue !== null) tell();
  });
}

/**
 * The fields of a filing that this window sent. If they are sent again, the server answers the same receipt, so no secret is stored here.
 */
interface Filed {
  readonly at: number;
  readonly fields: Fields;
}

const FILED_KEY = 'sunshine.filing.filed';
const HALF_AN_HOUR = 30 * 60_000;

/** Filing that this window sent within the last half hour. */
export function readFiled(): Filed | null {
  const filed = parsed<Filed>(storage('sessionStorage')?.getItem(FILED_KEY) ?? null);
  if (filed && Date.now() - filed.at < HALF_AN_HOUR) return filed;
  dropFiled();
  return null;
}

/** Call it only if the person allows this device to store what is typed. */
export function keepFiled(fields: Fields): void {
  try {
    storage('sessionStorage')?.setItem(FILED_KEY, JSON.stringify({ at: Date.now(), fields } satisfies Filed));
  } catch {
    dropFiled(); // The storage is full: the receipt exists only in the page, which says so.
  }
}

export const dropFiled = (): void => storage('sessionStorage')?.removeItem(FILED_KEY);

/** Null if the browser forbids storage. */
function storage(name: 'localStorage' | 'sessionStorage' = 'localStorage'): Storage | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}

/** Unfinished files of the form with this request id. */
export async function unfinishedFiles(requestId: string): Promise<UnfinishedFile[]> {
  const all = await withFiles('readonly', (files) => files.getAll() as IDBRequest<UnfinishedFile[]>);
  return (all ?? []).filter((file) => file.requestId === requestId);
}

export const keepUnfinished = (file: UnfinishedFile): Promise<unknown> => withFiles('readwrite', (files) => files.put(file));

export const dropUnfinished = (key: string): Promise<unknown> => withFiles('readwrite', (files) => files.delete(key));

/** Answers null if the browser stores no files: an upload then cannot continue after the page is closed. */
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
