import { organId } from '../city.js';
import { clocksOf, expectRefusal, file, must, on, route, step, takeUp, tellClock } from './acts.js';
import type { Step, TourState } from './script.js';

const object = (state: TourState, proposed = 'ecology.city') =>
  state.act(
    'handler.housing',
    'objectToTransfer',
    on(state, { reason: '不属本单位职责，现场核实情况附后', basis: '本单位职能配置规定第二条', proposedOrganId: organId(proposed) }),
  );
const confirm = (state: TourState) => state.act('head.housing', 'confirmObjection', on(state));
const decide = (state: TourState, by: string, newOrgan: string | null) =>
  state.act(
    by,
    'decideObjection',
    on(state, {
      upheld: newOrgan !== null,
      reason: newOrgan === null ? '经核实属该单位职责' : '经核实异议成立',
      ...(newOrgan !== null && { newOrganId: organId(newOrgan) }),
    }),
  );

/** Filed and sent to housing before Spring Festival: five working days, a make-up Sunday among them, end on 2025-02-05. */
const sent = (name: string, summary: string, hour: string): Step[] => [
  step(`2025-01-20T${hour}:00`, 'registrar.city', 'registerPetition', (state) =>
    file(state, { name, receivedOn: '2025-01-20', summary, requests: ['请求治理'] }),
  ),
  step(`2025-01-22T${hour}:30`, 'dispatcher.city', 'routePetition', async (state) => {
    takeUp(state, name);
    await route(state, 'housing.city');
    const { effectiveDue } = await tellClock(state, 'OBJECT');
    must(effectiveDue === '2025-02-05', `异议期应至2025-02-05，却是 ${effectiveDue}`);
  }),
];
const [rejectedFiling, rejectedRouting] = sent('rejected', '楼道照明长期不亮', '09');
const [upheldFiling, upheldRouting] = sent('upheld', '冷却塔夜间噪声', '10');
const [lateFiling, lateRouting] = sent('late', '湖边排口黑水', '11');

/** Objections within five working days over a make-up day, rejected, upheld and decided late; a designation; a recall. */
export const objection: readonly Step[] = [
  ...[rejectedFiling, upheldFiling, lateFiling, rejectedRouting, upheldRouting, lateRouting].flatMap((one) => one ?? []),

  step('2025-01-26T10:00', 'handler.housing', 'objectToTransfer', async (state) => {
    takeUp(state, 'rejected');
    await object(state);
  }),
  step('2025-01-26T11:00', 'head.housing', 'confirmObjection', async (state) => {
    await expectRefusal(() => state.act('handler.housing', 'confirmObjection', on(state)), 'ACT_NOT_YOURS');
    await confirm(state);
    must((await clocksOf(state, 'OBJECT')).at(-1)?.state === 'met', '补班日提出的异议应在期内');
    await tellClock(state, 'OBJECT_DECIDE');
  }),
  step('2025-01-27T10:00', 'dispatcher2.city', 'decideObjection', async (state) => {
    await expectRefusal(() => decide(state, 'dispatcher.city', null), 'OBJECTION_JUDGED_BY_ROUTER');
    const before = (await clocksOf(state, 'NOTIFY_TRANSFERRED')).map(({ effectiveDue }) => effectiveDue);
    await decide(state, 'dispatcher2.city', null);
    const after = (await clocksOf(state, 'NOTIFY_TRANSFERRED')).map(({ effectiveDue }) => effectiveDue);
    must(before.join() === after.join(), '异议被驳回的，告知期限不应变动');
    await tellClock(state, 'NOTIFY_TRANSFERRED');
  }),

  step('2025-02-05T09:00', 'handler.housing', 'objectToTransfer', async (state) => {
    takeUp(state, 'upheld');
    await object(state);
    await confirm(state);
  }),
  step('2025-02-05T15:00', 'handler.housing', 'objectToTransfer', async (state) => {
    takeUp(state, 'late');
    await object(state);
    await confirm(state);
    await tellClock(state, 'OBJECT_DECIDE');
  }),
  step('2025-02-06T09:00', 'dispatcher2.city', 'decideObjection', async (state) => {
    takeUp(state, 'upheld');
    await expectRefusal(
      () => state.act('dispatcher2.city', 'decideObjection', on(state, { upheld: true, reason: '成立' })),
      'OBJECTION_NEW_ORGAN_MISSING',
    );
    await decide(state, 'dispatcher2.city', 'ecology.city');
    const notices = await clocksOf(state, 'NOTIFY_TRANSFERRED');
    must(notices.map(({ state: ended }) => ended).join() === 'cancelled,running', '异议成立的，原告知期限取消，新单位另行起算');
    const { effectiveDue } = await tellClock(state, 'NOTIFY_TRANSFERRED');
    must(effectiveDue === '2025-02-21', `新单位应有十五日，至2025-02-21，却是 ${effectiveDue}`);
  }),

  step('2025-02-17T10:00', 'dispatcher2.city', 'decideObjection', async (state) => {
    takeUp(state, 'late');
    await decide(state, 'dispatcher2.city', null);
    const late = await tellClock(state, 'OBJECT_DECIDE');
    must(late.state === 'met_late', `逾期核实应记为转送单位的逾期，却是 ${late.state}`);
    const because = `转送单位逾期核实，逾期记在转送单位；责任单位的告知期限照常计算：${state.duty?.because ?? ''}`;
    state.duty = { term: late.term, date: late.effectiveDue, because };
  }),

  step('2025-03-03T09:00', 'registrar.city', 'registerPetition', (state) =>
    file(state, { name: 'designated', receivedOn: '2025-03-03', summary: '临街扩建占道', requests: ['请求拆除扩建'] }),
  ),
  step('2025-03-05T09:00', 'dispatcher.city', 'routePetition', async (state) => {
    await route(state, 'housing.city');
  }),
  step('2025-03-13T10:00', 'handler.housing', 'objectToTransfer', async (state) => {
    await expectRefusal(() => object(state, 'land.city'), 'OBJECTION_TOO_LATE');
    state.duty = { term: 'OBJECT', date: '2025-03-12', because: '异议期五个工作日已过，提出即被拒绝' };
  }),
  step('2025-03-14T10:00', 'dispatcher.city', 'designateOrgan', async (state) => {
    const designate = (decider: string, heard: readonly string[]) =>
      state.act(
        'dispatcher.city',
        'designateOrgan',
        on(state, {
          toOrganId: organId('land.city'),
          by: 'COMMON_SUPERIOR',
          deciderOrganId: organId(decider),
          reference: '市政府专题会议纪要第9号',
          reason: '扩建未经规划许可',
          heard: heard.map((code) => ({ organId: organId(code), on: '2025-03-13', position: '已陈述意见' })),
        }),
      );
    await expectRefusal(() => designate('gov.city', ['land.city', 'ecology.city']), 'DESIGNATION_SIDE_NOT_HEARD');
    await expectRefusal(() => designate('gov.province', ['land.city', 'housing.city']), 'DESIGNATION_NOT_COMMON_SUPERIOR');
    await designate('gov.city', ['land.city', 'housing.city']);
    const { effectiveDue } = await tellClock(state, 'NOTIFY_TRANSFERRED');
    must(effectiveDue === '2025-03-31', `指定的单位应有十五日，顺延至2025-03-31，却是 ${effectiveDue}`);
  }),

  step('2025-04-07T09:00', 'registrar.city', 'registerPetition', (state) =>
    file(state, { name: 'recalled', receivedOn: '2025-04-07', summary: '装修公司停工', requests: ['请求协助'] }),
  ),
  step('2025-04-09T09:00', 'dispatcher.city', 'routePetition', async (state) => {
    await route(state, 'labour.city');
  }),
  step('2025-04-10T09:00', 'dispatcher.city', 'recallTransfer', async (state) => {
    await expectRefusal(() => state.act('dispatcher.donghu', 'recallTransfer', on(state, { reason: '误转' })), 'PETITION_NOT_FOUND');
    await state.act('dispatcher.city', 'recallTransfer', on(state, { reason: '误转，应由住建部门办理' }));
    const { effectiveDue, state: ended } = await tellClock(state, 'ROUTE');
    must(ended !== 'met' && effectiveDue === '2025-04-22', `撤回后转送期限应从首次收到之日连续计算，却是 ${effectiveDue}`);
  }),
];
