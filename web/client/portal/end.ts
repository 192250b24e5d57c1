/**
 * Ends the use of a shared machine: deletes drafts, choices and session, and replaces the page, so that the back button shows nothing of
 * it.
 */
export async function endAndClear(home: string): Promise<void> {
  try {
    localStorage.clear();
    sessionStorage.clear();
    for (const { name } of await indexedDB.databases()) if (name !== undefined) indexedDB.deleteDatabase(name);
  } finally {
    // If storage is switched off, nothing was kept.
    location.replace(home);
  }
}
