import { defineErrors } from '@sunshine/errors';

/** What requests for 复查 and 复核 refuse. */
export const reviewError = defineErrors({
  REVIEW_NOT_ON_THIS_PATH: { kind: 'RULE_BROKEN', text: '该件不适用复查、复核：只有按第三十一条第六项作出的处理意见可以申请' },
  REVIEW_OPINION_NOT_SERVED: {
    kind: 'NOT_YET',
    text: '{paper}还没有送达该信访人的记录，申请期限没有开始计算；请承办机关先登记送达',
  },
  REVIEW_RIGHT_ENDED: { kind: 'RULE_BROKEN', text: '该信访人已撤回信访，不能再申请{level}' },
  REVIEW_ALREADY_REQUESTED: { kind: 'CONFLICT', text: '该信访人已于{day}对这份意见申请{level}，同一份意见只能申请一次' },
  REVIEW_OPINION_REPLACED: {
    kind: 'RULE_BROKEN',
    text: '这份{paper}已被变更或者撤销，不能再对它提出申请；对变更后的意见，自收到之日起按其载明的途径提出',
  },
  REVIEW_PETITIONER_MISSING: { kind: 'INVALID_INPUT', field: 'petitionerId', text: '该件有多名信访人，请写明由谁申请' },
  REVIEW_BEFORE_SERVICE: { kind: 'RULE_BROKEN', text: '收到申请的日期早于{paper}送达该信访人的{day}' },
  REVIEW_POSTED_AFTER_RECEIPT: { kind: 'INVALID_INPUT', field: 'postedOn', text: '邮戳日期{day}晚于收到日期{received}' },
  REVIEW_POSTMARK_MISSING: { kind: 'INVALID_INPUT', field: 'postedOn', text: '邮寄的申请请写明邮戳日期：在期限内交邮的，不算过期' },
  REVIEW_POSTMARK_NOT_BY_POST: { kind: 'INVALID_INPUT', field: 'postedOn', text: '不是邮寄的申请没有邮戳日期' },
  REVIEW_LATE_REASON_MISSING: {
    kind: 'RULE_BROKEN',
    field: 'lateReason',
    text: '申请{level}的期限已于{day}届满；有正当理由的请写明，由{level}机关、单位决定是否准许',
  },
  REVIEW_CHAIN_ENDED: { kind: 'RULE_BROKEN', text: '{text}' },
  REVIEW_ORGAN_UNKNOWN: { kind: 'NOT_YET', text: '{organ}还没有登记由哪一机关、单位{level}，请系统管理员在“单位管理”中登记' },
  REVIEW_ORGAN_NOT_CHOSEN: { kind: 'INVALID_INPUT', field: 'organId', text: '有两个机关、单位可以{level}，请选择一个：{organs}' },
  REVIEW_ORGAN_NOT_COMPETENT: {
    kind: 'RULE_BROKEN',
    field: 'organId',
    text: '{level}应当向{organs}提出，不能向所选的机关、单位提出',
  },
  REVIEW_FILING_UNFIT: {
    kind: 'RULE_BROKEN',
    text: '只有本机关、单位正在办、还没有结果的申诉求决件可以转为复查、复核申请',
  },
  REVIEW_EARLIER_NOT_FOUND: {
    kind: 'NOT_FOUND',
    field: 'earlierNumber',
    text: '没有编号为{number}、意见已经送达、现在可以申请复查（复核）的信访事项；请核对所附意见书上的编号',
  },
  REVIEW_NOT_FOUND: { kind: 'NOT_FOUND', field: 'reviewId', text: '没有这样的复查、复核申请' },
  REVIEW_NOT_NAMED: { kind: 'INVALID_INPUT', field: 'reviewId', text: '该件有几份复查、复核申请，请写明是哪一份' },
  REVIEW_AT_OTHER_ORGAN: { kind: 'RULE_BROKEN', text: '这份申请不在本机关、单位，由收到申请的机关、单位办理' },
  REVIEW_PAPERS_ASKED: { kind: 'CONFLICT', text: '已于{day}告知补正；补正只告知一次' },
  REVIEW_PAPERS_MISSING: { kind: 'INVALID_INPUT', field: 'missing', text: '请写明需要补正的材料' },
  REVIEW_ANSWER_BY_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'answerBy', text: '补正期限{day}应在告知之日以后' },
  REVIEW_REFUSAL_GROUND_UNKNOWN: { kind: 'INVALID_INPUT', field: 'ground', text: '规则中没有“{ground}”这种不予受理的情形' },
  REVIEW_REFUSAL_NOT_LATE: { kind: 'RULE_BROKEN', text: '申请没有超过期限（最后一天{day}），或者已经准许，不能以逾期为由不予受理' },
  REVIEW_REFUSAL_PAPERS_NOT_DUE: { kind: 'RULE_BROKEN', text: '没有告知补正，或者补正期限还没有届满，不能以材料不全为由不予受理' },
  REVIEW_REFUSAL_NOT_PROPOSED: { kind: 'NOT_FOUND', field: 'refusalId', text: '没有等待这一步的不予受理' },
  REVIEW_PAPER_MISSING: { kind: 'RULE_BROKEN', field: 'fileId', text: '由他人录入的撤回须附申请人签名的书面材料' },
  REVIEW_OPEN: { kind: 'RULE_BROKEN', text: '该件正在{level}，{level}终结以前不能{act}' },
});
