import type { WordsOf } from './titles.js';

export const parties: WordsOf<'parties'> = {
  requestRecusal: {
    about: '说明某位工作人员与本件有利害关系；由负责人决定，期限不停止。',
    fields: { officerId: '应当回避的工作人员（不填为本人）' },
  },
  decideRecusal: { about: '决定是否准许回避；准许的由他人接手，期限不停止。' },
  withdrawPetition: { about: '登记信访人书面撤回；须由另一方核实自愿，在规定期限内可以收回。' },
  confirmWithdrawal: { about: '向信访人本人核实是否自愿撤回；不自愿的继续办理。' },
  revokeWithdrawal: { about: '信访人改变主意，撤销撤回；各项期限照原来计算。' },
  mergePetitions: { about: '把同一事项的几件并入本件；须另一人确认，以最早的期限为准。' },
  confirmMerge: { about: '确认并案；每位信访人保留自己的编号、答复、送达和复查权利。' },
  unmergePetitions: { about: '把并案拆回；须另一人确认，各件恢复原来的期限。' },
  confirmUnmerge: { about: '确认拆回；各件恢复并案以前的期限。' },
  prepareSplit: { about: '把一封信中的几个事项分别写好密封保存；尚不改变本件。' },
  splitPetition: { about: '提出把一封信分成几件；须另一人确认，各件保留最初的收到日期。' },
  confirmSplit: { about: '确认分件；原信结束，各部分以最初的收到日期登记。' },
  openSplit: { about: '查看一封信分成了哪些件；目的和查看都会留下记录。' },
  proposeMediation: {
    about: '提出由争议各方自愿调解；逐一征询意愿，办理期限照常计算。',
    fields: { other: '其他当事人（名称）' },
  },
  answerMediation: {
    about: '登记一方当事人是否同意调解；一方不同意的，调解终止，继续办理。',
    fields: { party: '第几方当事人', willing: '是否同意调解', how: '怎样征询、当事人怎样答复' },
  },
  arrangeMediation: { about: '各方都同意后，告知调解人、时间和地点；重新填写的为改期。' },
  endMediation: { about: '没有达成协议或者一方不签名的，终止调解；期限没有停过，从原环节继续办理。', fields: { ground: '终止的情形' } },
  recordSettlement: {
    about: '登记调解、和解协议及各方承诺和期限；息访、不再信访、不起诉的承诺不能写入，写了不能保存。',
    fields: { text: '承诺内容', dueOn: '履行期限' },
  },
  recordPromisePerformed: { about: '登记一项承诺已经履行；该承诺的期限就此完成。', fields: { evidence: '履行凭据' } },
  movePromise: {
    about: '经各方同意，把一项承诺的履行日期改到以后；已经到期的不能再改。',
    fields: { dueOn: '新的履行日期', agreed: '各方同意的凭据（按当事人次序，每方一项）' },
  },
  recordPromiseBroken: { about: '登记一项承诺没有履行；信访件恢复到协议以前的环节。' },
};
