/** Every key of the workbench, by the place where it works. The listeners and the list of keys are made from it. */
export const KEYS = {
  everywhere: { help: 'Shift+?' },
  lists: { filter: '/', down: 'j', up: 'k', select: 'x', next: 'n', previous: 'p' },
  desk: { register: '$mod+Enter' },
  dispatch: { accept: 'Alt+KeyJ', skip: 'Alt+KeyN' },
} as const;

export type Place = keyof typeof KEYS;

/** Letters that open a page after `g`, by the page's path. */
export const PAGE_KEYS: Readonly<Record<string, string>> = {
  '/': 't',
  '/petitions': 'r',
  '/board': 'b',
  '/confirmations': 'c',
  '/dispatch': 'f',
  '/desk': 'd',
  '/exports': 'e',
};

/** Keys as the keyboard names them, those that are pressed together. */
export const namesOf = (key: string): readonly string[] =>
  key === 'Shift+?' ? ['?'] : key.split('+').map((part) => (part === '$mod' ? 'Ctrl' : part.replace(/^Key/, '')));

/** A chord as texts and screen readers write it. */
export const chordOf = (key: string): string => namesOf(key).join('+');
