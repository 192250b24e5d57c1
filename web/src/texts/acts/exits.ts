import type { WordsOf } from './titles.js';

const SECOND = '由本单位另一人审核后生效。';

export const exits: WordsOf<'exits'> = {
  proposeExit: { submit: '提出建议', about: '信访工作机构提出分类处理途径的建议；不约束办理单位，不影响期限。' },
  decideExit: { about: `决定信访事项的分类处理途径；${SECOND}` },
  correctExit: { submit: '提出变更', about: `改变已决定的分类处理途径；${SECOND}`, fields: { exit: '改为途径' } },
  confirmExit: { about: '审核途径决定，审核后生效；此后按该途径告知和办理。' },
  issueGuidance: { about: '告知信访人法定途径、受理机关和最后一天；信访不停止该途径的期限。' },
  leadIntoProcedure: {
    about: '把事项送交有权机关进入法定程序；收到回执之前仍由本单位负责。',
    fields: { body: '接收机关', text: '移交的材料' },
  },
  recordReceipt: { about: '由另一人登记接收机关的回执；登记后导入完成。', fields: { body: '接收机关（回执载明）' } },
  recordProcedureOutcome: { about: '记录法定程序的结果；不影响任何期限。', fields: { text: '结果' } },
  performDuty: { about: '依专门法律履行职责并写明依据；由签发人签发后生效。', fields: { text: '履行情况', basis: '专门法律及条款' } },
  answerUnderLaw: { about: '依专门法律作出答复并写明依据；由签发人签发后生效。', fields: { text: '答复内容', basis: '专门法律及条款' } },
  confirmPerformance: { about: '签发履行职责或者依法答复的告知书；救济期限从送达起算。' },
};
