import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '@sunshine/errors';
import { Time, Tokens } from '@sunshine/platform';
import { DEMO_PASSWORD, life, loadCity, organId, type Call } from '@sunshine/demo';
import { GraphClient } from '@sunshine/infra';
import { inputFields } from '@sunshine/testing';
import { hearingStock } from './refusals.hearings.stock.js';
import { reviewStock } from './refusals.reviews.stock.js';
import { refusingAgain, type Refusal, type Stock } from './refusals.rows.js';
import { refusals } from './refusals.table.js';
import { atRest, holdDay, onDay, rowsOf, world, type World } from './world.js';

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions: { code: string; kind: string | null; source: string | null; field?: string } }[];
}

const hasField = inputFields(
  ...['directory', 'intake', 'case', 'supervision', 'hearing', 'exchange'].map((service) =>
    join(import.meta.dirname, `../services/${service}/schema.graphql`),
  ),
);
const housing = loadCity.departments[0]!;
const act = (name: string) => `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`;

async function stockOf({ client, node, admin }: World): Promise<Stock> {
  const today = holdDay();
  const dayFrom = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  const lived = (tag: string, until: Call) => life({ client, city: loadCity, department: housing, today, tag, until });
  const details = (id: string) =>
    client.query<{ petition: { number: string; requests: { id: string }[]; petitioners: { id: string }[] } }>(
      'supervisor.city',
      'query ($id: ID!) { petition(id: $id) { number requests { id } petitioners { id } } }',
      { id },
    );
  const doing = (account: string, name: string, input: object) =>
    client.query<Record<string, { id: string }>>(account, act(name), { input });

  const [
    registered,
    received,
    accepted,
    heard,
    inquired,
    extended,
    drafted,
    checkedWithoutDate,
    issued,
    served,
    finished,
    compared,
    refusing,
    inherited,
  ] = await Promise.all([
    lived('r1', 'register'),
    lived('r2', 'route'),
    lived('r3', 'accept'),
    lived('r11', 'hear'),
    lived('r10', 'inquire'),
    lived('r4', 'accept'),
    lived('r5', 'draft'),
    lived('r6', 'inquire'),
    lived('r7', 'issue'),
    lived('r8', 'serve'),
    lived('r12', 'serve'),
    lived('r13', 'route'),
    lived('r14', 'route'),
    lived('r15', 'issue'),
  ]);
  const asked = await client.query<{ requestExtension: { extension: { id: string } } }>(
    'handler.housing',
    'mutation ($input: RequestExtensionInput!) { requestExtension(input: $input) { extension { id } } }',
    { input: { petitionId: extended, days: 10, reason: '还需检测' } },
  );
  await doing('head.housing', 'extendHandling', { petitionId: extended, extensionId: asked.requestExtension.extension.id });
  const answer = {
    id: (await details(checkedWithoutDate)).petition.requests[0]!.id,
    outcome: 'SUPPORTED',
    answer: '支持',
    basis: ['演示办法第二条'],
  };
  await doing('handler.housing', 'draftOpinion', { petitionId: checkedWithoutDate, facts: '属实', evidence: ['记录'], answers: [answer] });
  await doing('checker.housing', 'checkOpinion', { petitionId: checkedWithoutDate });
  const filed = async (more: object, registrar = 'registrar.city'): Promise<string> => {
    const input = {
      channel: 'LETTER',
      kind: 'CLAIM',
      receivedOn: today,
      division: '990100',
      summary: '请求检修围墙',
      text: '围墙倾斜，请求检修。',
      requests: [{ text: '检修' }],
      petitioners: [{ name: '举某' }],
      peopleCount: 1,
      anonymous: false,
      ...more,
    };
    const { registerPetition } = await client.query<{ registerPetition: { petition: { id: string } } }>(
      registrar,
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }',
      { input },
    );
    return registerPetition.petition.id;
  };
  const report = { kind: 'REPORT', summary: '反映该局工作人员收受礼品', text: '请查处。', requests: [{ text: '查处' }] };
  const [ofUnit, inWords, ofAll, conduct, urgent, inCounty, assigned, litigation] = await Promise.all([
    filed({ ...report, accused: [{ organId: organId('housing.city') }] }),
    filed({ ...report, accused: [{ text: '某科长' }] }),
    filed({ ...report, accused: [{ text: '省里的有关单位' }] }),
    filed({ staffConduct: true, respondent: [{ organId: organId('housing.city') }] }),
    filed({}),
    filed({ division: '990123' }, 'registrar.xiling'),
    filed({
      channel: 'TRANSFER_IN',
      transferIn: { sender: '省信访局', number: '晴信〔2026〕7号', kind: 'ASSIGNMENT', reportBy: dayFrom(30) },
    }),
    filed({}),
  ]);
  const above = ['gov.province', 'party.province', 'party.city', 'discipline.city', 'discipline.province'];
  await doing('dispatcher.city', 'identifyAccused', { petitionId: ofAll, accused: above.map((name) => ({ organId: organId(name) })) });
  await doing('registrar.city', 'reportUrgentMatter', {
    petitionId: urgent,
    kind: 'FIRST',
    reason: '围墙将倒塌',
    endsOn: dayFrom(5),
    reports: [{ to: 'GOVERNMENT', at: `${today}T03:59:00.000Z` }],
  });
  await doing('dispatcher.city', 'sendToPoliticalLegalOrgan', {
    petitionId: litigation,
    toOrganId: organId('court.city'),
    reason: '涉法涉诉信件',
  });

  await doing('handler.housing', 'closePetition', { petitionId: finished, ground: 'opinion_served' });
  await doing('auditor.city', 'verifyCompletion', { petitionId: finished });
  const deadOfInherited = (await details(inherited)).petition.petitioners[0]!.id;
  const proofs = await Promise.all(
    ['DEATH_CERTIFICATE', 'SUCCESSION'].map(async (kind) => ({ kind, fileId: await client.upload('registrar.city', kind) })),
  );
  const died = { cause: 'DIED', endedOn: today, finding: 'FOUND', proofs, successors: [{ name: '承某' }] };
  const entered = await client.query<{ recordSuccession: { successions: { id: string }[] } }>(
    'registrar.city',
    'mutation ($input: RecordSuccessionInput!) { recordSuccession(input: $input) { successions { id } } }',
    { input: { petitionId: inherited, petitionerId: deadOfInherited, ...died } },
  );
  const successionId = entered.recordSuccession.successions[0]!.id;
  await doing('auditor.city', 'confirmSuccession', { petitionId: inherited, successionId, accepted: true });
  await atRest(admin);
  const heir = (await details(inherited)).petition.petitioners[1]!.id;
  const serving = { petitionId: inherited, petitionerId: heir, way: 'in_person', proof: { signature: '回证' } };
  await doing('handler.housing', 'recordService', serving);
  const earlierNumber = (await details(finished)).petition.number;
  const opinions = [{ number: '明政复核〔2024〕1号', servedOn: today }];
  for (const petitionId of [compared, refusing])
    await doing('handler.housing', 'compareRefiling', { petitionId, earlierNumber, opinions, same: true, reason: '同一事实' });
  const refused = await client.query<{ refuseRefiling: { records: { id: string }[] } }>(
    'handler.housing',
    'mutation ($input: RefuseRefilingInput!) { refuseRefiling(input: $input) { records(kinds: ["refusal"]) { id } } }',
    // The id of a file: case keeps it, and intake opens it to who may read the matter.
    { input: { petitionId: refusing, ...refusingAgain(today), rereviewFileId: organId('housing.city') } },
  );

  const begun = dayFrom(-100);
  const overdue = await onDay(begun, () => life({ client, city: loadCity, department: housing, today: begun, tag: 'r9', until: 'accept' }));
  const passes = node.services.intake.app.get(Tokens);
  const making = { client, today, pass: (petitionId: string) => passes.issuePass(petitionId, null) };
  const reviews = await reviewStock(making);
  const hearings = await hearingStock(making);

  const tokens = node.services.directory.app.get(Tokens);
  const claims = {
    kind: 'person',
    person: '01900000-0000-7000-8000-000000000009',
    session: '01900000-0000-7000-8000-000000000008',
  } as const;
  const good = await tokens.issue(claims, 60);
  const [head, body, signature] = good.split('.') as [string, string, string];
  return {
    client,
    today,
    tomorrow: dayFrom(1),
    yesterday: dayFrom(-1),
    inAYear: dayFrom(365),
    registered,
    received,
    accepted,
    heard,
    inquired,
    extended,
    overdue,
    drafted,
    checkedWithoutDate,
    issued,
    served,
    report: ofUnit,
    inWords,
    ofAll,
    conduct,
    urgent,
    inCounty,
    assigned,
    litigation,
    compared,
    refusing,
    inherited,
    deadOfInherited,
    refusalOfRefusing: refused.refuseRefiling.records[0]!.id,
    number: (await details(served)).petition.number,
    requestOfInquired: (await details(inquired)).petition.requests[0]!.id,
    petitionerOfIssued: (await details(issued)).petition.petitioners[0]!.id,
    housing: organId('housing.city'),
    labour: organId('labour.city'),
    closedOrgan: organId('planning.city'),
    bureau: organId('bureau.city'),
    expiredToken: await tokens.issue(claims, -60),
    forgedToken: `${head}.${body}.${signature.split('').reverse().join('')}`,
    usedRequestId: 'r1:register',
    pass: await passes.issuePass(registered, null),
    reviews,
    hearings,
  };
}

describe.each(['in-process', 'http'] as const)('what the platform refuses, services %s', (transport) => {
  let at: World;
  let stock: Stock;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    at = await world({ transport });
    stock = await stockOf(at);
    await atRest(at.admin);
  }, 120_000);
  afterAll(() => {
    Time.shared.set(null);
    return at.close();
  });

  async function ask({
    as,
    query,
    variables,
    operationName,
  }: Pick<Refusal, 'as' | 'query' | 'variables' | 'operationName'>): Promise<Answer> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (typeof as === 'function') headers['authorization'] = `Bearer ${as(stock).token}`;
    if (typeof as === 'string') headers['authorization'] = `Bearer ${await tokenOf(as)}`;
    const body = JSON.stringify({
      query: typeof query === 'function' ? query(stock) : query,
      variables: variables?.(stock) ?? {},
      operationName,
    });
    return (await (await fetch(at.node.url, { method: 'POST', headers, body })).json()) as Answer;
  }

  async function tokenOf(account: string): Promise<string> {
    const known = tokens.get(account);
    if (known) return known;
    const signIn =
      'mutation ($account: String!, $password: String!) { signIn(input: { account: $account, password: $password }) { accessToken } }';
    const { signIn: answer } = await at.client.query<{ signIn: { accessToken: string } }>(null, signIn, {
      account,
      password: DEMO_PASSWORD,
    });
    tokens.set(account, answer.accessToken);
    return answer.accessToken;
  }

  describe('row by row', () => {
    let before: Record<string, string>;
    const named = new Set<string>();

    beforeAll(async () => {
      for (const { as } of refusals) if (typeof as === 'string') await tokenOf(as);
      await atRest(at.admin);
      before = await rowsOf(at.admin);
    }, 60_000);

    it.each(refusals)('$title', async (row) => {
      const { errors } = row.at ? await onDay(row.at(stock), () => ask(row)) : await ask(row);
      const { field, ...told } = errors?.[0]?.extensions ?? {};
      expect(told).toEqual({
        code: row.code,
        kind: row.kind,
        source: row.source === undefined ? null : expect.stringContaining(row.source),
      });
      if (row.field !== undefined) expect(field).toBe(row.field && `input.${row.field}`);
      if (field === undefined) return;
      named.add(row.code);
      const query = typeof row.query === 'function' ? row.query(stock) : row.query;
      const mutations = [...query.matchAll(/\b(\w+)\(input: ?\$input\)/g)].map(([, name = '']) => name);
      expect({ field, ofInput: mutations.some((name) => hasField(name, field.replace(/^input\./, ''))) }).toEqual({ field, ofInput: true });
    });

    it('tells the field of every code that is always about the same one', () => {
      const refused = new Set(refusals.map(({ code }) => code));
      const always = [...errorCatalogue()].filter(([code, { field }]) => field !== undefined && refused.has(code)).map(([code]) => code);
      expect(always.length).toBeGreaterThan(20);
      expect(always.filter((code) => !named.has(code))).toEqual([]);
    });

    it('changes no row of any schema by all that', async () => {
      await atRest(at.admin);
      expect(await rowsOf(at.admin)).toEqual(before);
    }, 30_000);
  });

  it('locks a query code after five failures in an hour, and says no more than before', async () => {
    const client = new GraphClient(at.node.url, DEMO_PASSWORD);
    const filed = await client.query<{ submitPetition: { queryCode: string; secret: string } }>(
      null,
      'mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { queryCode secret } }',
      {
        input: {
          kind: 'CLAIM',
          division: '990100',
          summary: '请求检修路灯',
          text: '路灯损坏。',
          requests: [{ text: '检修' }],
          petitioners: [{ name: '申某' }],
          peopleCount: 1,
          anonymous: false,
        },
      },
    );
    const { queryCode, secret } = filed.submitPetition;
    const wrongSecret = secret === '000000' ? '000001' : '000000';
    const track = (given: string) =>
      ask({
        as: null,
        query: 'query ($c: String!, $s: String!) { trackPetition(queryCode: $c, secret: $s) { number } }',
        variables: () => ({ c: queryCode, s: given }),
      });
    for (let failure = 1; failure <= 5; failure += 1)
      expect((await track(wrongSecret)).errors?.[0]?.extensions).toMatchObject({ code: 'TRACKING_FAILED', kind: 'NOT_FOUND' });
    expect((await track(secret)).errors?.[0]?.extensions).toMatchObject({ code: 'TRACKING_LOCKED', kind: 'TOO_MANY' });
    client.close();
  });

  it('answers no subgraph call that the gateway did not seal', async () => {
    const answer = await at.node.services.case.execute({ headers: {}, body: JSON.stringify({ query: '{ __typename }' }) });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FROM_GATEWAY', kind: 'UNAUTHENTICATED' });
  });

  it('knows no petition of an unknown number', async () => {
    const answer = await ask({ as: 'supervisor.city', query: '{ petitionByNumber(number: "990100-20200101-999999") { id } }' });
    expect(answer).toMatchObject({ data: { petitionByNumber: null } });
  });
});
