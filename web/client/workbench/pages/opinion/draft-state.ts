import type { Values } from '../../acts/fields';

/** Text on the server for this revision of the opinion; `version` of the saved draft, null where there is none. */
export interface StoredDraft {
  readonly revision: number;
  readonly version: string | null;
  readonly values: Values;
}

/** Text in the form, and how it relates to the text on the server. */
export interface DraftState {
  readonly values: Values;
  /** The text of the server that these values go on from. */
  readonly base: string;
  /** The text of the server that was last looked at. */
  readonly seen: string;
  /** Texts that this page has sent, oldest first: where the answer was lost nobody here knows whether they were saved. */
  readonly sent: readonly string[];
  /** Something is typed that is not known to be saved. */
  readonly unsaved: boolean;
}

const nameOf = (revision: number, version: string | null): string => `${revision} ${version ?? ''}`;
const standOf = ({ revision, version }: StoredDraft): string => nameOf(revision, version);

/** The version that a save names; null: there was none. */
export const formerVersion = ({ base }: DraftState): string | null => base.slice(base.indexOf(' ') + 1) || null;

const same = (a: Values, b: Values): boolean => JSON.stringify(a) === JSON.stringify(b);

function fresh(stored: StoredDraft): DraftState {
  const stand = standOf(stored);
  return { values: stored.values, base: stand, seen: stand, sent: [], unsaved: false };
}

/** The form as it is opened: with the text of the server, or with what was left on this device. */
export const opened = (stored: StoredDraft, left: DraftState | null): DraftState => (left ? heard(left, stored) : fresh(stored));

export const typed = (state: DraftState, values: Values): DraftState => ({ ...state, values, unsaved: true });

export const sending = (state: DraftState, { revision }: StoredDraft, version: string): DraftState => ({
  ...state,
  sent: [...state.sent, nameOf(revision, version)],
});

/** @param values what was sent; more may have been typed meanwhile */
export const saved = (state: DraftState, { revision }: StoredDraft, version: string, values: Values): DraftState => ({
  ...state,
  base: nameOf(revision, version),
  unsaved: state.values !== values,
});

/**
 * The text of the server was looked at again. An own one is known again, another's takes the place of a form in which nothing is unsaved;
 * else the two are torn apart until somebody decides.
 */
export function heard(state: DraftState, stored: StoredDraft): DraftState {
  const stand = standOf(stored);
  if (stand === state.seen) return state;
  const own = state.sent.indexOf(stand);
  if (stand === state.base || own >= 0) return { ...state, seen: stand, base: own > state.sent.indexOf(state.base) ? stand : state.base };
  return state.unsaved && !same(state.values, stored.values) ? state : fresh(stored);
}

/** Somebody else saved another text than this form goes on from. */
export const isTorn = ({ seen }: DraftState, stored: StoredDraft): boolean => seen !== standOf(stored);

/** The text of the form is the one to go on with. */
export function mine(state: DraftState, stored: StoredDraft): DraftState {
  const stand = standOf(stored);
  return { ...state, base: stand, seen: stand, unsaved: true };
}

/** The text of the server is. */
export const theirs = fresh;
