import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Tokens } from '@sunshine/platform';
import { SIGN_IN, hosted, tokensOf, type Hosted, type SignInAnswer } from '../../test/hosted.js';
import { PASSWORD, smallCity, uuid } from '../../test/small-city.js';

// Each try costs an argon2 hash, on purpose.
jest.setTimeout(60_000);

let host: Hosted;

const REFRESH = 'mutation ($t: String!) { refreshToken(input: { refreshToken: $t }) { accessToken refreshToken } }';
const SIGN_OUT = 'mutation { signOut(input: {}) }';
const ADDRESS = '10.0.0.7';
const tryAs = (account: string, password: string, address = ADDRESS, device: string | null = null) =>
  host.answer<SignInAnswer>(SIGN_IN, { account, password, device }, { address });
const tokensFor = async (account: string) => {
  const answer = await tryAs(account, PASSWORD);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.signIn;
};
const refresh = (t: string) => host.answer<{ refreshToken: { accessToken: string; refreshToken: string } }>(REFRESH, { t });
const failures = async (n: number, account: string, address = ADDRESS) => {
  for (let i = 0; i < n; i++) expect(await tryAs(account, 'wrong', address)).toBe('SIGN_IN_FAILED');
};
/**
 * Makes every pause that was begun end so many seconds from now, because a busy machine may take longer for a sign-in than a pause.
 * @returns the seconds that the rule had given them
 */
const pauses = async (seconds: number): Promise<number[]> => {
  const rows: { given: number }[] = await host.db.query(
    `with begun as (select key, gate from guess_gate where (gate->>'nextAt')::bigint > (gate->>'at')::bigint),
       moved as (update guess_gate g set gate = g.gate || jsonb_build_object('nextAt', floor(extract(epoch from clock_timestamp()) * 1000) + $1 * 1000)
         from begun where begun.key = g.key)
     select ((gate->>'nextAt')::bigint - (gate->>'at')::bigint) / 1000.0::float8 given from begun order by 1`,
    [seconds],
  );
  return rows.map(({ given }) => given);
};
const signedIn = expect.objectContaining({ signIn: expect.objectContaining({ accessToken: expect.any(String) }) });

beforeAll(async () => {
  host = await hosted(smallCity);
});
beforeEach(async () => {
  await host.db.query('truncate guess_gate');
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

describe('failed sign-ins', () => {
  const HOME = '10.0.0.8';
  const from = (n: number) => `198.51.100.${n}`;

  it('of an account at one address: five, then a wait that is told; no other account and no other address waits', async () => {
    await failures(5, 'handler');
    await pauses(60);
    const { errors } = await host.ask(SIGN_IN, { account: 'HANDLER ', password: PASSWORD }, { address: ADDRESS });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'SIGN_IN_LOCKED', kind: 'TOO_MANY' } });
    expect(errors?.[0]?.message).toMatch(/请等(1分钟|[45]\d秒)再登录/);
    expect(await tryAs('handler', PASSWORD, HOME)).toEqual(signedIn);
    expect(await tryAs('registrar', PASSWORD)).toEqual(signedIn);
  });

  it('cost nothing after the fourth when the fifth is right, which forgets them', async () => {
    await failures(4, 'handler');
    await tokensFor('handler');
    await failures(4, 'handler');
    await tokensFor('handler');
  });

  it('of an account that does not exist cost the same', async () => {
    await failures(5, 'unknown');
    await pauses(60);
    expect(await tryAs('unknown', 'wrong')).toBe('SIGN_IN_LOCKED');
    for (let n = 0; n < 5; n += 1) await failures(1, 'unknown', from(n));
    await pauses(60);
    expect(await tryAs('unknown', 'wrong', HOME)).toBe('SIGN_IN_LOCKED');
  });

  it('make the next one wait five seconds; one that was refused does not prolong it, the next failure doubles it', async () => {
    await failures(5, 'handler');
    expect(await pauses(60)).toEqual([5]);
    expect(await tryAs('handler', 'wrong')).toBe('SIGN_IN_LOCKED');
    await pauses(0);
    await failures(1, 'handler');
    expect(await pauses(60)).toEqual([10]);
    expect(await tryAs('handler', PASSWORD)).toBe('SIGN_IN_LOCKED');
    await pauses(0);
    await tokensFor('handler');
  });

  it('from anywhere keep nobody out of a place where the account signed in before', async () => {
    await tokensFor('handler');
    for (let n = 0; n < 10; n += 1) await failures(1, 'handler', from(n));
    expect(await pauses(60)).toEqual([5]);
    expect(await tryAs('handler', PASSWORD, HOME)).toBe('SIGN_IN_LOCKED');
    expect(await tryAs('handler', PASSWORD)).toEqual(signedIn);
  });

  it('from anywhere make a new place wait, and then it passes although the others go on', async () => {
    for (let n = 0; n < 10; n += 1) await failures(1, 'handler', from(n));
    expect(await pauses(60)).toEqual([5]);
    expect(await tryAs('handler', PASSWORD, HOME)).toBe('SIGN_IN_LOCKED');
    await pauses(0);
    for (let n = 0; n < 10; n += 1) expect(await tryAs('handler', 'wrong', from(n))).toBe('SIGN_IN_LOCKED');
    expect(await tryAs('handler', PASSWORD, HOME)).toEqual(signedIn);
  });

  it('at the very address keep nobody out of a device where the account signed in before', async () => {
    const answer = await tryAs('handler', PASSWORD);
    const device = typeof answer === 'string' ? '' : answer.signIn.device;
    await failures(10, 'handler');
    await pauses(60);
    expect(await tryAs('handler', PASSWORD)).toBe('SIGN_IN_LOCKED');
    expect(await tryAs('handler', PASSWORD, ADDRESS, device)).toMatchObject({ signIn: { device } });
    // It belongs to this account alone.
    await failures(5, 'registrar', HOME);
    await pauses(60);
    expect(await tryAs('registrar', PASSWORD, HOME, device)).toBe('SIGN_IN_LOCKED');
  });

  it('at one address slow it down after thirty, over all accounts, and lock nobody out there', async () => {
    await tokensFor('audit');
    for (let i = 0; i < 30; i++) await failures(1, `account${i}`);
    expect(await tryAs('registrar', PASSWORD)).toEqual(signedIn);
    await failures(1, 'account30');
    expect(await pauses(60)).toEqual([2]);
    expect(await tryAs('account31', 'wrong')).toBe('SIGN_IN_LOCKED');
    expect(await tryAs('audit', PASSWORD)).toEqual(signedIn);
    await pauses(1);
    expect([await tryAs('audit', PASSWORD), await tryAs('registrar', PASSWORD)]).toEqual([signedIn, signedIn]);
    expect(await tryAs('handler', PASSWORD, HOME)).toEqual(signedIn);
  });

  it('made at once gain no more than made in turn', async () => {
    for (let round = 0; round < 3; round++) {
      await host.db.query('truncate guess_gate');
      const answers = await Promise.all(Array.from({ length: 12 }, () => tryAs('handler', 'wrong')));
      expect(answers.filter((answer) => answer === 'SIGN_IN_FAILED')).toHaveLength(5);
      expect(answers.filter((answer) => answer === 'SIGN_IN_LOCKED')).toHaveLength(7);
      await pauses(60);
      expect(await tryAs('handler', PASSWORD)).toBe('SIGN_IN_LOCKED');
    }
  });

  it('let many people of one office sign in at once', async () => {
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

  it('ends with signing out, at once and also for its access token', async () => {
    const { accessToken, refreshToken } = await tokensFor('handler');
    expect(await host.answer(SIGN_OUT, {}, { token: accessToken })).toEqual({ signOut: true });
    for (const query of [SIGN_OUT, '{ me { id } }', 'query { currentSession { until } }'])
      expect(await host.answer(query, {}, { token: accessToken })).toBe('SESSION_ENDED');
    expect(await refresh(refreshToken)).toBe('SESSION_ENDED');
    expect(await host.answer(SIGN_OUT)).toBe('SIGN_IN_REQUIRED');
  });

  it('ends for its access tokens too when a refresh token comes twice; other sessions of the person go on', async () => {
    const [stolen, other] = [await tokensFor('handler'), await tokensFor('handler')];
    const fresh = (await refresh(stolen.refreshToken)) as { refreshToken: { accessToken: string } };
    expect(await refresh(stolen.refreshToken)).toBe('REFRESH_TOKEN_REUSED');
    for (const token of [stolen.accessToken, fresh.refreshToken.accessToken])
      expect(await host.answer('{ me { id } }', {}, { token })).toBe('SESSION_ENDED');
    expect(await host.answer('{ me { id } }', {}, { token: other.accessToken })).toMatchObject({ me: { id: uuid(104) } });
  });

  it('tells every service which session it was and until when its tokens would be good', async () => {
    const { accessToken, accessUntil, refreshToken } = await tokensFor('handler');
    await host.answer(SIGN_OUT, {}, { token: accessToken });
    const sessionId = refreshToken.split('.')[0]!;
    const [{ data }] = await host.db.query(`select data->'data' data from outbox where pattern = 'SessionEnded' and data::text like $1`, [
      `%${sessionId}%`,
    ]);
    expect(data).toEqual({ sessionId, personId: uuid(104), until: expect.any(String) });
    expect(Date.parse(data.until)).toBeGreaterThanOrEqual(Date.parse(accessUntil));
  });

  it('that ended is refused after a restart of the directory as well', async () => {
    const { accessToken } = await tokensFor('handler');
    await host.answer(SIGN_OUT, {}, { token: accessToken });
    const again = (await host.again()).app.get(Tokens, { strict: false });
    await expect(again.verify(accessToken)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
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
    expect(await host.answer('{ me { id } }', {}, { token: accessToken })).toBe('SESSION_ENDED');
    expect(await tryAs('registrar', PASSWORD)).toBe('SIGN_IN_FAILED');
    expect(await tryAs('registrar', '123456789012')).toMatchObject({ signIn: {} });
  });

  it('is refused to nobody because of failures of others; wrong ones of a session wait as failed sign-ins do', async () => {
    const { accessToken } = await tokensFor('handler');
    await failures(5, 'handler', '10.0.0.9');
    for (let i = 0; i < 30; i++) await failures(1, `account${i}`, '');
    for (let i = 0; i < 5; i++) expect(await change(accessToken, 'wrong', 'another password')).toBe('SIGN_IN_FAILED');
    await pauses(60);
    expect(await change(accessToken, PASSWORD, 'another password')).toBe('SIGN_IN_LOCKED');
    const other = await tokensFor('handler');
    expect(await change(other.accessToken, PASSWORD, PASSWORD)).toEqual({ changePassword: true });
  });
});
