import { beforeAll, describe, expect, it } from '@jest/globals';
import { nationalCalendar } from '@sunshine/procedure';
import { SIGN_IN, hosted, type Hosted, type SignInAnswer } from '../../test/hosted.js';
import { PASSWORD, smallCity, uuid } from '../../test/small-city.js';
import { LawBook } from './law.service.js';

interface Answer {
  refusal: { code: string; path: string; line: number | null } | null;
  law: { lawId: string; revision: number; newYear: boolean; dayChanges: object[]; changedPaths: string[]; takenOverBy: string[] } | null;
  proposal: { id: string; state: string; proposedBy: { account: string } } | null;
}

let host: Hosted;
const tokens = new Map<string, string>();
const as = (account: string) => ({ token: tokens.get(account) as string });

const ANSWER = `{ refusal { code path line reason }
  law { lawId revision newYear takenOverBy changedPaths pack { id } dayChanges { calendarId day formerKind kind festival } }
  proposal { id state proposedBy { account } decidedBy { account } } }`;
const propose = async (name: 'CalendarYear' | 'Pack', input: object, account = 'sysadmin'): Promise<Answer | string> => {
  const answer = await host.answer<Record<string, Answer>>(
    `mutation ($input: Propose${name}Input!) { propose${name}(input: $input) ${ANSWER} }`,
    { input },
    as(account),
  );
  return typeof answer === 'string' ? answer : answer[`propose${name}`]!;
};
const proposed = async (name: 'CalendarYear' | 'Pack', input: object): Promise<string> => {
  const answer = await propose(name, input);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.proposal!.id;
};
const decide = (name: 'confirm' | 'decline', input: object, account = 'security') =>
  host.answer(
    `mutation ($input: ${name === 'confirm' ? 'Confirm' : 'Decline'}LawProposalInput!) {
      ${name}LawProposal(input: $input) { state reason proposedBy { account } decidedBy { account } } }`,
    { input },
    as(account),
  );
const published = async (): Promise<string[]> =>
  (await host.db.query("select data from outbox where pattern in ('RulePackPublished', 'CalendarPublished') order by id")).map(
    ({ data }: { data: { data: { packId?: string; calendarId?: string; revision?: number; version?: number } } }) =>
      `${data.data.packId ?? data.data.calendarId}@${data.data.revision ?? data.data.version}`,
  );

const notice = (year: number, more: object = {}) => ({
  year,
  days: [{ day: `${year}-01-01`, kind: 'off', festival: '元旦' }],
  source: '国办发明电〔2026〕9号',
  ...more,
});
const pack = (id: string, days: number, revision = 1) =>
  `id: ${id}\nrevision: ${revision}\ntitle: 晴川省规则\njurisdiction: '99'\nbase: CN-2022\ninForceFrom: '2024-01-01'\ninForceTo: null\nvalidity: verified\nsource: 晴川省条例\nterms:\n  ROUTE:\n    length: { days: ${days}, unit: day, source: 晴川省条例 8, mark: verified }\n`;

beforeAll(async () => {
  host = await hosted(smallCity);
  for (const account of ['sysadmin', 'security', 'audit', 'handler']) {
    const { signIn } = (await host.answer(SIGN_IN, { account, password: PASSWORD })) as SignInAnswer;
    tokens.set(account, signIn.accessToken);
  }
});

describe('a year of the calendar', () => {
  it('is in force when a second administrator has confirmed it, and never before', async () => {
    const before = await published();
    const input = notice(2027, { requestId: 'year-2027' });
    const answer = await propose('CalendarYear', input);
    expect(answer).toMatchObject({
      refusal: null,
      law: {
        lawId: 'CN',
        revision: 2,
        newYear: true,
        dayChanges: [{ calendarId: 'CN', day: '2027-01-01', formerKind: null, kind: 'off' }],
      },
      proposal: { state: 'open', proposedBy: { account: 'sysadmin' } },
    });
    expect(await propose('CalendarYear', input)).toEqual(answer);
    const { id } = (answer as Answer).proposal!;
    expect(await published()).toEqual(before);
    expect(await host.answer('{ calendar(year: 2027) { published } }')).toEqual({ calendar: { published: false } });
    expect(await decide('confirm', { id, requestId: 'c-1' })).toEqual({
      confirmLawProposal: { state: 'published', reason: null, proposedBy: { account: 'sysadmin' }, decidedBy: { account: 'security' } },
    });
    expect(await decide('confirm', { id, requestId: 'c-1' })).toMatchObject({ confirmLawProposal: { state: 'published' } });
    expect(await published()).toEqual([...before, 'CN@2']);
    expect(await host.answer('{ calendar(year: 2027) { published version days { day } } }')).toEqual({
      calendar: { published: true, version: 2, days: [{ day: '2027-01-01' }] },
    });
    expect(await host.answer('{ calendars { id revision years source } }')).toEqual({
      calendars: [
        {
          id: 'CN',
          revision: 2,
          years: [...nationalCalendar().years, 2027],
          source: `${nationalCalendar().source}；2027年：国办发明电〔2026〕9号`,
        },
      ],
    });
    expect(await decide('confirm', { id })).toBe('LAW_PROPOSAL_DECIDED');
  });

  it('answers a dry run with what would change or be refused, and does nothing', async () => {
    const count = async () => (await host.db.query('select count(*)::int n from law_proposal'))[0].n as number;
    const before = await count();
    const dry = (more: object) => propose('CalendarYear', notice(2028, { dryRun: true, ...more }));
    expect(await dry({})).toMatchObject({ refusal: null, law: { newYear: true }, proposal: null });
    const refusal = async (more: object) => ((await dry(more)) as Answer).refusal;
    const day = (text: string, kind = 'off') => ({ day: text, kind, festival: '元旦' });
    expect(await refusal({ days: [day('2028-01-01'), day('2029-01-01')] })).toMatchObject({
      code: 'CALENDAR_DAY_OUTSIDE_YEAR',
      path: 'days.1',
      line: null,
    });
    expect(await refusal({ days: [day('2028-01-01'), day('2028-01-01')] })).toMatchObject({ code: 'CALENDAR_DAY_TWICE', path: 'days.1' });
    expect(await refusal({ days: [day('2028-01-03', 'work')] })).toMatchObject({ code: 'CALENDAR_DAY_AS_EVER', path: 'days.0' });
    expect(await refusal({ days: [day('2028-01-03', 'half')] })).toMatchObject({ code: 'DIRECTORY_INPUT_MALFORMED', path: 'days.0.kind' });
    expect(await refusal({ source: ' ' })).toMatchObject({ code: 'DIRECTORY_INPUT_MALFORMED', path: 'source' });
    expect(await refusal({ division: '123' })).toMatchObject({ code: 'DIRECTORY_INPUT_MALFORMED', path: 'division' });
    expect(await refusal({ year: 2027, days: [day('2027-01-01')] })).toMatchObject({ code: 'LAW_SAME_AS_PUBLISHED' });
    expect(await propose('CalendarYear', notice(2028, { source: ' ' }))).toBe('DIRECTORY_INPUT_MALFORMED');
    expect(await count()).toBe(before);
  });

  it('that was worked out over other law than is published now is proposed anew', async () => {
    const [first, second] = [await proposed('CalendarYear', notice(2029)), await proposed('CalendarYear', notice(2030))];
    await decide('confirm', { id: first });
    expect(await decide('confirm', { id: second })).toBe('LAW_PROPOSAL_STALE');
    expect(await decide('decline', { id: second, reason: '无' })).toBe('DIRECTORY_INPUT_MALFORMED');
    expect(await decide('decline', { id: second, reason: '已有新的日历' })).toMatchObject({
      declineLawProposal: { state: 'declined', reason: '已有新的日历' },
    });
    expect(await decide('confirm', { id: second })).toBe('LAW_PROPOSAL_DECIDED');
  });

  it('stands when the node starts again with the calendar it came with, and with another text of that revision', async () => {
    const before = await published();
    await host.again();
    expect(await published()).toEqual(before);
    const { hash: _hash, ...shipped } = nationalCalendar();
    const other = { ...shipped, revision: 2, title: '另一份日历', hash: 'another' };
    expect(await host.service.app.get(LawBook).publish({ packs: [], calendars: [other] })).toEqual({ packs: [], calendars: [] });
    expect(await published()).toEqual(before);
  });
});

describe('a rule pack', () => {
  it('is read as the loader reads it, and refused with code, path and line', async () => {
    const refusal = async (yaml: string) => ((await propose('Pack', { yaml, dryRun: true })) as Answer).refusal;
    expect(await refusal(pack('CN-99', 20))).toMatchObject({ code: 'PACK_OVERREACHES', path: 'terms.ROUTE.length', line: 12 });
    expect(await refusal(pack('CN-99', 10).replace('base: CN-2022', 'base: CN-1999'))).toMatchObject({
      code: 'PACK_BASE_UNKNOWN',
      path: 'base',
      line: 5,
    });
    expect(await refusal(pack('CN-99', 10).replace('validity: verified', 'validity: perhaps'))).toMatchObject({
      code: 'PACK_MALFORMED',
      path: 'validity',
      line: 8,
    });
    expect(await refusal('id: [')).toMatchObject({ code: 'PACK_MALFORMED', line: 1 });
    expect(await propose('Pack', { yaml: pack('CN-99', 20) })).toBe('PACK_OVERREACHES');
  });

  it('rules when confirmed; a correction needs a higher revision and says what it changes', async () => {
    const id = await proposed('Pack', { yaml: pack('CN-99', 10) });
    await decide('confirm', { id });
    expect((await published()).at(-1)).toBe('CN-99@1');
    expect(await propose('Pack', { yaml: pack('CN-99', 10) })).toBe('LAW_SAME_AS_PUBLISHED');
    expect(await propose('Pack', { yaml: pack('CN-99', 12) })).toBe('LAW_REVISION_NOT_HIGHER');
    expect(await propose('Pack', { yaml: pack('CN-99', 12, 2), dryRun: true })).toMatchObject({
      law: { lawId: 'CN-99', revision: 2, changedPaths: ['terms.ROUTE'] },
    });
    const anew = (await propose('Pack', { yaml: pack('CN-95', 10), dryRun: true })) as Answer;
    expect(anew.law?.changedPaths).toEqual(expect.arrayContaining(['title', 'terms.ROUTE', 'terms.HANDLE']));
  });
});

describe('two administrators', () => {
  it('are two people, whatever roles they hold by now', async () => {
    const id = await proposed('Pack', { yaml: pack('CN-98', 10) });
    const become = (role: string) => host.db.query('update role_grant set role = $2 where person_id = $1', [uuid(101), role]);
    await become('SECURITY_ADMIN');
    expect(await decide('confirm', { id }, 'sysadmin')).toBe('LAW_PROPOSAL_OWN');
    expect(await decide('decline', { id, reason: '自己的提议' }, 'sysadmin')).toBe('LAW_PROPOSAL_OWN');
    await become('SYSTEM_ADMIN');
    expect(await decide('decline', { id, reason: '所据文件有误' })).toMatchObject({ declineLawProposal: { state: 'declined' } });
  });

  it('each do their own part, and both see what waits', async () => {
    const id = await proposed('Pack', { yaml: pack('CN-97', 10) });
    for (const account of ['security', 'audit', 'handler'])
      expect([account, await propose('Pack', { yaml: pack('CN-96', 10), dryRun: true }, account)]).toEqual([account, 'ADMIN_ROLE_NEEDED']);
    for (const account of ['sysadmin', 'audit', 'handler'])
      expect([account, await decide('confirm', { id }, account)]).toEqual([account, 'ADMIN_ROLE_NEEDED']);
    const LIST =
      'query ($after: String) { lawProposals(state: "open", first: 1, after: $after) { edges { node { id law { lawId yaml } } } pageInfo { hasNextPage } } }';
    for (const account of ['sysadmin', 'security'])
      expect(await host.answer(LIST, {}, as(account))).toEqual({
        lawProposals: {
          edges: [{ node: { id, law: { lawId: 'CN-97', yaml: pack('CN-97', 10).trim() } } }],
          pageInfo: { hasNextPage: false },
        },
      });
    for (const account of ['audit', 'handler']) expect(await host.answer(LIST, {}, as(account))).toBe('ADMIN_ROLE_NEEDED');
    expect(await host.answer('query ($id: ID!) { lawProposal(id: $id) { state } }', { id }, as('security'))).toEqual({
      lawProposal: { state: 'open' },
    });
    for (const [wrong, code] of [
      [uuid(999), 'LAW_PROPOSAL_UNKNOWN'],
      ['no id', 'ID_MALFORMED'],
    ]) {
      expect(await decide('confirm', { id: wrong })).toBe(code);
      expect(await host.answer('query ($id: ID!) { lawProposal(id: $id) { state } }', { id: wrong }, as('security'))).toBe(code);
    }
  });

  it('stand in the audit with what they did', async () => {
    const { auditTrail } = (await host.answer(
      `query ($filter: AuditFilterInput) { auditTrail { directory(filter: $filter) { edges { node { act role part } } } } }`,
      { filter: { acts: ['proposeCalendarYear', 'confirmLawProposal', 'declineLawProposal'], refused: false } },
      as('audit'),
    )) as { auditTrail: { directory: { edges: { node: { act: string; role: string; part: string } }[] } } };
    const lines = auditTrail.directory.edges.map(({ node }) => `${node.act} ${node.role} ${node.part}`).toReversed();
    expect(lines.slice(0, 2)).toEqual(['proposeCalendarYear SYSTEM_ADMIN CN@2', 'confirmLawProposal SECURITY_ADMIN CN@2']);
    expect(lines).toContain('declineLawProposal SECURITY_ADMIN CN-98@1');
  });
});
