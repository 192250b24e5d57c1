import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { allRead, GraphError } from '@sunshine/infra';
import { world, type World } from './world.js';

interface Held {
  id: string;
  source: string;
  key: string;
  seq: number;
  type: string;
  why: string;
  attempts: number;
  errorCode: string | null;
  nextTry: string | null;
  behind: number;
}

let at: World;

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof GraphError ? error.code : String(error)),
  );
const until = async (true_: () => Promise<boolean>): Promise<void> => {
  while (!(await true_())) await new Promise((again) => setTimeout(again, 50));
};
const register = async (): Promise<string> => {
  const { registerPetition } = await at.client.query<{ registerPetition: { petition: { id: string } } }>(
    'registrar.city',
    'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }',
    {
      input: {
        channel: 'PHONE',
        kind: 'CLAIM',
        receivedOn: at.node.services.case.time.today(),
        division: '990100',
        summary: '请求检修路灯',
        text: '路灯损坏，请求检修。',
        requests: [{ text: '检修路灯' }],
        petitioners: [{ name: '申某' }],
      },
    },
  );
  return registerPetition.petition.id;
};

beforeAll(async () => {
  at = await world();
}, 120_000);
afterAll(() => at.close());

describe('people to choose from', () => {
  const PEOPLE =
    'query ($filter: PeopleFilterInput) { people(filter: $filter, first: 100) { edges { node { account roles { role organ { name } } } } } }';
  const accounts = async (account: string, filter: object = {}) =>
    (
      await at.client.query<{ people: { edges: { node: { account: string; roles: { organ: { name: string } | null }[] } }[] } }>(
        account,
        PEOPLE,
        {
          filter,
        },
      )
    ).people.edges.map(({ node }) => node);

  it('are those of the own organ for its head, and everybody for an administrator', async () => {
    const own = await accounts('head.housing');
    expect(own.length).toBeGreaterThan(2);
    expect(new Set(own.flatMap(({ roles }) => roles.map(({ organ }) => organ?.name)))).toEqual(new Set([await organName('housing.city')]));
    expect((await accounts('sysadmin', { organId: organId('housing.city') })).map(({ account }) => account).toSorted()).toEqual(
      own.map(({ account }) => account).toSorted(),
    );
    expect(await code(accounts('handler.housing'))).toBe('PEOPLE_NOT_YOURS');
  });

  const organName = async (key: string): Promise<string> =>
    (await at.client.query<{ organ: { name: string } }>('sysadmin', 'query ($id: ID!) { organ(id: $id) { name } }', { id: organId(key) }))
      .organ.name;
});

describe('a correction of the calendar', () => {
  const CLOCKS = 'query ($id: ID!) { petition(id: $id) { clocks { term effectiveDue } } }';
  const dueOf = async (id: string): Promise<string> => {
    const { petition } = await at.client.query<{ petition: { clocks: { term: string; effectiveDue: string }[] } }>(
      'dispatcher.city',
      CLOCKS,
      {
        id,
      },
    );
    return petition.clocks.find(({ term }) => term === 'ROUTE')?.effectiveDue ?? '';
  };

  const replyDue = async (adviceId: string): Promise<string | undefined> =>
    (await at.admin.query<{ due: string }>('select effective_due::text as due from supervision.clock where petition_id = $1', [adviceId]))
      .rows[0]?.due;

  it('that two administrators put into force moves the clocks that run', async () => {
    const petition = await register();
    await until(async () => (await dueOf(petition)) !== '');
    const due = await dueOf(petition);
    const advice = { kind: 'IMPROVE', organId: organId('housing.city'), found: '逾期三件', basis: '信访工作条例 40', advised: '建立提醒' };
    const { issueAdvice } = await at.client.query<{ issueAdvice: { id: string } }>(
      'supervisor.city',
      'mutation ($input: IssueAdviceInput!) { issueAdvice(input: $input) { id } }',
      { input: { ...advice, replyBy: due } },
    );
    const adviceId = issueAdvice.id;
    const year = Number(due.slice(0, 4));
    const { calendar } = await at.client.query<{ calendar: { days: { day: string; kind: string; festival: string }[] } }>(
      'sysadmin',
      'query ($year: Int!) { calendar(year: $year) { days { day kind festival } } }',
      { year },
    );
    const days = [...calendar.days.filter(({ day }) => day !== due), { day: due, kind: 'off', festival: '临时放假' }];
    const PROPOSE = `mutation ($input: ProposeCalendarYearInput!) {
      proposeCalendarYear(input: $input) { law { dayChanges { day kind } } proposal { id } } }`;
    const CONFIRM = 'mutation ($input: ConfirmLawProposalInput!) { confirmLawProposal(input: $input) { state decidedBy { name } } }';
    const input = { year, days, source: '临时放假通知' };
    expect(await code(at.client.query('security', PROPOSE, { input }))).toBe('ADMIN_ROLE_NEEDED');
    const { proposeCalendarYear } = await at.client.query<{
      proposeCalendarYear: { law: { dayChanges: object[] }; proposal: { id: string } };
    }>('sysadmin', PROPOSE, { input });
    expect(proposeCalendarYear.law.dayChanges).toEqual([{ day: due, kind: 'off' }]);
    const { id } = proposeCalendarYear.proposal;
    expect(await code(at.client.query('sysadmin', CONFIRM, { input: { id } }))).toBe('ADMIN_ROLE_NEEDED');
    expect(await dueOf(petition)).toBe(due);
    const DATES = 'clocks dates { petitionId told effectiveBefore effectiveAfter }';
    const PREVIEW = `mutation ($input: PreviewRecomputationInput!) {
      previewRecomputation(input: $input) { case(first: 100) { ${DATES} } supervision(first: 100) { ${DATES} } } }`;
    type Dates = { clocks: number; dates: { petitionId: string; told: string; effectiveBefore: string; effectiveAfter: string }[] };
    type Preview = { case: Dates; supervision: Dates };
    const proposal = { input: { proposalId: id } };
    // Each owner hears of the proposal in its own time.
    await until(async () => (await code(at.client.query('security', PREVIEW, proposal))) !== 'PROPOSED_LAW_NOT_HELD');
    const { previewRecomputation: dry } = await at.client.query<{ previewRecomputation: Preview }>('security', PREVIEW, proposal);
    const moved = ({ dates }: Dates, of: string) => dates.find(({ petitionId }) => petitionId === of);
    const own = moved(dry.case, petition);
    expect(own).toMatchObject({ told: 'organ', effectiveBefore: due });
    expect(moved(dry.supervision, adviceId)).toMatchObject({ told: 'organ', effectiveBefore: due, effectiveAfter: own?.effectiveAfter });
    expect([moved(dry.case, adviceId), moved(dry.supervision, petition)]).toEqual([undefined, undefined]);
    expect(await dueOf(petition)).toBe(due);
    const act = (name: string) => `mutation ($input: ConfirmLawProposalInput!) { ${name}(input: $input) { state } }`;
    expect(await code(at.client.query('security', act('correctRulePack'), { input: { id } }))).toBe('LAW_PROPOSAL_OTHER_ACT');
    await at.client.query('security', act('publishCalendar'), { input: { id } });
    await until(async () => (await dueOf(petition)) > due);
    expect(await dueOf(petition)).toBe(own?.effectiveAfter);
    const ledger = `query ($petitionId: ID!) { clockLedger(petitionId: $petitionId) { case { move told detail effectiveBefore effectiveAfter organ { name } } } }`;
    type Ledger = { clockLedger: { case: { move: string; told: string | null; organ: { name: string } | null }[] } | null };
    const { clockLedger } = await at.client.query<Ledger>('registrar.city', ledger, { petitionId: petition });
    expect(clockLedger?.case.filter(({ move }) => move === 'recomputed')).toMatchObject([
      { told: 'organ', effectiveBefore: due, organ: {} },
    ]);
    expect((await at.client.query<Ledger>('security', ledger, { petitionId: petition })).clockLedger).toBeNull();
    const { startRecomputation } = await at.client.query<{ startRecomputation: { moved: number; behind: number; startedBy: object } }>(
      'security',
      'mutation ($input: StartRecomputationInput!) { startRecomputation(input: $input) { moved behind startedBy { name } } }',
      { input: {} },
    );
    expect(startRecomputation).toMatchObject({ moved: 0, behind: 0 });
    // Supervision moves its own clocks in its own time, and tells of it: no spec that follows may find that message held.
    await until(async () => (await replyDue(adviceId)) === own?.effectiveAfter);
    await allRead(at.admin);
    const { rows } = await at.admin.query<{ move: string }>(
      `select l.move from casework.clock_ledger l join casework.clock c on c.id = l.clock_id where c.petition_id = $1 and l.move = 'recomputed'`,
      [petition],
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('messages that a reader could not apply', () => {
  const FIELDS = 'id source key seq type why attempts errorCode nextTry behind';
  const LIST = `{ heldMessages { intake { edges { node { id } } } case { edges { node { id } } }
    supervision(first: 1) { edges { node { ${FIELDS} } } pageInfo { hasNextPage endCursor } } } }`;
  const held = async (): Promise<Held[]> =>
    (
      await at.client.query<{ heldMessages: { supervision: { edges: { node: Held }[] } } }>('sysadmin', LIST)
    ).heldMessages.supervision.edges.map(({ node }) => node);
  const act = async (name: 'replay' | 'skip', input: object, account = 'sysadmin'): Promise<Held | null> => {
    const field = `${name}HeldMessageInSupervision`;
    const type = name === 'replay' ? 'ReplayHeldMessageInput' : 'SkipHeldMessageInput';
    const answer = await at.client.query<Record<string, Held | null>>(
      account,
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${FIELDS} } }`,
      { input },
    );
    return answer[field] ?? null;
  };
  const clocks = async (petitionId: string): Promise<number> =>
    (await at.admin.query('select 1 from supervision.clock_register where petition_id = $1', [petitionId])).rowCount ?? 0;
  const broken = async (): Promise<{ petition: string; first: Held }> => {
    await at.admin.query(
      `create function supervision.broken() returns trigger language plpgsql as $$ begin raise exception '申某的电话'; end $$`,
    );
    await at.admin.query(
      'create trigger broken before insert on supervision.clock_register for each row execute function supervision.broken()',
    );
    const petition = await register();
    await until(async () => (await held()).length > 0);
    // From here on nothing is tried by itself.
    await until(async () => {
      await at.admin.query('update supervision.held set tries = 8, next_at = null');
      return (await held())[0]?.nextTry === null;
    });
    return { petition, first: (await held())[0]! };
  };
  const mended = () => at.admin.query('drop function supervision.broken cascade');

  it('stand in the graph without a word of what they hold, and are applied when the fault is mended', async () => {
    const { petition, first } = await broken();
    expect(first).toMatchObject({ source: 'case', key: petition, why: 'failed', errorCode: 'P0001', nextTry: null });
    expect(JSON.stringify(first)).not.toMatch(/申某/);
    expect(await act('replay', { id: first.id })).toMatchObject({ id: first.id, attempts: first.attempts + 1, errorCode: 'P0001' });
    await mended();
    const input = { id: first.id, requestId: 'held-replay' };
    expect(await act('replay', input)).toBeNull();
    expect(await act('replay', input)).toBeNull();
    expect(await held()).toEqual([]);
    expect(await clocks(petition)).toBeGreaterThan(0);
  });

  it('are passed over with a reason, which the audit keeps', async () => {
    const { petition, first } = await broken();
    await mended();
    for (const reason of ['四个字的', ` ${' '.repeat(9)}`, '长'.repeat(201)])
      expect(await code(act('skip', { id: first.id, reason }))).toBe('HELD_REASON_MISSING');
    expect(await act('skip', { id: first.id, reason: '测试造成的故障' })).toBeNull();
    expect(await held()).toEqual([]);
    expect(await clocks(petition)).toBe(0);
    expect(await code(act('skip', { id: first.id, reason: '测试造成的故障' }))).toBe('HELD_NOT_FOUND');
    const { auditTrail } = await at.client.query<{ auditTrail: { supervision: { edges: { node: object }[] } } }>(
      'audit',
      `query ($filter: AuditFilterInput) { auditTrail { supervision(filter: $filter) { edges { node { act outcome role subject part purpose actor { account } } } } } }`,
      { filter: { subject: petition } },
    );
    expect(auditTrail.supervision.edges.map(({ node }) => node)).toEqual([
      {
        act: 'skipHeldMessage',
        outcome: 'done',
        role: 'SYSTEM_ADMIN',
        subject: petition,
        part: `case ${first.type} ${first.seq}`,
        purpose: '测试造成的故障',
        actor: { account: 'sysadmin' },
      },
    ]);
  });

  it('are for system administrators alone', async () => {
    for (const account of ['security', 'audit', 'head.housing']) {
      expect([account, await code(at.client.query(account, '{ heldMessages { id } }'))]).toEqual([account, 'ADMIN_ROLE_NEEDED']);
      expect([account, await code(act('replay', { id: '1' }, account))]).toEqual([account, 'ACT_NOT_YOURS']);
      expect([account, await code(act('skip', { id: '1', reason: '测试造成的故障' }, account))]).toEqual([account, 'ACT_NOT_YOURS']);
    }
    await allRead(at.admin);
  });
});
