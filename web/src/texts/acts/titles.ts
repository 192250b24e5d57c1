/** The title of every act that staff do on a matter, by the name of its mutation and the group whose words and forms are loaded together. */
export const actTitles = {
  // Acts of moving a matter between organs, and of what is not to be moved.
  routing: {
    routePetition: '转送、交办',
    submitForDecision: '报请本级党委、政府决定',
    recordSubmittedDecision: '登记本级党委、政府的批示',
    recallTransfer: '撤回转送',
    objectToTransfer: '提出异议',
    confirmObjection: '审定异议',
    recordObjectionAnswer: '登记来文单位的核实意见',
    decideObjection: '异议核实',
    confirmObjectionDecision: '批准异议核实',
    designateOrgan: '指定办理单位',
    handDown: '系统内转送、交办',
    requestAssistance: '商请协办',
    answerAssistance: '协办答复',
    endAssistance: '结束协办',
    agreeJointHandling: '商定联合办理',
    keepForReference: '拟存',
    confirmKeeping: '确认存',
    objectToKeeping: '对存提出异议',
    pointElsewhere: '拟告知向有权机关提出',
    confirmPointing: '告知向有权机关提出',
    guideVisitor: '引导来访',
    sendToPoliticalLegalOrgan: '转送政法机关',
    markCrossing: '标注三跨三分离',
    moveMatters: '移交经办',
  },
  // Acts of a report of misconduct.
  reports: {
    identifyAccused: '核对被检举控告人',
    confirmAccused: '审核被检举控告人',
    handOverReport: '拟移送检举控告',
    confirmHandOver: '移送检举控告',
    recordHandOverReceipt: '登记移送回执',
    noteFeedback: '登记反馈',
  },
  // Acts of notices, acceptance and extension.
  telling: {
    informPetitioner: '告知',
    acceptPetition: '受理',
    requestExtension: '申请延期',
    extendHandling: '批准延期',
    declineExtension: '不批准延期',
  },
  // Acts of the ways of Art 31.
  exits: {
    proposeExit: '建议分类处理途径',
    decideExit: '拟定分类处理途径',
    correctExit: '变更分类处理途径',
    confirmExit: '审核途径决定',
    issueGuidance: '发出法定途径告知书',
    leadIntoProcedure: '导入法定程序',
    recordReceipt: '登记接收回执',
    recordProcedureOutcome: '记录法定程序结果',
    performDuty: '提出履行职责情况',
    answerUnderLaw: '提出依法答复',
    confirmPerformance: '签发履行职责告知书',
  },
  // Acts of refusing.
  refusals: {
    refuseAcceptance: '提出不予受理',
    refuseRefiling: '提出不再受理',
    confirmRefusal: '审核不予（不再）受理',
    compareRefiling: '重新提出比对',
  },
  // Acts of a suggestion.
  suggestions: {
    startStudy: '研究论证',
    decideSuggestion: '作出建议研究意见',
    replySuggestion: '回复建议',
    followMeasure: '记录采纳措施',
  },
  // Acts of the fast track.
  fastTrack: {
    chooseFastTrack: '适用简易办理',
    leaveFastTrack: '转回普通程序',
    answerFastTrack: '简易办理答复',
    issueFastTrackPaper: '应要求出具处理意见书',
  },
  // Acts of inquiry and opinion.
  opinion: {
    recordInquiry: '调查核实',
    addEvidence: '登记证据',
    proposeOptions: '提出方案',
    decideOptions: '决定方案',
    askCountersign: '请会签',
    countersignOpinion: '会签',
    draftOpinion: '拟稿',
    checkOpinion: '审核',
    returnOpinion: '退回修改',
    issueOpinion: '签发',
  },
  // Acts of service, execution, promises, instructions and work inside an organ.
  handling: {
    recordService: '登记送达',
    recordExecution: '记录执行',
    checkExecution: '核查执行',
    pendingCommitment: '列为限期解决事项',
    reviewCommitment: '再次研究限期解决事项',
    recordInstruction: '登记领导批示',
    answerInstruction: '登记批示办理结果',
    assignPetition: '分派承办人员',
    takeBackPetition: '收回分派',
    reportStage: '提交阶段报告',
    reportAssignment: '报送交办结果',
    acceptAssignmentReport: '接受办结报告',
    returnAssignmentReport: '退回重办',
    moveReportDate: '变更报告期限',
  },
  // Acts of a request for review and re-review.
  review: {
    takeAsReview: '转为复查、复核申请',
    requestReview: '登记复查申请',
    requestReReview: '登记复核申请',
    appointInvestigators: '指定调查人员',
    askReviewFile: '调卷',
    handOverReviewFile: '交卷',
    decideReview: '拟复查（复核）意见',
    checkReviewOpinion: '审核复查（复核）意见',
    returnReviewOpinion: '退回复查（复核）意见',
    issueReviewOpinion: '签发复查（复核）意见书',
    serveReviewedOrgan: '送达被复查（复核）的机关、单位',
    compareRedo: '比对重新办理的意见',
    passOnReview: '转送复查、复核申请',
    admitLateReview: '准许逾期的复查、复核申请',
    askReviewPapers: '告知补正复查、复核材料',
    refuseReview: '提出不予受理复查、复核申请',
    checkReviewRefusal: '审核不予受理复查、复核申请',
    confirmReviewRefusal: '不予受理复查、复核申请',
    withdrawReview: '登记撤回复查、复核申请',
  },
  // Acts of ending, filing away and papers.
  closing: {
    closePetition: '申请办结',
    verifyCompletion: '审核认定办结',
    reopenPetition: '重新办理',
    archivePetition: '归档',
    printDocument: '打印文书',
    voidDocumentNumber: '作废文号',
  },
  // Acts of recusal, withdrawal, merging, splitting and settling.
  parties: {
    requestRecusal: '申请回避',
    decideRecusal: '决定回避',
    withdrawPetition: '登记撤回信访',
    confirmWithdrawal: '核实撤回',
    revokeWithdrawal: '撤销撤回',
    mergePetitions: '拟并案',
    confirmMerge: '确认并案',
    unmergePetitions: '拟拆回并案',
    confirmUnmerge: '确认拆回并案',
    prepareSplit: '准备分件',
    splitPetition: '拟分件',
    confirmSplit: '确认分件',
    openSplit: '查看分件',
    proposeMediation: '提出调解',
    answerMediation: '登记当事人是否同意调解',
    arrangeMediation: '安排调解',
    endMediation: '终止调解',
    recordSettlement: '登记调解、和解协议',
    recordPromisePerformed: '登记承诺履行',
    movePromise: '变更承诺的履行日期',
    recordPromiseBroken: '登记承诺未履行',
  },
  // Acts of what was registered and of its petitioners.
  registration: {
    linkRepeat: '关联重复件',
    unlinkRepeat: '取消关联',
    askSameMatter: '向其他节点查同一事项',
    attachFile: '添加附件',
    openSealedField: '查看密封内容',
    openFile: '打开文件',
    giveCodeSlip: '登记查询单交付',
    issuePartCodes: '发放各件查询单',
    issueMemberCode: '发给成员查询码',
    reissueQueryCode: '补发查询码',
    recordConsent: '登记成员同意',
    recordSuccession: '登记承继',
    confirmSuccession: '审核承继',
    revokeSuccession: '撤销承继登记',
    confirmSuccessionRevocation: '审核撤销承继登记',
    leaveGroup: '登记退出联名',
    supplementPetition: '补充材料',
    askSupplement: '一次性补正告知',
    correctRegistration: '更正登记',
    confirmCorrection: '确认更正收到日期',
    classifyPetition: '分类',
    recordInterview: '登记谈话笔录',
    issueGuidanceSlip: '出具引导单',
    recordMandate: '登记代理',
    endMandate: '终止代理',
    linkSameLetter: '登记同信多投',
    reportUrgentMatter: '紧急事项报告',
  },
  // Acts of showing an opinion to the public.
  publication: {
    proposePublication: '拟公示意见',
    publishHeardOpinion: '听证复核意见公示',
    publishConsentedOpinion: '经同意公示意见',
    takePublicationDown: '撤下公示',
    agreeToPublication: '登记同意公示',
    objectToPublication: '登记不同意公示',
  },
  // Acts of hearings; those of the sitting itself are done on its page.
  hearing: {
    requestHearing: '登记听证申请',
    proposeHearing: '提出举行听证',
    decideHearing: '拟定听证决定',
    confirmHearing: '审批听证决定',
    listPanel: '确定听证员名单',
    scheduleHearing: '排定时间、场所',
    rescheduleHearing: '延期听证',
    linkHearings: '排定先后次序',
    serveHearingNotice: '登记送达',
    cancelHearing: '取消听证',
    challengeMember: '登记回避申请',
    decideChallenge: '决定是否回避',
    replaceMember: '更换听证员',
    openHearing: '宣布听证开始',
    recordDeliberation: '记录评议',
    openVote: '开始表决',
    castBallot: '投票',
    stopVote: '计票',
    concludeHearing: '作出听证结论',
    sealHearingBundle: '制作听证卷',
    recordPaperSignature: '登记纸质签字',
    recordRefusedSignature: '登记拒绝签字',
  },
  // Acts of supervision between organs.
  supervision: {
    issueReminder: '催办',
    answerReminder: '答复催办',
    dismissSupervisionProposal: '不予督办',
    openSupervisedHandling: '督办',
    recordSupervisionStep: '记录督办情况',
    replyToSupervision: '反馈督办',
    judgeSupervisionReply: '审核督办反馈',
    extendSupervisionReply: '延长督办反馈期限',
    closeSupervisedHandling: '督办办结',
  },
  // Acts of the three kinds of advice.
  advice: {
    issueAdvice: '提出建议',
    extendAdviceReply: '延长建议反馈期限',
    answerAdvice: '反馈建议',
    reviewAdviceEffect: '回看建议效果',
    recordResponsibilityResult: '登记责任追究结果',
  },
  // Acts of the joint conference's measures.
  measures: {
    proposeConferenceMeasure: '提请联席会议采取措施',
    answerConferenceMeasure: '对拟采取的措施说明情况',
    decideConferenceMeasure: '联席会议决定措施',
    recordConferenceMeasure: '登记措施实施情况',
    recordCorrection: '报告整改情况',
    checkCorrection: '核查整改情况',
    removeFromList: '挂牌督办销号',
  },
  // Acts of complaints about staff.
  conduct: {
    receiveConductComplaint: '登记对工作人员的投诉',
    recordConductProtection: '记录投诉人保护情况',
    concludeConductComplaint: '认定对工作人员的投诉',
    replyToComplainant: '答复投诉人',
    endConductComplaint: '办结对工作人员的投诉',
  },
  // Acts of quality reviews.
  reviews: {
    drawSample: '抽取样本',
    submitInspection: '评查',
    settleInspection: '认定分数',
    openQualityCorrection: '要求评查整改',
    answerQualityCorrection: '报告评查整改情况',
    checkQualityCorrection: '核查评查整改情况',
  },
  // Acts of inspection rounds.
  rounds: {
    planInspectionRound: '部署督查',
    changeRoundTeam: '变更督查组',
    noteRoundFinding: '登记督查发现的问题',
    giveRoundFeedback: '反馈督查情况',
    reportRoundProblems: '报告重要问题',
    reportRoundCorrection: '报告督查整改情况',
    checkRoundCorrection: '核查督查整改情况',
    endInspectionRound: '结束督查',
  },
  // Acts of assessments of organs.
  assessment: {
    publishAssessment: '公布考核方案',
    submitSelfCheck: '提交自查',
    scoreAssessment: '评分',
    contestAssessment: '对评分提出异议',
    decideAssessmentContest: '处理考核异议',
  },
  // Acts of the weekly reports of supervision.
  weekly: {
    freezeWeeklyReport: '封存周报',
  },
} as const;

export type ActGroup = keyof typeof actTitles;
export type ActOf<G extends ActGroup> = keyof (typeof actTitles)[G] & string;
export type ActName = { [G in ActGroup]: ActOf<G> }[ActGroup];

/** Labels of one act, by the name of the field. */
export type OwnLabels = Readonly<Record<string, string | { readonly label: string; readonly hint?: string }>>;

export interface ActWords {
  /** What the act does, what it means for the terms, and who confirms it, in one sentence. */
  readonly about: string;
  /** Text of the button, if it differs from the title. */
  readonly submit?: string;
  /** Labels that differ in this act; where the hint differs too, with the hint. */
  readonly fields?: OwnLabels;
}

/** Words of all acts of a group. */
export type WordsOf<G extends ActGroup> = Readonly<Record<ActOf<G>, ActWords>>;

interface Titled {
  readonly group: ActGroup;
  readonly title: string;
}

const TITLED = new Map(
  Object.entries(actTitles).flatMap(([group, titles]) =>
    Object.entries(titles).map(([act, title]): [string, Titled] => [act, { group: group as ActGroup, title }]),
  ),
);

const titled = (act: ActName): Titled => {
  const found = TITLED.get(act);
  if (!found) throw new Error(`no act ${act}`);
  return found;
};

export const hasAct = (name: string): name is ActName => TITLED.has(name);
export const actTitle = (act: ActName): string => titled(act).title;
export const groupOf = (act: ActName): ActGroup => titled(act).group;
/** Names of all acts, group by group. */
export const ACT_NAMES = Object.values(actTitles).flatMap((titles) => Object.keys(titles) as ActName[]);
