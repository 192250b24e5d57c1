import { beforeAll, describe, expect, it } from '@jest/globals';
import { SIGN_IN, hosted, type Hosted, type SignInAnswer } from '../../test/hosted.js';
import { PASSWORD, smallCity, uuid } from '../../test/small-city.js';

interface Row {
  id: string;
  account: string;
  passwordGiven: boolean | null;
  roles: { role: string; organ: { name: string } | null }[];
}
interface Page {
  people: { edges: { node: Row; cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

/** County government 5 has a head and a clerk of township 6 below it; somebody there also works for department 3. */
const city = {
  ...smallCity,
  people: [
    ...smallCity.people,
    { id: uuid(107), account: 'head.county', name: '县负责人', grants: [{ organId: uuid(5), role: 'HEAD' as const, notices: false }] },
    {
      id: uuid(108),
      account: 'town',
      name: '镇工作人员',
      grants: [
        { organId: uuid(6), role: 'HANDLER' as const, notices: false },
        { organId: uuid(3), role: 'CHECKER' as const, notices: false },
      ],
    },
  ],
};
let host: Hosted;
const tokens = new Map<string, string>();
const as = (account: string) => ({ token: tokens.get(account) as string });

const PEOPLE = `query ($filter: PeopleFilterInput, $first: Int, $after: String) { people(filter: $filter, first: $first, after: $after) {
  edges { cursor node { id account passwordGiven roles { role organ { name } } } } pageInfo { hasNextPage endCursor } } }`;
const PERSON = 'query ($id: ID!) { person(id: $id) { account roles { role } } }';
const page = async (account: string, variables: object = {}): Promise<Page['people'] | string> => {
  const answer = await host.answer<Page>(PEOPLE, { ...variables }, as(account));
  return typeof answer === 'string' ? answer : answer.people;
};
const accounts = async (account: string, variables: object = {}): Promise<string[] | string> => {
  const found = await page(account, variables);
  return typeof found === 'string' ? found : found.edges.map(({ node }) => node.account);
};

beforeAll(async () => {
  host = await hosted(city);
  for (const account of ['sysadmin', 'security', 'audit', 'handler', 'registrar', 'head.county', 'town']) {
    const { signIn } = (await host.answer(SIGN_IN, { account, password: PASSWORD })) as SignInAnswer;
    tokens.set(account, signIn.accessToken);
  }
});

describe('people of the directory', () => {
  it('are listed whole for the administrators', async () => {
    for (const account of ['sysadmin', 'security', 'audit'])
      expect([account, ((await accounts(account)) as string[]).toSorted()]).toEqual([
        account,
        city.people.map((one) => one.account).toSorted(),
      ]);
  });

  it('are found by text, organ and role together', async () => {
    expect(await accounts('security', { filter: { text: 'regis' } })).toEqual(['registrar']);
    expect(await accounts('security', { filter: { text: '%' } })).toEqual([]);
    expect(await accounts('security', { filter: { text: '负责人' } })).toEqual(['head.county']);
    expect(((await accounts('security', { filter: { organId: uuid(3) } })) as string[]).toSorted()).toEqual(['handler', 'town']);
    expect(await accounts('security', { filter: { organId: uuid(3), role: 'CHECKER' } })).toEqual(['town']);
    expect(await accounts('security', { filter: { role: 'CAPTAIN' } })).toBe('DIRECTORY_INPUT_MALFORMED');
    expect(await accounts('security', { filter: { organId: 'no id' } })).toBe('ID_MALFORMED');
  });

  it('are read page by page, each once', async () => {
    const all = (await page('sysadmin', { first: 100 })) as Page['people'];
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const part = (await page('sysadmin', { first: 3, after })) as Page['people'];
      ids.push(...part.edges.map(({ node }) => node.id));
      after = part.pageInfo.endCursor;
      if (!part.pageInfo.hasNextPage) break;
    }
    expect(ids).toEqual(all.edges.map(({ node }) => node.id));
    expect(new Set(ids).size).toBe(city.people.length);
    expect(await page('sysadmin', { after: 'nonsense' })).toBe('CURSOR_MALFORMED');
  });

  it('who can no longer sign in are listed when asked for, and to administrators alone', async () => {
    const save = 'mutation ($input: SavePersonInput!) { savePerson(input: $input) { id } }';
    const saved = await host.answer<{ savePerson: { id: string } }>(
      save,
      { input: { account: 'gone', name: '离任人员', password: PASSWORD, disabledOn: '2025-01-01' } },
      as('sysadmin'),
    );
    if (typeof saved === 'string') throw new Error(saved);
    const personId = saved.savePerson.id;
    expect(await accounts('security', { filter: { text: 'gone' } })).toEqual([]);
    const [found] = ((await page('security', { filter: { text: 'gone', disabledToo: true } })) as Page['people']).edges;
    expect(found?.node).toMatchObject({ id: personId, passwordGiven: true });
    expect(await host.answer(PERSON, { id: personId }, as('security'))).toMatchObject({ person: { account: 'gone' } });
    // One who held a role in the office until then, too: neither in the list nor by id.
    await host.db.query("update person set disabled_on = '2025-01-01' where id = $1", [uuid(108)]);
    expect(await accounts('head.county', { filter: { disabledToo: true } })).toEqual(['head.county']);
    expect(await host.answer(PERSON, { id: uuid(108) }, as('head.county'))).toBe('PERSON_NOT_FOUND');
    await host.db.query('update person set disabled_on = null where id = $1', [uuid(108)]);
  });

  it('are shown to an office where they work in its organ or below it, with their roles there alone', async () => {
    expect(await accounts('registrar')).toEqual(['registrar']);
    const { edges } = (await page('head.county')) as Page['people'];
    expect(edges.map(({ node }) => [node.account, node.passwordGiven, node.roles.map(({ role }) => role)])).toEqual([
      ['head.county', null, ['HEAD']],
      ['town', null, ['HANDLER']],
    ]);
    expect(await accounts('head.county', { filter: { role: 'CHECKER' } })).toEqual([]);
    expect(await accounts('head.county', { filter: { organId: uuid(3) } })).toEqual([]);
    // An account is no name: an office does not search by it.
    expect(await accounts('head.county', { filter: { text: 'town' } })).toEqual([]);
  });

  it('one by one: somebody of another office is as unknown as nobody', async () => {
    expect(await host.answer(PERSON, { id: uuid(108) }, as('head.county'))).toEqual({
      person: { account: 'town', roles: [{ role: 'HANDLER' }] },
    });
    for (const id of [uuid(104), uuid(999)]) expect(await host.answer(PERSON, { id }, as('head.county'))).toBe('PERSON_NOT_FOUND');
    expect(await host.answer(PERSON, { id: 'no id' }, as('head.county'))).toBe('ID_MALFORMED');
    expect(await host.answer(PERSON, { id: uuid(108) }, as('security'))).toMatchObject({ person: { roles: [{}, {}] } });
  });

  it('are for nobody else, and for nobody whose session has ended', async () => {
    for (const account of ['handler', 'town']) expect([account, await accounts(account)]).toEqual([account, 'PEOPLE_NOT_YOURS']);
    expect(await host.answer(PERSON, { id: uuid(104) }, as('handler'))).toBe('PEOPLE_NOT_YOURS');
    expect(await host.answer(PEOPLE)).toBe('SIGN_IN_REQUIRED');
    const { signIn } = (await host.answer(SIGN_IN, { account: 'sysadmin', password: PASSWORD })) as SignInAnswer;
    const own = { token: signIn.accessToken };
    const { currentSession } = (await host.answer('{ currentSession { startedAt until } }', {}, own)) as {
      currentSession: { startedAt: string; until: string };
    };
    expect(currentSession.until).toBe(signIn.sessionUntil);
    expect(Date.parse(currentSession.until) - Date.parse(currentSession.startedAt)).toBe(12 * 3_600_000);
    await host.answer('mutation { signOut(input: {}) }', {}, own);
    expect(await host.answer(PEOPLE, {}, own)).toBe('SESSION_ENDED');
    expect(await host.answer('{ currentSession { until } }', {}, own)).toBe('SESSION_ENDED');
    expect(await host.answer('{ currentSession { until } }')).toBe('SIGN_IN_REQUIRED');
  });
});

describe('the tree of organs', () => {
  it('is read from the top down', async () => {
    expect(await host.answer(`{ organs(filter: { top: true }) { edges { node { id children { id children { id } } } } } }`)).toEqual({
      organs: {
        edges: [
          {
            node: {
              id: uuid(1),
              children: expect.arrayContaining([
                { id: uuid(2), children: [] },
                { id: uuid(5), children: [{ id: uuid(6) }] },
              ]),
            },
          },
        ],
      },
    });
    expect(await host.answer('query ($id: ID!) { organ(id: $id) { reviewerGiven parent { id } } }', { id: uuid(4) })).toEqual({
      organ: { reviewerGiven: true, parent: { id: uuid(1) } },
    });
    expect(await host.answer('{ organ(id: "no id") { id } }')).toBe('ID_MALFORMED');
  });

  it('are told one at a time by the whole account to who keeps hearings, without roles, and to nobody else', async () => {
    const one = (account: string, of: string) =>
      host.answer<unknown>('query ($of: String!) { personByAccount(account: $of) { name roles { role } } }', { of }, as(account));
    expect(await one('head.county', 'town')).toEqual({ personByAccount: { name: '镇工作人员', roles: [] } });
    expect(await one('head.county', 'tow')).toBe('PERSON_NOT_FOUND');
    expect(await one('head.county', 'gone')).toBe('PERSON_NOT_FOUND');
    for (const account of ['handler', 'registrar', 'sysadmin']) expect(await one(account, 'town')).toBe('PEOPLE_NOT_YOURS');
  });
});
