import { organId } from '../city.js';
import { clocksOf, expectRefusal, file, latest, must, on, post, route, step } from './acts.js';
import { standingOf, type Step, type TourState } from './script.js';

interface Told {
  readonly text: string;
  readonly channel: { title: string; note: string | null; limits: { name: string; duty: string; lastDay: string | null; text: string }[] };
}

/** Says the step by the channel: its last day where the start is known, and that petitioning stops none of its terms. */
async function tellChannel(state: TourState, account: string): Promise<void> {
  const { petition } = await state.client.query<{ petition: { guidance: Told } }>(
    account,
    'query ($id: ID!) { petition(id: $id) { guidance { text channel { title note limits { name duty lastDay text } } } } }',
    { id: state.petitionId },
  );
  const { text, channel } = petition.guidance;
  must(text.includes('不停止'), '法定途径告知书没有写明提出信访不停止期限的计算');
  const limit = channel.limits.find(({ lastDay }) => lastDay !== null);
  const because = limit?.text ?? channel.note ?? '';
  state.duty = { term: channel.title, date: limit?.lastDay ?? '—', because: `${because}；${text}` };
}

/** Petitioners' time under Art 34 runs for 31(6) alone. */
async function noHandle(state: TourState): Promise<void> {
  must((await clocksOf(state, 'HANDLE')).length === 0, '31(6)以外的途径不应有办理期限');
}

interface Way {
  readonly name: string;
  /** Month of 2025 in which it happens, two digits. */
  readonly month: string;
  readonly exit: string;
  readonly organ: string;
  /** `<work>.` before this names the people. */
  readonly short: string;
  readonly channelId: string | null;
  readonly starts: readonly { limit: string; on: string }[];
  readonly summary: string;
  readonly request: string;
  readonly papers: readonly string[];
}

const decision = ({ exit, channelId, starts }: Way) => ({
  exit,
  channelId,
  starts,
  reason: '该诉求应当依这一途径解决',
  basis: `《信访工作条例》第三十一条 ${exit}`,
});

/** Filing, transfer, the decision by two and the notice, which tells of the channel. */
const decided = (way: Way): Step[] => {
  const { name, month, organ, short, summary, request, papers } = way;
  const [handler, checker] = [`handler.${short}`, `checker.${short}`];
  return [
    step(`2025-${month}-03T09:00`, 'registrar.city', 'registerPetition', (state) =>
      file(state, { name, receivedOn: `2025-${month}-03`, summary, requests: [request] }),
    ),
    step(`2025-${month}-05T10:00`, 'dispatcher.city', 'routePetition', async (state) => {
      await expectRefusal(() => state.act('dispatcher.city', 'decideExit', on(state, decision(way))), 'ACT_NOT_YOURS');
      await route(state, organ);
    }),
    step(`2025-${month}-10T10:00`, handler, 'decideExit', async (state) => {
      await state.act(handler, 'decideExit', on(state, decision(way)));
    }),
    step(`2025-${month}-11T10:00`, checker, 'confirmExit', async (state) => {
      const decisionId = await latest(state, handler, 'exitDecision');
      await expectRefusal(() => state.act(handler, 'confirmExit', on(state, { decisionId })), 'ACT_NOT_YOURS');
      await state.act(checker, 'confirmExit', on(state, { decisionId }));
    }),
    ...(way.channelId === null
      ? []
      : [
          step(`2025-${month}-12T10:00`, handler, 'informPetitioner', async (state) => {
            const notice = { path: '依法定途径提出', procedure: '本单位协助移送材料', ...post(`EXIT-${way.exit}`) };
            await expectRefusal(() => state.act(handler, 'informPetitioner', on(state, notice)), 'GUIDANCE_MISSING');
            await state.act(handler, 'informPetitioner', on(state, { ...notice, guidance: { papers } }));
            await tellChannel(state, handler);
          }),
        ]),
  ];
};

/** The receiving body's receipt leads the matter in; before that it stays with the organ. */
const ledIn = ({ month, short, channelId }: Way, body: string): Step[] => [
  step(`2025-${month}-13T10:00`, `handler.${short}`, 'leadIntoProcedure', async (state) => {
    await state.act(`handler.${short}`, 'leadIntoProcedure', on(state, { body, text: '信访材料一套' }));
    const { stage } = await standingOf(state);
    must(stage === 'informed', `没有回执的应当仍在本单位，环节却是 ${String(stage)}`);
    await tellChannel(state, `handler.${short}`);
  }),
  step(`2025-${month}-18T10:00`, `checker.${short}`, 'recordReceipt', async (state) => {
    await state.act(`checker.${short}`, 'recordReceipt', on(state, { body, channelId, receiptNumber: `收${month}号` }));
    await noHandle(state);
    await tellChannel(state, `handler.${short}`);
  }),
];

const court: Way = {
  name: 'court',
  month: '02',
  exit: '31(1)',
  organ: 'housing.city',
  short: 'housing',
  channelId: 'administrative_litigation',
  starts: [{ limit: '起诉', on: '2025-01-06' }],
  summary: '对征收补偿决定不服，要求撤销',
  request: '撤销补偿决定',
  papers: ['起诉状', '补偿决定书'],
};
const arbitration: Way = {
  name: 'arbitration',
  month: '03',
  exit: '31(2)',
  organ: 'labour.city',
  short: 'labour',
  channelId: 'labour_arbitration',
  starts: [{ limit: '申请', on: '2025-01-15' }],
  summary: '公司拖欠加班费',
  request: '支付加班费',
  papers: ['仲裁申请书', '工资流水'],
};
const party: Way = {
  name: 'party',
  month: '04',
  exit: '31(3)',
  organ: 'party.city',
  short: 'party.city',
  channelId: 'party_member_appeal',
  starts: [],
  summary: '对党内处分不服',
  request: '复查处分',
  papers: ['申诉书'],
};
const reconsideration: Way = {
  name: 'reconsideration',
  month: '05',
  exit: '31(4)',
  organ: 'land.city',
  short: 'land',
  channelId: 'administrative_reconsideration',
  starts: [{ limit: '申请', on: '2025-04-20' }],
  summary: '对不予许可的决定不服',
  request: '撤销不予许可决定',
  papers: ['行政复议申请书', '不予许可决定书'],
};
const duty: Way = {
  name: 'duty',
  month: '06',
  exit: '31(5)',
  organ: 'ecology.city',
  short: 'ecology',
  channelId: 'statutory_duty',
  starts: [{ limit: '履行职责', on: '2025-06-05' }],
  summary: '申请查处夜间排放',
  request: '查处夜间排放',
  papers: ['照片'],
};
const opinion: Way = {
  name: 'opinion',
  month: '07',
  exit: '31(6)',
  organ: 'housing.city',
  short: 'housing',
  channelId: null,
  starts: [],
  summary: '小区外墙渗水，要求维修',
  request: '维修外墙',
  papers: [],
};

const performed: Step[] = [
  step('2025-06-20T10:00', 'handler.ecology', 'performDuty', async (state) => {
    await state.act(
      'handler.ecology',
      'performDuty',
      on(state, { text: '已立案并责令停止夜间排放', basis: '《大气污染防治法》', remedy: '可以申请行政复议' }),
    );
    await tellChannel(state, 'handler.ecology');
  }),
  step('2025-06-23T10:00', 'head.ecology', 'confirmPerformance', async (state) => {
    await state.act('head.ecology', 'confirmPerformance', on(state, post('EXIT-DUTY')));
    await noHandle(state);
    await tellChannel(state, 'handler.ecology');
  }),
];

const accepted = step('2025-07-14T10:00', 'handler.housing', 'acceptPetition', async (state) => {
  await state.act('handler.housing', 'acceptPetition', on(state, post('EXIT-ACCEPT')));
  must((await clocksOf(state, 'HANDLE')).length === 1, '31(6)事项受理后应有办理期限');
});

/** 不予受理 by a superior while the lower organ is inside its term (Art 19 ¶3), and by no other ground. */
const refused: Step[] = [
  step('2025-08-04T09:00', 'handler.gov.city', 'registerPetition', (state) =>
    file(state, {
      name: 'refused',
      desk: 'handler.gov.city',
      receivedOn: '2025-08-04',
      summary: '外墙渗水的事又向市政府提出',
      requests: ['督促维修外墙'],
      more: { organId: organId('gov.city') },
    }),
  ),
  step('2025-08-05T10:00', 'handler.gov.city', 'compareRefiling', async (state) => {
    const earlierNumber = state.notes['opinion.number'];
    await state.act('handler.gov.city', 'compareRefiling', on(state, { earlierNumber, same: true, reason: '同一信访人、同一诉求' }));
  }),
  step('2025-08-06T10:00', 'handler.gov.city', 'refuseAcceptance', async (state) => {
    const refuse = (ground: string, more: Record<string, unknown>) =>
      state.act('handler.gov.city', 'refuseAcceptance', on(state, { ground, reason: '下级单位正在期限内办理', ...more }));
    await expectRefusal(() => refuse('statutory_route', { channelId: 'labour_arbitration' }), 'REFUSAL_GROUND_NOT_GIVEN');
    await expectRefusal(() => refuse('review_time_missed', {}), 'REFUSAL_GROUND_NOT_GIVEN');
    await refuse('pending_with_lower_organ', { matterNumber: state.notes['opinion.number'] });
  }),
  step('2025-08-07T10:00', 'checker.gov.city', 'confirmRefusal', async (state) => {
    const refusalId = await latest(state, 'handler.gov.city', 'refusal');
    await expectRefusal(
      () => state.act('handler.gov.city', 'confirmRefusal', on(state, { refusalId, ...post('EXIT-NO') })),
      'ACT_NOT_YOURS',
    );
    await state.act('checker.gov.city', 'confirmRefusal', on(state, { refusalId, ...post('EXIT-NO') }));
    await expectRefusal(() => state.act('handler.gov.city', 'acceptPetition', on(state, post('EXIT-NO'))), 'MATTER_REFUSED');
    const { clocks } = await standingOf(state);
    const notify = clocks?.find(({ term }) => term === 'NOTIFY_DIRECT');
    must(notify?.state === 'met', '不予受理告知书发出后告知期限应已满足');
    state.duty = { term: 'NOTIFY_DIRECT', date: notify.effectiveDue, because: '不予受理已书面告知理由、依据和去处，告知期限满足' };
  }),
];

const CASES = ['assigned', 'may_not_be_supported', 'statutory_route', 'several_units', 'joint', 'grave'];

const fastTrack: Step[] = [
  step('2025-09-01T09:00', 'registrar.city', 'registerPetition', (state) =>
    file(state, { name: 'fast', receivedOn: '2025-09-01', summary: '站牌时刻表掉了一半', requests: ['补齐时刻表'] }),
  ),
  step('2025-09-02T09:00', 'dispatcher.city', 'routePetition', async (state) => {
    await route(state, 'traffic.city');
  }),
  step('2025-09-03T09:00', 'handler.traffic', 'chooseFastTrack', async (state) => {
    const choose = (checked: readonly string[]) =>
      state.act('handler.traffic', 'chooseFastTrack', on(state, { first: true, fits: ['daily_life'], checked, reason: '当日可以解决' }));
    await expectRefusal(() => choose(CASES.slice(1)), 'FAST_TRACK_NOT_CHECKED');
    await choose(CASES);
  }),
  step('2025-09-04T09:00', 'handler.traffic', 'acceptPetition', async (state) => {
    await state.act('handler.traffic', 'acceptPetition', on(state, post('EXIT-FAST')));
  }),
  step('2025-09-08T09:00', 'handler.traffic', 'answerFastTrack', async (state) => {
    const answer = (outcome: string) =>
      state.act(
        'handler.traffic',
        'answerFastTrack',
        on(state, {
          facts: '时刻表已重新张贴。',
          answers: [{ id: state.notes['fast.request1'], outcome, answer: '已补齐。', basis: ['《城市公共汽车客运管理规定》第二十八条'] }],
          executeBy: '2025-09-08',
          answerBy: 'phone',
          record: '9月8日电话答复本人',
          paperOffered: true,
        }),
      );
    await expectRefusal(() => answer('NOT_SUPPORTED'), 'FAST_TRACK_EXCLUDED');
    await expectRefusal(() => answer('EXPLAINED'), 'FAST_TRACK_EXCLUDED');
    await answer('SUPPORTED');
    must((await standingOf(state)).nextRight === null, '没有送达书面意见的，复查期限不开始');
  }),
  step('2025-09-10T09:00', 'head.traffic', 'issueFastTrackPaper', async (state) => {
    await state.act('head.traffic', 'issueFastTrackPaper', on(state, post('EXIT-PAPER')));
  }),
  step('2025-09-12T09:00', 'handler.traffic', 'recordService', async (state) => {
    await state.act(
      'handler.traffic',
      'recordService',
      on(state, { petitionerId: state.notes['fast.petitioner1'], servedOn: '2025-09-12', ...post('EXIT-PAPER-2') }),
    );
  }),
];

const PLAN = { plan: '征求沿线单位意见，十个工作日内提出研究意见', withOrganIds: [] };

const suggestion: Step[] = [
  step('2025-10-09T09:00', 'registrar.city', 'registerPetition', (state) =>
    file(state, {
      name: 'suggestion',
      kind: 'SUGGESTION',
      receivedOn: '2025-10-09',
      summary: '建议学校门口错时放学',
      requests: ['建议错时放学'],
    }),
  ),
  step('2025-10-11T09:00', 'dispatcher.city', 'routePetition', async (state) => {
    await route(state, 'education.city');
  }),
  step('2025-10-16T09:00', 'handler.education', 'informPetitioner', async (state) => {
    await expectRefusal(() => state.act('handler.education', 'acceptPetition', on(state, post('EXIT-S'))), 'ACCEPT_CLAIMS_ONLY');
    await state.act(
      'handler.education',
      'informPetitioner',
      on(state, { path: '作为建议意见研究论证', procedure: '研究后书面答复', ...post('EXIT-S') }),
    );
  }),
  step('2025-10-17T09:00', 'handler.education', 'startStudy', async (state) => {
    await state.act('handler.education', 'startStudy', on(state, PLAN));
  }),
  step('2025-10-28T09:00', 'head.education', 'decideSuggestion', async (state) => {
    const decide = (more: Record<string, unknown>) =>
      state.act('head.education', 'decideSuggestion', on(state, { outcome: 'ADOPTED', reason: '可行', views: [], ...more }));
    await expectRefusal(() => decide({}), 'SUGGESTION_MEASURE_MISSING');
    await decide({ measure: '两所学校试行错时放学' });
  }),
  step('2025-10-30T09:00', 'handler.education', 'replySuggestion', async (state) => {
    await state.act('handler.education', 'replySuggestion', on(state, { text: '采纳，下月试行。', ...post('EXIT-R') }));
  }),
  step('2025-11-14T09:00', 'handler.education', 'followMeasure', async (state) => {
    await state.act('handler.education', 'followMeasure', on(state, { text: '两所学校已试行', doneOn: '2025-11-14' }));
    await noHandle(state);
  }),
  step('2025-11-17T09:00', 'handler.education', 'closePetition', async (state) => {
    await state.act('handler.education', 'closePetition', on(state, { ground: 'suggestion_replied' }));
  }),
  step('2025-11-18T09:00', 'auditor.city', 'verifyCompletion', async (state) => {
    await state.act('auditor.city', 'verifyCompletion', on(state));
  }),
];

/** The six exits of Art 31, a refusal, a fast track and a suggestion, each on a matter of its own, one month after the other. */
export const exits: readonly Step[] = [
  ...decided(court),
  ...ledIn(court, '明川市中级人民法院'),
  ...decided(arbitration),
  ...ledIn(arbitration, '明川市劳动人事争议仲裁院'),
  ...decided(party),
  ...ledIn(party, '中共明川市委员会组织部门'),
  ...decided(reconsideration),
  ...ledIn(reconsideration, '明川市人民政府行政复议机构'),
  ...decided(duty),
  ...performed,
  ...decided(opinion),
  accepted,
  ...refused,
  ...fastTrack,
  ...suggestion,
];
