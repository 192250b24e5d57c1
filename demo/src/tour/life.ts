import { expectRefusal } from './acts.js';
import { PLANTED } from './planted.js';
import type { Step, TourState } from './script.js';

interface Filed {
  petition: { id: string; requests: { id: string }[]; petitioners: { id: string }[] };
  queryCode: string;
  secret: string;
}

const answers = (state: TourState, answer: string) => [
  { id: state.notes['request1'], outcome: 'SUPPORTED', answer, basis: ['《城市房屋质量管理条例（演示）》第八条'] },
  {
    id: state.notes['request2'],
    outcome: 'EXPLAINED',
    answer: '过渡安置费以协议为准，现行政策没有提高的依据，已当面说明。',
    basis: ['《明川市安置办法（演示）》第十二条'],
  },
];

const draft = (state: TourState, answer: string) => ({
  petitionId: state.petitionId,
  facts: '经现场查看，三号楼外墙渗水属实，涉及十二户；过渡安置费已按协议发放。',
  evidence: ['2025年3月5日现场查看记录', '安置协议副本'],
  answers: answers(state, answer),
  executeBy: '2025-06-30',
});

/** A claim of two petitioners, by letter, over Spring Festival and Labour Day, from filing to verified completion. */
export const life: readonly Step[] = [
  {
    at: '2025-01-14T09:20',
    role: 'registrar.city',
    name: 'registerPetition',
    async run(state) {
      const filed = await state.act<Filed>(
        'registrar.city',
        'registerPetition',
        {
          channel: 'LETTER',
          kind: 'CLAIM',
          receivedOn: '2025-01-14',
          postmarkOn: '2025-01-11',
          division: '990100',
          summary: '安置房三号楼外墙渗水，要求维修并提高过渡安置费',
          text: `我们住在东湖区安置小区三号楼，去年秋天起外墙渗水，十二户受影响，${PLANTED.words[0]}。请求尽快维修，并提高过渡安置费。`,
          requests: [{ text: '维修三号楼外墙' }, { text: '提高过渡安置费' }],
          petitioners: [0, 1].map((n) => ({
            name: PLANTED.names[n],
            phone: PLANTED.phones[n],
            idType: '111',
            idNumber: PLANTED.idNumbers[n],
            address: PLANTED.addresses[n],
            representative: n === 0,
          })),
          peopleCount: 2,
          anonymous: false,
        },
        'petition { id requests { id } petitioners { id } } queryCode secret',
      );
      state.petitionId = filed.petition.id;
      const [first, second] = filed.petition.petitioners;
      Object.assign(state.notes, {
        request1: filed.petition.requests[0]?.id,
        request2: filed.petition.requests[1]?.id,
        petitioner1: first?.id,
        petitioner2: second?.id,
        queryCode: filed.queryCode,
        secret: filed.secret,
      });
    },
  },
  {
    at: '2025-01-24T15:00',
    role: 'dispatcher.city',
    name: 'routePetition',
    async run(state) {
      const input = {
        petitionId: state.petitionId,
        kind: 'TRANSFER',
        toOrganId: state.notes['housing'],
        reason: '房屋质量与安置属住房和城乡建设部门职责',
      };
      await expectRefusal(() => state.act('handler.housing', 'routePetition', input), 'PETITION_NOT_FOUND');
      await state.act('dispatcher.city', 'routePetition', input);
    },
  },
  {
    at: '2025-02-07T10:00',
    role: 'handler.housing',
    name: 'informPetitioner',
    run: (state) =>
      state.act('handler.housing', 'informPetitioner', {
        petitionId: state.petitionId,
        path: '信访事项办理程序',
        procedure: '由我局调查核实，依法作出处理意见，六十日内办结',
        way: 'post',
        proof: { receiptNumber: 'EMS-0001' },
      }),
  },
  {
    at: '2025-02-10T10:00',
    role: 'handler.housing',
    name: 'acceptPetition',
    run: (state) =>
      state.act('handler.housing', 'acceptPetition', { petitionId: state.petitionId, way: 'post', proof: { receiptNumber: 'EMS-0002' } }),
  },
  {
    at: '2025-02-18T10:00',
    role: 'handler.housing',
    name: 'recordInquiry',
    run: (state) =>
      state.act('handler.housing', 'recordInquiry', {
        petitionId: state.petitionId,
        form: 'INTERVIEW',
        text: '代表人陈述渗水起因和过渡安置费的约定',
        petitionerId: state.notes['petitioner1'],
        readBack: true,
        signature: '本人签名',
        copyGiven: true,
      }),
  },
  {
    at: '2025-03-05T10:00',
    role: 'handler.housing',
    name: 'recordInquiry',
    run: (state) =>
      state.act('handler.housing', 'recordInquiry', {
        petitionId: state.petitionId,
        form: 'SITE_VISIT',
        text: '查看三号楼外墙，核对安置协议',
        place: '安置小区三号楼',
        people: '承办人员二人、物业人员一人',
        findings: '外墙渗水属实，涉及十二户',
      }),
  },
  {
    at: '2025-04-07T16:00',
    role: 'handler.housing',
    name: 'requestExtension',
    async run(state) {
      const { extension } = await state.act<{ extension: { id: string } }>(
        'handler.housing',
        'requestExtension',
        { petitionId: state.petitionId, days: 30, reason: '外墙检测报告尚未出具' },
        'extension { id }',
      );
      state.notes['extension'] = extension.id;
    },
  },
  {
    at: '2025-04-08T09:00',
    role: 'head.housing',
    name: 'extendHandling',
    run: (state) => state.act('head.housing', 'extendHandling', { petitionId: state.petitionId, extensionId: state.notes['extension'] }),
  },
  {
    at: '2025-04-28T09:00',
    role: 'handler.housing',
    name: 'draftOpinion',
    run: (state) => state.act('handler.housing', 'draftOpinion', draft(state, '支持，由我局组织维修。')),
  },
  {
    at: '2025-04-29T09:00',
    role: 'checker.housing',
    name: 'returnOpinion',
    run: (state) => state.act('checker.housing', 'returnOpinion', { petitionId: state.petitionId, remark: '请写明维修完成的日期' }),
  },
  {
    at: '2025-04-30T09:00',
    role: 'handler.housing',
    name: 'draftOpinion',
    run: (state) => state.act('handler.housing', 'draftOpinion', draft(state, '支持，由我局组织维修，2025年6月30日前完工。')),
  },
  {
    at: '2025-05-06T09:00',
    role: 'checker.housing',
    name: 'checkOpinion',
    async run(state) {
      await expectRefusal(
        () =>
          state.act('issuer.housing', 'issueOpinion', { petitionId: state.petitionId, way: 'post', proof: { receiptNumber: 'EMS-0003' } }),
        'ACT_NOT_IN_STAGE',
      );
      await state.act('checker.housing', 'checkOpinion', { petitionId: state.petitionId });
    },
  },
  {
    at: '2025-05-07T09:00',
    role: 'issuer.housing',
    name: 'issueOpinion',
    run: (state) =>
      state.act('issuer.housing', 'issueOpinion', { petitionId: state.petitionId, way: 'post', proof: { receiptNumber: 'EMS-0003' } }),
  },
  {
    at: '2025-05-08T15:00',
    role: 'handler.housing',
    name: 'recordService',
    run: (state) =>
      state.act('handler.housing', 'recordService', {
        petitionId: state.petitionId,
        petitionerId: state.notes['petitioner1'],
        way: 'in_person',
        servedOn: '2025-05-08',
        proof: { signature: '送达回证第1号' },
      }),
  },
  {
    at: '2025-05-12T15:00',
    role: 'handler.housing',
    name: 'recordService',
    run: (state) =>
      state.act('handler.housing', 'recordService', {
        petitionId: state.petitionId,
        petitionerId: state.notes['petitioner2'],
        way: 'post',
        servedOn: '2025-05-12',
        proof: { receiptNumber: 'EMS-0004' },
      }),
  },
  {
    at: '2025-05-12T20:00',
    role: '信访人',
    name: 'trackPetition',
    async run(state) {
      const { trackPetition } = await state.client.query<{ trackPetition: { number: string; stage: string | null } }>(
        null,
        'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number stage clocks { term effectiveDue } nextRight { term lastDay } } }',
        { queryCode: state.notes['queryCode'], secret: state.notes['secret'] },
      );
      if (trackPetition.stage !== 'opinion_served') throw new Error(`查询码看到的环节是 ${String(trackPetition.stage)}`);
    },
  },
  {
    at: '2025-06-20T10:00',
    role: 'handler.housing',
    name: 'recordExecution',
    run: (state) =>
      state.act('handler.housing', 'recordExecution', { petitionId: state.petitionId, evidence: '竣工验收单第7号', petitionerAsked: true }),
  },
  {
    at: '2025-06-25T10:00',
    role: 'handler.housing',
    name: 'closePetition',
    run: (state) => state.act('handler.housing', 'closePetition', { petitionId: state.petitionId, ground: 'opinion_executed' }),
  },
  {
    at: '2025-06-26T10:00',
    role: 'auditor.city',
    name: 'verifyCompletion',
    run: (state) => state.act('auditor.city', 'verifyCompletion', { petitionId: state.petitionId }),
  },
];
