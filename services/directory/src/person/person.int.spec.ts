import { beforeAll, describe, expect, it } from '@jest/globals';
import { SIGN_IN, hosted, tokensOf, type Hosted, type SignInAnswer } from '../../test/hosted.js';
import { PASSWORD, smallCity, uuid } from '../../test/small-city.js';

let host: Hosted;
let sysadmin: { token: string };
let security: { token: string };

const signIn = async (account: string) => ({
  token: ((await host.answer(SIGN_IN, { account, password: PASSWORD })) as SignInAnswer).signIn.accessToken,
});
/** The first sign-in of somebody whose password an administrator chose. */
const OWN_PASSWORD = 'a password of my own';
const firstSignIn = async (account: string) => {
  const answer = await host.answer<SignInAnswer>(SIGN_IN, { account, password: PASSWORD, newPassword: OWN_PASSWORD });
  if (typeof answer === 'string') throw new Error(answer);
  return answer.signIn;
};
const events = async (key: string): Promise<{ type: string; data: Record<string, unknown> }[]> =>
  (await host.db.query('select pattern, data from outbox where key = $1 order by seq', [key])).map(
    (row: { pattern: string; data: { data: Record<string, unknown> } }) => ({ type: row.pattern, data: row.data.data }),
  );

const ROLES = '{ id account roles { role notices organ { id } } }';
const mutation = (name: string, type: string) => `mutation ($input: ${type}!) { ${name}(input: $input) ${ROLES} }`;
const grant = (input: object, as = security) => host.answer(mutation('grantRole', 'GrantRoleInput'), { input }, as);
const end = (input: object, as = security) => host.answer(mutation('endRole', 'EndRoleInput'), { input }, as);
const save = (input: object, as = sysadmin) =>
  host.answer<{ savePerson: { id: string; account: string } }>(mutation('savePerson', 'SavePersonInput'), { input }, as);
const newcomer = async (account: string) => {
  const answer = await save({ account, name: '新人员', password: PASSWORD });
  if (typeof answer === 'string') throw new Error(answer);
  return answer.savePerson.id;
};

beforeAll(async () => {
  host = await hosted(smallCity);
  [sysadmin, security] = [await signIn('sysadmin'), await signIn('security')];
});

describe('me', () => {
  it('answers the signed-in person with roles and their organs', async () => {
    expect(await host.answer(`{ me ${ROLES} }`, {}, await signIn('registrar'))).toEqual({
      me: {
        id: uuid(105),
        account: 'registrar',
        roles: [
          { role: 'DISPATCHER', notices: false, organ: { id: uuid(2) } },
          { role: 'REGISTRAR', notices: false, organ: { id: uuid(2) } },
        ],
      },
    });
    expect(await host.answer(`{ me ${ROLES} }`, {}, security)).toMatchObject({ me: { roles: [{ role: 'SECURITY_ADMIN', organ: null }] } });
  });

  it('needs a sign-in, and one that is no service', async () => {
    expect(await host.answer('{ me { id } }')).toBe('SIGN_IN_REQUIRED');
    const service = { token: await tokensOf(host).issue({ kind: 'service', person: 'svc:intake', session: null }, 60) };
    expect(await host.answer('{ me { id } }', {}, service)).toBe('PERSON_NOT_FOUND');
    expect(await grant({ personId: uuid(106), role: 'MIGRATOR' }, service)).toBe('ADMIN_ROLE_NEEDED');
  });

  it('shows people to other services only for a signed-in person', async () => {
    const REFERENCES = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { id name } } }';
    const of = [{ __typename: 'Person', id: uuid(104) }];
    expect(await host.answer(REFERENCES, { of })).toEqual({ _entities: [null] });
    expect(await host.answer(REFERENCES, { of }, security)).toEqual({ _entities: [{ id: uuid(104), name: '人员104' }] });
  });
});

describe('people', () => {
  it('are made known by system administrators alone', async () => {
    expect(await save({ account: 'newone', name: '新人员' }, security)).toBe('ADMIN_ROLE_NEEDED');
    expect(await save({ account: 'NewOne', name: '新人员' })).toMatchObject({ savePerson: { account: 'newone' } });
  });

  it.each([
    ['an account that another has', { account: 'handler', name: '新人员' }, 'ACCOUNT_TAKEN'],
    ['an account with other characters', { account: '账号', name: '新人员' }, 'DIRECTORY_INPUT_MALFORMED'],
    ['a password one character short', { account: 'short', name: '新人员', password: '12345678901' }, 'PASSWORD_TOO_SHORT'],
    [
      'a new password for an administrator',
      { id: uuid(102), account: 'security', name: '人员102', password: PASSWORD },
      'PERSON_PASSWORD_NOT_YOURS',
    ],
    [
      'a new password for somebody who sees petitions',
      { id: uuid(104), account: 'handler', name: '人员104', password: PASSWORD },
      'PERSON_PASSWORD_NOT_YOURS',
    ],
  ])('are refused with %s', async (_case, input, code) => {
    expect(await save(input)).toBe(code);
  });

  it('keep the password out of the stored answer of a request', async () => {
    const first = await save({ account: 'withpassword', name: '新人员', password: PASSWORD, requestId: 'p-1' });
    expect(await save({ account: 'withpassword', name: '新人员', password: PASSWORD, requestId: 'p-1' })).toEqual(first);
    const [row] = await host.db.query("select answer::text answer from request where id = 'p-1'");
    expect(Object.keys(JSON.parse(row.answer))).toEqual(['id']);
  });

  it('enter with a password that an administrator chose only by choosing another, once', async () => {
    const personId = await newcomer('chosen.for');
    await grant({ personId, organId: uuid(3), role: 'HANDLER' });
    const enter = (password: string, newPassword?: string) => host.answer(SIGN_IN, { account: 'chosen.for', password, newPassword });
    expect(await enter(PASSWORD)).toBe('SIGN_IN_PASSWORD_GIVEN');
    expect(await enter(PASSWORD, PASSWORD)).toBe('SIGN_IN_PASSWORD_GIVEN');
    expect(await enter(PASSWORD, '12345678901')).toBe('PASSWORD_TOO_SHORT');
    const both = await Promise.all([enter(PASSWORD, OWN_PASSWORD), enter(PASSWORD, `${OWN_PASSWORD} too`)]);
    expect(both.filter((answer) => typeof answer === 'string')).toHaveLength(1);
    expect(await enter(PASSWORD, 'a third password')).toBe('SIGN_IN_FAILED');
    const own = typeof both[0] === 'string' ? `${OWN_PASSWORD} too` : OWN_PASSWORD;
    expect(await enter(own)).toMatchObject({ signIn: { person: { id: personId } } });
    expect(await enter(own, 'is not asked for')).toMatchObject({ signIn: { person: { id: personId } } });
  });

  it('cannot sign in from the day they are disabled, and their open sessions end', async () => {
    const id = await newcomer('leaving');
    const tokens = await firstSignIn('leaving');
    await save({ id, account: 'leaving', name: '新人员', disabledOn: '2026-01-01' });
    expect(await host.answer(SIGN_IN, { account: 'leaving', password: OWN_PASSWORD })).toBe('SIGN_IN_FAILED');
    expect(
      await host.answer('mutation ($t: String!) { refreshToken(input: { refreshToken: $t }) { accessToken } }', { t: tokens.refreshToken }),
    ).toBe('SESSION_ENDED');
    expect(await host.answer('{ me { id } }', {}, { token: tokens.accessToken })).toBe('SESSION_ENDED');
    expect(await grant({ personId: id, organId: uuid(3), role: 'HANDLER' })).toBe('PERSON_DISABLED');
    await save({ id, account: 'leaving', name: '新人员', disabledOn: '2026-01-02' });
    await save({ id, account: 'leaving', name: '新人员' });
    await save({ id, account: 'leaving', name: '新人员' });
    expect((await events(id)).map(({ type }) => type)).toEqual(['SessionEnded', 'PersonDisabled', 'PersonEnabled']);
    const back = (await host.answer(SIGN_IN, { account: 'leaving', password: OWN_PASSWORD })) as SignInAnswer;
    expect(await host.answer('{ me { id } }', {}, { token: back.signIn.accessToken })).toEqual({ me: { id } });
    expect(await host.answer('{ me { id } }', {}, { token: tokens.accessToken })).toBe('SESSION_ENDED');
  });
});

describe('roles', () => {
  it('are given and ended by security administrators alone, and published', async () => {
    const personId = await newcomer('granted');
    const role = { personId, organId: uuid(3), role: 'HANDLER', notices: true };
    expect(await grant(role, sysadmin)).toBe('ADMIN_ROLE_NEEDED');
    expect(await grant(role)).toMatchObject({ grantRole: { roles: [{ role: 'HANDLER', notices: true, organ: { id: uuid(3) } }] } });
    await grant(role);
    await grant({ ...role, notices: false });
    expect(await end({ personId, organId: uuid(3), role: 'HANDLER' })).toMatchObject({ endRole: { roles: [] } });
    expect(await end({ personId, organId: uuid(3), role: 'HANDLER' })).toBe('ROLE_NOT_HELD');
    const held = { personId, organId: uuid(3), role: 'HANDLER' };
    expect(await events(personId)).toEqual([
      { type: 'RoleGranted', data: { ...held, notices: true } },
      { type: 'RoleGranted', data: { ...held, notices: false } },
      { type: 'RoleEnded', data: held },
    ]);
  });

  it.each([
    ['to a second administrator role', { personId: uuid(103), role: 'SYSTEM_ADMIN' }, 'ROLE_ADMIN_STANDS_ALONE'],
    ['to an administrator who would see petitions', { personId: uuid(101), organId: uuid(3), role: 'HANDLER' }, 'ROLE_ADMIN_STANDS_ALONE'],
    ['to a handler who would be administrator', { personId: uuid(104), role: 'AUDIT_ADMIN' }, 'ROLE_ADMIN_STANDS_ALONE'],
    ['to oneself', { personId: uuid(102), role: 'MIGRATOR' }, 'ROLE_NOT_FOR_ONESELF'],
    ['that does not exist', { personId: uuid(106), organId: uuid(3), role: 'KING' }, 'ROLE_UNKNOWN'],
    ['at an organ that does not exist', { personId: uuid(106), organId: uuid(900), role: 'HANDLER' }, 'ORGAN_UNKNOWN'],
    ['to nobody', { personId: uuid(900), organId: uuid(3), role: 'HANDLER' }, 'PERSON_NOT_FOUND'],
    ['of a bureau at a department', { personId: uuid(106), organId: uuid(3), role: 'DISPATCHER' }, 'ROLE_UNFIT_FOR_ORGAN'],
  ])('are not given %s', async (_case, input, code) => {
    expect(await grant(input)).toBe(code);
  });

  it('never make two administrators of one person, however many ask at once', async () => {
    const personId = await newcomer('contested');
    const answers = await Promise.all(
      ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN', 'MIGRATOR'].map((role) => grant({ personId, role })),
    );
    expect(answers.filter((answer) => answer === 'ROLE_ADMIN_STANDS_ALONE')).toHaveLength(3);
    const [{ n }] = await host.db.query('select count(*)::int n from role_grant where person_id = $1 and ended_on is null', [personId]);
    expect(n).toBe(1);
    await host.db.query("update role_grant set ended_on = current_date, ended_by = 'test' where person_id = $1", [personId]);
  });

  it('leave the node a security administrator', async () => {
    const personId = await newcomer('second.security');
    await grant({ personId, role: 'SECURITY_ADMIN' });
    const second = { token: (await firstSignIn('second.security')).accessToken };
    expect(await end({ personId: uuid(102), role: 'SECURITY_ADMIN' }, second)).toMatchObject({ endRole: { id: uuid(102) } });
    expect(await grant({ personId: uuid(106), role: 'MIGRATOR' })).toBe('ADMIN_ROLE_NEEDED');
    await grant({ personId: uuid(102), role: 'SECURITY_ADMIN' }, second);
    const both = await Promise.all([
      end({ personId, role: 'SECURITY_ADMIN' }),
      end({ personId: uuid(102), role: 'SECURITY_ADMIN' }, second),
    ]);
    expect(both.filter((answer) => typeof answer === 'string')).toHaveLength(1);
  });
});
