/** Words of the forms of all acts on a matter. */
export const acts = {
  done: '已办理',
  confirm: '确认',
  sending: '正在提交……',
  uploading: '正在上传附件……',
  cancel: '取消',
  close: '关闭',
  issuedPaper: (name: string) => `已出具文书：${name}`,
  printPaper: '打开文书打印',
  servePaper: '登记这份文书的送达',
  kept: '已填写的内容仍在，可以修改后再次提交。',
  restored: '已恢复上次未提交的内容。',
  clear: '清空重填',
  missing: '请填写此项。',
  missingAbove: '还有必填的项目没有填写，请看标出的位置。',
  optional: '（选填）',
  choose: '请选择',
  yes: '是',
  no: '否',
  addKnown: (text: string) => `引用：${text}`,
  addItem: (label: string) => `增加一项：${label}`,
  remove: '删除',
  item: (label: string, at: number) => `${label}第${at}项`,
  removeItem: (label: string, at: number) => `删除${label}第${at}项`,
  searchOrgan: '输入单位名称或者简称查找',
  searchPerson: '输入姓名查找',
  noneFound: '没有找到',
  found: (count: number): string => `找到${count}个，用上下方向键选择`,
  searching: '正在查找……',
  noRecord: '本件没有可供选择的记录。',
  noDocument: '本件还没有文书。',
  noFile: '没有选择文件',
  takeFileAway: '移除文件',
  petitionNumberHint: '输入完整编号，离开输入框后核对。',
  petitionUnknown: '没有查到这个编号，或者您无权查看。',
  petitionerAt: (at: number) => `第${at}位信访人`,
  ended: (name: string, day: string) => `${name}（${day}死亡或者终止）`,
  sealedName: '姓名不公开',
  succession: { who: '信访人', cause: '情形', finding: '承继情况', successors: '承继人', proofs: '证明', search: '查找经过' },
  requestIs: (at: number, text: string) => `第${at}项诉求：${text}`,
  sealedText: '（密封内容）',
  proposal: '待确认的内容',
  proposalOn: '提出日期',
  twoPeople: '本步须由提出人以外的人办理。',
  moved: '本件刚刚有了新的变化，下面已换成最新内容。请核对后再次提交；您填写的内容没有改动。',
  noAnswer: '没有收到办理结果，本次提交可能已经办成。请再次提交：已经办成的不会重复办理。',
  unanswered: (time: string) =>
    `这份表单在${time}提交过，没有收到办理结果，可能已经办成。再次提交时，已经办成的不会重复办理；如果要另办一次，请清空重填。`,
  doneBefore: '上一次提交其实已经办成，这一次改过的内容没有提交。请先核对本件；确需另办一次的，再次提交。',
  matterClosed: '没有查到本件，或者您无权查看。',
  toMatter: '返回信访件',
  noForm: '这个事项没有可填写的表单。',
  matters: (count: number) => `共${count}件，逐件办理，每件单独记录。`,
  report: '办理结果',
  reportCount: (done: number, refused: number) => `已办理${done}件，未办成${refused}件。`,
  reportDone: '已办理',
  reportRefused: '未办成',
  reportWaiting: '等待',
  retry: '只重办未办成的',
  number: '编号',
  result: '结果',

  codeIs: (code: string) => `代码：${code}`,
  issuedCode: '新的查询码只显示这一次，请当面交给本人。',
  issuedParts: '各件的查询码只显示这一次，请逐件打印，随分件告知书交给信访人本人。',
  partNumber: '编号',
  printSlip: '打印查询单（A5）',
  queryCode: '查询码',
  secret: '密码',
  openedValue: '内容',
  openedLink: '打开文件',
  partsOpened: '分出的各件',
  preparedSplit: '各部分已密封保存，请由转办员或者登记员提出分件。',
  movedMatters: (moved: number, left: number) => `已移交${moved}件，还有${left}件未移交。`,
  organ: '单位',
  officer: '工作人员',
  inDirectory: '名录中的单位、人员',
  reason: '理由',
  former: '原内容',
  changed: '改为',
  extensionDays: '延长天数',
  extension: (days: number, on: string) => `延长${days}日（${on}申请）`,
  mandate: (name: string, until: string) => `${name}（至${until}）`,
  uploadFailed: '文件没有上传成功，请重试。',
  fileAway: '文件打不开，请重新打开。',
  fetching: '正在取文件……',
} as const;

interface ActWords {
  readonly title: string;
  /** What the act does, what it means for the terms, and who confirms it, in one sentence. */
  readonly about: string;
  /** Text of the button, if it differs from the title. */
  readonly submit?: string;
  /** Labels that differ in this act. */
  readonly fields?: Readonly<Record<string, string>>;
}

const SECOND = '由本单位另一人审核后生效。';

/** Every act that staff do on a matter, by the name of its mutation. */
export const actWords = {
  // Routing.
  routePetition: {
    title: '转送、交办',
    submit: '送出',
    about: '把信访件转送或者交办有权处理的单位；转办期限就此完成，对方的告知期限从系统送达之日起算。',
    fields: { toOrganId: '转往单位', kind: '方式' },
  },
  submitForDecision: {
    title: '报请本级党委、政府决定',
    submit: '报请',
    about:
      '情况重大、紧急的，由本机构负责人签发，提出建议，报请本级党委、政府决定；转办期限就此完成，该件留在本机构等待批示。检举控告不报请，应当移送。',
    fields: {
      toOrganId: '本级党委或者政府',
      reason: '重大、紧急的情况',
      reference: '报请文号',
      answerBy: '请求何日前批示',
    },
  },
  recordSubmittedDecision: {
    title: '登记本级党委、政府的批示',
    about: '登记批示并恢复办理，按批示转送、交办；转办期限从登记之日起重新计算。',
    fields: { reference: '批示文号', post: '批示人职务', text: '批示内容' },
  },
  recallTransfer: { title: '撤回转送', about: '对方告知信访人之前收回错误的转送；本单位原来的期限继续计算。' },
  objectToTransfer: {
    title: '提出异议',
    about: '收到转送后5个工作日内说明不属于本单位职责；告知期限不停止，由本单位负责人审定后发出。',
    fields: { reason: '详细理由', basis: '职责依据（条款）' },
  },
  confirmObjection: { title: '审定异议', about: '审定并发出承办人提出的异议；转送单位应当在3个工作日内核实。' },
  recordObjectionAnswer: {
    title: '登记来文单位的核实意见',
    about: '登记来文单位对异议的答复；同意退回的，本件在本单位办结并退回来文单位，不同意的，原期限照旧计算。',
    fields: { reference: '来文文号', reason: '核实意见', upheld: '同意退回' },
  },
  decideObjection: {
    title: '异议核实',
    submit: '提出核实意见',
    about: '对收到的异议作出核实，原转办人不得核实；由负责人转送的须负责人批准，异议成立的由新单位重新起算告知期限。',
    fields: { reason: '核实理由', reportBy: '报告期限（交办件）' },
  },
  confirmObjectionDecision: { title: '批准异议核实', about: '批准异议核实意见并送出；不成立的，原单位的期限照旧计算。' },
  designateOrgan: {
    title: '指定办理单位',
    about: '登记上级机关、联席会议作出的指定决定并通知有关单位，须听取各方意见并写明决定文号；新单位从收到之日起算期限。',
    fields: { toOrganId: '指定的单位', reference: '决定文号', decisionFileId: '决定文书扫描件' },
  },
  handDown: {
    title: '系统内转送、交办',
    about: '转给本系统的下级单位并告知信访人去向；写明报告期限的为交办，由该单位按期向交办机关报告。告知期限由接收单位起算。',
    fields: { toOrganId: '接收单位' },
  },
  requestAssistance: { title: '商请协办', about: '请其他单位协助并定答复期限；主办单位的期限不等待。', fields: { organId: '协办单位' } },
  answerAssistance: {
    title: '协办答复',
    submit: '答复',
    about: '向主办单位答复协办事项；只供主办单位统一答复使用。',
    fields: { assistanceId: '协办事项' },
  },
  endAssistance: { title: '结束协办', about: '不再需要协办，写明原因；主办单位的期限不变。', fields: { assistanceId: '协办事项' } },
  agreeJointHandling: { title: '商定联合办理', about: '几个单位共同办理，定下主办单位和各单位的期限；对信访人统一答复。' },
  keepForReference: {
    title: '拟存',
    about: '对重复、没有诉求、无法辨认或者感谢的来信提出存；须另一人确认并告知信访人。',
    fields: { ground: '存的情形' },
  },
  confirmKeeping: { title: '确认存', about: '确认存并发出告知；信访人提出异议的恢复办理。' },
  objectToKeeping: {
    title: '对存提出异议',
    about: '登记信访人对存的异议并恢复办理；期限从原来的收到日起算。',
    fields: { reason: '信访人的意见' },
  },
  pointElsewhere: {
    title: '拟告知向有权机关提出',
    about:
      '直接收到的事项不属于本单位、本系统职权范围的，写明应当向哪个机关、依据什么、到哪里提出；须另一人审核。属下级单位的用“系统内转送”，转来的用“提出异议”。',
    fields: {
      toOrganId: '有权处理的机关、单位',
      toName: '名录中没有的，写明名称',
      reason: '不属于本单位职权范围的理由',
      basis: '职责依据（条款）',
      place: '接待场所',
    },
  },
  confirmPointing: { title: '告知向有权机关提出', about: '审核后发出告知书，该件以“已引导”办结；信访人在有权机关另行提出。' },
  guideVisitor: {
    title: '引导来访',
    about: '向涉法涉诉来访人说明应当去的机关和期限；不是转送，信访不停止法定期限。',
    fields: { toOrganId: '政法机关' },
  },
  sendToPoliticalLegalOrgan: {
    title: '转送政法机关',
    about: '把涉法涉诉来信转送同级政法机关；由该机关按专门规定告知。',
    fields: { toOrganId: '政法机关' },
  },
  identifyAccused: {
    title: '核对被检举控告人',
    about:
      '把来信以文字写明的被检举控告人逐个对到名录中的单位或者人员，或者写明为什么查不出；须另一人审核。审核后该单位、该人员所在单位立即看不到此件。先查看密封的信访内容和被检举控告人。',
    fields: {
      accused: '被检举控告的单位、人员',
    },
  },
  confirmAccused: {
    title: '审核被检举控告人',
    about: '自己看过密封内容后确认。被检举控告的单位、人员所在单位立即看不到此件；本机构也须回避的，此件当即转到不须回避的机关。',
  },
  handOverReport: {
    title: '拟移送检举控告',
    submit: '提出移送',
    about: '提出把检举控告移送纪检监察机关或者其他有权处理的机关，写明管理权限；须负责人批准后密封移送。检举控告不转送、不交办。',
    fields: { toOrganId: '接收机关' },
  },
  confirmHandOver: { title: '移送检举控告', about: '确认移送并登记通报日期；不向任何其他单位透露检举控告的存在。' },
  recordHandOverReceipt: { title: '登记移送回执', about: '登记接收机关的回执；收到回执后本单位才算移送完成。' },
  noteFeedback: { title: '登记反馈', about: '登记接收机关的反馈；办结以此为凭。', fields: { text: '反馈内容', reference: '反馈文号' } },
  markCrossing: {
    title: '标注三跨三分离',
    about: '标注事项的跨地区、跨部门等情形；只说明事项，不改变任何期限。',
    fields: { reason: '说明' },
  },
  moveMatters: { title: '移交经办', about: '把一人经办的信访件移交给另一人；各件的期限不变。', fields: { organId: '单位' } },

  // Notices, acceptance, extension.
  informPetitioner: { title: '告知', submit: '告知信访人', about: '在告知期限内告知信访人办理途径和程序；完成告知期限，不等于受理。' },
  acceptPetition: { title: '受理', submit: '受理并出具告知书', about: '决定受理并发出受理告知书；办理期限从受理之日起算。' },
  requestExtension: {
    title: '申请延期',
    about: '情况复杂的，可以申请延长办理期限一次；由本单位负责人批准。',
    fields: { days: '延长天数' },
  },
  extendHandling: {
    title: '批准延期',
    about: '批准延期申请并告知信访人；办理期限按批准的天数顺延，批准的天数可以与申请的不同。',
    fields: { days: '批准的天数（不填即按申请）', post: '批准人的职务（如局长）' },
  },
  declineExtension: { title: '不批准延期', about: '不批准延期申请并写明理由；办理期限不变，可以另行申请。' },

  // Art 31.
  proposeExit: { title: '建议分类处理途径', submit: '提出建议', about: '信访工作机构提出分类处理途径的建议；不约束办理单位，不影响期限。' },
  decideExit: { title: '拟定分类处理途径', about: `决定信访事项的分类处理途径；${SECOND}` },
  correctExit: {
    title: '变更分类处理途径',
    submit: '提出变更',
    about: `改变已决定的分类处理途径；${SECOND}`,
    fields: { exit: '改为途径' },
  },
  confirmExit: { title: '审核途径决定', about: '审核途径决定，审核后生效；此后按该途径告知和办理。' },
  issueGuidance: { title: '发出法定途径告知书', about: '告知信访人法定途径、受理机关和最后一天；信访不停止该途径的期限。' },
  leadIntoProcedure: {
    title: '导入法定程序',
    about: '把事项送交有权机关进入法定程序；收到回执之前仍由本单位负责。',
    fields: { body: '接收机关', text: '移交的材料' },
  },
  recordReceipt: { title: '登记接收回执', about: '由另一人登记接收机关的回执；登记后导入完成。', fields: { body: '接收机关（回执载明）' } },
  recordProcedureOutcome: { title: '记录法定程序结果', about: '记录法定程序的结果；不影响任何期限。', fields: { text: '结果' } },
  performDuty: {
    title: '提出履行职责情况',
    about: '依专门法律履行职责并写明依据；由签发人签发后生效。',
    fields: { text: '履行情况', basis: '专门法律及条款' },
  },
  answerUnderLaw: {
    title: '提出依法答复',
    about: '依专门法律作出答复并写明依据；由签发人签发后生效。',
    fields: { text: '答复内容', basis: '专门法律及条款' },
  },
  confirmPerformance: { title: '签发履行职责告知书', about: '签发履行职责或者依法答复的告知书；救济期限从送达起算。' },

  // Refusals.
  refuseAcceptance: {
    title: '提出不予受理',
    about: '按规则列明的情形提出不予受理，写明应当去的渠道；须另一人审核后发出。',
    fields: { ground: '不予受理的情形' },
  },
  refuseRefiling: {
    title: '提出不再受理',
    about: '复核意见送达后，以同一事实和理由再提出的，提出不再受理；须附复核意见书，由另一人审核后发出。',
    fields: { ground: '不再受理的情形', rereviewFileId: '复核意见书扫描件' },
  },
  confirmRefusal: {
    title: '审核不予（不再）受理',
    about: '审核并发出不予（不再）受理告知书；完成告知期限。不再受理的，须先查阅所附复核意见书。',
    fields: { rereviewRead: '已查阅复核意见书（不再受理）' },
  },
  compareRefiling: {
    title: '重新提出比对',
    submit: '登记比对结果',
    about:
      '由人比对与已办结的事项，或者与下级机关、单位正在办理的事项，是否同一事实和理由；不能明确相同的按新事项办理。正在办理的不填意见书。',
    fields: { reason: '比对理由', earlierNumber: '原事项或者在办事项的编号' },
  },

  // Suggestions.
  startStudy: {
    title: '研究论证',
    submit: '安排研究论证',
    about: '安排对建议的研究论证；可以请其他单位参加。',
    fields: { plan: '研究安排' },
  },
  decideSuggestion: {
    title: '作出建议研究意见',
    about: '由负责人决定是否采纳并写明理由；采纳的应当答复。',
    fields: { outcome: '研究意见' },
  },
  replySuggestion: {
    title: '回复建议',
    about: '把研究意见答复建议人；简易办理的可以用网络、短信或者电话。',
    fields: { text: '回复内容', answerBy: '简易答复方式' },
  },
  followMeasure: { title: '记录采纳措施', about: '记录采纳后的落实情况；不影响任何期限。', fields: { text: '落实情况' } },

  // Fast track.
  chooseFastTrack: { title: '适用简易办理', about: '对初次提出、简单明了的事项适用简易办理；受理3个工作日、办理10个工作日。' },
  leaveFastTrack: { title: '转回普通程序', about: '不再适用简易办理；普通程序的期限从原来的起算日计算。' },
  answerFastTrack: {
    title: '简易办理答复',
    submit: '登记答复',
    about: '以网络、短信或者电话答复并记录；信访人可以要求书面意见。',
    fields: { answerBy: '答复方式' },
  },
  issueFastTrackPaper: { title: '应要求出具处理意见书', about: '信访人要求书面意见时由签发人出具；复查期限从送达起算。' },

  // Inquiry and opinion.
  recordInquiry: {
    title: '调查核实',
    submit: '登记调查核实',
    about: '记录一次听取陈述或者调查核实；处理意见书送审以前两样都要有，办理期限不停止。',
  },
  addEvidence: { title: '登记证据', about: '把证据登记入册并编号；处理意见按编号引用。' },
  proposeOptions: { title: '提出方案', about: '提出治本和过渡两种方案；由负责人决定，对外不公开。' },
  decideOptions: { title: '决定方案', about: '负责人选定方案；承办人据此拟稿。' },
  askCountersign: {
    title: '请会签',
    about: '请其他单位或者本单位其他处室对处理意见稿会签；办理期限不停止。',
    fields: { organId: '会签单位', unit: '本单位处室' },
  },
  countersignOpinion: { title: '会签', about: '对处理意见稿表示同意或者不同意；不同意的写明意见。' },
  draftOpinion: { title: '拟稿', about: '起草处理意见书；送审以前须已听取信访人陈述并调查核实，由另一人审核。' },
  checkOpinion: {
    title: '审核',
    submit: '审核通过',
    about: '审核处理意见稿，不得审核自己的稿；审核后送签发人。',
    fields: { remark: '审核意见' },
  },
  returnOpinion: { title: '退回修改', about: '退回处理意见稿并写明要改什么；办理期限不停止。', fields: { remark: '要修改的内容' } },
  issueOpinion: {
    title: '签发',
    submit: '签发处理意见书',
    about: '签发处理意见书，编号用印；完成办理期限，复查期限从送达每位信访人起算。',
  },
  recordService: {
    title: '登记送达',
    about: '登记文书送达每位信访人的方式、日期和凭据；没有送达记录，复查期限不起算。',
    fields: { way: '送达方式', proof: '送达凭据' },
  },
  recordExecution: { title: '记录执行', about: '记录处理意见的执行情况；由另一人核查。', fields: { evidence: '执行凭据' } },
  checkExecution: { title: '核查执行', about: '核查处理意见是否已执行；没有执行的退回继续执行。' },
  pendingCommitment: {
    title: '列为限期解决事项',
    about: '登记一时不能解决的事项、安排和再次研究的日期；不影响期限，告知信访人。',
    fields: { reason: '原因' },
  },
  reviewCommitment: {
    title: '再次研究限期解决事项',
    about: '到期再次研究限期解决事项；不填下次日期即为解决。',
    fields: { text: '研究情况' },
  },
  recordInstruction: {
    title: '登记领导批示',
    about: '登记领导批示；批示加快办理，不代替任何步骤，不缩短任何权利。',
    fields: { text: '批示内容', dueOn: '办理期限' },
  },
  assignPetition: {
    title: '分派承办人员',
    about: '分派给本单位的人员或者股室，限期办理；改派也在此办理。法定期限不变，只在内部记载。',
    fields: { dueOn: '办理日期', text: '办理要求', reason: '改派理由' },
  },
  takeBackPetition: { title: '收回分派', about: '收回已经分派的信访件；法定期限不变，只在内部记载。' },
  answerInstruction: { title: '登记批示办理结果', about: '登记批示的办理结果；不影响信访件的期限。' },
  reportStage: { title: '提交阶段报告', about: '交办件不能按期报告的，提交阶段报告并说明理由；报告期限须由交办单位变更。' },
  reportAssignment: { title: '报送交办结果', about: '向交办单位报告办结；缺少处理意见或者送达回证的自动退回。' },
  acceptAssignmentReport: { title: '接受办结报告', about: '交办单位接受办结报告；交办报告期限就此完成。' },
  returnAssignmentReport: { title: '退回重办', about: '交办单位退回办结报告并写明要完成的事项；另定期限。' },
  moveReportDate: { title: '变更报告期限', about: '交办单位变更报告期限并写明理由；只影响报告期限。' },

  // Closing.
  closePetition: { title: '申请办结', about: '按规则列明的情形申请办结；由信访工作机构审核认定。', fields: { ground: '办结情形' } },
  verifyCompletion: {
    title: '审核认定办结',
    about: '审核办结凭据并认定办结；对信访件的各项期限停止计算。',
    fields: { remark: '审核意见' },
  },
  reopenPetition: {
    title: '重新办理',
    about: '对已办结的信访件重新办理，退回曾到过的环节；该环节的期限从自己的起点计算。',
    fields: { text: '理由', reason: '情形' },
  },
  archivePetition: { title: '归档', about: '按次序列出文书和页数归入案卷；密封件进入密封库。' },
  printDocument: { title: '打印文书', about: '打印文书并登记用印；再次打印须写明原因。', fields: { reason: '再次打印的原因' } },
  voidDocumentNumber: { title: '作废文号', about: '把文号停用并写明原因；文号留在登记簿上。', fields: { kind: '文书种类' } },

  // Recusal, withdrawal, merging, splitting, settling.
  requestRecusal: {
    title: '申请回避',
    about: '说明某位工作人员与本件有利害关系；由负责人决定，期限不停止。',
    fields: { officerId: '应当回避的工作人员（不填为本人）' },
  },
  decideRecusal: { title: '决定回避', about: '决定是否准许回避；准许的由他人接手，期限不停止。' },
  withdrawPetition: { title: '登记撤回信访', about: '登记信访人书面撤回；须由另一方核实自愿，在规定期限内可以收回。' },
  confirmWithdrawal: { title: '核实撤回', about: '向信访人本人核实是否自愿撤回；不自愿的继续办理。' },
  revokeWithdrawal: { title: '撤销撤回', about: '信访人改变主意，撤销撤回；各项期限照原来计算。' },
  mergePetitions: { title: '拟并案', about: '把同一事项的几件并入本件；须另一人确认，以最早的期限为准。' },
  confirmMerge: { title: '确认并案', about: '确认并案；每位信访人保留自己的编号、答复、送达和复查权利。' },
  unmergePetitions: { title: '拟拆回并案', about: '把并案拆回；须另一人确认，各件恢复原来的期限。' },
  confirmUnmerge: { title: '确认拆回并案', about: '确认拆回；各件恢复并案以前的期限。' },
  prepareSplit: { title: '准备分件', about: '把一封信中的几个事项分别写好密封保存；尚不改变本件。' },
  splitPetition: { title: '拟分件', about: '提出把一封信分成几件；须另一人确认，各件保留最初的收到日期。' },
  confirmSplit: { title: '确认分件', about: '确认分件；原信结束，各部分以最初的收到日期登记。' },
  openSplit: { title: '查看分件', about: '查看一封信分成了哪些件；目的和查看都会留下记录。' },
  recordSettlement: {
    title: '登记调解、和解协议',
    about: '登记调解、和解协议及各方承诺和期限；不得附加不再信访的条件。',
    fields: { text: '承诺内容', dueOn: '履行期限' },
  },
  recordPromisePerformed: {
    title: '登记承诺履行',
    about: '登记一项承诺已经履行；该承诺的期限就此完成。',
    fields: { evidence: '履行凭据' },
  },
  recordPromiseBroken: { title: '登记承诺未履行', about: '登记一项承诺没有履行；信访件恢复到协议以前的环节。' },

  // Registration.
  linkRepeat: { title: '关联重复件', about: '由人认定两件是同一信访人的重复件，或者是同类问题；期限各自计算。' },
  unlinkRepeat: { title: '取消关联', about: '取消错误的关联并写明原因；期限不变。', fields: { repeatOf: '已关联的信访件' } },
  attachFile: { title: '添加附件', about: '把文件加入本件；不产生新的信访件，不影响期限。' },
  openSealedField: { title: '查看密封内容', about: '查看密封的身份等内容；目的和查看都会留下记录。', fields: { field: '查看的项目' } },
  openFile: { title: '打开文件', about: '打开本件的文件；密封的文件须写明目的并留下记录。', fields: { fileId: '文件' } },
  giveCodeSlip: {
    title: '登记查询单交付',
    about: '登记查询单怎样交到信访人手中：当面交付，或者随文书邮寄到登记的住址。',
    fields: { way: '交付方式', receiptNumber: '邮寄单号', petitionerId: '收取的信访人（多人联名的）' },
  },
  issuePartCodes: {
    title: '发放各件查询单',
    about: '显示并打印分件以后各件的查询码，随分件告知书交付；只能发放一次，告知书的送达另行登记。',
    fields: { way: '交付方式', receiptNumber: '邮寄单号' },
  },
  issueMemberCode: { title: '发给成员查询码', about: '当面核对身份后，发给联名成员自己的查询码；旧码作废。' },
  reissueQueryCode: { title: '补发查询码', about: '核对身份后补发查询码；旧码随即作废。', fields: { mandateId: '代理（补发给代理人的）' } },
  recordConsent: { title: '登记成员同意', about: '登记联名成员的同意；不影响期限。', fields: { way: '同意方式' } },
  recordSuccession: {
    title: '登记承继',
    submit: '提交审核',
    about: '信访人死亡或者作为信访人的组织终止：凭证明登记，由承继人继续，或者写明正在查找、无人承继。期限一天不动；须另一人审核。',
    fields: { finding: '承继情况', fileId: '证明扫描件', kind: '证明什么', petitionerId: '死亡或者终止的信访人' },
  },
  confirmSuccession: {
    title: '审核承继',
    about: '查阅证明后审核。通过后原信访人的查询码停用，承继人成为本件信访人，另领自己的查询码，各自送达、各自计算复查期限。',
    fields: { accepted: '证明属实，予以登记' },
  },
  revokeSuccession: {
    title: '撤销承继登记',
    submit: '提交审核',
    about: '死亡、终止登记有误的，在承继人收到文书、接受调查、签订协议和声明撤回以前撤销；须另一人审核。',
    fields: { petitionerId: '误登为死亡或者终止的信访人', reason: '登记有误的理由' },
  },
  confirmSuccessionRevocation: {
    title: '审核撤销承继登记',
    about: '通过后该信访人恢复为本件信访人，原查询码和因此终止的委托恢复，登记的承继人不再是信访人；期限一天不动。',
    fields: { accepted: '登记确有错误，予以撤销' },
  },
  leaveGroup: { title: '登记退出联名', about: '登记成员书面退出联名；其他人的信访件继续办理。', fields: { fileId: '签名的书面材料' } },
  supplementPetition: { title: '补充材料', about: '加入信访人补充的材料；不产生新件，不改变任何期限。' },
  askSupplement: { title: '一次性补正告知', submit: '发出补正告知', about: '一次告知需要补充的材料和日期；任何期限都不停止。' },
  correctRegistration: {
    title: '更正登记',
    about: '更正登记内容，新旧并存；更正收到日期须有证据并由另一人确认。',
    fields: { field: '更正的项目', evidence: '证据' },
  },
  confirmCorrection: { title: '确认更正收到日期', about: '由另一人确认或者不同意更正收到日期；同意后期限重新计算。' },
  classifyPetition: {
    title: '分类',
    submit: '保存分类',
    about: '调整信访件的种类、内容分类或者建议的分类处理途径；途径由办理单位决定。',
    fields: { purpose: '信访目的' },
  },
  recordInterview: {
    title: '登记谈话笔录',
    about: '登记来访谈话笔录，读给来访人听并由其签名；一份交给来访人。',
    fields: { answers: '问答' },
  },
  issueGuidanceSlip: { title: '出具引导单', about: '对越级来访出具引导单并联系责任单位；本件照常登记，期限不变。' },
  recordMandate: {
    title: '登记代理',
    about: '登记书面授权的代理人并发给查询码；代理人只能查询本件。',
    fields: { fileId: '授权委托书扫描件' },
  },
  endMandate: { title: '终止代理', about: '终止代理；代理人的查询码随即失效。' },
  linkSameLetter: { title: '登记同信多投', about: '本件与先到件是同一封信；合为一件，告知信访人编号一次。' },
  reportUrgentMatter: {
    title: '紧急事项报告',
    submit: '报告紧急事项',
    about: '登记首报、续报、终报；说明发生的事，不针对任何人。',
    fields: { kind: '报告种类', reason: '发生的情况', endsOn: '事件截止日期', organId: '收报单位' },
  },
} as const satisfies Record<string, ActWords>;

export const wordsOfAct = (name: keyof typeof actWords): ActWords => actWords[name];
