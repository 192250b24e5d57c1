import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, personId } from '@sunshine/demo';
import { Tokens } from '@sunshine/platform';
import { EventStream } from '@sunshine/testing';
import { world, type World } from './world.js';

let at: World;
beforeAll(async () => {
  at = await world();
}, 120_000);
afterAll(() => at.close());

/** A read or an act for each service, with the token alone. */
const READS: Readonly<Record<string, string>> = {
  directory: '{ me { id } }',
  intake: '{ petitions(first: 1) { edges { node { id } } } }',
  case: '{ statutoryChannels(exit: "31(2)") { id } }',
  hearing: '{ hearings(first: 1) { edges { node { id } } } }',
  supervision: '{ supervisionBoard(first: 1) { edges { node { id } } } }',
};
const ACTS: Readonly<Record<string, string>> = {
  directory: 'mutation { saveView(input: { list: PETITIONS, name: "我的视图", filter: "", columns: ["number"] }) { id } }',
  intake: 'mutation { supplementPetition(input: { petitionId: "0190a000-0000-7000-8000-000000000001", text: "补充" }) { id } }',
  case: 'mutation { informPetitioner(input: { petitionId: "0190a000-0000-7000-8000-000000000001", path: "办理", procedure: "程序" }) { id } }',
  exchange: 'mutation { rotateKey(input: { suite: international }) { id } }',
};

async function post<T>(query: string, token?: string, variables: object = {}): Promise<{ data?: T; code: string }> {
  const response = await fetch(at.node.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: { extensions: { code: string } }[] };
  return { ...(data && { data }), code: errors?.[0]?.extensions.code ?? 'ok' };
}
const signIn = async (account: string): Promise<string> => {
  const { data } = await post<{ signIn: { accessToken: string } }>(
    'mutation ($a: String!, $p: String!) { signIn(input: { account: $a, password: $p }) { accessToken } }',
    undefined,
    { a: account, p: DEMO_PASSWORD },
  );
  return data!.signIn.accessToken;
};

/** What each service says of the token itself: the gateway, which hears of it too, would refuse before any of them is asked. */
const ofServices = (token: string): Promise<string[]> =>
  Promise.all(
    Object.values(at.node.services).map(({ app }) =>
      app
        .get(Tokens, { strict: false })
        .verify(token)
        .then(
          () => 'ok',
          (error: { code: string }) => error.code,
        ),
    ),
  );

async function allRefuse(token: string): Promise<void> {
  const all = [...Object.values(READS), ...Object.values(ACTS)];
  const codes = async () =>
    new Set([...(await Promise.all(all.map((query) => post(query, token)))).map(({ code }) => code), ...(await ofServices(token))]);
  for (const end = Date.now() + 5_000; ; await sleep(50)) {
    const found = await codes();
    if (found.size === 1 && found.has('SESSION_ENDED')) return;
    if (Date.now() > end) throw new Error(`answered ${[...found].join()}`);
  }
}

describe('a token whose session ended', () => {
  it('by signing out reads and writes nothing within seconds, in any service, while another session of the person goes on', async () => {
    const [token, other] = [await signIn('handler.housing'), await signIn('handler.housing')];
    for (const query of Object.values(READS)) expect((await post(query, token)).code).toBe('ok');
    expect((await post('mutation { signOut(input: {}) }', token)).code).toBe('ok');
    expect((await post(READS['directory']!, token)).code).toBe('SESSION_ENDED');
    await allRefuse(token);
    for (const query of Object.values(READS)) expect((await post(query, other)).code).toBe('ok');
  });

  it('because the person was disabled likewise, and the line that the person hears by is cut', async () => {
    const token = await signIn('handler.labour');
    const key = (await post<{ organLiveKey: string }>('{ organLiveKey }', token)).data!.organLiveKey;
    const door = at.node.url.replace('/graphql', '/live');
    const page = await EventStream.open(`${door}?keys=${key}`);
    const disable = (disabledOn: string | null) =>
      at.client.query('sysadmin', 'mutation ($input: SavePersonInput!) { savePerson(input: $input) { id } }', {
        input: { id: personId('handler.labour'), account: 'handler.labour', name: '劳动经办', disabledOn },
      });
    await disable('2025-01-01');
    await allRefuse(token);
    await page.until(() => page.ended);
    expect(page.told.at(-1)?.event).toBe('end');
    const again = await fetch(`${door}?keys=${key}`);
    expect([again.status, await again.text()]).toEqual([401, expect.stringContaining('LIVE_KEY_EXPIRED')]);
    await disable(null);
    await sleep(1_100);
    const back = await signIn('handler.labour');
    for (const query of Object.values(READS)) expect((await post(query, back)).code).toBe('ok');
    expect((await post(READS['directory']!, token)).code).toBe('SESSION_ENDED');
  });
});
