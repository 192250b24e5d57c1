import type { Values } from '../../acts/fields';

/** Text on the server for this revision of the opinion; `version` of the saved draft, null where there is none. */
export interface StoredDraft {
  readonly revision: number;
  readonly version: string | null;
  readonly values: Values;
}

/** The text in the form, and how it relates to the text on the server. */
export interface DraftState {
  readonly values: Values;
  /** The text of the server that these values are based on. */
  readonly base: string;
  /** The text of the server that was last read. */
  readonly seen: string;
  /** Texts that this page has sent, oldest first. If an answer was lost, the page does not know whether the text was saved. */
  readonly sent: readonly string[];
  /** Whether something was typed that is not known to be saved. */
  readonly unsaved: boolean;
}

const nameOf = (revision: number, version: string | null): string => `${revision} ${version ?? ''}`;
const standOf = ({ revision, version }: StoredDraft): string => nameOf(revision, version);

/** The version that a save replaces; null if there was none. */
export const formerVersion = ({ base }: DraftState): string | null => base.slice(base.indexOf(' ') + 1) || null;

const same = (a: Values, b: Values): boolean => JSON.stringify(a) === JSON.stringify(b);

function fresh(stored: StoredDraft): DraftState {
  const stand = standOf(stored);
  return { values: stored.values, base: stand, seen: stand, sent: [], unsaved: false };
}

/** The state when the form opens: the text of the server, or the unsaved text of this device. */
export const opened = (stored: StoredDraft, left: DraftState | null): DraftState => (left ? heard(left, stored) : fresh(stored));

export const typed = (state: DraftState, values: Values): DraftState => ({ ...state, values, unsaved: true });

export const sending = (state: DraftState, { revision }: StoredDraft, version: string): DraftState => ({
  ...state,
  sent: [...state.sent, nameOf(revision, version)],
});

/** @param values the values that were sent; more may have been typed meanwhile */
export const saved = (state: DraftState, { revision }: StoredDraft, version: string, values: Values): DraftState => ({
  ...state,
  base: nameOf(revision, version),
  unsaved: state.values !== values,
});

/**
 * The text of the server was read again. If this page sent it, the form is based on it from now on. The text of another person replaces a
 * form without unsaved text; otherwise the two are in conflict until somebody decides.
 */
export function heard(state: DraftState, stored: StoredDraft): DraftState {
  const stand = standOf(stored);
  if (stand === state.seen) return state;
  const own = state.sent.indexOf(stand);
  if (stand === state.base || own >= 0) return { ...state, seen: stand, base: own > state.sent.indexOf(state.base) ? stand : state.base };
  return state.unsaved && !same(state.values, stored.values) ? state : fresh(stored);
}

/** Whether somebody else saved a text that this form is not based on. */
export const isTorn = ({ seen }: DraftState, stored: StoredDraft): boolean => seen !== standOf(stored);

/** Resolves the conflict in favour of the text of the form. */
export function mine(state: DraftState, stored: StoredDraft): DraftState {
  const stand = standOf(stored);
  return { ...state, base: stand, seen: stand, unsaved: true };
}

/** Resolves the conflict in favour of the text of the server. */
export const theirs = fresh;
