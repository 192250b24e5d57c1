import { tinykeys } from 'tinykeys';
import { KEYS, type Place } from './table';

const KEY = 'sunshine.keys';

/** Single keys may be switched off on this device (WCAG 2.1.4). */
export const keysAreOn = (): boolean => localStorage.getItem(KEY) !== 'off';
export const switchKeys = (on: boolean): void => localStorage.setItem(KEY, on ? 'on' : 'off');

const asks = (): boolean => document.querySelector('dialog[open], [role=dialog], [role=alertdialog]') !== null;
const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'));

/** Chords work while somebody types; single keys do not. */
const isChord = (keys: string): boolean => /^(Alt|\$mod)\+/.test(keys);

/** Listens to keys, chords and sequences (`g p`), except behind a modal dialog. Returns a function that stops it. */
export function listenToKeys(acts: Readonly<Record<string, () => void>>): () => void {
  const bindings = Object.entries(acts).map(([keys, act]) => [
    keys,
    (event: KeyboardEvent) => {
      if (asks() || (!isChord(keys) && (!keysAreOn() || isTyping(event)))) return;
      event.preventDefault();
      act();
    },
  ]);
  return tinykeys(window, Object.fromEntries(bindings) as Record<string, (event: KeyboardEvent) => void>);
}

/** An action for each key of a place, by its name in the table. */
type ActsOf<P extends Place> = Readonly<Record<keyof (typeof KEYS)[P], () => void>>;

/** Listens to the keys of a place. Returns a function that stops it. */
export const listenIn = <P extends Place>(place: P, acts: ActsOf<P>): (() => void) =>
  listenToKeys(Object.fromEntries(Object.entries<string>(KEYS[place]).map(([name, key]) => [key, acts[name as keyof (typeof KEYS)[P]]])));
