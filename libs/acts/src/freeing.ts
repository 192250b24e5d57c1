import { logOf } from '@sunshine/platform';

/** Where numbers of papers are given back. */
export interface Freed {
  release(documentId: string): Promise<void>;
}

/** The number of a paper that was not written goes to the next one. @throws what `writing` throws */
export async function freeing<T>(numbers: Freed, documentId: string, writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    // The refusal is what its reader must see; the number is freed by a later round as well.
    await numbers
      .release(documentId)
      .catch((failure: unknown) =>
        logOf('acts').warn({ err: failure, documentId }, 'freeing an unused number failed; a later round frees it'),
      );
    throw error;
  }
}
