import { clocksOf, expectRefusal, file, must, on, route, step, takeUp, tellClock } from './acts.js';
import type { Step, TourState } from './script.js';

const SUPERVISOR = 'supervisor.city';
const HANDLER = 'handler.housing';
const WAIT_MS = 30_000;

interface Supervised {
  readonly reminders: { id: string; state: string }[];
  readonly supervisionProposals: { id: string; state: string }[];
  readonly supervisionTriggers: { code: string; facts: string; article: string }[];
}

/** What supervision keeps of the matter. */
async function supervised(state: TourState): Promise<Supervised> {
  const { petition } = await state.client.query<{ petition: Supervised }>(
    SUPERVISOR,
    `query ($id: ID!) { petition(id: $id) {
      reminders { id state } supervisionProposals { id state } supervisionTriggers { code facts article } } }`,
    { id: state.petitionId },
  );
  return petition;
}

/** The proposal in which the warnings end: the sweep of the clocks opens it by itself. */
async function proposed(state: TourState): Promise<string> {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; await new Promise((again) => setTimeout(again, 200))) {
    const found = (await supervised(state)).supervisionProposals.find((one) => one.state === 'open');
    if (found) return found.id;
  }
  throw new Error('预警到头没有产生拟督办');
}

const theHandling = (state: TourState, more: Record<string, unknown>) => on(state, { handlingId: state.notes['handling'], ...more });
const recorded = (at: string, kind: string, found: string, more: Record<string, unknown> = {}): Step =>
  step(at, SUPERVISOR, 'recordSupervisionStep', async (state) => {
    await state.act(SUPERVISOR, 'recordSupervisionStep', theHandling(state, { step: kind, found, ...more }));
    await tellClock(state, 'SUPERVISION_REPLY');
  });
const replied = (at: string, text: string): Step =>
  step(at, HANDLER, 'replyToSupervision', async (state) => {
    const closing = () => state.act(SUPERVISOR, 'closeSupervisedHandling', theHandling(state, { result: '办结' }));
    await expectRefusal(closing, 'SUPERVISION_NO_REPLY');
    await state.act(HANDLER, 'replyToSupervision', theHandling(state, { text }));
    await expectRefusal(closing, 'SUPERVISION_NO_REPLY');
    must((await clocksOf(state, 'SUPERVISION_REPLY')).at(-1)?.state === 'met', '反馈后督办反馈期限应已了结');
  });

/** Sent to housing on 2025-03-04, which tells nobody by 2025-03-19: fifteen days. */
const sent = (name: string, summary: string, hour: string): Step[] => [
  step(`2025-03-03T${hour}:00`, 'registrar.city', 'registerPetition', (state) =>
    file(state, { name, receivedOn: '2025-03-03', summary, requests: ['请求处理'] }),
  ),
  step(`2025-03-04T${hour}:30`, 'dispatcher.city', 'routePetition', async (state) => {
    takeUp(state, name);
    await route(state, 'housing.city');
    await tellClock(state, 'NOTIFY_TRANSFERRED');
  }),
];
const [lateFiling, lateRouting] = sent('late', '外墙瓷砖脱落', '09');
const [soonFiling, soonRouting] = sent('soon', '地下车库积水', '10');

/** Reminders and supervised handling: two notices that are late, one proposal dismissed, one taken to the accepted answer. */
export const supervision: readonly Step[] = [
  ...[lateFiling, soonFiling, lateRouting, soonRouting].flatMap((one) => one ?? []),

  step('2025-03-14T10:00', SUPERVISOR, 'issueReminder', async (state) => {
    takeUp(state, 'late');
    const { petition } = await state.client.query<{ petition: { clocks: { id: string; term: string }[] } }>(
      SUPERVISOR,
      'query ($id: ID!) { petition(id: $id) { clocks { id term } } }',
      { id: state.petitionId },
    );
    const clockId = petition.clocks.find(({ term }) => term === 'NOTIFY_TRANSFERRED')?.id;
    const remind = () =>
      state.act<{ id: string }>(
        SUPERVISOR,
        'issueReminder',
        on(state, { clockId, means: 'phone', spokenWith: '办公室值班人员', reason: '告知期限将满', replyBy: '2025-03-18' }),
      );
    state.notes['reminder'] = (await remind()).id;
    await expectRefusal(remind, 'REMINDER_SAME_DAY');
    await tellClock(state, 'REMINDER_REPLY');
  }),
  step('2025-03-14T15:00', HANDLER, 'answerReminder', async (state) => {
    await state.act(HANDLER, 'answerReminder', on(state, { reminderId: state.notes['reminder'], text: '正在核对，尽快告知' }));
    must((await clocksOf(state, 'REMINDER_REPLY')).at(-1)?.state === 'met', '答复后催办答复期限应已了结');
  }),

  step('2025-03-26T10:00', SUPERVISOR, 'dismissSupervisionProposal', async (state) => {
    takeUp(state, 'soon');
    const proposalId = await proposed(state);
    await state.act(SUPERVISOR, 'dismissSupervisionProposal', on(state, { proposalId, reason: '已当面告知，正在补送告知书' }));
    await tellClock(state, 'NOTIFY_TRANSFERRED');
  }),
  step('2025-03-26T11:00', SUPERVISOR, 'openSupervisedHandling', async (state) => {
    takeUp(state, 'late');
    const proposalId = await proposed(state);
    const { supervisionTriggers } = await supervised(state);
    must(supervisionTriggers[0]?.article === '信访工作条例 40', '应当列出督办情形及其条款');
    const { id } = await state.act<{ id: string }>(
      SUPERVISOR,
      'openSupervisedHandling',
      on(state, {
        proposalId,
        triggers: supervisionTriggers.map(({ code, facts }) => ({ code, facts })),
        wrong: '逾期未告知信访人是否受理',
        request: '立即书面告知并说明逾期原因',
        means: 'written',
        replyBy: '2025-03-31',
      }),
    );
    state.notes['handling'] = id;
    await tellClock(state, 'SUPERVISION_REPLY');
  }),
  recorded('2025-03-27T09:30', 'file', '卷内没有告知书'),
  recorded('2025-03-27T10:30', 'questioning', '经办人称待核对地址', { with: '经办人' }),
  recorded('2025-03-27T15:00', 'petitioner', '信访人称未收到任何告知'),
  recorded('2025-03-28T09:30', 'on_the_spot', '外墙瓷砖仍在脱落，未设围挡'),
  step('2025-03-28T16:00', SUPERVISOR, 'extendSupervisionReply', async (state) => {
    await state.act(SUPERVISOR, 'extendSupervisionReply', theHandling(state, { replyBy: '2025-04-02', reason: '须现场核实后反馈' }));
    const { effectiveDue } = await tellClock(state, 'SUPERVISION_REPLY');
    must(effectiveDue === '2025-04-02', `反馈期限应至2025-04-02，却是 ${effectiveDue}`);
  }),
  replied('2025-04-01T10:00', '已告知信访人'),
  step('2025-04-01T16:00', SUPERVISOR, 'judgeSupervisionReply', async (state) => {
    const back = { accepted: false, missing: '未附告知书和送达回证，未说明逾期原因', replyBy: '2025-04-08' };
    await state.act(SUPERVISOR, 'judgeSupervisionReply', theHandling(state, back));
    await tellClock(state, 'SUPERVISION_REPLY');
  }),
  replied('2025-04-07T10:00', '补报告知书、送达回证和逾期原因说明'),
  step('2025-04-07T15:00', SUPERVISOR, 'judgeSupervisionReply', async (state) => {
    await state.act(SUPERVISOR, 'judgeSupervisionReply', theHandling(state, { accepted: true }));
  }),
  step('2025-04-07T16:00', SUPERVISOR, 'closeSupervisedHandling', async (state) => {
    const { state: now } = await state.act<{ state: string }>(
      SUPERVISOR,
      'closeSupervisedHandling',
      theHandling(state, { result: '已补正告知' }),
      'state',
    );
    must(now === 'closed', '督办应已办结');
  }),
];
