import { currentSession } from '../session/session';

let owner = '';

/** Key of the signed-in person, or of the one whose session expired, so that another person on this device does not find the draft. */
function ownKey(key: string): string {
  owner = currentSession()?.person.id ?? owner;
  return `${key} ${owner}`;
}

/** Drafts of unsubmitted forms, per browser tab. */
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
