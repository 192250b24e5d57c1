import { tinykeys } from 'tinykeys';

const KEY = 'sunshine.keys';

/** Single keys may be switched off on this device (WCAG 2.1.4). */
export const keysAreOn = (): boolean => localStorage.getItem(KEY) !== 'off';
export const switchKeys = (on: boolean): void => localStorage.setItem(KEY, on ? 'on' : 'off');

/** Where letters are typed or a dialog asks, keys mean themselves. */
function isTaken({ target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open], [role=dialog], [role=alertdialog]')) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))
  );
}

/** Listens to keys or sequences of them (`g p`), never while somebody types. Answers how to stop. */
export function listenToKeys(acts: Readonly<Record<string, () => void>>): () => void {
  const bindings = Object.entries(acts).map(([keys, act]) => [
    keys,
    (event: KeyboardEvent) => {
      if (!keysAreOn() || isTaken(event)) return;
      event.preventDefault();
      act();
    },
  ]);
  return tinykeys(window, Object.fromEntries(bindings) as Record<string, (event: KeyboardEvent) => void>);
}
