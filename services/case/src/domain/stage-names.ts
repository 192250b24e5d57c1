import type { Stage } from '@sunshine/events';

export const STAGE_NAMES: Record<Stage, string> = {
  registered: '已登记',
  routed: '已转送交办',
  received: '责任单位已收到',
  informed: '已告知',
  accepted: '已受理',
  handling: '办理中',
  opinion_issued: '已作出处理意见',
  opinion_served: '处理意见已送达',
  led_into_procedure: '已导入法定程序',
  outcome_reported: '法定程序已有结果',
  performed: '已履行职责',
  answered: '已答复',
  studying: '研究中',
  decided: '已研究决定',
  replied: '已回复',
  measure_followed: '采纳措施已落实',
  handed_to_discipline: '已移送有权机关',
  feedback_noted: '已收到反馈',
  closed: '已办结',
};
