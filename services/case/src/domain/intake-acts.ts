import type { Told } from './act-rule.js';

/** Acts of the desk that stand in the course; intake does them, case shows them. */
export const INTAKE_ACTS = {
  supplementPetition: { name: '补充材料', told: 'petitioner' },
  askSupplement: { name: '一次性告知补正', told: 'petitioner' },
  correctRegistration: { name: '更正登记', told: 'petitioner' },
  classifyPetition: { name: '分类', told: 'petitioner' },
  recordInterview: { name: '谈话笔录', told: 'petitioner' },
  recordMandate: { name: '登记委托代理', told: 'petitioner' },
  endMandate: { name: '终止委托代理', told: 'petitioner' },
  reissueQueryCode: { name: '补发查询码', told: 'petitioner' },
  giveCodeSlip: { name: '登记查询单交付', told: 'office' },
  // Of one petitioner alone.
  issueMemberCode: { name: '发放联名成员查询码', told: 'office' },
  recordConsent: { name: '登记联名同意', told: 'office' },
  leaveGroup: { name: '退出联名', told: 'office' },
  // The line names nobody; who goes on with the matter decides about it.
  recordSuccession: { name: '登记承继', told: 'petitioner' },
  linkSameLetter: { name: '同信多投关联', told: 'petitioner' },
  issueGuidanceSlip: { name: '出具引导单', told: 'petitioner' },
  proposePublication: { name: '拟公示意见', told: 'office' },
  publishHeardOpinion: { name: '听证复核意见公示', told: 'petitioner' },
  publishConsentedOpinion: { name: '经同意公示意见', told: 'petitioner' },
  takePublicationDown: { name: '撤下公示', told: 'petitioner' },
  // Of one petitioner alone.
  agreeToPublication: { name: '同意公示', told: 'office' },
  objectToPublication: { name: '不同意公示', told: 'office' },
  reportUrgentMatter: { name: '紧急事项报告', told: 'office' },
} as const satisfies Record<string, { readonly name: string; readonly told: Told }>;
export type IntakeAct = keyof typeof INTAKE_ACTS;
