import { clocksOf, expectRefusal, file, latest, must, on, post, route, step, takeUp, tellClock, track } from './acts.js';
import type { Step, TourState } from './script.js';

const reason = '同一小区、同一责任单位、同一质量问题';
const merge = (state: TourState) =>
  state.act('dispatcher.city', 'mergePetitions', on(state, { joined: [{ petitionId: state.notes['second'] }], reason }));
/** The lead's merge as the second reader finds it. */
const mergeId = (state: TourState) => latest(state, 'auditor.city', 'merge');

interface Served {
  readonly petitionerId: string;
  readonly servedOn: string | null;
  readonly nextRight: { lastDay: string } | null;
}

async function servicesOf(state: TourState): Promise<Served[]> {
  const { petition } = await state.client.query<{ petition: { services: Served[] } }>(
    'handler.housing',
    'query ($id: ID!) { petition(id: $id) { services { petitionerId servedOn nextRight { lastDay } } } }',
    { id: state.petitionId },
  );
  return petition.services;
}

const serve = (state: TourState, petitioner: string, servedOn: string) =>
  state.act(
    'handler.housing',
    'recordService',
    on(state, { petitionerId: state.notes[petitioner], servedOn, way: 'in_person', proof: { signature: `送达回证 ${petitioner}` } }),
  );

/** Each holder of a code sees the course of the matter and the own right alone. */
async function rightOf(state: TourState, name: string, lastDay: string): Promise<void> {
  const seen = await track(state, name);
  must(seen.number === state.notes[`${name}.number`], '凭自己的查询码应看到自己的编号');
  must(seen.nextRight?.lastDay === lastDay, `${name} 申请复查的最后一天应是 ${lastDay}，却是 ${String(seen.nextRight?.lastDay)}`);
  state.duty = { term: 'REVIEW_REQUEST', date: lastDay, because: `${seen.number} 的信访人自收到之日起三十日内可以申请复查，各人各算` };
}

/** A joint letter and a call on the same matter: merged, parted again, merged for good; everybody is answered, served and has the own right. */
export const group: readonly Step[] = [
  step('2025-03-03T09:00', 'registrar.city', 'registerPetition', (state) =>
    file(state, {
      name: 'joint',
      receivedOn: '2025-03-03',
      summary: '三号楼外墙渗水，联名要求维修',
      requests: ['维修三号楼外墙'],
      people: [0, 1],
      more: { peopleCount: 12 },
    }),
  ),
  step('2025-03-04T09:00', 'registrar.city', 'registerPetition', (state) =>
    file(state, {
      name: 'second',
      channel: 'PHONE',
      receivedOn: '2025-03-04',
      summary: '三号楼渗水，家具泡坏',
      requests: ['赔偿家具损失'],
    }),
  ),
  step('2025-03-05T09:00', 'dispatcher.city', 'routePetition', async (state) => {
    await route(state, 'housing.city');
    takeUp(state, 'joint');
    await route(state, 'housing.city');
  }),
  step('2025-03-10T09:00', 'handler.housing', 'acceptPetition', async (state) => {
    takeUp(state, 'second');
    await state.act('handler.housing', 'acceptPetition', on(state, post('GROUP-1')));
  }),
  step('2025-03-12T09:00', 'handler.housing', 'acceptPetition', async (state) => {
    takeUp(state, 'joint');
    await state.act('handler.housing', 'acceptPetition', on(state, post('GROUP-2')));
    const { effectiveDue } = await tellClock(state, 'HANDLE');
    must(effectiveDue === '2025-05-12', `办理期限应至2025-05-12，却是 ${effectiveDue}`);
  }),
  step('2025-03-14T09:00', 'dispatcher.city', 'mergePetitions', async (state) => {
    await expectRefusal(
      () => state.act('dispatcher.donghu', 'mergePetitions', on(state, { joined: [{ petitionId: state.notes['second'] }], reason })),
      'PETITION_NOT_FOUND',
    );
    await merge(state);
  }),
  step('2025-03-17T09:00', 'auditor.city', 'confirmMerge', async (state) => {
    const id = await mergeId(state);
    await expectRefusal(() => state.act('dispatcher.city', 'confirmMerge', on(state, { mergeId: id })), 'ACT_NOT_YOURS');
    await state.act('auditor.city', 'confirmMerge', on(state, { mergeId: id }));
    const { effectiveDue } = await tellClock(state, 'HANDLE');
    must(effectiveDue === '2025-05-09', `并案后从最早的期限：应至2025-05-09，却是 ${effectiveDue}`);
  }),
  step('2025-03-18T09:00', 'handler.housing', 'recordInquiry', async (state) => {
    const inquiry = { form: 'PLAN', text: '逐户查看' };
    await expectRefusal(
      () => state.act('handler.housing', 'recordInquiry', { petitionId: state.notes['second'], ...inquiry }),
      'MERGED_ELSEWHERE',
    );
    await state.act('handler.housing', 'recordInquiry', on(state, inquiry));
  }),
  step('2025-03-19T09:00', 'dispatcher.city', 'unmergePetitions', async (state) => {
    await state.act(
      'dispatcher.city',
      'unmergePetitions',
      on(state, { mergeId: await mergeId(state), reason: '第二件另有家具损失，先行核对' }),
    );
  }),
  step('2025-03-20T09:00', 'auditor.city', 'confirmUnmerge', async (state) => {
    await state.act('auditor.city', 'confirmUnmerge', on(state, { mergeId: await mergeId(state) }));
    const { effectiveDue } = await tellClock(state, 'HANDLE');
    must(effectiveDue === '2025-05-12', `拆回后各自的期限恢复：应至2025-05-12，却是 ${effectiveDue}`);
    takeUp(state, 'second');
    const [own] = (await clocksOf(state, 'HANDLE')).filter(({ state: ended }) => ended === 'running');
    must(own?.effectiveDue === '2025-05-09', '拆回后第二件应恢复原来的办理期限');
    takeUp(state, 'joint');
  }),
  step('2025-03-21T09:00', 'dispatcher.city', 'mergePetitions', async (state) => {
    await merge(state);
    await state.act('auditor.city', 'confirmMerge', on(state, { mergeId: await mergeId(state) }));
  }),
  step('2025-03-28T09:00', 'handler.housing', 'recordInquiry', async (state) => {
    const talk = { form: 'INTERVIEW', text: '代表人陈述渗水经过和各户损失', readBack: true, signature: '本人签名', copyGiven: true };
    await state.act('handler.housing', 'recordInquiry', on(state, { ...talk, petitionerId: state.notes['joint.petitioner1'] }));
    const visit = { form: 'SITE_VISIT', text: '逐户查看', place: '三号楼', people: '承办人员二人', findings: '外墙渗水属实，涉及十二户' };
    await state.act('handler.housing', 'recordInquiry', on(state, visit));
  }),
  step('2025-04-14T09:00', 'handler.housing', 'draftOpinion', async (state) => {
    const answer = (request: string, text: string) => ({
      id: state.notes[request],
      outcome: 'EXPLAINED',
      answer: text,
      basis: ['《城市房屋质量管理条例（演示）》第八条'],
    });
    const draft = (...answers: unknown[]) =>
      state.act('handler.housing', 'draftOpinion', on(state, { facts: '外墙渗水属实，涉及十二户。', evidence: ['逐户查看记录'], answers }));
    await draft(answer('joint.request1', '由维修资金统一维修。'));
    await state.act('checker.housing', 'checkOpinion', on(state));
    // The requests of everybody who was joined are to be answered.
    await expectRefusal(() => state.act('issuer.housing', 'issueOpinion', on(state, post('GROUP-3'))), 'DOCUMENT_PART_MISSING');
    await state.act('issuer.housing', 'returnOpinion', on(state, { remark: '并入件的诉求没有答复' }));
    await draft(
      answer('joint.request1', '由维修资金统一维修。'),
      answer('second.request1', '家具损失由保修责任方赔付，可以协商或者起诉。'),
    );
    await state.act('checker.housing', 'checkOpinion', on(state));
  }),
  step('2025-04-16T09:00', 'issuer.housing', 'issueOpinion', async (state) => {
    await state.act('issuer.housing', 'issueOpinion', on(state, post('GROUP-3')));
  }),
  step('2025-04-17T09:00', 'handler.housing', 'recordService', async (state) => {
    await serve(state, 'joint.petitioner1', '2025-04-17');
    await rightOf(state, 'joint', '2025-05-19');
  }),
  step('2025-04-21T09:00', 'handler.housing', 'recordService', async (state) => {
    await serve(state, 'second.petitioner1', '2025-04-21');
    await rightOf(state, 'second', '2025-05-21');
  }),
  step('2025-04-23T09:00', 'handler.housing', 'recordService', async (state) => {
    await serve(state, 'joint.petitioner2', '2025-04-23');
    const services = await servicesOf(state);
    const days = services.map(({ nextRight }) => nextRight?.lastDay).toSorted();
    must(services.length === 3 && days.join() === '2025-05-19,2025-05-21,2025-05-23', `三人各自的最后一天不对：${days.join('、')}`);
    state.duty = { term: 'REVIEW_REQUEST', date: '2025-05-23', because: `三位信访人各有送达记录，各自三十日：${days.join('、')}` };
  }),
];
