import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createEventBuffer, createSession, type Session } from 'better-sse';
import { PersonDisabled, PersonEnabled, SessionEnded, parseEvent, subjectsOf, type Envelope } from '@sunshine/events';
import type { Tail } from '@sunshine/messaging';
import {
  LIVE_SECONDS,
  LiveKeys,
  holderMarkOf,
  holderOf,
  logOf,
  markOf,
  platformError,
  refusalOf,
  type After,
  type EndedSessions,
  type LiveKey,
  type Secret,
} from '@sunshine/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { gatewayError } from './gateway.errors.js';

export interface LiveLimits {
  readonly perAddress: number;
  readonly perHolder: number;
  readonly total: number;
}

/** Keys of one connection. */
const LIVE_KEYS_MAX = 100;

const RETRY_MS = 3_000;
const BEAT_MS = 15_000;
/** Signals of one act, and of acts close to each other, are told at once. */
const GATHER_MS = 100;
const AGAIN_MS = 5_000;
/** What was heard lately, for who comes later than the key was issued, or comes back. */
const RECENT = 20_000;
/** Clocks of two machines of a node differ by less. */
const SKEW_MS = 5_000;
/** A reader who has so much unread is gone; it may come back. */
const UNREAD_BYTES = 65_536;

const ENDINGS: ReadonlySet<string> = new Set([SessionEnded.type, PersonDisabled.type, PersonEnabled.type]);

const log = logOf('gateway');
const beat = createEventBuffer().comment().dispatch();

interface Heard {
  readonly n: number;
  readonly at: number;
  readonly marks: readonly string[];
  readonly after: After;
}

/** One open stream: gathers signals of its keys and tells each of them once for all that happened meanwhile. */
class Listener {
  private readonly gathered = new Map<number, Map<string, After>>();
  private gathering: NodeJS.Timeout | undefined;
  private upTo = 0;
  private told = '';

  constructor(
    private readonly session: Session,
    private readonly raw: ServerResponse,
    private readonly boot: string,
  ) {}

  hear(key: number, { n, after }: Heard): void {
    const ofKey = this.gathered.get(key) ?? new Map<string, After>();
    const name = `${after.source} ${after.key}`;
    if (after.seq > (ofKey.get(name)?.seq ?? 0)) this.gathered.set(key, ofKey.set(name, after));
    this.upTo = n;
    this.gathering ??= setTimeout(() => this.tell(), GATHER_MS);
  }

  /** Only a change has an id: whoever comes back after anything else is told again from the issue of its keys on. */
  push(event: 'ready' | 'refresh' | 'end' | 'change', data: object = {}, id = ''): void {
    if (!this.session.isConnected || this.raw.writableEnded) return;
    if (this.raw.writableLength > UNREAD_BYTES) this.raw.destroy();
    else this.session.push(data, event, id);
  }

  beat(): void {
    if (this.session.isConnected) void this.session.batch(beat);
  }

  end(): void {
    clearTimeout(this.gathering);
    this.raw.end();
  }

  private tell(): void {
    this.gathering = undefined;
    const changes = [...this.gathered].map(([key, after]) => ({ key, after: [...after.values()] }));
    // Cut between two of them, the stream goes on before both.
    changes.forEach((change, at) => this.push('change', change, at === changes.length - 1 ? `${this.boot}-${this.upTo}` : this.told));
    this.told = `${this.boot}-${this.upTo}`;
    this.gathered.clear();
  }
}

/**
 * `GET /live?keys=…`: server-sent events that tell the holder of live keys that something happened, never what. Knows of an event the
 * marks of its subjects, its source, key and number.
 */
export class Live {
  private readonly boot = randomUUID().slice(0, 8);
  private readonly keys: LiveKeys;
  private readonly listeners = new Set<Listener>();
  private readonly byMark = new Map<string, Map<Listener, number>>();
  private readonly open = new Map<string, number>();
  private readonly byHolder = new Map<string, Set<Listener>>();
  /** Holders one of whose sessions ended: keys issued until then (milliseconds of the epoch) are good for nothing. */
  private readonly endedAt = new Map<string, number>();
  private recent: Heard[] = [];
  private count = 0;
  /** From this instant on `recent` holds everything; null while the tail is not attached. */
  private completeFrom: number | null = null;
  private beats: NodeJS.Timeout | undefined;
  private again: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    secrets: readonly Secret[],
    private readonly tail: Tail,
    private readonly limits: LiveLimits,
    private readonly ended: EndedSessions,
  ) {
    this.keys = new LiveKeys(secrets);
  }

  start(): void {
    this.beats = setInterval(() => {
      for (const listener of this.listeners) listener.beat();
    }, BEAT_MS).unref();
    this.tail.start({ heard: (envelope) => this.heard(envelope), attached: () => this.attached() });
  }

  serve(http: FastifyInstance): void {
    http.get('/live', (request, reply) => this.answer(request, reply));
  }

  /** Ends every stream; their pages come back to who takes over. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.beats);
    clearTimeout(this.again);
    for (const listener of this.listeners) listener.end();
    await this.tail.stop();
  }

  private heard(envelope: Envelope): void {
    const { source, key, seq } = envelope;
    if (ENDINGS.has(envelope.type)) this.sessionEnded(envelope);
    const marks = subjectsOf(envelope).map(markOf);
    const heard: Heard = { n: ++this.count, at: Date.now(), marks, after: { source: source as After['source'], key, seq } };
    this.recent.push(heard);
    // Trimmed seldom, not with every event.
    if (this.recent.length >= 2 * RECENT) {
      this.recent = this.recent.slice(-RECENT);
      this.completeFrom = this.recent[0]!.at + 1;
    }
    for (const mark of marks) for (const [listener, key] of this.byMark.get(mark) ?? []) listener.hear(key, heard);
  }

  /**
   * A session ended, or a person may no longer sign in: the gateway refuses their tokens like every service, and whoever hears by their
   * keys has to ask for fresh ones, which the ended session does not get.
   */
  private sessionEnded(raw: Envelope): void {
    const envelope = parseEvent(raw);
    if (!envelope) return;
    if (PersonEnabled.is(envelope)) this.ended.remove(envelope.data.personId);
    if (!(SessionEnded.is(envelope) || PersonDisabled.is(envelope))) return;
    const { personId, until } = envelope.data;
    this.ended.add(SessionEnded.is(envelope) ? envelope.data.sessionId : personId, Date.parse(until));
    const holder = holderMarkOf(holderOf(personId));
    for (const [known, at] of this.endedAt) if (at < Date.now() - LIVE_SECONDS * 1_000) this.endedAt.delete(known);
    // When a session ended, not when that is heard: keys of the next one may have been issued in between. Who is disabled has no next one.
    this.endedAt.set(holder, SessionEnded.is(envelope) ? Date.parse(envelope.recordedAt) : Date.now());
    for (const listener of this.byHolder.get(holder) ?? []) {
      listener.push('end');
      listener.end();
    }
  }

  private attached(): void {
    this.recent = [];
    this.count++; // who comes back having heard all until here has still missed something
    this.completeFrom = Date.now();
    this.refresh();
    // What tore the tail off may have held up the copies of the services too, and nobody tells when they have caught up.
    clearTimeout(this.again);
    this.again = setTimeout(() => this.refresh(), AGAIN_MS).unref();
  }

  private refresh(): void {
    for (const listener of this.listeners) listener.push('refresh');
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    let keys: LiveKey[];
    let leave: () => void;
    try {
      keys = this.keysOf((request.query as { keys?: unknown }).keys);
      leave = this.enter(request.ip, keys[0]!.holder);
    } catch (error) {
      const refusal = refusalOf(error, log, String(request.id));
      return reply
        .status(refusal.status)
        .headers(Object.fromEntries(refusal.headers))
        .send(await refusal.text());
    }
    const { raw } = reply.hijack();
    raw.once('close', leave);
    // A connection kept for another request would hold up the gateway's own end.
    const headers = { connection: 'close' };
    const session = await createSession(request.raw, raw, { retry: RETRY_MS, keepAlive: null, headers });
    if (raw.destroyed) return;
    const listener = new Listener(session, raw, this.boot);
    const forget = this.listen(listener, keys);
    const endsAt = Math.min(...keys.map((key) => key.endsAt)) * 1_000;
    const ending = setTimeout(() => {
      listener.push('end');
      listener.end();
    }, endsAt - Date.now());
    raw.once('close', () => {
      clearTimeout(ending);
      forget();
    });
    if (this.closed) return listener.end();
    listener.push('ready', { until: new Date(endsAt).toISOString() });
    this.catchUp(listener, keys, session.lastId);
  }

  private keysOf(given: unknown): LiveKey[] {
    const texts = typeof given === 'string' ? given.split('.') : [];
    if (texts.length === 0) throw platformError('LIVE_KEY_INVALID');
    if (texts.length > LIVE_KEYS_MAX) throw gatewayError('LIVE_KEYS_TOO_MANY', { details: { limit: LIVE_KEYS_MAX } });
    const keys = texts.map((text) => this.keys.check(text));
    if (keys.some(({ holder }) => holder !== keys[0]!.holder)) throw gatewayError('LIVE_KEYS_MIXED');
    const endedAt = this.endedAt.get(keys[0]!.holder) ?? 0;
    if (keys.some(({ issuedAt }) => issuedAt <= endedAt)) throw platformError('LIVE_KEY_EXPIRED');
    return keys;
  }

  /** Counts a connection of this address and holder; answers how it is counted off again. */
  private enter(address: string, holder: string): () => void {
    const counts: [string, number][] = [
      ['all', this.limits.total],
      [`address ${address}`, this.limits.perAddress],
      [`holder ${holder}`, this.limits.perHolder],
    ];
    if (counts.some(([name, limit]) => (this.open.get(name) ?? 0) >= limit)) throw gatewayError('LIVE_TOO_MANY');
    for (const [name] of counts) this.open.set(name, (this.open.get(name) ?? 0) + 1);
    return () => {
      for (const [name] of counts) {
        const left = (this.open.get(name) ?? 1) - 1;
        if (left > 0) this.open.set(name, left);
        else this.open.delete(name);
      }
    };
  }

  private listen(listener: Listener, keys: readonly LiveKey[]): () => void {
    const { holder } = keys[0]!;
    this.listeners.add(listener);
    this.byHolder.set(holder, (this.byHolder.get(holder) ?? new Set<Listener>()).add(listener));
    keys.forEach(({ subject }, index) => {
      const there = this.byMark.get(subject) ?? new Map<Listener, number>();
      this.byMark.set(subject, there);
      // The same subject twice is told once, under its first key.
      if (!there.has(listener)) there.set(listener, index);
    });
    return () => {
      this.listeners.delete(listener);
      const others = this.byHolder.get(holder);
      others?.delete(listener);
      if (!others?.size) this.byHolder.delete(holder);
      for (const { subject } of keys) {
        const there = this.byMark.get(subject);
        there?.delete(listener);
        if (!there?.size) this.byMark.delete(subject);
      }
    };
  }

  /** What happened since the page was last told, or since its keys were issued: what it read may be older. */
  private catchUp(listener: Listener, keys: readonly LiveKey[], lastId: string): void {
    const [boot, told] = lastId.split('-');
    const after = boot === this.boot && /^\d+$/.test(told ?? '') ? Number(told) : null;
    const since = Math.min(...keys.map(({ issuedAt }) => issuedAt)) - SKEW_MS;
    const first = this.recent[0]?.n ?? this.count + 1;
    const complete = this.completeFrom !== null && (after === null ? since >= this.completeFrom : after >= first - 1);
    if (!complete) return listener.push('refresh');
    const indexOf = new Map(keys.map(({ subject }, index) => [subject, index] as const).reverse());
    for (const heard of this.recent) {
      if (after === null ? heard.at < since : heard.n <= after) continue;
      for (const mark of heard.marks) {
        const index = indexOf.get(mark);
        if (index !== undefined) listener.hear(index, heard);
      }
    }
  }
}
