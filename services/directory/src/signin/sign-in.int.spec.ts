import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SIGN_IN, hosted, tokensOf, type Hosted, type SignInAnswer } from '../../test/hosted.js';
import { PASSWORD, smallCity, uuid } from '../../test/small-city.js';

// Each try costs an argon2 hash, on purpose.
jest.setTimeout(60_000);

let host: Hosted;

const REFRESH = 'mutation ($t: String!) { refreshToken(input: { refreshToken: $t }) { accessToken refreshToken } }';
const SIGN_OUT = 'mutation { signOut(input: {}) }';
const ADDRESS = '10.0.0.7';
const tryAs = (account: string, password: string, address = ADDRESS) =>
  host.answer<SignInAnswer>(SIGN_IN, { account, password }, { address });
const tokensFor = async (account: string) => {
  const answer = await tryAs(account, PASSWORD);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.signIn;
};
const refresh = (t: string) => host.answer<{ refreshToken: { accessToken: string; refreshToken: string } }>(REFRESH, { t });
const failures = async (n: number, account: string, address = ADDRESS) => {
  for (let i = 0; i < n; i++) expect(await tryAs(account, 'wrong', address)).toBe('SIGN_IN_FAILED');
};
/** Lets the counted failures grow older. */
const age = (interval: string) =>
  host.db.query(
    'update sign_in_attempt set failed_at = array(select t - $1::interval from unnest(failed_at) t), last_at = last_at - $1::interval',
    [interval],
  );

/** Makes every counted failure exactly so old. */
const allAged = (interval: string) =>
  host.db.query(
    'update sign_in_attempt set failed_at = array(select now() - $1::interval from unnest(failed_at)), last_at = now() - $1::interval',
    [interval],
  );

beforeAll(async () => {
  host = await hosted(smallCity);
});
beforeEach(async () => {
  await host.db.query('truncate sign_in_attempt');
});

describe('sign-in', () => {
  it('answers tokens of a person, a session and no role', async () => {
    const { accessToken, accessUntil, sessionUntil, person } = await tokensFor('Handler ');
    expect(person).toMatchObject({ id: uuid(104), account: 'handler' });
    expect(await tokensOf(host).verify(accessToken)).toEqual({ kind: 'person', person: uuid(104), session: expect.any(String) });
    const minutes = (until: string) => Math.round((Date.parse(until) - Date.now()) / 60_000);
    expect([minutes(accessUntil), minutes(sessionUntil)]).toEqual([30, 720]);
  });

  it('has one answer for an unknown account, a wrong password and a person without one', async () => {
    await host.db.query("update person set password_hash = null where account = 'nobody'");
    const answers = await Promise.all([
      tryAs('unknown', PASSWORD),
      tryAs('handler', 'wrong'),
      tryAs('nobody', PASSWORD),
      tryAs("' or 1=1 --", ''),
    ]);
    expect(new Set(answers)).toEqual(new Set(['SIGN_IN_FAILED']));
  });

  it('takes the same time for an unknown account as for a wrong password', async () => {
    const times = new Map<string, number[]>([
      ['audit', []],
      ['nobody.at.all', []],
    ]);
    for (let round = 0; round < 4; round++) {
      for (const [account, list] of times) {
        const start = performance.now();
        await tryAs(account, 'wrong', '');
        list.push(performance.now() - start);
      }
    }
    const [known, unknown] = [...times.values()].map((list) => Math.min(...list)) as [number, number];
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2);
  });

  it('keeps neither password nor refresh token in the database', async () => {
    const { refreshToken } = await tokensFor('handler');
    const secret = refreshToken.split('.')[1]!;
    const [{ found }] = await host.db.query(
      `select exists (select 1 from session s where s::text like '%' || $1 || '%') or exists (select 1 from person p where p::text like '%' || $2 || '%') found`,
      [secret, PASSWORD],
    );
    expect(found).toBe(false);
  });
});

describe('lockout', () => {
  it('refuses an account after the fifth failure, the right password too, and no other account', async () => {
    await failures(5, 'handler');
    expect(await tryAs('handler', PASSWORD)).toBe('SIGN_IN_LOCKED');
    expect(await tryAs('HANDLER', PASSWORD, '10.0.0.8')).toBe('SIGN_IN_LOCKED');
    expect(await tryAs('registrar', PASSWORD)).toMatchObject({ signIn: {} });
  });

  it('still lets the right password in after the fourth, and forgets the failures then', async () => {
    await failures(4, 'handler');
    await tokensFor('handler');
    await failures(4, 'handler');
    await tokensFor('handler');
  });

  it('locks an account that does not exist alike', async () => {
    await failures(5, 'unknown');
    expect(await tryAs('unknown', 'wrong')).toBe('SIGN_IN_LOCKED');
  });

  it('opens again a quarter of an hour after the failures, not before; refused tries do not prolong it', async () => {
    await failures(5, 'handler');
    await allAged('14 minutes 55 seconds');
    expect(await tryAs('handler', PASSWORD)).toBe('SIGN_IN_LOCKED');
    await allAged('15 minutes');
    await tokensFor('handler');
  });

  it('counts failures of the last quarter of an hour, whenever it began', async () => {
    await failures(3, 'handler');
    await age('10 minutes');
    await failures(1, 'handler');
    await age('6 minutes');
    await failures(4, 'handler');
    expect(await tryAs('handler', PASSWORD)).toBe('SIGN_IN_LOCKED');
  });

  it('refuses an address after thirty failures in an hour, over all accounts, and no other address', async () => {
    for (let i = 0; i < 29; i++) await failures(1, `account${i}`);
    expect(await tryAs('registrar', PASSWORD)).toMatchObject({ signIn: {} });
    await failures(1, 'account29');
    expect(await tryAs('registrar', PASSWORD)).toBe('SIGN_IN_LOCKED');
    expect(await tryAs('registrar', PASSWORD, '10.0.0.8')).toMatchObject({ signIn: {} });
    await allAged('59 minutes 55 seconds');
    expect(await tryAs('registrar', PASSWORD)).toBe('SIGN_IN_LOCKED');
    await allAged('60 minutes');
    expect(await tryAs('registrar', PASSWORD)).toMatchObject({ signIn: {} });
  });

  it('gives guesses made at once no more than guesses made in turn', async () => {
    for (let round = 0; round < 3; round++) {
      await host.db.query('truncate sign_in_attempt');
      const answers = await Promise.all(Array.from({ length: 12 }, () => tryAs('handler', 'wrong')));
      expect(answers.filter((answer) => answer === 'SIGN_IN_FAILED')).toHaveLength(5);
      expect(answers.filter((answer) => answer === 'SIGN_IN_LOCKED')).toHaveLength(7);
      expect(await tryAs('handler', PASSWORD)).toBe('SIGN_IN_LOCKED');
    }
  });

  it('lets many people of one office sign in at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => tryAs('handler', PASSWORD)));
    expect(answers.every((answer) => typeof answer !== 'string')).toBe(true);
  });
});

describe('refreshing', () => {
  it('answers a new pair each time and takes no token twice: a second use ends the session', async () => {
    const first = await tokensFor('handler');
    const second = await refresh(first.refreshToken);
    if (typeof second === 'string') throw new Error(second);
    expect(second.refreshToken.refreshToken).not.toBe(first.refreshToken);
    expect(await refresh(first.refreshToken)).toBe('REFRESH_TOKEN_REUSED');
    expect(await refresh(second.refreshToken.refreshToken)).toBe('SESSION_ENDED');
    const [{ end_reason }] = await host.db.query('select end_reason from session where id = $1', [first.refreshToken.split('.')[0]]);
    expect(end_reason).toBe('token_reused');
  });

  it('lets one of two at once win, and takes the other for a theft', async () => {
    const { refreshToken } = await tokensFor('handler');
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshToken)));
    expect(answers.filter((answer) => typeof answer !== 'string')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'REFRESH_TOKEN_REUSED')).toHaveLength(5);
  });

  it('knows a forged token from a used one: it ends nothing', async () => {
    const { refreshToken } = await tokensFor('handler');
    const [session] = refreshToken.split('.');
    for (const forged of [
      `${session}.${'A'.repeat(43)}`,
      `${uuid(1)}.${'A'.repeat(43)}`,
      `${'-'.repeat(36)}.${'A'.repeat(43)}`,
      'nonsense',
      '',
    ])
      expect(await refresh(forged)).toBe('REFRESH_TOKEN_INVALID');
    expect(await refresh(refreshToken)).toMatchObject({ refreshToken: {} });
  });

  it('ends twelve hours after sign-in', async () => {
    const { refreshToken } = await tokensFor('handler');
    await host.db.query("update session set expires_at = now() - interval '1 second' where id = $1", [refreshToken.split('.')[0]]);
    expect(await refresh(refreshToken)).toBe('SESSION_ENDED');
  });

  it('ends with signing out, which may be said twice', async () => {
    const { accessToken, refreshToken } = await tokensFor('handler');
    for (let i = 0; i < 2; i++) expect(await host.answer(SIGN_OUT, {}, { token: accessToken })).toEqual({ signOut: true });
    expect(await refresh(refreshToken)).toBe('SESSION_ENDED');
    expect(await host.answer(SIGN_OUT)).toBe('SIGN_IN_REQUIRED');
  });

  it('is no way back for an administrator who signed out', async () => {
    const { accessToken } = await tokensFor('security');
    await host.answer(SIGN_OUT, {}, { token: accessToken });
    const grant = `mutation { grantRole(input: { personId: "${uuid(106)}", role: "MIGRATOR" }) { id } }`;
    expect(await host.answer(grant, {}, { token: accessToken })).toBe('SESSION_ENDED');
  });
});

describe('changing the password', () => {
  const CHANGE = 'mutation ($old: String!, $new: String!) { changePassword(input: { oldPassword: $old, newPassword: $new }) }';
  const change = (token: string, old: string, fresh: string) => host.answer(CHANGE, { old, new: fresh }, { token });

  it('needs the old one, counts wrong ones, wants twelve characters, and ends every session', async () => {
    const { accessToken, refreshToken } = await tokensFor('registrar');
    expect(await change(accessToken, 'wrong', 'another password')).toBe('SIGN_IN_FAILED');
    expect(await change(accessToken, PASSWORD, '12345678901')).toBe('PASSWORD_TOO_SHORT');
    expect(await change(accessToken, PASSWORD, '123456789012')).toEqual({ changePassword: true });
    expect(await refresh(refreshToken)).toBe('SESSION_ENDED');
    expect(await tryAs('registrar', PASSWORD)).toBe('SIGN_IN_FAILED');
    expect(await tryAs('registrar', '123456789012')).toMatchObject({ signIn: {} });
  });
});
