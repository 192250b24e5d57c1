import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  AssignmentReportAccepted,
  AssignmentReportReturned,
  ExecutionChecked,
  ObjectionDecided,
  ObjectionRaised,
  type NewEvent,
} from '@sunshine/events';
import { COUNTY_HANDLER, hostedCity, HOUSING_HANDLER, line, reached, SUPERVISOR } from '../../test/city.js';
import { clock, uuid, type Hosted, type Sent } from '../../test/hosted.js';

let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
  host.setDay('2025-06-16');
  await host.feed.send(host.db.manager, reached(500, 5002, 'SUPERVISION_PROPOSAL', '2025-06-13'));
});

const HANDLING = `id number state stateName replyBy organ { id } byOrgan { id } triggers { code article facts } steps { step found }
  replies { text accepted missing } extensions { to reason } closedOn result`;
type Shown = Record<string, unknown> & { id: string };
interface Asked {
  readonly data?: Readonly<Record<string, Shown>>;
  readonly errors?: readonly unknown[];
}
const act = async (person: number, name: string, fields: Record<string, unknown>) => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return (await host.ask(person, `mutation ($input: ${input}!) { ${name}(input: $input) { ${HANDLING} } }`, {
    input: { petitionId: uuid(500), ...fields },
  })) as Asked;
};
const done = async (...of: Parameters<typeof act>): Promise<Shown> => {
  const { data, errors } = await act(...of);
  const shown = data?.[of[1]];
  if (!shown) throw new Error(JSON.stringify(errors));
  return shown;
};
const refusal = async (...of: Parameters<typeof act>) =>
  ((await act(...of)).errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const proposals = async () =>
  (
    (await host.ask(SUPERVISOR, '{ supervisionProposals { edges { node { id state } } } }')) as {
      data: { supervisionProposals: { edges: { node: { id: string; state: string } }[] } };
    }
  ).data.supervisionProposals.edges.map(({ node }) => node);
const clocks = () =>
  host.db.query(`select ended, effective_due::text due from clock where term = 'SUPERVISION_REPLY' order by started_on, effective_due, id`);

describe('supervised handling', () => {
  let handlingId = '';
  const opening = async () => ({
    proposalId: (await proposals())[0]?.id,
    triggers: [{ code: 'late', facts: '办理期限届满，至今未答复' }],
    wrong: '逾期未办结',
    request: '出具处理意见并送达',
    means: 'written',
    replyBy: '2025-06-18',
  });

  it('is opened by the supervision office on a proposal, which is taken, with its next number and the term of the answer', async () => {
    expect(await refusal(HOUSING_HANDLER, 'openSupervisedHandling', await opening())).toBe('ACT_NOT_YOURS');
    expect(await refusal(COUNTY_HANDLER, 'openSupervisedHandling', await opening())).toBe('PETITION_NOT_FOUND');
    const opened = await done(SUPERVISOR, 'openSupervisedHandling', await opening());
    handlingId = opened.id;
    expect(opened).toMatchObject({
      number: '单位3信督〔2025〕1号',
      state: 'open',
      stateName: '待反馈',
      organ: { id: uuid(4) },
      byOrgan: { id: uuid(3) },
      triggers: [{ code: 'late', article: '信访工作条例 40' }],
    });
    expect(await proposals()).toMatchObject([{ state: 'taken' }]);
    expect(await clocks()).toEqual([{ ended: null, due: '2025-06-18' }]);
  });

  it('gives a later day by who opened it', async () => {
    const extended = await done(SUPERVISOR, 'extendSupervisionReply', { handlingId, replyBy: '2025-06-20', reason: '需现场核实' });
    expect(extended).toMatchObject({ replyBy: '2025-06-20', extensions: [{ to: '2025-06-20', reason: '需现场核实' }] });
    expect(await clocks()).toEqual([{ ended: null, due: '2025-06-20' }]);
  });

  it('records what the supervisor read and heard', async () => {
    await done(SUPERVISOR, 'recordSupervisionStep', { handlingId, step: 'file', found: '卷内没有送达回证' });
    const heard = await done(SUPERVISOR, 'recordSupervisionStep', { handlingId, step: 'petitioner', found: '信访人称未收到答复' });
    expect(heard).toMatchObject({ steps: [{ step: 'file' }, { step: 'petitioner', found: '信访人称未收到答复' }] });
  });

  it('is not closed without an answer, nor with one that was sent back', async () => {
    expect(await refusal(SUPERVISOR, 'closeSupervisedHandling', { handlingId, result: '办结' })).toBe('SUPERVISION_NO_REPLY');
    expect(await done(HOUSING_HANDLER, 'replyToSupervision', { handlingId, text: '已答复' })).toMatchObject({ state: 'replied' });
    expect(await refusal(HOUSING_HANDLER, 'judgeSupervisionReply', { handlingId, accepted: true })).toBe('ACT_NOT_YOURS');
    const back = await done(SUPERVISOR, 'judgeSupervisionReply', {
      handlingId,
      accepted: false,
      missing: '未附送达回证',
      replyBy: '2025-06-23',
    });
    expect(back).toMatchObject({ state: 'returned', replyBy: '2025-06-23', replies: [{ accepted: false, missing: '未附送达回证' }] });
    expect(await clocks()).toEqual([
      { ended: 'met', due: '2025-06-20' },
      { ended: null, due: '2025-06-23' },
    ]);
    expect(await refusal(SUPERVISOR, 'closeSupervisedHandling', { handlingId, result: '办结' })).toBe('SUPERVISION_NO_REPLY');
  });

  it('is closed with an accepted one', async () => {
    await done(HOUSING_HANDLER, 'replyToSupervision', { handlingId, text: '已答复，附送达回证' });
    await done(SUPERVISOR, 'judgeSupervisionReply', { handlingId, accepted: true });
    expect(await done(SUPERVISOR, 'closeSupervisedHandling', { handlingId, result: '信访人已收到答复' })).toMatchObject({
      state: 'closed',
      closedOn: '2025-06-16',
      result: '信访人已收到答复',
    });
  });

  it('has the moves of the term of its answer in the ledger, for whoever may see the petition', async () => {
    const ledger = async (person: number) =>
      (await host.ask(
        person,
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ClockLedger { supervision { termName move effectiveBefore effectiveAfter } } } }`,
        { of: [{ __typename: 'ClockLedger', id: uuid(500) }] },
      )) as { data: { _entities: [{ supervision: { termName: string; move: string }[] }] } };
    const moves = (await ledger(SUPERVISOR)).data._entities[0].supervision;
    expect(moves.map(({ move }) => move)).toEqual(['started', 'extended', 'stopped', 'started', 'stopped']);
    expect(moves[1]).toMatchObject({ effectiveBefore: '2025-06-18', effectiveAfter: '2025-06-20' });
    expect((await ledger(COUNTY_HANDLER)).data._entities).toEqual([{ supervision: [] }]);
  });

  it('is on a list by the day of its answer, earliest first, page by page, as far as the petition may be seen', async () => {
    await host.feed.send(host.db.manager, ...line(510).intake, ...line(510).case);
    const { proposalId: _, ...open } = await opening();
    await done(SUPERVISOR, 'openSupervisedHandling', { ...open, petitionId: uuid(510), organId: uuid(4), replyBy: '2025-06-17' });
    const list = async (person: number, args: string) =>
      (await host.ask(person, `{ supervisedHandlings(${args}) { edges { cursor node { replyBy petition { id } } } } }`)) as {
        data: { supervisedHandlings: { edges: { cursor: string; node: object }[] } };
      };
    const first = (await list(SUPERVISOR, 'first: 1')).data.supervisedHandlings.edges;
    expect(first).toMatchObject([{ node: { replyBy: '2025-06-17', petition: { id: uuid(510) } } }]);
    const next = await list(SUPERVISOR, `first: 1, after: "${String(first[0]?.cursor)}"`);
    expect(next.data.supervisedHandlings.edges).toMatchObject([{ node: { replyBy: '2025-06-23' } }]);
    expect((await list(COUNTY_HANDLER, 'first: 5')).data.supervisedHandlings.edges).toEqual([]);
    expect((await list(SUPERVISOR, 'filter: { states: ["closed"] }')).data.supervisedHandlings.edges).toHaveLength(1);
  });
});

describe('the triggers offered', () => {
  const of = async (person = SUPERVISOR) =>
    (await host.ask(
      person,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Petition { supervisionTriggers { code name organ { id } found clockId facts } } } }`,
      { of: [{ __typename: 'Petition', id: uuid(520) }] },
    )) as { data: { _entities: [{ supervisionTriggers: { code: string; found: boolean }[] } | null] } };
  const codes = async () => (await of()).data._entities[0]?.supervisionTriggers.map(({ code }) => code);
  const tell = (...events: NewEvent[]) =>
    host.feed.send(host.db.manager, ...events.map((event): Sent => ({ source: 'case', key: uuid(520), event, on: '2025-06-09' })));
  const at = { petitionId: uuid(520) };

  it('are those that the facts of the matter bear, for whoever may see it', async () => {
    await host.feed.send(host.db.manager, ...line(520).intake, ...line(520).case);
    expect((await of()).data._entities).toMatchObject([
      {
        supervisionTriggers: [
          { code: 'late', name: '无正当理由未按规定期限办结', organ: { id: uuid(4) }, found: true, clockId: uuid(5202) },
        ],
      },
    ]);
    expect((await of(COUNTY_HANDLER)).data._entities).toEqual([null]);
  });

  it('are a report handed back until it is accepted, and an opinion until it is carried out', async () => {
    const report = clock(5203, 520, 'ASSIGNMENT_REPORT', '2025-03-05', 4, { dueOn: '2025-07-01' });
    await tell({
      ...AssignmentReportReturned.create({ ...at, assignerId: uuid(2), documentId: uuid(71), deadline: '2025-07-01' }),
      clocks: [report],
    });
    const execute = clock(5204, 520, 'EXECUTE', '2025-05-05', 4, { dueOn: '2025-07-01' });
    await tell({ ...ExecutionChecked.create({ ...at, opinionId: uuid(72), carriedOut: false }), clocks: [execute] });
    expect(await codes()).toEqual(['late', 'no_feedback', 'not_carried_out']);
    await tell(
      AssignmentReportAccepted.create({ ...at, assignerId: uuid(2), acceptedOn: '2025-06-10' }),
      ExecutionChecked.create({ ...at, opinionId: uuid(72), carriedOut: true }),
    );
    expect(await codes()).toEqual(['late']);
  });

  it('are no rejected objection; the second asks a person to look', async () => {
    const objection = (n: number, upheld: boolean) => [
      ObjectionRaised.create({
        ...at,
        objectionId: uuid(n),
        organId: uuid(4),
        senderId: uuid(2),
        proposedOrganId: uuid(5),
        documentId: uuid(n + 1),
      }),
      ObjectionDecided.create({ ...at, objectionId: uuid(n), upheld, newOrganId: null, documentId: uuid(n + 2) }),
    ];
    await tell(...objection(80, false), ...objection(83, true));
    expect(await codes()).toEqual(['late']);
    await tell(...objection(86, false));
    expect((await of()).data._entities[0]?.supervisionTriggers.at(-1)).toMatchObject({ code: 'shirking', found: false, clockId: null });
  });
});
