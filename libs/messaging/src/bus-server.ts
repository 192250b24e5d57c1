import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { Lane, type Time } from '@sunshine/platform';
import type { DataSource } from 'typeorm';
import { Bell } from './bell.js';
import { Brake, type BrakeLimits } from './brake.js';
import { REQUEST_DAYS, type BusConfig } from './config.js';
import { inShort } from './db-fault.js';
import { EmbeddedEngine, lagOf } from './embedded.js';
import type { Engine } from './engine.js';
import { HeldMessages } from './held.js';
import { LostEventCheck } from './lost-event-check.js';
import { figuresOf } from './metrics.js';
import { PARTITIONS } from './outbox.js';
import { processBus } from './process-bus.js';
import { Reader, type Handler } from './reader.js';
import { Relay } from './relay.js';
import { purgeRequests } from './requests.js';
import { addressOf, type Source } from './sources.js';
import { Waiters } from './waiters.js';

const LOST_EVENTS_MS = 60_000;
const SWEEP_MS = 5_000;
const LAG_MS = 500;
const PURGE_MS = 3_600_000;

export interface BusServerOptions {
  readonly ds: DataSource;
  readonly self: Source;
  readonly sources: readonly Source[];
  readonly config: BusConfig;
  readonly time: Time;
  readonly brake?: BrakeLimits;
  /** Handles every event alike, in place of handlers by type. */
  readonly all?: Handler;
  /** False for readers that never emit: nothing of theirs goes to a broker. */
  readonly publishes?: boolean;
  readonly reader?: typeof Reader;
}

/** The bus of one service as a Nest transport: relay of its outbox, reader of its sources, held messages, check for lost events. */
export class BusServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  readonly waiters: Waiters;
  readonly brake: Brake;
  readonly reader: Reader;
  readonly held: HeldMessages;
  readonly lostEvents: LostEventCheck;
  private readonly engineReady: Promise<Engine>;
  private engine: Engine | undefined;
  private relay: Relay | undefined;
  private readonly bell = new Bell();
  private stopped = false;
  private housekeeping: Promise<void> | undefined;
  private readonly address: string;
  private lagAskedAt = -Infinity;
  private lagging = Promise.resolve(false);

  constructor(private readonly options: BusServerOptions) {
    super();
    const { ds, self, sources, config, time } = options;
    this.address = addressOf(ds, self.schema);
    this.brake = new Brake(options.brake);
    this.waiters = new Waiters(
      ds,
      sources.map(({ name }) => name),
      () => this.behind(),
    );
    this.reader = new (options.reader ?? Reader)(
      ds,
      self,
      this.messageHandlers as ReadonlyMap<string, Handler>,
      this.waiters,
      time,
      options.all,
    );
    this.waiters.onWait = (names) => {
      for (const { name, schema } of sources)
        if (names.has(name)) {
          processBus.hurry(addressOf(ds, schema));
          this.engine?.hurry?.(name);
        }
    };
    this.reader.onHeld = () => this.bell.ring();
    this.held = new HeldMessages(ds, this.reader, sources, (source, part) => this.engine?.news(source, [part]));
    this.lostEvents = new LostEventCheck(this.reader, this.held);
    const onLag = (source: Source, events: number) => this.tellLag(source, events);
    this.engineReady =
      config.engine === 'kafka'
        ? import('./kafka.js').then(({ KafkaEngine }) => new KafkaEngine(this.reader, self, sources, config, onLag))
        : Promise.resolve(new EmbeddedEngine(this.reader, sources, onLag));
  }

  on(): never {
    throw new Error('the bus has no events of its own');
  }

  unwrap<T>(): T {
    return this as unknown as T;
  }

  /** One handler for each type: Nest would run two at once, the second beside the rollback of the first. */
  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false, extras = {}): void {
    if (this.messageHandlers.has(this.normalizePattern(pattern as string))) throw new Error(`two handlers of ${String(pattern)}`);
    super.addHandler(pattern, callback, isEventHandler, extras);
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      await this.open();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  async close(): Promise<void> {
    this.stopped = true;
    this.bell.ring();
    await this.engine?.stop();
    await this.relay?.stop();
    await this.housekeeping;
    const { lane } = this.reader;
    this.reader.lane = undefined;
    await lane?.close();
  }

  /** Wakes the relay: the caller has committed events that it wrote with `appendToOutbox`. */
  wake(): void {
    processBus.committed(this.address);
  }

  /** Why the bus of this service is not ready; null when it is. */
  problem(): string | null {
    return this.engine ? this.engine.problem() : 'not started';
  }

  /** Nothing is asked while the engine delivers; else the database, twice a second at most. */
  private async behind(): Promise<boolean> {
    if (!this.problem()) return false;
    if (performance.now() > this.lagAskedAt + LAG_MS) {
      this.lagAskedAt = performance.now();
      this.lagging = Promise.all(this.options.sources.map((source) => lagOf(this.reader, source))).then((lags) =>
        lags.some((lag) => lag > 0),
      );
    }
    return this.lagging;
  }

  private async open(): Promise<void> {
    const { ds, self, sources } = this.options;
    await ds.query(
      `insert into bus_pos (source, part) select s, p from unnest($1::text[]) s, generate_series(0, ${PARTITIONS - 1}) p on conflict do nothing`,
      [sources.map(({ name }) => name)],
    );
    const engine = await this.engineReady;
    await engine.check?.();
    this.engine = engine;
    // An act may wait for what is read here, while other acts hold or await every connection of the pool.
    if (sources.length > 0) this.reader.lane = new Lane(ds, sources.length);
    const forwarder = this.options.publishes === false ? undefined : this.engine.forwarder;
    this.relay = new Relay(ds, { self, sources, news: (source, parts) => this.engine?.news(source, parts), forwarder }, this.brake);
    this.relay.start();
    await this.engine.start();
    this.housekeeping = this.keepHouse();
  }

  /** Replays held messages when they are due; looks for lost ones at start and each minute; forgets old requests at start and each hour. */
  private async keepHouse(): Promise<void> {
    const { ds, self, sources, config } = this.options;
    for (let nextCheck = 0, nextPurge = 0; !this.stopped;) {
      let wait = SWEEP_MS;
      try {
        if (sources.length) {
          const due = await this.held.due();
          const [count] = (await ds.query('select count(*) n from held')) as { n: string }[];
          figuresOf(self.name).held = Number(count!.n);
          if (due !== null) wait = Math.min(SWEEP_MS, Math.max(50, due));
        }
        if (performance.now() >= nextCheck) {
          for (const source of sources) if (!this.stopped) await this.lostEvents.restore(source);
          nextCheck = performance.now() + LOST_EVENTS_MS;
        }
        if (performance.now() >= nextPurge && !this.stopped) {
          await purgeRequests(ds, config.requestDays ?? REQUEST_DAYS);
          nextPurge = performance.now() + PURGE_MS;
        }
      } catch (error) {
        if (!this.stopped) this.reader.log.warn({ error: inShort(error) }, 'housekeeping failed; will retry');
        wait = 500;
      }
      if (!this.stopped) await this.bell.wait(wait);
    }
  }

  private tellLag(source: Source, events: number): void {
    const { ds, self } = this.options;
    figuresOf(self.name).lag[source.name] = events;
    if (processBus.lag(addressOf(ds, source.schema), self.schema, events)) return;
    this.relay
      ?.tell(source, self.schema, events)
      .catch((error: unknown) => this.reader.log.warn({ error: inShort(error) }, 'reporting the lag failed'));
  }
}
