import type { CombinedError } from 'urql';
import type { Values } from '../../acts/fields';
import {
  formerVersion,
  heard,
  isTorn,
  mine,
  opened,
  saved,
  sending,
  theirs,
  typed,
  type DraftState,
  type StoredDraft,
} from './draft-state';

/** How a save ended. `away`: it failed and will be tried again. */
export type SaveEnd = { readonly savedAt: string } | { readonly refused: CombinedError } | 'away';

export interface DraftDoor {
  readonly save: (values: Values, formerVersion: string | null, requestId: string) => Promise<SaveEnd>;
  /** Reads the text of the server again and passes it to `hear`. */
  readonly look: () => void;
  /** Stores unsaved text on the device. */
  readonly leave: (state: DraftState | null) => void;
}

export interface DraftView {
  readonly state: DraftState;
  readonly torn: boolean;
  readonly saving: boolean;
  /** The server could not be reached; the keeper tries again. */
  readonly away: boolean;
  readonly refusal: CombinedError | null;
  /** When this page last saved the text that the form is based on. */
  readonly savedAt: string | null;
}

const PAUSE_MS = 2_000;
const AGAIN_MS = 10_000;

/** Saves the draft of an opinion on the server while it is typed: after each pause, on demand, and when the page is left. */
export class DraftKeeper {
  private view: DraftView;
  private readonly listeners = new Set<() => void>();
  private isOpen = false;
  private lastSave: { readonly base: string; readonly at: string } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The running save. Only one runs at a time, because each replaces the version of the one before. */
  private running: Promise<boolean> = Promise.resolve(true);

  constructor(
    private stored: StoredDraft,
    left: DraftState | null,
    private readonly door: DraftDoor,
  ) {
    const state = opened(stored, left);
    this.view = { state, torn: isTorn(state, stored), saving: false, away: false, refusal: null, savedAt: null };
  }

  readonly now = (): DraftView => this.view;

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Starts autosave. Returns a function that ends it with a last save. */
  open(): () => void {
    const flush = (): void => void this.save();
    const hidden = (): void => {
      if (document.hidden) flush();
    };
    this.isOpen = true;
    addEventListener('online', flush);
    document.addEventListener('visibilitychange', hidden);
    this.later(PAUSE_MS);
    return () => {
      removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', hidden);
      this.isOpen = false;
      flush();
    };
  }

  type(values: Values): void {
    this.put(typed(this.view.state, values), { refusal: null });
    this.later(PAUSE_MS);
  }

  hear(stored: StoredDraft): void {
    this.stored = stored;
    const state = heard(this.view.state, stored);
    if (state === this.view.state && this.view.torn === isTorn(state, stored)) return;
    this.put(state, { refusal: null });
    this.later(PAUSE_MS);
  }

  /** Resolves a conflict in favour of this text, which replaces the text of the server. */
  keepMine(): Promise<boolean> {
    this.put(mine(this.view.state, this.stored), { refusal: null });
    return this.save();
  }

  takeTheirs(): void {
    this.put(theirs(this.stored), { refusal: null });
  }

  /** Saves the typed text. False: it was not saved, and the view says why. */
  save(): Promise<boolean> {
    clearTimeout(this.timer);
    this.running = this.running.then(() => this.once());
    return this.running;
  }

  /** Stops saving, because the opinion went to the checker. */
  done(): void {
    clearTimeout(this.timer);
    this.put({ ...this.view.state, unsaved: false });
  }

  private async once(): Promise<boolean> {
    const { state, torn } = this.view;
    if (torn) return false;
    if (!state.unsaved) return true;
    const version = crypto.randomUUID();
    const { values } = state;
    this.put(sending(state, this.stored, version), { saving: true });
    const end = await this.door.save(values, formerVersion(state), version);
    if (end === 'away') {
      this.put(this.view.state, { saving: false, away: true });
      this.later(AGAIN_MS);
      return false;
    }
    if ('refused' in end) {
      this.put(this.view.state, { saving: false, away: false, refusal: end.refused });
      this.door.look();
      return false;
    }
    const after = saved(this.view.state, this.stored, version, values);
    this.lastSave = { base: after.base, at: end.savedAt };
    this.put(after, { saving: false, away: false, refusal: null });
    this.later(PAUSE_MS);
    return true;
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    if (this.isOpen && this.view.state.unsaved && !this.view.torn) this.timer = setTimeout(() => void this.save(), ms);
  }

  private put(state: DraftState, more: Partial<Omit<DraftView, 'savedAt'>> = {}): void {
    const savedAt = this.lastSave?.base === state.base ? this.lastSave.at : null;
    this.view = { ...this.view, ...more, state, savedAt, torn: isTorn(state, this.stored) };
    this.door.leave(state.unsaved ? state : null);
    for (const listener of this.listeners) listener();
  }
}
