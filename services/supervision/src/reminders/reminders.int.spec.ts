import { beforeAll, describe, expect, it } from '@jest/globals';
import { hostedCity, HOUSING_HANDLER, COUNTY_HANDLER, SUPERVISOR, line, reached, received, revoked } from '../../test/city.js';
import { clock, uuid, type Hosted } from '../../test/hosted.js';

const HANDLE = uuid(5002);
let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
  host.setDay('2025-05-12');
});

const input = (fields: string) => `input: { petitionId: "${uuid(500)}", ${fields} }`;
const REMINDER = 'id number state means replyBy reason organ { id } byOrgan { id } byPerson { id } answer withdrawnReason';
const remind = (person: number, more = '') =>
  host.ask(
    person,
    `mutation { issueReminder(${input(`clockId: "${HANDLE}", means: "written", reason: "请尽快办理", replyBy: "2025-05-15" ${more}`)}) { ${REMINDER} } }`,
  );
const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const reminders = async (petition = 500): Promise<Record<string, unknown>[]> => {
  const { data } = (await host.ask(SUPERVISOR, `{ reminders(filter: {}) { edges { node { petition { id } ${REMINDER} } } } }`)) as {
    data: { reminders: { edges: { node: Record<string, unknown> & { petition: { id: string } } }[] } };
  };
  return data.reminders.edges.map(({ node }) => node).filter((node) => node.petition.id === uuid(petition));
};
const outbox = async (type: string) =>
  ((await host.db.query('select data from outbox where pattern = $1 order by id', [type])) as { data: Record<string, unknown> }[]).map(
    ({ data }) => data,
  );

describe('a reminder', () => {
  let number = '';

  it('is sent by the supervision office with its next number, and starts the term of its answer', async () => {
    const answer = (await remind(SUPERVISOR)) as { data: { issueReminder: { number: string } } };
    number = answer.data.issueReminder.number;
    expect(number).toBe('单位3信催〔2025〕1号');
    expect(answer.data.issueReminder).toMatchObject({ state: 'open', organ: { id: uuid(4) }, byOrgan: { id: uuid(3) } });
    expect(await host.db.query(`select term, subject, due_on::text from clock`)).toEqual([
      { term: 'REMINDER_REPLY', subject: uuid(4), due_on: '2025-05-15' },
    ]);
    expect(await outbox('ReminderIssued')).toHaveLength(1);
  });

  it('is refused a second time on the day, and uses up no number', async () => {
    expect(codeOf(await remind(SUPERVISOR))).toBe('REMINDER_SAME_DAY');
    host.setDay('2025-05-13');
    expect(await remind(SUPERVISOR)).toMatchObject({ data: { issueReminder: { number: '单位3信催〔2025〕2号' } } });
  });

  it('is nobody’s to send who only handles the matter, and is unknown to whom the matter is', async () => {
    expect(codeOf(await remind(HOUSING_HANDLER))).toBe('ACT_NOT_YOURS');
    expect(codeOf(await remind(COUNTY_HANDLER))).toBe('PETITION_NOT_FOUND');
  });

  it('is answered by the organ that was reminded', async () => {
    const [newest] = await reminders();
    const answered = await host.ask(
      HOUSING_HANDLER,
      `mutation { answerReminder(${input(`reminderId: "${String(newest?.['id'])}", text: "本周五前答复"`)}) { ${REMINDER} } }`,
    );
    expect(answered).toMatchObject({ data: { answerReminder: { state: 'answered', answer: '本周五前答复' } } });
    expect(await host.db.query(`select ended from clock order by started_on, id`)).toEqual([{ ended: 'cancelled' }, { ended: 'met' }]);
  });

  it('stands on the petition, for everybody who may see it and for nobody else', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Petition { reminders { number } supervisionProposals { id } } } }`;
    const of = [{ __typename: 'Petition', id: uuid(500) }];
    expect(await host.ask(HOUSING_HANDLER, query, { of })).toMatchObject({
      data: { _entities: [{ reminders: [{ number }, { number: '单位3信催〔2025〕2号' }], supervisionProposals: [] }] },
    });
    expect(await host.ask(COUNTY_HANDLER, query, { of })).toMatchObject({ data: { _entities: [null] } });
  });
});

describe('a warning step', () => {
  const feed = (...sent: Parameters<Hosted['feed']['send']>[1][]) => host.feed.send(host.db.manager, ...sent);
  const proposals = async () =>
    (
      (await host.ask(
        SUPERVISOR,
        '{ supervisionProposals { edges { node { id state stateName endReason termName petition { id } } } } }',
      )) as {
        data: { supervisionProposals: { edges: { node: Record<string, unknown> }[] } };
      }
    ).data.supervisionProposals.edges.map(({ node }) => node);

  it('reminds by itself in the name of the bureau that registered the matter', async () => {
    await feed(...line(510).intake, ...line(510).case, reached(510, 5102, 'REMINDER', '2025-05-08'));
    expect(await reminders(510)).toMatchObject([
      { means: 'system', byPerson: null, byOrgan: { id: uuid(2) }, number: '单位2信催〔2025〕1号', replyBy: '2025-05-12' },
    ]);
  });

  it('of a term that no organ owes reminds nobody', async () => {
    const promise = clock(5209, 520, 'PROMISE', '2025-03-05', 9002, { dueOn: '2025-04-01' });
    await feed(...line(520).intake, ...line(520).case, received(520, promise), reached(520, 5209, 'REMINDER', '2025-04-02'));
    expect(await reminders(520)).toEqual([]);
  });

  it('that was not due is taken back with what it brought about, and may come again', async () => {
    await feed(revoked(510, 5102, 'REMINDER'));
    expect(await reminders(510)).toMatchObject([{ state: 'withdrawn', withdrawnReason: 'stopped 2025-05-06' }]);
    await feed(reached(510, 5102, 'REMINDER', '2025-06-09'));
    expect((await reminders(510)).map(({ state }) => state)).toEqual(['open', 'withdrawn']);
  });

  it('ends in a proposal that a person decides', async () => {
    await feed(reached(510, 5102, 'SUPERVISION_PROPOSAL', '2025-06-13'));
    const [proposal] = await proposals();
    expect(proposal).toMatchObject({ state: 'open', stateName: '待决定', termName: '办理' });
    const dismiss = (reason: string) =>
      host.ask(
        SUPERVISOR,
        `mutation { dismissSupervisionProposal(input: { petitionId: "${uuid(510)}", proposalId: "${String(proposal?.['id'])}", reason: "${reason}" }) { state } }`,
      );
    expect(codeOf(await dismiss(''))).toBe('SUPERVISION_TEXT_MISSING');
    expect(await dismiss('已经约谈过负责人')).toMatchObject({ data: { dismissSupervisionProposal: { state: 'dismissed' } } });
    expect(codeOf(await dismiss('再次'))).toBe('SUPERVISION_PROPOSAL_NOT_OPEN');
  });
});
