import { sql, transaction, withCommit, type Statement } from '@sunshine/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { networkOf } from './address.js';
import type { GuessRule } from './rules.js';
import { ask, charge, forgottenAt, freeLeft, GRACE_MS, leave, OPEN_GATE, type Gate, type Spacing } from './spacing.js';

/** A person or an address is stored as a digest, never as text. */
export type Digest = (text: string) => string;

/** The secret that is guessed at and where the guess comes from; both are stored as digests. */
export interface GuessAt {
  /** The account, the query code. */
  readonly thing: string;
  /** The address, the session. */
  readonly place: string;
  /** A secret that the client was given when it was right before; one that was not is as good as none. */
  readonly device?: string | null;
}

export type Guessed<T> =
  | { readonly outcome: 'right'; readonly value: T }
  /** `left`: tries before the next pause. `seconds`: the pause, where none is left. */
  | { readonly outcome: 'wrong'; readonly left: number; readonly seconds: number }
  /** Not tried; from then on it may be, because the turn is kept. */
  | { readonly outcome: 'wait'; readonly seconds: number };

interface Kept extends Gate {
  /** Of a pair or device: instant in ms until which it is known; 0 when it is not. */
  readonly knownUntil: number;
}

interface Row {
  key: string;
  gate: Partial<Kept>;
  now: number;
}

type Kind = 'device' | 'pair' | 'thing' | 'place';
type Keys = Readonly<Record<Kind, string>>;

interface KeptOf {
  readonly kind: Kind;
  readonly spacing: Spacing;
  readonly gate: Kept;
}

/** Answers null for a wrong secret. `known`: the guess comes from a known place or device. */
export type Check<T> = (known: boolean, tx: EntityManager) => Promise<T | null>;

/** Runs a guess when the machine has room for it. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** A wait up to this long is waited out here: nobody need be told of a second. */
const WAIT_MS = 1_500;
/** The most requests a process holds back at one time; a further one is refused. */
const WAITING_MAX = 200;
const DAY_MS = 86_400_000;

// Rows are there before they are judged, and locked in one order: tries at once stand in line, and never deadlock.
const enter: Statement = {
  name: 'guess.enter',
  text: `insert into guess_gate (key, gate, expires_at) select k, '{}', 0 from unnest($1::text[]) k order by k
    on conflict (key) do update set key = excluded.key
    returning key, gate, floor(extract(epoch from clock_timestamp()) * 1000)::float8 now`,
};
const keepGates: Statement = {
  name: 'guess.keep',
  text: `update guess_gate g set gate = n.gate, expires_at = n.expires_at
    from unnest($1::text[], $2::jsonb[], $3::bigint[]) as n(key, gate, expires_at) where g.key = n.key`,
};
const lookUp: Statement = {
  name: 'guess.known',
  text: `select 1 from guess_gate where key = any($1::text[]) and (gate->>'knownUntil')::bigint > extract(epoch from clock_timestamp()) * 1000`,
};
const tidy: Statement = {
  name: 'guess.tidy',
  text: `delete from guess_gate where key in
    (select key from guess_gate where expires_at < extract(epoch from clock_timestamp()) * 1000 - $1::int order by expires_at limit 20 for update skip locked)`,
};

/** Spaces guesses at secrets, by all processes of a node together. */
export class Guesses {
  private waiting = 0;

  constructor(
    private readonly db: DataSource,
    private readonly digest: Digest,
  ) {}

  async guess<T>(name: string, rule: GuessRule, at: GuessAt, check: Check<T>, inTurn: InTurn): Promise<Guessed<T>> {
    const keys = this.keysOf(name, at);
    const guess = () => inTurn(() => this.once(rule, keys, check));
    const first = await guess();
    if (first.outcome !== 'wait' || first.seconds * 1_000 > WAIT_MS || this.waiting >= WAITING_MAX) return first;
    this.waiting += 1;
    try {
      await sleep(first.seconds * 1_000);
    } finally {
      this.waiting -= 1;
    }
    return guess();
  }

  /** Whether a guess would come from a known place or device. */
  async known(name: string, at: GuessAt): Promise<boolean> {
    const { device, pair } = this.keysOf(name, at);
    return (await sql(this.db.manager, lookUp, [[device, pair]])).length > 0;
  }

  private keysOf(name: string, { thing, place, device }: GuessAt): Keys {
    const [of, from] = [this.digest(`${name} thing ${thing}`), this.digest(`${name} place ${networkOf(place)}`)];
    return {
      device: device ? `${name}/device/${this.digest(`${of} ${device}`)}` : '',
      pair: `${name}/pair/${this.digest(`${of} ${from}`)}`,
      thing: `${name}/thing/${of}`,
      place: `${name}/place/${from}`,
    };
  }

  private once<T>(rule: GuessRule, keys: Keys, check: Check<T>): Promise<Guessed<T>> {
    return transaction(this.db, async (tx) => {
      const guessed = await this.judged(tx, rule, keys, check);
      // The last statement: rows that it has locked are waited for by nobody whom this transaction waits for.
      withCommit(tx, sql(tx, tidy, [GRACE_MS]));
      return guessed;
    });
  }

  /** The rows stay locked while the secret is checked, so tries at once are tries in turn, and a check that fails leaves no trace. */
  private async judged<T>(tx: EntityManager, rule: GuessRule, keys: Keys, check: Check<T>): Promise<Guessed<T>> {
    const { gates, now } = await this.locked(tx, keys);
    const spacings = spacingsOf(rule, gates, now);
    const asked = spacings.map(([kind, spacing]) => {
      // Those who compete for a turn: places for the thing, things for the place.
      const who = kind === 'place' ? keys.thing : keys.place;
      return { kind, spacing, who, knownUntil: gates[kind].knownUntil, ...ask(gates[kind], spacing, who, now) };
    });
    const keep = (passed: (each: (typeof asked)[number]) => Gate) =>
      this.keep(
        tx,
        keys,
        asked.map((each) => ({ ...each, gate: { ...passed(each), knownUntil: each.knownUntil } })),
      );
    const waitMs = Math.max(...asked.map((each) => each.waitMs));
    if (waitMs > 0) {
      await keep(({ gate }) => gate);
      return { outcome: 'wait', seconds: Math.ceil(waitMs / 1_000) };
    }
    const value = await check(asked[0]?.spacing === rule.known, tx);
    if (value !== null) {
      await keep(({ gate, who }) => leave(gate, who));
      await this.prove(tx, rule, keys, now);
      return { outcome: 'right', value };
    }
    const failed = asked.map((each) => ({ ...each, gate: charge(each.gate, each.spacing, each.who, now) }));
    await keep(({ kind }) => failed.find((each) => each.kind === kind)!.gate);
    return {
      outcome: 'wrong',
      left: Math.min(...failed.map(({ gate, spacing }) => freeLeft(gate, spacing, now))),
      seconds: Math.ceil(Math.max(...failed.map(({ gate }) => gate.nextAt - now)) / 1_000),
    };
  }

  /** From now on place and device are known, and their failures forgotten. */
  private prove(tx: EntityManager, rule: GuessRule, keys: Keys, now: number): Promise<void> {
    const gate = { ...OPEN_GATE, knownUntil: rule.knownDays > 0 ? now + rule.knownDays * DAY_MS : 0 };
    const proved = (['device', 'pair'] as const).filter((kind) => keys[kind] !== '');
    return this.keep(
      tx,
      keys,
      proved.map((kind) => ({ kind, spacing: rule.known, gate })),
    );
  }

  private async locked(tx: EntityManager, keys: Keys): Promise<{ gates: Record<Kind, Kept>; now: number }> {
    const rows = await sql<Row>(tx, enter, [Object.values(keys).filter(Boolean)]);
    const gateOf = (key: string): Kept => ({ ...OPEN_GATE, knownUntil: 0, ...rows.find((row) => row.key === key)?.gate });
    return {
      gates: { device: gateOf(keys.device), pair: gateOf(keys.pair), thing: gateOf(keys.thing), place: gateOf(keys.place) },
      now: Math.max(...rows.map((row) => row.now)),
    };
  }

  private async keep(tx: EntityManager, keys: Keys, kept: readonly KeptOf[]): Promise<void> {
    await sql(tx, keepGates, [
      kept.map(({ kind }) => keys[kind]),
      kept.map(({ gate }) => gate),
      kept.map(({ gate, spacing }) => Math.ceil(Math.max(forgottenAt(gate, spacing), gate.knownUntil))),
    ]);
  }
}

/** By what a try is spaced: from a known device or place by its own tries alone. */
function spacingsOf({ pair, known, thing, place }: GuessRule, gates: Record<Kind, Kept>, now: number): [Kind, Spacing][] {
  for (const kind of ['device', 'pair'] as const) if (gates[kind].knownUntil > now) return [[kind, known]];
  return [['pair', pair], ...(thing ? [['thing', thing] as [Kind, Spacing]] : []), ...(place ? [['place', place] as [Kind, Spacing]] : [])];
}
