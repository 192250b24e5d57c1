/** At the end on a shared machine: neither draft nor choice nor session is left, and going back shows no page of the one before. */
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
