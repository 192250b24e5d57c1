import { expectAfter } from '../graph/client';

/** Asks the graph for keys of /live, valid for 15 minutes. If it rejects or answers none, there are no signals now. */
export type KeySource = () => Promise<readonly string[]>;

export interface LiveListener {
  /** Called when something happened to the subject of a key, or may have been missed: the page asks the graph again. */
  readonly changed: () => void;
  readonly connected: (connected: boolean) => void;
}

interface Change {
  readonly after: readonly Parameters<typeof expectAfter>[0][];
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Listens to server-sent events, which say that something happened, never what. Gets new keys when the old ones expire, reconnects after a
 * break, and keeps no connection for a page in the background, because a browser has only six per server. Returns a function that ends it.
 */
export function listen(keys: KeySource, { changed, connected }: LiveListener): () => void {
  let stream: EventSource | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  // Counts openings, so that keys which arrive after the page was left or hidden open no stream.
  let turn = 0;
  /** Whether signals may have been missed between two streams. */
  let missed = false;

  const close = (): void => {
    turn++;
    clearTimeout(waiting);
    stream?.close();
    stream = null;
  };
  const later = (): void => {
    close();
    connected(false);
    missed = true;
    waiting = setTimeout(() => void open(), wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
  const open = async (): Promise<void> => {
    close();
    const mine = turn;
    let found: readonly string[];
    try {
      found = await keys();
    } catch {
      // The server cannot be reached: the page says so and tries again.
      if (mine === turn) later();
      return;
    }
    if (mine !== turn) return;
    if (found.length === 0) return later();
    stream = new EventSource(`/live?keys=${found.join('.')}`);
    stream.addEventListener('ready', () => {
      wait = FIRST_WAIT_MS;
      connected(true);
      if (missed) changed();
      missed = false;
    });
    stream.addEventListener('change', ({ data }: MessageEvent<string>) => {
      for (const after of (JSON.parse(data) as Change).after) expectAfter(after);
      changed();
    });
    stream.addEventListener('refresh', () => changed());
    stream.addEventListener('end', () => {
      missed = true;
      void open();
    });
    // The browser reconnects by itself, unless the server refuses because the keys have expired.
    stream.addEventListener('error', () => {
      if (stream?.readyState === EventSource.CLOSED) later();
      else connected(false);
    });
  };
  const seen = (): void => {
    if (document.hidden) {
      close();
      missed = true;
    } else void open();
  };

  /** The browser is online again, so try at once. */
  const online = (): void => {
    wait = FIRST_WAIT_MS;
    if (stream === null && !document.hidden) void open();
  };

  document.addEventListener('visibilitychange', seen);
  addEventListener('online', online);
  if (!document.hidden) void open();
  return () => {
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', online);
    close();
  };
}
