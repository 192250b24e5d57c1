import { defineErrors } from '@sunshine/errors';

/** What deciding a review and redoing an opinion refuse. */
export const decidingError = defineErrors({
  REVIEW_NOT_IN_HAND: { kind: 'RULE_BROKEN', text: '本机关、单位没有正在复查、复核的该件申请' },
  REVIEW_INVESTIGATORS_TWO: { kind: 'INVALID_INPUT', field: 'secondId', text: '复查、复核由两名以上人员调查，请指定两名不同的人员' },
  REVIEW_INVESTIGATOR_UNKNOWN: { kind: 'RULE_BROKEN', field: 'secondId', text: '调查人员应当是本机关、单位的工作人员' },
  REVIEW_INVESTIGATOR_RECUSED: { kind: 'RULE_BROKEN', field: 'secondId', text: '其中有人须回避或者正在申请回避，请另行指定' },
  REVIEW_INVESTIGATOR_TOOK_PART: {
    kind: 'RULE_BROKEN',
    field: 'secondId',
    text: '其中有人参与过被申请{level}的意见的办理、起草、审核或者签发，请另行指定',
  },
  REVIEW_TOOK_PART: { kind: 'FORBIDDEN', text: '您参与过被申请{level}的意见，不能办理该件{level}' },
  REVIEW_INVESTIGATORS_MISSING: { kind: 'NOT_YET', text: '请先指定两名调查人员' },
  REVIEW_NOT_INVESTIGATOR: { kind: 'FORBIDDEN', text: '{level}意见由指定的调查人员起草，由另一名调查人员或者复查复核委员会办公室审核' },
  REVIEW_FILE_ALREADY_ASKED: { kind: 'CONFLICT', text: '已于{day}调卷' },
  REVIEW_FILE_DUE_TOO_EARLY: { kind: 'INVALID_INPUT', field: 'dueOn', text: '交卷期限{day}早于调卷的日期' },
  REVIEW_FILE_NOT_ASKED: { kind: 'RULE_BROKEN', text: '没有向本机关、单位调卷，或者已经交卷' },
  REVIEW_OPINION_WAITING: { kind: 'RULE_BROKEN', text: '已有{level}意见正在审核或者待签发，退回后才能修改' },
  REVIEW_DISPOSITION_UNKNOWN: { kind: 'INVALID_INPUT', field: 'disposition', text: '意见只能是维持、变更或者撤销，没有“{disposition}”' },
  REVIEW_GROUND_MISSING: { kind: 'RULE_BROKEN', field: 'ground', text: '{disposition}应当写明理由' },
  REVIEW_GROUND_UNKNOWN: { kind: 'RULE_BROKEN', field: 'ground', text: '“{ground}”不是可以{disposition}的理由' },
  REVIEW_GROUND_NOT_WANTED: { kind: 'INVALID_INPUT', field: 'ground', text: '维持的意见不写变更、撤销的理由' },
  REVIEW_REDO_DAYS_MISSING: { kind: 'RULE_BROKEN', field: 'redoDays', text: '撤销并责令重办的，应当写明重新办理的天数（1至{most}天）' },
  REVIEW_REDO_DAYS_NOT_WANTED: { kind: 'INVALID_INPUT', field: 'redoDays', text: '不责令重办的，不写重新办理的天数' },
  REVIEW_ANSWERS_NOT_WANTED: { kind: 'INVALID_INPUT', field: 'answers', text: '只有变更的意见才写对各项请求的新意见' },
  REVIEW_NOT_ALL_ANSWERED: { kind: 'CONFLICT', text: '起草以后又收到对同一意见的申请，请退回，把它一并写入意见' },
  REVIEW_ORGAN_ALREADY_SERVED: { kind: 'CONFLICT', text: '{level}意见书已于{day}送达被{level}的机关、单位' },
  REVIEW_OPINION_NOT_ISSUED: { kind: 'NOT_YET', text: '{level}意见书还没有签发' },
  REDO_NOTHING_TO_COMPARE: { kind: 'RULE_BROKEN', text: '没有须与被撤销的意见比对的新意见' },
  REDO_NOT_COMPARED: {
    kind: 'NOT_YET',
    text: '原意见因“{ground}”被撤销，不得再作出相同或者基本相同的意见：审核前须由另一人比对',
  },
  REDO_SAME_AGAIN: {
    kind: 'RULE_BROKEN',
    text: '经比对，新意见与因“{ground}”被撤销的意见相同或者基本相同，请退回重新起草',
  },
});
