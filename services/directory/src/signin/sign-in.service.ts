import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PersonDisabled, PersonEnabled, SessionEnded } from '@sunshine/events';
import { Limits, networkOf, type GuessAt, type GuessName } from '@sunshine/limits';
import { Commands, type Emit } from '@sunshine/messaging';
import { ACCESS_MINUTES, Tokens, signedIn, sql, type RequestContext } from '@sunshine/platform';
import { waitWords } from '@sunshine/words';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { directoryError } from '../domain/directory.errors.js';
import { PersonEntity } from '../person/person.entity.js';
import { Passwords } from './passwords.js';
import { SessionEntity, type SessionEnd } from './session.entity.js';
import { SessionWatch } from './session-watch.js';

/** Maximum length of a session: a working day. */
const SESSION_HOURS = 12;

export interface SignedIn {
  accessToken: string;
  refreshToken: string;
  /** Instant at which the access token expires. */
  accessUntil: string;
  /** Instant at which the session ends at the latest. */
  sessionUntil: string;
  personId: string;
  /** Identifies this device at the next sign-in; null for a refresh. */
  device: string | null;
}

const DEVICE = /^[\w-]{43}$/;

// By the database's clock, as the limits of guesses; the access token never outlives its session.
const lifetimes = `expires_at "sessionUntil", least(expires_at, now() + interval '${ACCESS_MINUTES} minutes') "accessUntil",
  greatest(1, floor(extract(epoch from least(expires_at - now(), interval '${ACCESS_MINUTES} minutes'))))::int seconds`;
const open = {
  name: 'directory.session-open',
  // Lock the person: otherwise a person who is being disabled could get a session that the disabling does not end.
  text: `insert into session (id, person_id, refresh_hash, expires_at)
    select $1, id, $3, now() + interval '${SESSION_HOURS} hours' from person where id = $2 and disabled_on is null for share
    returning id, person_id "personId", ${lifetimes}`,
};
const find = {
  name: 'directory.session-find',
  text: `select s.id, s.person_id "personId", s.refresh_hash "refreshHash", s.former_hashes "formerHashes", ${lifetimes},
      s.ended_at is null and s.expires_at > now() and p.disabled_on is null live
    from session s join person p on p.id = s.person_id where s.id = $1 for update of s`,
};
const rotate = {
  name: 'directory.session-rotate',
  text: 'update session set refresh_hash = $2, former_hashes = array_append(former_hashes, refresh_hash) where id = $1',
};
const end = {
  name: 'directory.session-end',
  text: `update session set ended_at = now(), end_reason = $3
    where id = coalesce($1::uuid, id) and person_id = coalesce($2::uuid, person_id) and ended_at is null
    returning id "sessionId", person_id "personId", least(expires_at, now() + interval '${ACCESS_MINUTES} minutes') until`,
};
const lastToken = { name: 'directory.session-last-token', text: `select now() + interval '${ACCESS_MINUTES} minutes' until` };
const current = {
  name: 'directory.session-current',
  text: `select started_at "startedAt", expires_at until from session where id = $1 and person_id = $2 and ended_at is null and expires_at > now()`,
};

interface OpenSession {
  id: string;
  personId: string;
  sessionUntil: Date;
  accessUntil: Date;
  /** Life of the access token. */
  seconds: number;
}
type FoundSession = OpenSession & Pick<SessionEntity, 'refreshHash' | 'formerHashes'> & { live: boolean };

/** Sign-in, sessions and their tokens. Lifetimes run by the machine's clock. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: DataSource,
    private readonly tokens: Tokens,
    private readonly passwords: Passwords,
    private readonly limits: Limits,
    private readonly commands: Commands,
    private readonly watch: SessionWatch,
  ) {}

  /**
   * An unknown account, a disabled person, a person without a password and a wrong password get the same answer after the same time.
   * Failed attempts are slowed down (ADR 0040); from an address or device where this account has signed in before, only their own failures
   * count. A password that an administrator chose must be replaced by `newPassword`.
   * @param from `device`: the device value that an earlier sign-in on this device answered
   * @throws SIGN_IN_FAILED, SIGN_IN_LOCKED, SIGN_IN_BUSY, SIGN_IN_PASSWORD_GIVEN, PASSWORD_TOO_SHORT, DIRECTORY_INPUT_MALFORMED
   */
  async signIn(
    account: string,
    password: string,
    from: { readonly address: string; readonly device?: string | null },
    newPassword?: string | null,
  ): Promise<SignedIn> {
    const device = from.device && DEVICE.test(from.device) ? from.device : newSecret();
    const name = account.trim().toLowerCase();
    const person = await this.guessed('signIn', { thing: name, place: from.address, device }, async (tx) => {
      const found = await tx.findOneBy(PersonEntity, { account: name, disabledOn: IsNull() });
      return (await this.passwords.matches(found?.passwordHash ?? null, password)) ? found : null;
    });
    if (person.passwordGiven) await this.replaceGiven(person, password, newPassword ?? null);
    const secret = newSecret();
    const [session] = await sql<OpenSession>(this.db.manager, open, [uuid(), person.id, hashOf(secret)]);
    if (!session) throw directoryError('SIGN_IN_FAILED');
    return { ...(await this.answer(session, secret)), device };
  }

  /**
   * A new pair of tokens for a refresh token, which can be used once. A second use ends the session, because one of the two holders must
   * have stolen the token.
   * @throws REFRESH_TOKEN_INVALID, REFRESH_TOKEN_REUSED, SESSION_ENDED
   */
  async refresh(ctx: RequestContext, refreshToken: string): Promise<SignedIn> {
    const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(refreshToken);
    if (!match) throw directoryError('REFRESH_TOKEN_INVALID');
    const [, id, former] = match as unknown as [string, string, string];
    const secret = newSecret();
    const found = await this.commands.act(ctx, async (tx, emit) => {
      const [session] = await sql<FoundSession>(tx, find, [id]);
      if (!session) return 'REFRESH_TOKEN_INVALID';
      const given = hashOf(former);
      if (session.formerHashes.some((hash) => timingSafeEqual(hash, given))) {
        await this.end(tx, emit, { id: session.id }, 'token_reused');
        return 'REFRESH_TOKEN_REUSED';
      }
      if (!timingSafeEqual(session.refreshHash, given)) return 'REFRESH_TOKEN_INVALID';
      if (!session.live) return 'SESSION_ENDED';
      await sql(tx, rotate, [session.id, hashOf(secret)]);
      return session;
    });
    if (found === 'REFRESH_TOKEN_REUSED') await this.watch.look();
    if (typeof found === 'string') throw directoryError(found);
    return this.answer(found, secret);
  }

  /** @throws SIGN_IN_REQUIRED; SESSION_ENDED, also for a token without a session */
  async current(ctx: RequestContext): Promise<{ startedAt: Date; until: Date }> {
    const [session] = await sql<{ startedAt: Date; until: Date }>(this.db.manager, current, [ctx.session, signedIn(ctx)]);
    if (!session) throw directoryError('SESSION_ENDED');
    return session;
  }

  /** Ends the session of the token. @throws SIGN_IN_REQUIRED */
  async signOut(ctx: RequestContext): Promise<void> {
    const personId = signedIn(ctx);
    const { session } = ctx;
    if (session === null) return;
    await this.commands.act(ctx, (tx, emit) => this.end(tx, emit, { id: session, personId }, 'signed_out'), 'signOut');
    await this.watch.look();
  }

  /**
   * Wrong old passwords are slowed down within the session; the new password ends every session of the person.
   * @throws SIGN_IN_REQUIRED, SIGN_IN_FAILED, SIGN_IN_LOCKED, SIGN_IN_BUSY, PASSWORD_TOO_SHORT, DIRECTORY_INPUT_MALFORMED
   */
  async changePassword(ctx: RequestContext, oldPassword: string, newPassword: string): Promise<void> {
    const person = await this.db.getRepository(PersonEntity).findOneBy({ id: signedIn(ctx), disabledOn: IsNull() });
    if (!person) throw directoryError('SIGN_IN_FAILED');
    // Count by person and session, so that failures of others and failed sign-ins cannot block a signed-in person.
    await this.guessed('changePassword', { thing: person.id, place: ctx.session ?? '' }, async () =>
      (await this.passwords.matches(person.passwordHash, oldPassword)) ? true : null,
    );
    const passwordHash = await this.passwords.hash(newPassword, 'newPassword');
    await this.commands.act(ctx, async (tx, emit) => {
      await tx.update(PersonEntity, { id: person.id }, { passwordHash, passwordGiven: false });
      await this.end(tx, emit, { personId: person.id }, 'password_changed');
    });
    await this.watch.look();
  }

  /** @throws SIGN_IN_FAILED, SIGN_IN_LOCKED, SIGN_IN_BUSY */
  private async guessed<T>(name: GuessName, at: GuessAt, check: (tx: EntityManager) => Promise<T | null>): Promise<T> {
    const known = name === 'changePassword' || (await this.limits.isKnown(name, at));
    const guessed = await this.limits.guess(
      name,
      at,
      (_known, tx) => check(tx),
      (work) => this.passwords.inTurn({ from: networkOf(at.place), known }, work),
    );
    if (guessed.outcome === 'right') return guessed.value;
    // Of a sign-in nobody learns whether the account or the password was wrong.
    if (guessed.outcome === 'wrong') throw directoryError('SIGN_IN_FAILED', { field: name === 'changePassword' ? 'oldPassword' : null });
    const { seconds } = guessed;
    throw directoryError('SIGN_IN_LOCKED', { details: { wait: waitWords(seconds), retryAfterSeconds: seconds } });
  }

  private async replaceGiven({ id, passwordHash }: PersonEntity, given: string, chosen: string | null): Promise<void> {
    if (chosen === null || chosen === given) throw directoryError('SIGN_IN_PASSWORD_GIVEN');
    const fresh = await this.passwords.hash(chosen, 'newPassword');
    // Of two at once the first one wins: the other no longer has the password.
    const { affected } = await this.db
      .getRepository(PersonEntity)
      .update({ id, passwordHash: passwordHash as string }, { passwordHash: fresh, passwordGiven: false });
    if (affected !== 1) throw directoryError('SIGN_IN_FAILED');
  }

  /** Ends every open session of a person who may no longer sign in; `noticed` is to be called after the commit. */
  async disable(tx: EntityManager, emit: Emit, personId: string): Promise<void> {
    await this.end(tx, emit, { personId }, 'disabled');
    const [row] = await sql<{ until: Date }>(tx, lastToken, []);
    emit(personId, PersonDisabled.create({ personId, until: row!.until.toISOString() }));
  }

  enable(emit: Emit, personId: string): void {
    emit(personId, PersonEnabled.create({ personId }));
  }

  noticed(): Promise<void> {
    return this.watch.look();
  }

  private async end(tx: EntityManager, emit: Emit, which: { id?: string; personId?: string }, reason: SessionEnd): Promise<void> {
    const ended = await sql<{ sessionId: string; personId: string; until: Date }>(tx, end, [
      which.id ?? null,
      which.personId ?? null,
      reason,
    ]);
    for (const { until, ...session } of ended) emit(session.personId, SessionEnded.create({ ...session, until: until.toISOString() }));
  }

  private async answer({ id, personId, seconds, accessUntil, sessionUntil }: OpenSession, secret: string): Promise<SignedIn> {
    return {
      accessToken: await this.tokens.issue({ kind: 'person', person: personId, session: id }, seconds),
      refreshToken: `${id}.${secret}`,
      accessUntil: accessUntil.toISOString(),
      sessionUntil: sessionUntil.toISOString(),
      personId,
      device: null,
    };
  }
}

const newSecret = () => randomBytes(32).toString('base64url');
const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
