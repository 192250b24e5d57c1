import { loadConfig } from '@sunshine/platform';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { networkOf } from './address.js';
import { Guesses, type Check, type Digest, type GuessAt, type Guessed, type InTurn } from './guesses.js';
import { COUNT_RULES, GUESS_RULES, type CountName, type CountRule, type GuessName, type Level } from './rules.js';

/** The subject of each level that a count applies to; `node` needs none. A level of the rule without a subject here is not counted. */
export interface Counted {
  readonly person?: string | null;
  readonly address?: string | null;
}

export interface Taken {
  /** Whether all levels are within their limits, this one counted. */
  readonly within: boolean;
  /** Whole seconds until the level that is beyond its limit begins anew; 0 when within. */
  readonly retryAfterSeconds: number;
  /** The level that is beyond its limit. */
  readonly beyond: Level | null;
}

const plain: Digest = (text) => createHash('sha256').update(text).digest('base64url');

const ORDER: readonly Level[] = ['person', 'address', 'node'];

/**
 * Counts in PostgreSQL, so that all processes of a node count together; the machine's clock rules, not the clock of legal acts.
 * Rules and reasons stand in `rules.ts`.
 */
export class Limits {
  private readonly counters = new Map<string, RateLimiterPostgres>();
  private readonly guesses: Guesses;

  /**
   * @param db of the service whose schema has `limitsMigrations`
   * @param digest keyed where the service has a key for it
   * @throws ConfigError
   */
  constructor(
    db: DataSource,
    env: NodeJS.ProcessEnv,
    private readonly digest: Digest = plain,
  ) {
    this.guesses = new Guesses(db, digest);
    const levels = Object.entries(COUNT_RULES).flatMap(([name, rules]) =>
      Object.entries(rules as Partial<Record<Level, CountRule>>).map(([level, rule]) => ({ key: `${name}/${level}`, rule })),
    );
    const most = loadConfig(
      z.object(Object.fromEntries(levels.map(({ rule }) => [rule.env, z.coerce.number().int().min(1).default(rule.most)]))),
      env,
    );
    for (const { key, rule } of levels) {
      const counter = new RateLimiterPostgres({
        storeClient: db,
        storeType: 'typeorm',
        tableName: 'limit_count',
        tableCreated: true,
        keyPrefix: key,
        points: most[rule.env] as number,
        duration: rule.minutes * 60,
        // One of them tidies the table that all share.
        clearExpiredByTimeout: this.counters.size === 0,
      });
      this.counters.set(key, counter);
    }
  }

  /**
   * Counts once at each level, the narrowest first. A try refused at one level is not counted at wider ones, so that nobody uses up
   * the limit of others.
   */
  async count(name: CountName, counted: Counted): Promise<Taken> {
    for (const level of ORDER) {
      const counter = this.counters.get(`${name}/${level}`);
      const subject = level === 'node' ? '' : counted[level];
      if (!counter || subject === null || subject === undefined) continue;
      const retryAfterSeconds = await beyond(
        counter,
        this.digest(`${name} ${level} ${level === 'address' ? networkOf(subject) : subject}`),
      );
      if (retryAfterSeconds !== null) return { within: false, retryAfterSeconds, beyond: level };
    }
    return { within: true, retryAfterSeconds: 0, beyond: null };
  }

  /**
   * Lets a secret be tried when it is its turn. A guess whose check throws is not counted.
   * @param check runs in a transaction that holds the rows of this guess, and should ask the database by it
   * @param inTurn where a check is dear: runs guesses when there is room
   */
  guess<T>(name: GuessName, at: GuessAt, check: Check<T>, inTurn: InTurn = (work) => work()): Promise<Guessed<T>> {
    return this.guesses.guess(name, GUESS_RULES[name], at, check, inTurn);
  }

  /** Whether a guess comes from a place or device from which the secret was right before. */
  isKnown(name: GuessName, at: GuessAt): Promise<boolean> {
    return this.guesses.known(name, at);
  }
}

async function beyond(counter: RateLimiterPostgres, key: string): Promise<number | null> {
  try {
    await counter.consume(key);
    return null;
  } catch (answer) {
    if (answer instanceof RateLimiterRes) return Math.max(1, Math.ceil(answer.msBeforeNext / 1_000));
    throw answer;
  }
}
