import type { WordsOf } from './titles.js';

export const registration: WordsOf<'registration'> = {
  linkRepeat: { about: '由人认定两件是同一信访人的重复件，或者是同类问题；期限各自计算。' },
  unlinkRepeat: { about: '取消错误的关联并写明原因；期限不变。', fields: { repeatOf: '已关联的信访件' } },
  askSameMatter: {
    about: '问有约定的其他节点，有没有可能是同一事项的在办件；身份信息不离开本节点，期限不变，每件每天查一次，两边留记录。',
  },
  attachFile: { about: '把文件加入本件；不产生新的信访件，不影响期限。' },
  openSealedField: { about: '查看密封的身份等内容；目的和查看都会留下记录。', fields: { field: '查看的项目' } },
  openFile: { about: '打开本件的文件；密封的文件须写明目的并留下记录。', fields: { fileId: '文件' } },
  giveCodeSlip: {
    about: '登记查询单怎样交到信访人手中：当面交付，或者随文书邮寄到登记的住址。',
    fields: { way: '交付方式', receiptNumber: '邮寄单号', petitionerId: '收取的信访人（多人联名的）' },
  },
  issuePartCodes: {
    about: '显示并打印分件以后各件的查询码，随分件告知书交付；只能发放一次，告知书的送达另行登记。',
    fields: { way: '交付方式', receiptNumber: '邮寄单号' },
  },
  issueMemberCode: { about: '当面核对身份后，发给联名成员自己的查询码；旧码作废。' },
  reissueQueryCode: { about: '核对身份后补发查询码；旧码随即作废。', fields: { mandateId: '代理（补发给代理人的）' } },
  recordConsent: { about: '登记联名成员的同意；不影响期限。', fields: { way: '同意方式' } },
  recordSuccession: {
    submit: '提交审核',
    about: '信访人死亡或者作为信访人的组织终止：凭证明登记，由承继人继续，或者写明正在查找、无人承继。期限一天不动；须另一人审核。',
    fields: { finding: '承继情况', fileId: '证明扫描件', kind: '证明什么', petitionerId: '死亡或者终止的信访人' },
  },
  confirmSuccession: {
    about: '查阅证明后审核。通过后原信访人的查询码停用，承继人成为本件信访人，另领自己的查询码，各自送达、各自计算复查期限。',
    fields: { accepted: '证明属实，予以登记' },
  },
  revokeSuccession: {
    submit: '提交审核',
    about: '死亡、终止登记有误的，在承继人收到文书、接受调查、签订协议和声明撤回以前撤销；须另一人审核。',
    fields: { petitionerId: '误登为死亡或者终止的信访人', reason: '登记有误的理由' },
  },
  confirmSuccessionRevocation: {
    about: '通过后该信访人恢复为本件信访人，原查询码和因此终止的委托恢复，登记的承继人不再是信访人；期限一天不动。',
    fields: { accepted: '登记确有错误，予以撤销' },
  },
  leaveGroup: { about: '登记成员书面退出联名；其他人的信访件继续办理。', fields: { fileId: '签名的书面材料' } },
  supplementPetition: { about: '加入信访人补充的材料；不产生新件，不改变任何期限。' },
  askSupplement: { submit: '发出补正告知', about: '一次告知需要补充的材料和日期；任何期限都不停止。' },
  correctRegistration: {
    about: '更正登记内容，新旧并存；更正收到日期须有证据并由另一人确认。',
    fields: { field: '更正的项目', evidence: '证据' },
  },
  confirmCorrection: { about: '由另一人确认或者不同意更正收到日期；同意后期限重新计算。' },
  classifyPetition: {
    submit: '保存分类',
    about: '调整信访件的种类、内容分类或者建议的分类处理途径；途径由办理单位决定。',
    fields: { purpose: '信访目的' },
  },
  recordInterview: { about: '登记来访谈话笔录，读给来访人听并由其签名；一份交给来访人。', fields: { answers: '问答' } },
  issueGuidanceSlip: { about: '对越级来访出具引导单并联系责任单位；本件照常登记，期限不变。' },
  recordMandate: { about: '登记书面授权的代理人并发给查询码；代理人只能查询本件。', fields: { fileId: '授权委托书扫描件' } },
  endMandate: { about: '终止代理；代理人的查询码随即失效。' },
  linkSameLetter: { about: '本件与先到件是同一封信；合为一件，告知信访人编号一次。' },
  reportUrgentMatter: {
    submit: '报告紧急事项',
    about: '登记首报、续报、终报；说明发生的事，不针对任何人。',
    fields: { kind: '报告种类', reason: '发生的情况', endsOn: '事件截止日期', organId: '收报单位' },
  },
};
