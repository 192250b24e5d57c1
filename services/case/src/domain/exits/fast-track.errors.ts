import { defineErrors } from '@sunshine/errors';

/** What the fast track refuses. */
export const fastTrackError = defineErrors({
  FAST_TRACK_NOT_BY_BUREAU: { kind: 'RULE_BROKEN', text: '是否适用简易办理由有权处理的机关、单位决定，信访工作机构不作决定' },
  FAST_TRACK_NOT_FOR_REPORTS: { kind: 'RULE_BROKEN', text: '检举控告类事项不适用简易办理' },
  FAST_TRACK_FIRST_ONLY: { kind: 'RULE_BROKEN', field: 'first', text: '只有初次信访事项适用简易办理' },
  FAST_TRACK_NOT_YET: { kind: 'RULE_BROKEN', text: '简易办理自{day}起才可以适用' },
  FAST_TRACK_TOO_LATE: { kind: 'RULE_BROKEN', text: '简易办理的受理期限已于{day}届满，按普通程序办理' },
  FAST_TRACK_CHOSEN: { kind: 'CONFLICT', text: '该件已经适用简易办理' },
  FAST_TRACK_NOT_CHOSEN: { kind: 'RULE_BROKEN', text: '该件没有适用简易办理' },
  FAST_TRACK_CASE_UNKNOWN: { kind: 'INVALID_INPUT', text: '规则中没有“{code}”这种适用或者不适用简易办理的情形' },
  FAST_TRACK_FITS_NOTHING: { kind: 'RULE_BROKEN', field: 'fits', text: '须写明适用简易办理的情形' },
  FAST_TRACK_EXCLUDED: { kind: 'RULE_BROKEN', field: 'fits', text: '“{title}”的，不适用简易办理' },
  FAST_TRACK_NOT_CHECKED: { kind: 'RULE_BROKEN', field: 'checked', text: '尚未核对是否“{title}”' },
  FAST_TRACK_WAY_UNKNOWN: { kind: 'INVALID_INPUT', field: 'answerBy', text: '没有“{way}”这种答复方式；应为网络、短信或者电话' },
  FAST_TRACK_PAPER_NOT_OFFERED: {
    kind: 'RULE_BROKEN',
    field: 'paperOffered',
    text: '答复时须告知信访人可以要求出具书面处理意见和救济途径',
  },
  FAST_TRACK_REQUEST_OPEN: { kind: 'RULE_BROKEN', field: 'answers', text: '每项诉求都须答复' },
  FAST_TRACK_EXECUTE_BY_MISSING: { kind: 'RULE_BROKEN', field: 'executeBy', text: '支持诉求的须写明执行日期' },
  FAST_TRACK_PAPER_ISSUED: { kind: 'CONFLICT', text: '书面处理意见已经出具' },
});
