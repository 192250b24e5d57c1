import { organId, personId } from '../city.js';
import { expectRefusal, file, must, on, route, step, track } from './acts.js';
import type { Step, TourState } from './script.js';

/** The reporter sees how far it is, and neither organ nor person. */
async function tracked(state: TourState, stage: string): Promise<void> {
  const seen = await track(state, 'report');
  must(seen.stage === stage, `查询码看到的进展应当是 ${stage}，却是 ${String(seen.stage)}`);
  must(seen.organ === null && seen.nextRight === null, '检举控告的查询不应显示机关、单位');
  state.duty = { term: '查询', date: '—', because: `检举人凭查询码只看到：${stage}` };
}

/** Nobody of the accused unit, or of one below it, learns that there is such a report. */
async function hidden(state: TourState): Promise<void> {
  for (const account of ['handler.health', 'head.health', 'handler.hospital', 'head.hospital']) {
    await expectRefusal(
      () => state.client.query(account, 'query ($id: ID!) { petition(id: $id) { id } }', { id: state.petitionId }),
      'PETITION_NOT_FOUND',
    );
    const { petitions } = await state.client.query<{ petitions: { edges: { node: { id: string } }[] } }>(
      account,
      'query { petitions(first: 100) { edges { node { id } } } }',
    );
    must(!petitions.edges.some(({ node }) => node.id === state.petitionId), `${account} 在列表中看到了检举控告`);
  }
}

const handOver = (state: TourState, to: string, by = 'dispatcher.city') =>
  state.act(
    by,
    'handOverReport',
    on(state, { toOrganId: organId(to), authority: '被反映人属该机关管理', cadreMatter: true, grave: false }),
  );
const sent = (state: TourState, organisationNotifiedOn: string, by = 'head.bureau.city') =>
  state.act(by, 'confirmHandOver', on(state, { organisationNotifiedOn }));

/** The matter of that number as the account finds it; null where there is none for it. */
const sees = (state: TourState, account: string, number: string): Promise<string | null> =>
  state.client
    .query<{ petitionByNumber: { id: string } }>(account, 'query ($number: String!) { petitionByNumber(number: $number) { id } }', {
      number,
    })
    .then(
      ({ petitionByNumber }) => petitionByNumber.id,
      (error: unknown) => {
        if ((error as { code?: string }).code === 'PETITION_NOT_FOUND') return null;
        throw error;
      },
    );

/** Filed on the portal; the first of `readers` takes it up, and those who are kept from it find nothing. */
async function filed(state: TourState, name: string, accused: object, reader: string, keptOut: readonly string[]): Promise<void> {
  const { number, queryCode, secret } = await state.act<{ number: string; queryCode: string; secret: string }>(
    null,
    'submitPetition',
    {
      kind: 'REPORT',
      division: '990100',
      summary: '反映收受礼金',
      text: '所述情况见附页。',
      requests: [{ text: '请求核查' }],
      petitioners: [],
      anonymous: true,
      accused: [accused],
    },
    'number queryCode secret',
  );
  const id = await sees(state, reader, number);
  must(id !== null, `${reader} 应当看到 ${number}`);
  for (const account of keptOut) must((await sees(state, account, number)) === null, `${account} 不应看到 ${number}`);
  Object.assign(state.notes, { [name]: id, [`${name}.number`]: number, [`${name}.queryCode`]: queryCode, [`${name}.secret`]: secret });
  state.petitionId = id;
  state.reader = reader;
}

const arrived = async (state: TourState, name: string, account: string): Promise<void> => {
  must((await sees(state, account, state.notes[`${name}.number`] ?? '')) !== null, `${account} 应当看到移送来的件`);
  state.reader = account;
};

const OF_BUREAU = ['registrar.city', 'dispatcher.city', 'auditor.city', 'head.bureau.city'];

/** A report under seal, from the filing past the accused unit to the discipline organ and back. */
export const report: readonly Step[] = [
  step('2025-03-03T09:00', 'registrar.city', 'registerPetition', async (state) => {
    state.reader = 'registrar.city';
    await file(state, {
      name: 'report',
      kind: 'REPORT',
      receivedOn: '2025-03-03',
      summary: '反映设备采购指定品牌',
      requests: ['核查设备采购'],
      more: { accused: [{ organId: organId('health.city') }] },
    });
    await hidden(state);
    await tracked(state, 'received');
  }),
  step('2025-03-05T10:00', 'dispatcher.city', 'routePetition', async (state) => {
    for (const to of ['health.city', 'hospital.city', 'traffic.city'])
      await expectRefusal(() => route(state, to), 'REPORT_BY_HAND_OVER_ONLY');
    state.duty = { term: '转送', date: '—', because: '检举控告不转送、交办，只经两人移送有权处理的机关（信访工作条例 22 ¶2、30 ¶2）' };
  }),
  step('2025-03-06T10:00', 'dispatcher.city', 'handOverReport', async (state) => {
    for (const to of ['health.city', 'hospital.city']) await expectRefusal(() => handOver(state, to), 'ROUTE_TO_ACCUSED');
    await expectRefusal(() => handOver(state, 'bureau.donghu'), 'HAND_OVER_TO_BODY_ONLY');
    await handOver(state, 'discipline.city');
  }),
  step('2025-03-07T10:00', 'head.bureau.city', 'confirmHandOver', async (state) => {
    await expectRefusal(() => state.act('dispatcher.city', 'confirmHandOver', on(state)), 'ACT_NOT_YOURS');
    await expectRefusal(() => state.act('head.bureau.city', 'confirmHandOver', on(state)), 'HAND_OVER_NOTICE_MISSING');
    await state.act('head.bureau.city', 'confirmHandOver', on(state, { organisationNotifiedOn: '2025-03-07' }));
  }),
  step('2025-03-10T10:00', 'dispatcher.city', 'recordHandOverReceipt', async (state) => {
    await state.act('dispatcher.city', 'recordHandOverReceipt', on(state, { receiptNumber: '纪收2025第31号', receivedOn: '2025-03-10' }));
    await tracked(state, 'handed_over');
    await hidden(state);
  }),
  step('2025-05-20T10:00', 'dispatcher.city', 'noteFeedback', async (state) => {
    await state.act(
      'dispatcher.city',
      'noteFeedback',
      on(state, { reference: '纪复2025第12号', text: '已按规定处置', reporterTold: true }),
    );
    await tracked(state, 'answered');
  }),
  step('2025-05-26T10:00', 'handler.discipline', 'closePetition', async (state) => {
    await state.act('handler.discipline', 'closePetition', on(state, { ground: 'report_handed_over' }));
  }),
  step('2025-05-27T10:00', 'auditor.city', 'verifyCompletion', async (state) => {
    await state.act('auditor.city', 'verifyCompletion', on(state));
    await hidden(state);
    await tracked(state, 'answered');
  }),

  // Accused in words alone: looked up by one, read again by another, and only then handed over.
  step('2025-06-03T09:00', '检举人', 'submitPetition', (state) =>
    filed(state, 'words', { text: '市住建局房产科科长' }, 'dispatcher.city', ['head.housing']),
  ),
  step('2025-06-04T10:00', 'dispatcher.city', 'identifyAccused', async (state) => {
    await expectRefusal(() => handOver(state, 'discipline.city'), 'ACCUSED_NOT_IDENTIFIED');
    await expectRefusal(() => handOver(state, 'housing.city'), 'ACCUSED_NOT_IDENTIFIED');
    await state.act(
      'dispatcher.city',
      'identifyAccused',
      on(state, { accused: [{ personId: personId('checker.housing'), who: '房产科科长' }] }),
    );
    await expectRefusal(() => handOver(state, 'discipline.city'), 'ACCUSED_NOT_IDENTIFIED');
  }),
  step('2025-06-05T10:00', 'auditor.city', 'confirmAccused', async (state) => {
    await state.act('auditor.city', 'confirmAccused', on(state));
    await expectRefusal(() => handOver(state, 'housing.city'), 'ROUTE_TO_ACCUSED');
  }),
  step('2025-06-06T10:00', 'dispatcher.city', 'handOverReport', async (state) => {
    await handOver(state, 'discipline.city');
  }),
  step('2025-06-09T10:00', 'head.bureau.city', 'confirmHandOver', async (state) => {
    await sent(state, '2025-06-09');
    await arrived(state, 'words', 'handler.discipline');
  }),
  // The head of the bureau is accused: the bureau never sees it.
  step('2025-06-10T09:00', '检举人', 'submitPetition', (state) =>
    filed(state, 'head', { personId: personId('head.bureau.city') }, 'dispatcher.province', OF_BUREAU),
  ),
  step('2025-06-11T10:00', 'dispatcher.province', 'handOverReport', async (state) => {
    await handOver(state, 'discipline.city', 'dispatcher.province');
  }),
  step('2025-06-12T10:00', 'head.bureau.province', 'confirmHandOver', async (state) => {
    await sent(state, '2025-06-12', 'head.bureau.province');
    await arrived(state, 'head', 'handler.discipline');
  }),
  // The government is accused, and with it the bureau below it.
  step('2025-06-13T09:00', '检举人', 'submitPetition', (state) =>
    filed(state, 'government', { organId: organId('gov.city') }, 'dispatcher.province', [
      ...OF_BUREAU,
      'handler.gov.city',
      'head.gov.city',
    ]),
  ),
  step('2025-06-16T10:00', 'dispatcher.province', 'handOverReport', async (state) => {
    await expectRefusal(() => handOver(state, 'gov.city', 'dispatcher.province'), 'ROUTE_TO_ACCUSED');
    await handOver(state, 'discipline.province', 'dispatcher.province');
  }),
  step('2025-06-17T10:00', 'head.bureau.province', 'confirmHandOver', async (state) => {
    await sent(state, '2025-06-17', 'head.bureau.province');
    await arrived(state, 'government', 'handler.discipline.province');
  }),
  // Withdrawn before it was handed over: it goes all the same, and the withdrawal with it.
  step('2025-06-18T09:00', '检举人', 'submitPetition', (state) =>
    filed(state, 'withdrawn', { organId: organId('traffic.city') }, 'dispatcher.city', ['handler.traffic', 'head.traffic']),
  ),
  step('2025-06-19T09:00', '检举人', 'withdrawPetition', async (state) => {
    const { trackPetition } = await state.client.query<{ trackPetition: { pass: string } }>(
      null,
      'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { pass } }',
      { queryCode: state.notes['withdrawn.queryCode'], secret: state.notes['withdrawn.secret'] },
    );
    await state.act(null, 'withdrawPetition', { pass: trackPetition.pass, reason: '不想再提' });
  }),
  step('2025-06-20T10:00', 'registrar.city', 'confirmWithdrawal', async (state) => {
    await state.act('registrar.city', 'confirmWithdrawal', on(state, { contact: '电话联系检举人', willing: true }));
    await expectRefusal(
      () => state.act('dispatcher.city', 'closePetition', on(state, { ground: 'withdrawn' })),
      'WITHDRAWN_REPORT_NOT_HANDED_OVER',
    );
  }),
  step('2025-06-23T10:00', 'dispatcher.city', 'handOverReport', async (state) => {
    await handOver(state, 'discipline.city');
  }),
  step('2025-06-24T10:00', 'head.bureau.city', 'confirmHandOver', async (state) => {
    await sent(state, '2025-06-24');
    await arrived(state, 'withdrawn', 'handler.discipline');
    state.duty = { term: '撤回', date: '2025-06-19', because: '撤回随件移送，不终结检举控告（信访工作条例 30）' };
  }),
];
