/** What was typed into a form and not yet done, for this tab of the browser. */
export const kept = {
  read<T>(key: string): T | null {
    const text = sessionStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as T);
  },
  write(key: string, value: unknown): void {
    sessionStorage.setItem(key, JSON.stringify(value));
  },
  drop(key: string): void {
    sessionStorage.removeItem(key);
  },
};
