import { expectAfter } from '../graph/client';

/** Asks the graph for keys to /live; they are good for a quarter of an hour. Rejects or answers none: nothing can be heard now. */
export type KeySource = () => Promise<readonly string[]>;

export interface LiveListener {
  /** Something happened to what a key stands for, or may have happened unheard: the page asks the graph again. */
  readonly changed: () => void;
  readonly connected: (connected: boolean) => void;
}

interface Change {
  readonly after: readonly Parameters<typeof expectAfter>[0][];
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Hears by server-sent events that something happened, never what. Takes new keys when the old ones have run out, comes back after a break,
 * and keeps no connection for a page in the background: a browser has only six for one server. Answers how it is ended.
 */
export function listen(keys: KeySource, { changed, connected }: LiveListener): () => void {
  let stream: EventSource | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  // Counts openings, so that keys which come after the page was left or hidden open nothing.
  let turn = 0;
  /** Between two streams something may have been missed. */
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
      // The server is away; the page says so, and tries again.
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
    // A break is mended by the browser itself, unless the server refuses: the keys have run out meanwhile.
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

  /** The line is there again: no reason to wait longer for the next try. */
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
