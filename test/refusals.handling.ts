import type { Refusal, Stock } from './refusals.table.js';

const act = (name: string) =>
  `mutation Act($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`;
const on =
  (petition: keyof Stock, more: (stock: Stock) => Record<string, unknown> = () => ({})) =>
  (stock: Stock) => ({ input: { petitionId: stock[petition], ...more(stock) } });

const settlement = (change: Record<string, unknown> = {}) => ({
  parties: [{ other: '物业公司', signature: '盖章' }],
  dispute: '房屋渗漏',
  terms: '修复屋面',
  promises: [],
  ...change,
});
const visit = { form: 'SITE_VISIT', text: '查看', place: '三号楼', people: '两人', findings: '渗漏' };
const NOBODY = '01900000-0000-7000-8000-000000000000';

/** Handling, settlement, withdrawal, stepping back, closing. */
export const handlingRefusals: readonly Refusal[] = [
  {
    title: 'photographs nobody covertly',
    as: 'handler.housing',
    query: act('recordInquiry'),
    variables: on('accepted', () => ({ ...visit, fileIds: [NOBODY] })),
    code: 'INQUIRY_COVERT_PHOTO',
    kind: 'RULE_BROKEN',
    source: '实地调查',
  },
  {
    title: 'keeps no record of a talk that was not read back',
    as: 'handler.housing',
    query: act('recordInquiry'),
    variables: on('accepted', () => ({ form: 'INTERVIEW', text: '谈话', withWhom: '邻居', signature: '签名' })),
    code: 'INQUIRY_NOT_READ_BACK',
    kind: 'RULE_BROKEN',
    source: '19',
  },
  {
    title: 'names no evidence that the register does not have',
    as: 'handler.housing',
    query: act('draftOpinion'),
    variables: on('accepted', () => ({ facts: '属实', evidence: ['证9'], answers: [] })),
    code: 'EVIDENCE_UNKNOWN',
    kind: 'RULE_BROKEN',
    source: '31(6)',
  },
  {
    title: 'lets no handler decide between options',
    as: 'handler.housing',
    query: act('decideOptions'),
    variables: on('accepted', () => ({ choice: 'ROOT', reason: '可行' })),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'looks at a pending commitment again only on a later day',
    as: 'head.housing',
    query: act('pendingCommitment'),
    variables: on('accepted', (s) => ({ reason: '没有资金', plan: '列入计划', reviewOn: s.today })),
    code: 'COMMITMENT_REVIEW_TOO_EARLY',
    kind: 'RULE_BROKEN',
    source: '尚待解决',
  },
  {
    title: 'saves no agreement in which somebody promises not to petition',
    as: 'handler.housing',
    query: act('recordInquiry'),
    variables: on('accepted', () => ({ form: 'EXPLANATION', text: '对方同意今后不再上访', withWhom: '信访人' })),
    code: 'PLEDGE_NOT_TO_PETITION',
    kind: 'RULE_BROKEN',
    source: '息访承诺',
  },
  {
    title: 'knows no settlement without the petitioner',
    as: 'handler.housing',
    query: act('recordSettlement'),
    variables: on('accepted', () => settlement()),
    code: 'SETTLEMENT_PARTIES_MISSING',
    kind: 'RULE_BROKEN',
    source: '33',
  },
  {
    title: 'moves no date of an assignment by the organ itself',
    as: 'handler.housing',
    query: act('moveReportDate'),
    variables: on('accepted', (s) => ({ reportBy: s.tomorrow, reason: '复杂' })),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'withdraws nothing in the petitioner’s place without a signed paper',
    as: 'registrar.city',
    query: act('withdrawPetition'),
    variables: on('accepted', () => ({ reason: '已解决' })),
    code: 'WITHDRAWAL_PAPER_MISSING',
    kind: 'RULE_BROKEN',
    source: '撤回',
  },
  {
    title: 'lets nobody withdraw with a pass that was made up',
    as: null,
    query: act('withdrawPetition'),
    variables: () => ({ input: { pass: 'x.y.z' } }),
    code: 'TOKEN_INVALID',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'gives a petitioner who filed alone no second code',
    as: 'registrar.city',
    query: act('issueMemberCode').replace('{ id }', '{ holderId }'),
    variables: on('issued', (s) => ({ petitionerId: s.petitionerOfIssued, identityCheck: 'KNOWN_TO_THE_DESK' })),
    code: 'MEMBERS_ONLY_IF_JOINT',
    kind: 'RULE_BROKEN',
    source: '联名',
  },
  {
    title: 'records no consent of somebody who is no petitioner',
    as: 'registrar.city',
    query: act('recordConsent'),
    variables: on('registered', () => ({ petitionerId: NOBODY, way: 'IN_PERSON' })),
    code: 'MEMBER_UNKNOWN',
    kind: 'NOT_FOUND',
    source: '联名',
  },
  {
    title: 'lets nobody leave a group with a pass that was made up',
    as: null,
    query: act('leaveGroup').replace('{ id }', '{ leftOn }'),
    variables: () => ({ input: { pass: 'x.y.z' } }),
    code: 'TOKEN_INVALID',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'lets the organ in charge confirm no withdrawal',
    as: 'handler.housing',
    query: act('confirmWithdrawal'),
    variables: on('accepted', () => ({ contact: '电话', willing: true })),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'asks nobody to step back who does not work where the matter is',
    as: 'handler.housing',
    query: act('requestRecusal'),
    variables: on('accepted', () => ({ officerId: NOBODY, reason: '有利害关系' })),
    code: 'RECUSAL_OFFICER_UNKNOWN',
    kind: 'RULE_BROKEN',
    source: '28',
  },
  {
    title: 'closes on no ground of another path',
    as: 'handler.housing',
    query: act('closePetition'),
    variables: on('served', () => ({ ground: 'suggestion_replied' })),
    code: 'COMPLETION_GROUND_OTHER_PATH',
    kind: 'RULE_BROKEN',
    source: '29',
  },
  {
    title: 'reopens nothing that is not closed',
    as: 'auditor.city',
    query: act('reopenPetition'),
    variables: on('served', () => ({ reason: 'DEFECT', text: '未答复', stage: 'handling' })),
    code: 'ACT_NOT_IN_STAGE',
    kind: 'RULE_BROKEN',
    source: '重新办理',
  },
];
