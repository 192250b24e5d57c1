import type { WordsOf } from './titles.js';

export const handling: WordsOf<'handling'> = {
  recordService: {
    about: '登记文书送达每位信访人的方式、日期和凭据；没有送达记录，复查期限不起算。',
    fields: { way: '送达方式', proof: '送达凭据' },
  },
  recordExecution: { about: '记录处理意见的执行情况；由另一人核查。', fields: { evidence: '执行凭据' } },
  checkExecution: { about: '核查处理意见是否已执行；没有执行的退回继续执行。' },
  pendingCommitment: { about: '登记一时不能解决的事项、安排和再次研究的日期；不影响期限，告知信访人。', fields: { reason: '原因' } },
  reviewCommitment: { about: '到期再次研究限期解决事项；不填下次日期即为解决。', fields: { text: '研究情况' } },
  recordInstruction: {
    about: '登记领导批示；批示加快办理，不代替任何步骤，不缩短任何权利。',
    fields: { text: '批示内容', dueOn: '办理期限' },
  },
  answerInstruction: { about: '登记批示的办理结果；不影响信访件的期限。' },
  assignPetition: {
    about: '分派给本单位的人员或者股室，限期办理；改派也在此办理。法定期限不变，只在内部记载。',
    fields: { dueOn: '办理日期', text: '办理要求', reason: '改派理由' },
  },
  takeBackPetition: { about: '收回已经分派的信访件；法定期限不变，只在内部记载。' },
  reportStage: { about: '交办件不能按期报告的，提交阶段报告并说明理由；报告期限须由交办单位变更。' },
  reportAssignment: { about: '向交办单位报告办结；缺少处理意见或者送达回证的自动退回。' },
  acceptAssignmentReport: { about: '交办单位接受办结报告；交办报告期限就此完成。' },
  returnAssignmentReport: { about: '交办单位退回办结报告并写明要完成的事项；另定期限。' },
  moveReportDate: { about: '交办单位变更报告期限并写明理由；只影响报告期限。' },
};
