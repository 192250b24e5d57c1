import { currentSession } from '../session/session';

let owner = '';

/** Of who is signed in, or was last while a session has ended: another person at this device finds nothing of it. */
function ownKey(key: string): string {
  owner = currentSession()?.person.id ?? owner;
  return `${key} ${owner}`;
}

/** What was typed into a form and not yet done, for this tab of the browser. */
export const kept = {
  read<T>(key: string): T | null {
    const text = sessionStorage.getItem(ownKey(key));
    return text === null ? null : (JSON.parse(text) as T);
  },
  write(key: string, value: unknown): void {
    sessionStorage.setItem(ownKey(key), JSON.stringify(value));
  },
  drop(key: string): void {
    sessionStorage.removeItem(ownKey(key));
  },
};
