import { defineErrors } from '@sunshine/errors';

/** What declining a matter is itself declined for; the ground's own article is the source. */
export const refusalError = defineErrors({
  REFUSAL_GROUND_UNKNOWN: { kind: 'INVALID_INPUT', field: 'ground', text: '规则中没有“{ground}”这种不予（不再）受理的情形' },
  REFUSAL_GROUND_NOT_GIVEN: { kind: 'RULE_BROKEN', field: 'ground', text: '依《{law}》，“{title}”不得不予受理：{instead}' },
  REFUSAL_GROUND_NOT_YET: { kind: 'RULE_BROKEN', field: 'ground', text: '“{title}”自{day}起才可以适用' },
  REFUSAL_OTHER_ACT: { kind: 'INVALID_INPUT', field: 'ground', text: '“{title}”应当用另一种告知：{act}' },
  REFUSAL_NOT_BY_THIS_ORGAN: { kind: 'RULE_BROKEN', field: 'ground', text: '本机关、单位不得以“{title}”为由不予（不再）受理' },
  REFUSAL_NOT_THE_SUPERIOR: { kind: 'RULE_BROKEN', text: '只有{organ}的上级机关、单位可以适用“{title}”' },
  REFUSAL_VISITS_ONLY: { kind: 'RULE_BROKEN', field: 'ground', text: '“{title}”只适用于走访' },
  REFUSAL_MATTER_MISSING: { kind: 'INVALID_INPUT', field: 'matterNumber', text: '“{title}”须写明正在办理的信访事项编号' },
  REFUSAL_MATTER_NOT_FOUND: { kind: 'NOT_FOUND', field: 'matterNumber', text: '没有找到编号为{number}、正在办理的信访事项' },
  REFUSAL_TERM_NOT_RUNNING: { kind: 'RULE_BROKEN', field: 'matterNumber', text: '{organ}对{number}没有正在计算的期限，不得适用“{title}”' },
  REFUSAL_LOWER_OVERDUE: { kind: 'RULE_BROKEN', field: 'matterNumber', text: '{organ}的期限已于{day}届满，不得适用“{title}”' },
  REFUSAL_CHANNEL_MISSING: { kind: 'INVALID_INPUT', field: 'channelId', text: '“{title}”须写明法定途径' },
  REFUSAL_EARLIER_MISSING: { kind: 'INVALID_INPUT', field: 'earlier', text: '“{title}”须写明历次意见书的文号和送达日期' },
  REFUSAL_REVIEW_NOT_MISSED: { kind: 'RULE_BROKEN', field: 'earlier', text: '申请复查、复核的期限至{day}，信访人{received}提出时尚未届满' },
  REFUSAL_COMPARISON_MISSING: { kind: 'RULE_BROKEN', field: 'ground', text: '“{title}”须由工作人员比对并书面认定事实和理由同一' },
  REFUSAL_COMPARISON_PENDING: { kind: 'NOT_YET', text: '正在核对本件与{number}是否有共同的信访人，请稍后再提出' },
  REFUSAL_OTHER_PETITIONER: {
    kind: 'RULE_BROKEN',
    field: 'matterNumber',
    text: '{number}与本件没有共同的信访人，不是同一信访事项，不得适用“{title}”',
  },
  REFUSAL_REREVIEW_MISSING: {
    kind: 'RULE_BROKEN',
    field: 'rereviewFileId',
    text: '“{title}”须附已送达的复核意见书扫描件；没有经过复核的，不得不再受理',
  },
  REFUSAL_REREVIEW_NOT_READ: {
    kind: 'RULE_BROKEN',
    field: 'rereviewRead',
    text: '须查阅所附复核意见书后确认，“{title}”才可以发出',
  },
  REFUSAL_NOT_PROPOSED: { kind: 'NOT_FOUND', text: '没有这份待审核的不予（不再）受理意见' },
});
