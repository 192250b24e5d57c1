import { organId } from '../city.js';
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
    await expectRefusal(() => route(state, 'health.city'), 'ROUTE_TO_ACCUSED');
    await expectRefusal(() => route(state, 'hospital.city'), 'ROUTE_TO_ACCUSED');
    state.duty = { term: '转送', date: '—', because: '不得转送被检举控告的单位及其下属单位（信访工作条例 30）' };
  }),
  step('2025-03-06T10:00', 'dispatcher.city', 'handOverReport', async (state) => {
    const handOver = (to: string) =>
      state.act(
        'dispatcher.city',
        'handOverReport',
        on(state, { toOrganId: organId(to), authority: '被反映人属市管干部', cadreMatter: true, grave: false }),
      );
    await expectRefusal(() => handOver('gov.city'), 'HAND_OVER_TO_BODY_ONLY');
    await handOver('discipline.city');
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
];
