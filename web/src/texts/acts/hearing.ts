import type { WordsOf } from './titles.js';

export const hearing: WordsOf<'hearing'> = {
  requestHearing: {
    about: '登记信访人的书面听证申请；收到后须在期限内作出决定，正在进行的听证没有结束以前不能再申请。',
    fields: { petitionerId: '申请人', reason: '申请听证的理由', form: '听证形式' },
  },
  proposeHearing: {
    about: '本单位认为重大、复杂、疑难的，主动提出举行听证，仍须负责人审批。',
    fields: { reason: '举行听证的理由', form: '听证形式' },
  },
  decideHearing: {
    about: '拟定举行或者不予听证，写明理由；由拟定人以外的负责人审批后生效，审批前可以重新拟定。',
    fields: { ground: '不予听证的情形', form: '听证形式' },
  },
  confirmHearing: { about: '由负责人审批拟定的决定；决定举行的，抽签种子随决定一并公布，以后不能更换。', submit: '同意并公布' },
  listPanel: {
    about: '从听证员库中指定或者抽签确定：单数，至少三人，任期内，没有请假和应当回避的情形；主持人不能是本件的调查、承办人员。',
  },
  scheduleHearing: {
    about: '排定场所和起止时间；同一场所、同一听证员或者书记员在一段时间内只能有一场听证。',
  },
  rescheduleHearing: {
    about: '另定时间、场所，写明理由；原通知作废，须重新通知每一个人，复核的中止继续。',
    fields: { reason: '延期的理由' },
  },
  linkHearings: { about: '本场听证排在另一场之后举行，以后改期也不能提前到它的前面。' },
  serveHearingNotice: {
    about: '登记向谁、怎样、哪一天送达，附凭据；全部送达并且提前的天数够了，才能宣布听证开始。',
    fields: { kind: '文书', to: '受送达人' },
  },
  cancelHearing: {
    about: '不再举行这场听证；取消的听证不中止期限，复核期限恢复为原来的日期，已通知的每一个人都要另行告知。',
    fields: { reason: '取消的理由' },
  },
  challengeMember: {
    about: '登记要求听证员回避的申请；作出决定以前，不能宣布听证开始，也不能投票。',
    fields: { reason: '回避理由' },
  },
  decideChallenge: {
    about: '由负责人决定；准许回避的，这名听证员退出本件，正在进行的表决停止。',
    fields: { upheld: '是否准许回避', reason: '决定理由', substituteId: '递补的候补听证员' },
  },
  replaceMember: {
    about: '听证员离席的，正在进行的表决立即停止，作废；由候补听证员递补后重新表决。',
    fields: { memberId: '离席的听证员', substituteId: '递补的候补听证员', reason: '离席的理由' },
  },
  openHearing: { about: '当天由主持人宣布开始：应到的都已通知，听证员到场过半数的规定人数，名单合法有效。' },
  recordDeliberation: { about: '记录评议情况；密封保存，不写入笔录，信访人和旁听人员看不到。', fields: { text: '评议情况' } },
  openVote: {
    about: '在评议中开始表决；有权投票的人从这时起固定，中途有人离席则这次表决作废。',
    fields: { question: '表决事项' },
  },
  castBallot: { about: '每人投一次，投出后不能更改；密封保存，谁投了什么不公开。', submit: '投票', fields: { choice: '您的意见' } },
  stopVote: { about: '全体投票后计票；过半数的意见为结果。', submit: '计票' },
  concludeHearing: {
    about: '以过半数的意见为准写明听证结论；复核的中止到这一天为止。',
    fields: { text: '听证结论' },
  },
  sealHearingBundle: { about: '把笔录、到场、回避、证据校验值、结论装订成卷并固定；评议、表决和少数意见封存，只留校验值。' },
  recordPaperSignature: { about: '在打印的笔录上签字的，选择扫描件，登记它的校验值。' },
  recordRefusedSignature: {
    about: '拒绝签字的，由见证人注明或者写明影像编号，两者至少一项；不能只作标注。',
    fields: { witness: '见证人姓名', video: '影像编号' },
  },
};
