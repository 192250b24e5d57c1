import { beforeAll, describe, expect, it } from '@jest/globals';
import { AuditSealer } from '@sunshine/audit';
import { SIGN_IN, hosted, type Hosted, type SignInAnswer } from '../../test/hosted.js';
import { PASSWORD, smallCity, uuid } from '../../test/small-city.js';

type Line = { id: string; act: string; outcome: string; role: string | null; subject: string | null; part: string | null };
interface Page {
  directory: { edges: { node: Line; cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

let host: Hosted;
const tokens = new Map<string, string>();
const as = (account: string) => ({ token: tokens.get(account) as string });

const LINES = `edges { cursor node { id act outcome actorKind actor { account name } organ { name } role subject part purpose } } pageInfo { hasNextPage endCursor }`;
const TRAIL = `query ($filter: AuditFilterInput, $first: Int, $after: String) { auditTrail { id directory(filter: $filter, first: $first, after: $after) { ${LINES} } } }`;
const trail = async (variables: object = {}, account = 'audit'): Promise<Page['directory'] | string> => {
  const answer = await host.answer<{ auditTrail: Page }>(TRAIL, { ...variables }, as(account));
  return typeof answer === 'string' ? answer : answer.auditTrail.directory;
};
const linesOf = async (variables: object = {}): Promise<Line[]> => {
  const page = await trail(variables);
  if (typeof page === 'string') throw new Error(page);
  return page.edges.map(({ node }) => node);
};
const mutate = (name: string, input: object, account: string) =>
  host.answer(
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`,
    { input },
    as(account),
  );

beforeAll(async () => {
  host = await hosted(smallCity);
  for (const account of ['sysadmin', 'security', 'audit', 'handler']) {
    const { signIn } = (await host.answer(SIGN_IN, { account, password: PASSWORD })) as SignInAnswer;
    tokens.set(account, signIn.accessToken);
  }
});

const newOrgan = (n: number) => ({ parentId: uuid(1), kind: 'department', name: `甲市第${n}局`, shortName: `新${n}`, division: '990100' });

describe('three administrators, of whom each does one thing:', () => {
  const acts: [name: string, input: () => object, of: string][] = [
    ['saveOrgan', () => newOrgan(1), 'sysadmin'],
    ['closeOrgan', () => ({ organId: uuid(4), on: '2030-01-01' }), 'sysadmin'],
    ['savePerson', () => ({ account: 'somebody', name: '新人员' }), 'sysadmin'],
    ['grantRole', () => ({ personId: uuid(106), organId: uuid(3), role: 'HANDLER' }), 'security'],
    ['endRole', () => ({ personId: uuid(106), organId: uuid(3), role: 'HANDLER' }), 'security'],
  ];

  it.each(acts)('%s', async (name, input, of) => {
    for (const other of ['sysadmin', 'security', 'audit', 'handler'].filter((account) => account !== of))
      expect([other, await mutate(name, input(), other)]).toEqual([other, 'ADMIN_ROLE_NEEDED']);
    expect(await mutate(name, input(), of)).toMatchObject({ [name]: { id: expect.any(String) } });
  });

  it('the audit is read by the third alone, and by nobody without a session', async () => {
    for (const other of ['sysadmin', 'security', 'handler']) expect([other, await trail({}, other)]).toEqual([other, 'ADMIN_ROLE_NEEDED']);
    expect(await host.answer(TRAIL)).toBe('SIGN_IN_REQUIRED');
    const { signIn } = (await host.answer(SIGN_IN, { account: 'audit', password: PASSWORD })) as SignInAnswer;
    await host.answer('mutation { signOut(input: {}) }', {}, { token: signIn.accessToken });
    expect(await host.answer(TRAIL, {}, { token: signIn.accessToken })).toBe('SESSION_ENDED');
  });

  it('no role is given that would make two of them one person', async () => {
    for (const [personId, role] of [
      [uuid(101), 'AUDIT_ADMIN'],
      [uuid(103), 'SYSTEM_ADMIN'],
      [uuid(103), 'MIGRATOR'],
    ])
      expect(await mutate('grantRole', { personId, role }, 'security')).toBe('ROLE_ADMIN_STANDS_ALONE');
  });
});

describe('the audit of the directory', () => {
  it('says which administrator gave which role to whom, and what was refused to whom', async () => {
    await mutate('grantRole', { personId: uuid(106), organId: uuid(3), role: 'CHECKER' }, 'security');
    await mutate('grantRole', { personId: uuid(106), organId: uuid(3), role: 'ISSUER' }, 'sysadmin');
    const [refused, done] = (await linesOf({ filter: { acts: ['grantRole'] }, first: 2 })) as [Line, Line];
    expect(done).toMatchObject({
      outcome: 'done',
      actorKind: 'person',
      actor: { account: 'security' },
      role: 'SECURITY_ADMIN',
      subject: uuid(106),
      part: 'CHECKER',
    });
    expect(refused).toMatchObject({ outcome: 'ADMIN_ROLE_NEEDED', actor: { account: 'sysadmin' }, role: null });
  });

  it('holds who signed in, and a wrong password without what was typed', async () => {
    await host.answer(SIGN_IN, { account: 'handler', password: 'not the password' });
    const [failed] = await linesOf({ filter: { acts: ['signIn'], refused: true }, first: 1 });
    expect(failed).toMatchObject({ outcome: 'SIGN_IN_FAILED', actorKind: 'anonymous', actor: null, subject: null });
    expect((await linesOf({ filter: { acts: ['signIn'], subject: uuid(104), refused: false } })).length).toBeGreaterThan(0);
  });

  it('is read page by page, newest first, each page a line of its own', async () => {
    const all = await linesOf({ filter: { refused: true }, first: 100 });
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await trail({ filter: { refused: true }, first: 3, after });
      if (typeof page === 'string') throw new Error(page);
      ids.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(ids).toEqual(all.map(({ id }) => id));
    expect(ids.map(Number)).toEqual(ids.map(Number).toSorted((a, b) => b - a));
    expect((await linesOf({ filter: { acts: ['readAudit'], refused: false }, first: 1 }))[0]).toMatchObject({ role: 'AUDIT_ADMIN' });
    expect(await trail({ after: 'nonsense' })).toBe('CURSOR_MALFORMED');
    expect(await trail({ filter: { organId: 'no id' } })).toBe('ID_MALFORMED');
    expect(await linesOf({ filter: { subject: 'pack:NONE' } })).toEqual([]);
  });

  it('names the acts that stand in it, for its administrator alone', async () => {
    const ask = (account: string) =>
      host.answer<{ auditTrail: { directoryActs: string[] } }>('{ auditTrail { directoryActs } }', {}, as(account));
    const answer = await ask('audit');
    if (typeof answer === 'string') throw new Error(answer);
    const { directoryActs } = answer.auditTrail;
    expect(directoryActs).toEqual(expect.arrayContaining(['grantRole', 'readAudit', 'savePerson', 'signIn']));
    const rows = await host.db.query('select distinct act from audit');
    expect(directoryActs.toSorted()).toEqual(rows.map(({ act }: { act: string }) => act).toSorted());
    expect(await ask('security')).toBe('ADMIN_ROLE_NEEDED');
  });

  it('is sealed when the service stops', async () => {
    await host.service.app.get(AuditSealer, { strict: false }).beforeApplicationShutdown();
    expect(await host.db.query('select count(*)::int n from audit where id > (select max(to_id) from audit_batch)')).toEqual([{ n: 0 }]);
  });
});
