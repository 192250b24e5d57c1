import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { sql, type After } from '@sunshine/platform';
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';

const seen = {
  name: 'bus.seen',
  text: `select a.source, a.key, coalesce(i.seq, 0) seq from unnest($1::text[], $2::text[]) a(source, key)
    left join lateral (select seq from inbox i where i.source = a.source and i.key = a.key offset 0) i on true`,
};

/** Mostly the reader of this very process commits it soon; the table is asked only after this time. */
const FIRST_MS = 50;
/** Another instance of this service may read the event: then only the table tells. */
const POLL_MS = 100;
/** Requests that wait are looked up together: however many there are, the table is asked at most once in this time. */
const GATHER_MS = 20;

const nameOf = (source: string, key: string) => `${source}/${key}`;

/** Read your write: waits until this service has read what the caller saw answered elsewhere. */
@Injectable()
export class Waiters {
  private readonly sources: ReadonlySet<string>;
  private readonly recent = new LRUCache<string, number>({ max: 20_000 });
  private readonly asked = new Map<string, After>();
  private looking: Promise<void> | null = null;
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(
    private readonly ds: DataSource,
    sources: readonly string[],
    /** True while this service cannot hear its sources and they have gone on. */
    readonly behind: () => Promise<boolean> = async () => false,
  ) {
    this.sources = new Set(sources);
  }

  /** Called with the sources that somebody begins to wait for; the bus server sets it. */
  onWait: (sources: ReadonlySet<string>) => void = () => undefined;

  /**
   * Waits at most `ms` milliseconds until every event is in the inbox; events of sources that this service does not read count
   * as seen, its own too.
   * @returns false where time ran out: answer `stale: true`, or refuse a command with NOT_YET
   */
  async reached(after: readonly After[], ms: number): Promise<boolean> {
    let open = after.filter(({ source, key, seq }) => this.sources.has(source) && (this.recent.get(nameOf(source, key)) ?? 0) < seq);
    if (open.length) this.onWait(new Set(open.map(({ source }) => source)));
    const end = performance.now() + ms;
    for (let pause = FIRST_MS; open.length; pause = POLL_MS) {
      const left = end - performance.now();
      await this.news(open, Math.min(left, pause));
      open = this.unseen(open);
      if (!open.length) break;
      await this.look(open);
      open = this.unseen(open);
      if (left <= 0) break;
    }
    return open.length === 0;
  }

  /** The reader has committed these numbers. */
  applied(source: string, keys: readonly (readonly [string, number])[]): void {
    for (const [key, seq] of keys) {
      const name = nameOf(source, key);
      this.recent.set(name, seq);
      for (const wake of [...(this.waiting.get(name) ?? [])]) wake();
    }
  }

  private look(open: readonly After[]): Promise<void> {
    for (const after of open) this.asked.set(nameOf(after.source, after.key), after);
    this.looking ??= sleep(GATHER_MS).then(() => this.lookForAll());
    return this.looking;
  }

  private async lookForAll(): Promise<void> {
    const open = [...this.asked.values()];
    this.asked.clear();
    this.looking = null;
    const rows = await sql<{ source: string; key: string; seq: string }>(this.ds.manager, seen, [
      open.map((a) => a.source),
      open.map((a) => a.key),
    ]);
    for (const row of rows) {
      const name = nameOf(row.source, row.key);
      if (Number(row.seq) > (this.recent.get(name) ?? 0)) this.recent.set(name, Number(row.seq));
    }
  }

  private unseen(after: readonly After[]): After[] {
    return after.filter(({ source, key, seq }) => (this.recent.get(nameOf(source, key)) ?? 0) < seq);
  }

  /** Waits until something of these keys was read. */
  private async news(open: readonly After[], ms: number): Promise<void> {
    if (ms <= 0) return;
    const names = [...new Set(open.map(({ source, key }) => nameOf(source, key)))];
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        for (const name of names) {
          const set = this.waiting.get(name);
          set?.delete(done);
          if (!set?.size) this.waiting.delete(name);
        }
        resolve();
      };
      const timer = setTimeout(done, ms);
      for (const name of names) this.waiting.set(name, (this.waiting.get(name) ?? new Set()).add(done));
    });
  }
}
