import { setTimeout as sleep } from 'node:timers/promises';
import { sql, transaction, type Statement } from '@sunshine/platform';
import type { DataSource, EntityManager } from 'typeorm';
import type { Digest } from './limits.js';
import { networkOf } from './address.js';
import type { GuessRule } from './rules.js';
import { ask, charge, forgottenAt, freeLeft, GRACE_MS, OPEN_GATE, refund, type Gate, type Spacing } from './spacing.js';

/** What is guessed at and from where; both are kept as digests. */
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

interface Charged {
  readonly kind: Kind;
  readonly spacing: Spacing;
  readonly gate: Kept;
}

/** A wait up to this long is waited out here: nobody need be told of a second. */
const HELD_MS = 1_500;
/** Requests that a process holds so at one time; a further one is told. */
const HELD_MAX = 200;
const DAY_MS = 86_400_000;

// Rows are there before they are judged, and locked in one order: tries at once stand in line, and never deadlock.
const enter: Statement = {
  name: 'guess_enter',
  text: `insert into guess_gate (key, gate, expires_at) select k, '{}', 0 from unnest($1::text[]) k order by k
    on conflict (key) do update set key = excluded.key
    returning key, gate, floor(extract(epoch from clock_timestamp()) * 1000)::float8 now`,
};
const keep: Statement = {
  name: 'guess_keep',
  text: `update guess_gate g set gate = n.gate, expires_at = n.expires_at
    from unnest($1::text[], $2::jsonb[], $3::bigint[]) as n(key, gate, expires_at) where g.key = n.key`,
};
const tidy: Statement = {
  name: 'guess_tidy',
  text: `delete from guess_gate where key in
    (select key from guess_gate where expires_at < $1::bigint order by expires_at limit 20 for update skip locked)`,
};

/** Spaces guesses at secrets, by all processes of a node together. */
export class Guesses {
  private held = 0;

  constructor(
    private readonly db: DataSource,
    private readonly digest: Digest,
  ) {}

  async guess<T>(name: string, rule: GuessRule, at: GuessAt, check: (known: boolean) => Promise<T | null>): Promise<Guessed<T>> {
    const keys = this.keysOf(name, at);
    const begun = await this.begun(rule, keys);
    if ('waitMs' in begun) return { outcome: 'wait', seconds: Math.ceil(begun.waitMs / 1_000) };
    const { charged, now } = begun;
    let value: T | null;
    try {
      value = await check(charged[0]?.spacing === rule.known);
    } catch (error) {
      await this.settle(rule, keys, charged, false);
      throw error;
    }
    if (value !== null) {
      await this.settle(rule, keys, charged, true);
      return { outcome: 'right', value };
    }
    return {
      outcome: 'wrong',
      left: Math.min(...charged.map(({ gate, spacing }) => freeLeft(gate, spacing, now))),
      seconds: Math.ceil(Math.max(...charged.map(({ gate }) => gate.nextAt - now)) / 1_000),
    };
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

  private async begun(rule: GuessRule, keys: Keys) {
    const first = await this.begin(rule, keys);
    if (!('waitMs' in first) || first.waitMs > HELD_MS || this.held >= HELD_MAX) return first;
    this.held += 1;
    try {
      await sleep(first.waitMs);
    } finally {
      this.held -= 1;
    }
    return this.begin(rule, keys);
  }

  /** Charges a try to all that space it, or puts it in line where one of them says wait. */
  private begin(
    rule: GuessRule,
    keys: Keys,
  ): Promise<{ readonly waitMs: number } | { readonly charged: readonly Charged[]; readonly now: number }> {
    return transaction(this.db, async (tx) => {
      const { gates, now } = await this.locked(tx, keys);
      const asked = spacingsOf(rule, gates, now).flatMap(([kind, spacing]) => {
        if (!spacing) return [];
        // Those who compete for a turn: places for the thing, things for the place; at the pair nobody does.
        const who = kind === 'place' ? keys.thing : keys.place;
        return [{ kind, spacing, who, ...ask(gates[kind], spacing, who, now) }];
      });
      const waitMs = Math.max(...asked.map((each) => each.waitMs));
      const charged = asked.map(({ kind, spacing, who, gate }) => ({
        kind,
        spacing,
        gate: { ...(waitMs > 0 ? gate : charge(gate, spacing, who, now)), knownUntil: gates[kind].knownUntil },
      }));
      await this.keep(tx, keys, charged, now);
      return waitMs > 0 ? { waitMs } : { charged, now };
    });
  }

  /** Takes the charges back; after the right secret place and device are known, and their failures forgotten. */
  private settle(rule: GuessRule, keys: Keys, charged: readonly Charged[], right: boolean): Promise<void> {
    return transaction(this.db, async (tx) => {
      const { gates, now } = await this.locked(tx, keys);
      const refunded = charged.map(({ kind, spacing, gate }) => ({
        kind,
        spacing,
        gate: { ...refund(gates[kind], gate), knownUntil: gates[kind].knownUntil },
      }));
      const knownUntil = rule.knownDays > 0 ? now + rule.knownDays * DAY_MS : 0;
      const proved = (['device', 'pair'] as const)
        .filter((kind) => right && keys[kind] !== '')
        .map((kind) => ({ kind, spacing: rule.known, gate: { ...OPEN_GATE, knownUntil } }));
      const others = refunded.filter(({ kind }) => !proved.some((each) => each.kind === kind));
      await this.keep(tx, keys, [...proved, ...others], now);
    });
  }

  private async locked(tx: EntityManager, keys: Keys): Promise<{ gates: Record<Kind, Kept>; now: number }> {
    const rows = await sql<Row>(tx, enter, [Object.values(keys).filter(Boolean)]);
    const gateOf = (key: string): Kept => ({ ...OPEN_GATE, knownUntil: 0, ...rows.find((row) => row.key === key)?.gate });
    return {
      gates: { device: gateOf(keys.device), pair: gateOf(keys.pair), thing: gateOf(keys.thing), place: gateOf(keys.place) },
      now: Math.max(...rows.map((row) => row.now)),
    };
  }

  private async keep(tx: EntityManager, keys: Keys, charged: readonly Charged[], now: number): Promise<void> {
    await sql(tx, keep, [
      charged.map(({ kind }) => keys[kind]),
      charged.map(({ gate }) => gate),
      charged.map(({ gate, spacing }) => Math.ceil(Math.max(forgottenAt(gate, spacing), gate.knownUntil))),
    ]);
    await sql(tx, tidy, [now - GRACE_MS]);
  }
}

/** By what a try is spaced: from a known device or place by its own tries alone. */
function spacingsOf({ pair, known, thing, place }: GuessRule, gates: Record<Kind, Kept>, now: number): [Kind, Spacing | undefined][] {
  for (const kind of ['device', 'pair'] as const) if (gates[kind].knownUntil > now) return [[kind, known]];
  return [
    ['pair', pair],
    ['thing', thing],
    ['place', place],
  ];
}
