/** The part of a relay that the process bus uses. */
interface RelayEnd {
  wake(): void;
  /** Somebody waits for what was committed: the pause between two runs is cut short. */
  hurry(): void;
  lag(reader: string, events: number): void;
}

type News = (parts: readonly number[]) => void;

/** News between the relays and readers that live in one process; other processes learn of it by NOTIFY. */
class ProcessBus {
  private readonly relays = new Map<string, Set<RelayEnd>>();
  private readonly readers = new Map<string, Set<News>>();

  addRelay(address: string, relay: RelayEnd): () => void {
    return add(this.relays, address, relay);
  }

  hasRelay(address: string): boolean {
    return this.relays.has(address);
  }

  addReader(address: string, news: News): () => void {
    return add(this.readers, address, news);
  }

  /** The schema at `address` has committed events. */
  committed(address: string): void {
    for (const relay of this.relays.get(address) ?? []) relay.wake();
  }

  /** Somebody of this process waits for events of the schema at `address`. */
  hurry(address: string): void {
    for (const relay of this.relays.get(address) ?? []) relay.hurry();
  }

  /** The relay of `address` has numbered events of these partitions. */
  numbered(address: string, parts: readonly number[]): void {
    for (const news of this.readers.get(address) ?? []) news(parts);
  }

  /** A reader is this many events of `address` behind; false where no relay of it lives here. */
  lag(address: string, reader: string, events: number): boolean {
    for (const relay of this.relays.get(address) ?? []) relay.lag(reader, events);
    return this.relays.has(address);
  }
}

function add<T>(ends: Map<string, Set<T>>, address: string, end: T): () => void {
  ends.set(address, (ends.get(address) ?? new Set<T>()).add(end));
  return () => {
    const all = ends.get(address);
    all?.delete(end);
    if (!all?.size) ends.delete(address);
  };
}

export const processBus = new ProcessBus();
