import { beforeAll, describe, expect, it } from '@jest/globals';
import { RelationSet } from '@sunshine/events';
import { COUNTY_HANDLER, HOUSING_HANDLER, SUPERVISOR, hostedCity, line } from '../../test/city.js';
import { organ, registered, relation, role, uuid, type Hosted } from '../../test/hosted.js';

const [GOVERNMENT_HEAD, STATION_HANDLER, BUREAU_DISPATCHER, DISCIPLINE_HEAD, OTHER_SUPERVISOR] = [111, 112, 113, 114, 115];
let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
  await host.feed.send(
    host.db.manager,
    organ(7, 4, 'institution'),
    organ(8, null, 'discipline'),
    organ(9, null, 'government'),
    organ(10, 9, 'supervision_office'),
    role(GOVERNMENT_HEAD, 1, 'HEAD'),
    role(STATION_HANDLER, 7, 'HANDLER'),
    role(BUREAU_DISPATCHER, 2, 'DISPATCHER'),
    role(DISCIPLINE_HEAD, 8, 'HEAD'),
    role(OTHER_SUPERVISOR, 10, 'SUPERVISOR'),
    registered(520, 'REPORT'),
    relation('intake', 520, 3, 'registering'),
    ...line(510).intake,
    ...line(510).case,
  );
  host.setDay('2025-05-12');
});

const ADVICE =
  'id number kind state stateName organ { id } byOrgan { id } replyBy petition { id } petitionNumber answer answerReasons result { resultName }';
const TEXTS = 'found: "三件逾期未告知", basis: "信访工作条例 44(三)", advised: "每日核对到期事项"';
const issue = (person: number, to: number, more = 'kind: IMPROVE, replyBy: "2025-06-12"') =>
  host.ask(person, `mutation { issueAdvice(input: { organId: "${uuid(to)}", ${TEXTS}, ${more} }) { ${ADVICE} } }`);
const act = (person: number, name: string, id: string, more: string) =>
  host.ask(person, `mutation { ${name}(input: { adviceId: "${id}", ${more} }) { ${ADVICE} } }`);
const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const issued = async (...given: Parameters<typeof issue>): Promise<Record<string, unknown> & { id: string }> => {
  const { data } = (await issue(...given)) as unknown as { data: { issueAdvice: Record<string, unknown> & { id: string } } };
  return data.issueAdvice;
};
const listed = async (person: number, filter = ''): Promise<Record<string, unknown>[]> => {
  const { data } = (await host.ask(person, `{ advices(filter: { ${filter} }) { edges { node { ${ADVICE} } } } }`)) as unknown as {
    data: { advices: { edges: { node: Record<string, unknown> }[] } };
  };
  return data.advices.edges.map(({ node }) => node);
};
const offered = async (person: number, id: string): Promise<unknown> => {
  const { data } = (await host.ask(person, `{ advice(id: "${id}") { acts } }`)) as unknown as { data: { advice: { acts: string[] } } };
  return data.advice.acts;
};
const seenBy = async (id: string): Promise<number[]> => {
  const persons = [
    SUPERVISOR,
    HOUSING_HANDLER,
    COUNTY_HANDLER,
    GOVERNMENT_HEAD,
    STATION_HANDLER,
    BUREAU_DISPATCHER,
    DISCIPLINE_HEAD,
    OTHER_SUPERVISOR,
  ];
  const seen: number[] = [];
  for (const person of persons) {
    const { data } = (await host.ask(person, `{ advice(id: "${id}") { id } }`)) as { data: { advice: object | null } };
    const inList = (await listed(person)).some((one) => one['id'] === id);
    expect({ person, inList }).toEqual({ person, inList: data.advice !== null });
    if (data.advice) seen.push(person);
  }
  return seen;
};

describe('an advice', () => {
  let id = '';

  it('on no petition has the next number of one row for all kinds, and starts the term of its answer under its own id', async () => {
    const advice = await issued(SUPERVISOR, 4);
    ({ id } = advice);
    expect(advice).toMatchObject({
      number: '单位3信建〔2025〕1号',
      state: 'open',
      organ: { id: uuid(4) },
      replyBy: '2025-06-12',
      petition: null,
    });
    expect(await issued(SUPERVISOR, 1, 'kind: POLICY, replyBy: "2025-06-12"')).toMatchObject({
      number: '单位3信建〔2025〕2号',
      kind: 'POLICY',
    });
    expect(await host.db.query('select petition_id id, term, due_on::text due from clock where petition_id = $1', [id])).toEqual([
      { id, term: 'ADVICE_REPLY', due: '2025-06-12' },
    ]);
  });

  it('is refused without a number used up, and to whom it is not the right', async () => {
    expect(codeOf(await issue(SUPERVISOR, 1))).toBe('ADVICE_NOT_SUPERVISED');
    expect(codeOf(await issue(SUPERVISOR, 77))).toBe('ORGAN_NOT_FOUND');
    expect(codeOf(await issue(HOUSING_HANDLER, 7))).toBe('ACT_NOT_YOURS');
    expect(await issued(SUPERVISOR, 7)).toMatchObject({ number: '单位3信建〔2025〕3号' });
  });

  it('is seen by the organs concerned and the supervisors of their tree, and by nobody else', async () => {
    expect(await seenBy(id)).toEqual([SUPERVISOR, HOUSING_HANDLER]);
  });

  it('offers to each reader the acts that are his now', async () => {
    expect(await offered(SUPERVISOR, id)).toEqual(['extendAdviceReply']);
    expect(await offered(HOUSING_HANDLER, id)).toEqual(['answerAdvice']);
  });

  it('is answered by the organ advised alone; to others it is unknown', async () => {
    const answer = 'as: "partly", text: "已建立制度", reasons: "人员不足"';
    expect(codeOf(await act(SUPERVISOR, 'answerAdvice', id, answer))).toBe('ACT_NOT_YOURS');
    expect(codeOf(await act(STATION_HANDLER, 'answerAdvice', id, answer))).toBe('ADVICE_UNKNOWN');
    expect(codeOf(await act(HOUSING_HANDLER, 'extendAdviceReply', id, 'replyBy: "2025-07-12", reason: "会商"'))).toBe('ACT_NOT_YOURS');
    expect(await act(SUPERVISOR, 'extendAdviceReply', id, 'replyBy: "2025-07-14", reason: "会商"')).toMatchObject({
      data: { extendAdviceReply: { replyBy: '2025-07-14' } },
    });
    expect(await host.db.query('select effective_due::text due from clock where petition_id = $1', [id])).toEqual([{ due: '2025-07-14' }]);
    expect(await act(HOUSING_HANDLER, 'answerAdvice', id, answer)).toMatchObject({
      data: { answerAdvice: { state: 'answered', answer: 'partly', answerReasons: '人员不足' } },
    });
    expect(await host.db.query('select ended from clock where petition_id = $1', [id])).toEqual([{ ended: 'met' }]);
    expect(await act(SUPERVISOR, 'reviewAdviceEffect', id, 'effect: "achieved", text: "已无逾期"')).toMatchObject({
      data: { reviewAdviceEffect: { state: 'reviewed' } },
    });
    expect([await offered(SUPERVISOR, id), await offered(HOUSING_HANDLER, id)]).toEqual([['reviewAdviceEffect'], []]);
    expect((await listed(SUPERVISOR, 'states: ["reviewed"], kinds: [IMPROVE]')).map((one) => one['id'])).toEqual([id]);
  });
});

describe('an advice of a petition', () => {
  it('is seen with the petition too, which is named to those alone who may see it', async () => {
    const { id, ...advice } = await issued(SUPERVISOR, 4, `kind: IMPROVE, replyBy: "2025-06-12", petitionId: "${uuid(510)}"`);
    expect(advice).toMatchObject({ petition: { id: uuid(510) } });
    expect(await seenBy(id)).toEqual([SUPERVISOR, HOUSING_HANDLER, BUREAU_DISPATCHER]);
    const policy = await issued(SUPERVISOR, 1, `kind: POLICY, replyBy: "2025-06-12", petitionId: "${uuid(510)}"`);
    expect((await listed(GOVERNMENT_HEAD)).find((one) => one['id'] === policy.id)).toMatchObject({ petition: null, petitionNumber: null });
  });

  it('that pursues responsibility is not seen with the petition, which is at the unit that it is about, and follows to the result', async () => {
    const more = `kind: RESPONSIBILITY, unitId: "${uuid(4)}", consequences: "群众损失无法挽回", replyBy: "2025-06-12", petitionId: "${uuid(510)}"`;
    const { id } = await issued(SUPERVISOR, 8, more);
    expect(await seenBy(id)).toEqual([SUPERVISOR, DISCIPLINE_HEAD]);
    await act(DISCIPLINE_HEAD, 'answerAdvice', id, 'as: "adopted", text: "已立案"');
    expect(
      await act(
        SUPERVISOR,
        'recordResponsibilityResult',
        id,
        'result: "admonition", decidedBy: "市纪委监委", decidedOn: "2025-05-12", text: "诫勉"',
      ),
    ).toMatchObject({ data: { recordResponsibilityResult: { state: 'concluded', result: { resultName: '诫勉' } } } });
  });

  it('is none of a report, and is kept from whoever stepped back from the petition', async () => {
    const ofReport = `kind: IMPROVE, replyBy: "2025-06-12", petitionId: "${uuid(520)}"`;
    expect(codeOf(await issue(SUPERVISOR, 4, ofReport))).toBe('ADVICE_OF_REPORT');
    const { id } = await issued(SUPERVISOR, 4, `kind: IMPROVE, replyBy: "2025-06-12", petitionId: "${uuid(510)}"`);
    await host.feed.send(host.db.manager, {
      source: 'case',
      key: uuid(510),
      event: RelationSet.create({ petitionId: uuid(510), subject: uuid(HOUSING_HANDLER), relation: 'recused' }),
    });
    expect(await seenBy(id)).toEqual([SUPERVISOR, BUREAU_DISPATCHER]);
  });
});
