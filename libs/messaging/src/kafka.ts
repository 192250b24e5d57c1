import { randomUUID } from 'node:crypto';
import type { Envelope } from '@sunshine/events';
import { logOf, PeerRefusal } from '@sunshine/platform';
import { Kafka, logLevel, type Consumer, type EachBatchPayload, type KafkaMessage, type Producer, type SASLOptions } from 'kafkajs';
import type pg from 'pg';
import { Bell, pause } from './bell.js';
import type { BusConfig } from './config.js';
import { inShort } from './db-fault.js';
import type { Engine, Tail, TailListener } from './engine.js';
import { Combiner } from './kafka-combiner.js';
import { clientIdOf, tailGroups, topicOf } from './kafka-names.js';
import { PARTITIONS } from './outbox.js';
import type { Message, Reader } from './reader.js';
import type { Forwarder } from './relay.js';
import type { Source } from './sources.js';

const OFFSETS_MS = 5_000;
const HEARTBEAT_MS = 1_500;
/** An idle consumer hears from its broker every 300 ms; one that hears nothing for this long is cut off. */
const SILENT_MS = 4_000;
const SEND = 500;
/** Source name of the forwarder's own row in `bus_pos`. */
const CURSOR = 'kafka';

process.env['KAFKAJS_NO_PARTITIONER_WARNING'] ??= '1';

const log = logOf('kafka');

function connect(config: BusConfig, clientId: string, retries = 8): Kafka {
  return new Kafka({
    brokers: [...config.brokers],
    clientId,
    ...(config.security ? { ssl: config.security.ca ? { ca: config.security.ca } : true } : {}),
    ...(config.security?.sasl ? { sasl: config.security.sasl as SASLOptions } : {}),
    logLevel: logLevel.WARN,
    // Its lines are steps of a start or a rebalance; what matters reaches us as a rejection or a CRASH.
    logCreator: () => (entry) => log.debug({ namespace: entry.namespace, error: String(entry.log['error'] ?? '') }, entry.log.message),
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries },
  });
}

/**
 * Asks the brokers once: a wrong password or CA refuses the start, since no later try would help. A broker that is away may come back.
 * @throws PeerRefusal
 */
async function refuseIfRefused(config: BusConfig, clientId: string): Promise<void> {
  if (!config.security) return;
  const admin = connect(config, clientId, 0).admin();
  try {
    await admin.connect();
  } catch (error) {
    const refusal = PeerRefusal.or(`Kafka at ${config.brokers.join()}`, error);
    if (refusal instanceof PeerRefusal) throw refusal;
    log.warn({ error: inShort(error) }, 'no broker answers yet');
  } finally {
    await letGo(admin);
  }
}

/** Lets a connection go. It may have gone before, with the broker; that must not hide, or become, the error that matters. */
async function letGo(connection: { disconnect(): Promise<void> }): Promise<void> {
  await connection.disconnect().catch((error: unknown) => log.debug({ error: inShort(error) }, 'connection was gone'));
}

/** When a broker last answered; null while nothing is asked of it. */
class Pulse {
  private at: number | null = null;

  beat(): void {
    this.at = performance.now();
  }

  rest(): void {
    this.at = null;
  }

  /** Every answer to a consumer is a beat, from the time it has joined. */
  of(consumer: Consumer): void {
    const { GROUP_JOIN, FETCH, HEARTBEAT } = consumer.events;
    for (const event of [GROUP_JOIN, FETCH, HEARTBEAT] as const) consumer.on(event, () => this.beat());
  }

  /** Why nothing can be expected of the broker now, though no call has failed yet. */
  problem(): string | null {
    const silent = this.at === null ? 0 : performance.now() - this.at;
    return silent > SILENT_MS ? `the broker has been silent for ${Math.round(silent / 1_000)} s` : null;
  }
}

/** Makes the topics that are missing: fixed partitions, kept for ever. */
async function ensureTopics(kafka: Kafka, topics: readonly string[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const known = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !known.has(topic));
    if (!missing.length) return;
    const configEntries = [
      { name: 'retention.ms', value: '-1' },
      { name: 'retention.bytes', value: '-1' },
    ];
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: -1, configEntries })),
    });
  } finally {
    await letGo(admin);
  }
}

interface LogRow {
  part: number;
  pos: string;
  key: string;
  seq: string;
  pattern: string;
  data: string;
}

const ahead = `select l.part, l.pos, o.key, o.seq, o.pattern, o.data::text from bus_pos b
  cross join lateral (select part, pos, id from outbox_log l where l.part = b.part and l.pos > b.pos order by l.pos limit ${SEND}) l
  cross join lateral (select key, seq, pattern, data from outbox o where o.id = l.id offset 0) o
  where b.source = '${CURSOR}' order by l.part, l.pos`;

/** Sends the numbered log of one schema to its topic, in order, at least once. */
class KafkaForwarder implements Forwarder {
  private failed: string | null = null;
  private readonly pulse = new Pulse();
  private producer: Producer | undefined;
  private client: pg.Client | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly topic: string,
  ) {}

  get trouble(): string | null {
    return this.failed ?? this.pulse.problem();
  }

  async forward(client: pg.Client): Promise<void> {
    this.pulse.beat();
    try {
      if (this.client !== client) await this.open(client);
      while ((await this.send(client)) === SEND) this.pulse.beat();
      this.failed = null;
    } catch (error) {
      this.failed = inShort(error);
      // A failed send leaves the producer's numbers behind the broker's: the next one is a new producer.
      await this.close();
      throw error;
    } finally {
      this.pulse.rest();
    }
  }

  async close(): Promise<void> {
    const producer = this.producer;
    this.producer = this.client = undefined;
    if (producer) await letGo(producer);
  }

  private async open(client: pg.Client): Promise<void> {
    await this.close();
    await ensureTopics(this.kafka, [this.topic]);
    await client.query(
      `insert into bus_pos (source, part) select '${CURSOR}', g from generate_series(0, ${PARTITIONS - 1}) g on conflict do nothing`,
    );
    await this.startOver(client);
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    await producer.connect();
    this.producer = producer;
    this.client = client;
  }

  /** A partition that is empty although events were sent to it is that of a new broker: everything is sent again. */
  private async startOver(client: pg.Client): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const empty = (await admin.fetchTopicOffsets(this.topic)).filter(({ high }) => high === '0').map(({ partition }) => partition);
      await client.query(`update bus_pos set pos = 0 where source = '${CURSOR}' and part = any($1) and pos > 0`, [empty]);
    } finally {
      await letGo(admin);
    }
  }

  /** @returns messages of the fullest partition */
  private async send(client: pg.Client): Promise<number> {
    const parts = new Map<number, LogRow[]>();
    for (const row of (await client.query<LogRow>(ahead)).rows) parts.set(row.part, [...(parts.get(row.part) ?? []), row]);
    if (!parts.size) return 0;
    // One partition a send: kafkajs loses acknowledged messages on failover when one send spans the partitions of several leaders.
    await Promise.all(
      [...parts].map(([partition, rows]) =>
        this.producer!.send({
          topic: this.topic,
          acks: -1,
          messages: rows.map(({ pos, key, seq, pattern, data }) => ({
            partition,
            key,
            value: `{"seq":${seq},${data.slice(1)}`,
            headers: { pos, seq, type: pattern },
          })),
        }),
      ),
    );
    await client.query(
      `update bus_pos b set pos = v.pos from unnest($1::int[], $2::bigint[]) v(part, pos) where b.source = '${CURSOR}' and b.part = v.part`,
      [[...parts.keys()], [...parts.values()].map((rows) => rows.at(-1)!.pos)],
    );
    return Math.max(...[...parts.values()].map((rows) => rows.length));
  }
}

/** Readers take events from the sources' topics; the relay sends the numbered log to the own topic. */
export class KafkaEngine implements Engine {
  readonly forwarder: KafkaForwarder;
  private readonly kafka: Kafka;
  private readonly topics: ReadonlyMap<string, Source>;
  private readonly combiners = new Map<string, Combiner>();
  private wanted: ReadonlySet<string> | null = null;
  private offsets = new Map<string, { topic: string; partition: number; offset: string }>();
  private trouble: string | null = null;
  private readonly pulse = new Pulse();
  private stopped = false;
  private readonly bell = new Bell();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly reader: Reader,
    private readonly self: Source,
    sources: readonly Source[],
    private readonly config: BusConfig,
    private readonly onLag: (source: Source, events: number) => void,
  ) {
    this.kafka = connect(config, clientIdOf(config.node, self.name));
    this.forwarder = new KafkaForwarder(this.kafka, topicOf(config.node, self.name));
    this.topics = new Map(sources.map((source) => [topicOf(config.node, source.name), source]));
  }

  check(): Promise<void> {
    return refuseIfRefused(this.config, clientIdOf(this.config.node, this.self.name));
  }

  async start(): Promise<void> {
    if (!this.topics.size) return;
    // Not before: Nest has told the reader of its handlers only by now.
    this.wanted = this.reader.patterns && new Set(this.reader.patterns);
    for (const [topic, source] of this.topics) this.combiners.set(topic, new Combiner(this.reader, source, this.onLag));
    this.trouble = 'not joined yet';
    this.running = this.loop();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.combiners.values()].map((combiner) => combiner.stop()));
    this.bell.ring();
    await this.running;
  }

  news(): void {
    // Events come from the topics alone.
  }

  problem(): string | null {
    const trouble = this.trouble ?? this.pulse.problem() ?? this.forwarder.trouble;
    return trouble && `Kafka: ${trouble}`;
  }

  /** A consumer until it ends for good; then a new one. */
  private async loop(): Promise<void> {
    for (let delay = 200; !this.stopped;) {
      const consumer = this.kafka.consumer({
        groupId: clientIdOf(this.config.node, this.self.name),
        maxWaitTimeInMs: 300,
        sessionTimeout: 6_000,
        heartbeatInterval: HEARTBEAT_MS,
        allowAutoTopicCreation: false,
        retry: { retries: 3 },
      });
      const commit = setInterval(() => void this.commit(consumer), OFFSETS_MS);
      try {
        await ensureTopics(this.kafka, [...this.topics.keys()]);
        await this.consume(consumer);
        delay = 200;
        await this.bell.wait(2 ** 31 - 1); // until it crashed for good, or the bus stops
      } catch (error) {
        this.fail(inShort(error));
      } finally {
        clearInterval(commit);
        if (this.stopped) await this.commit(consumer);
        await letGo(consumer);
      }
      if (this.stopped) return;
      await pause(delay);
      delay = Math.min(delay * 2, 5_000);
    }
  }

  private async consume(consumer: Consumer): Promise<void> {
    this.pulse.of(consumer);
    consumer.on(consumer.events.GROUP_JOIN, () => (this.trouble = null));
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.fail(inShort(payload.error));
      if (!payload.restart) this.bell.ring();
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.topics.keys()], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS * this.topics.size,
      eachBatch: (payload) => this.eachBatch(payload),
    });
  }

  private fail(problem: string): void {
    this.trouble = problem;
    if (!this.stopped) this.reader.log.warn({ error: problem }, 'Kafka consumer in trouble');
  }

  private async eachBatch({ batch, resolveOffset, heartbeat }: EachBatchPayload): Promise<void> {
    const combiner = this.combiners.get(batch.topic)!;
    const beat = setInterval(
      () => void heartbeat().catch((error: unknown) => this.reader.log.debug({ error: inShort(error) }, 'heartbeat failed')),
      HEARTBEAT_MS,
    );
    try {
      await combiner.apply(batch.messages.map((message) => this.decode(batch.partition, message)));
      if (!combiner.open) return;
      resolveOffset(batch.lastOffset());
      const offset = String(BigInt(batch.lastOffset()) + 1n);
      this.offsets.set(`${batch.topic}/${batch.partition}`, { topic: batch.topic, partition: batch.partition, offset });
    } finally {
      clearInterval(beat);
    }
    await heartbeat();
  }

  private decode(part: number, { key, value, headers }: KafkaMessage): Message {
    const pattern = String(headers?.['type']);
    const wanted = !this.wanted || this.wanted.has(pattern);
    const data = wanted && value ? (JSON.parse(value.toString()) as object) : null;
    return { part, pos: Number(headers?.['pos']), key: String(key), seq: Number(headers?.['seq']), pattern, data };
  }

  /** A hint for the next start: the position that counts lies in the reader's own table. */
  private async commit(consumer: Consumer): Promise<void> {
    const offsets = [...this.offsets.values()];
    if (!offsets.length) return;
    this.offsets = new Map();
    await consumer
      .commitOffsets(offsets)
      .catch((error: unknown) => this.reader.log.debug({ error: inShort(error) }, 'offsets not committed'));
  }
}

/** The topics from now on, in a consumer group of its own that goes with its process. */
export class KafkaTail implements Tail {
  private readonly log = logOf('event tail');
  private readonly bell = new Bell();
  private readonly kafka: Kafka;
  private readonly topics: readonly string[];
  private trouble: string | null = 'not attached yet';
  private readonly pulse = new Pulse();
  private stopped = false;
  /** Counts the times it joined; who waits for an earlier one gives up. */
  private joined = 0;
  private running: Promise<void> | undefined;

  constructor(
    private readonly config: BusConfig,
    sources: readonly Source[],
  ) {
    this.kafka = connect(config, clientIdOf(config.node, 'tail'));
    this.topics = sources.map((source) => topicOf(config.node, source.name));
  }

  /** @throws PeerRefusal */
  check(): Promise<void> {
    return refuseIfRefused(this.config, clientIdOf(this.config.node, 'tail'));
  }

  start(listener: TailListener): void {
    this.running = this.loop(listener);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.bell.ring();
    await this.running;
  }

  problem(): string | null {
    const trouble = this.trouble ?? this.pulse.problem();
    return trouble && `Kafka: ${trouble}`;
  }

  private async loop(listener: TailListener): Promise<void> {
    for (let delay = 200; !this.stopped;) {
      const consumer = this.kafka.consumer({
        groupId: `${tailGroups(this.config.node)}${randomUUID()}`,
        maxWaitTimeInMs: 200,
        sessionTimeout: 6_000,
        heartbeatInterval: HEARTBEAT_MS,
        allowAutoTopicCreation: false,
        retry: { retries: 3 },
      });
      // Nothing is committed, so whoever joins again starts at the end: each time it is said from where on everything is heard.
      this.pulse.of(consumer);
      consumer.on(consumer.events.GROUP_JOIN, () => void this.attach(consumer, ++this.joined, listener));
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        this.fail(payload.error);
        if (!payload.restart) this.bell.ring();
      });
      try {
        await ensureTopics(this.kafka, this.topics);
        await consumer.connect();
        await consumer.subscribe({ topics: [...this.topics], fromBeginning: false });
        await consumer.run({
          autoCommit: false,
          eachMessage: async ({ message }) => {
            if (message.value) listener.heard(JSON.parse(message.value.toString()) as Envelope);
          },
        });
        delay = 200;
        await this.bell.wait(2 ** 31 - 1); // until it is lost for good, or the tail stops
      } catch (error) {
        this.fail(error);
      } finally {
        this.joined++;
        await letGo(consumer);
      }
      if (this.stopped) return;
      await pause(delay);
      delay = Math.min(delay * 2, 5_000);
    }
  }

  /** Left alone, a consumer would look for the end only at its first fetch, and lose what came between. */
  private async attach(consumer: Consumer, join: number, listener: TailListener): Promise<void> {
    for (let delay = 100; join === this.joined; delay = Math.min(delay * 2, 2_000)) {
      try {
        const ends = await this.ends();
        if (join !== this.joined) return;
        for (const end of ends) consumer.seek(end);
        this.trouble = null;
        return listener.attached();
      } catch (error) {
        this.fail(error);
        await pause(delay);
      }
    }
  }

  private async ends(): Promise<{ topic: string; partition: number; offset: string }[]> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ofTopics = this.topics.map(async (topic) =>
        (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => ({ topic, partition, offset: high })),
      );
      return (await Promise.all(ofTopics)).flat();
    } finally {
      await letGo(admin);
    }
  }

  private fail(error: unknown): void {
    this.trouble = inShort(error);
    if (!this.stopped) this.log.warn({ error: this.trouble }, 'Kafka consumer in trouble');
  }
}
