import { HEARING_STATES, type HearingState } from './hearing.js';

interface HearingActRule {
  readonly name: string;
  /** Who sees that it was done: the petitioner too, or the office alone. */
  readonly told: 'petitioner' | 'office';
  /** In which states of the hearing it may be done; its rule guards further. */
  readonly states: readonly HearingState[];
  /** Done by the petitioner with the pass as well. */
  readonly byPass?: true;
}

/** Acts on the hearings of a petition, in the order of their course. */
export const ACTS = {
  requestHearing: { name: '申请听证', told: 'petitioner', states: [], byPass: true },
  proposeHearing: { name: '提出举行听证', told: 'office', states: [] },
  decideHearing: { name: '拟定听证决定', told: 'office', states: ['requested', 'proposed'] },
  confirmHearing: { name: '确认听证决定', told: 'petitioner', states: ['proposed'] },
  listPanel: { name: '确定听证员名单', told: 'petitioner', states: ['decided'] },
  scheduleHearing: { name: '排定听证时间、场所', told: 'petitioner', states: ['decided'] },
  rescheduleHearing: { name: '延期听证', told: 'petitioner', states: ['decided'] },
  linkHearings: { name: '关联听证', told: 'office', states: ['decided'] },
  serveHearingNotice: {
    name: '登记听证文书送达',
    told: 'petitioner',
    states: ['refused', 'decided', 'open', 'deliberating', 'concluded', 'cancelled'],
  },
  cancelHearing: { name: '取消听证', told: 'petitioner', states: ['decided', 'open', 'deliberating'] },
  challengeMember: { name: '申请听证员回避', told: 'petitioner', states: ['decided', 'open', 'deliberating'], byPass: true },
  decideChallenge: { name: '决定听证员回避', told: 'petitioner', states: ['decided', 'open', 'deliberating'] },
  replaceMember: { name: '更换听证员', told: 'petitioner', states: ['decided', 'open', 'deliberating'] },
  openHearing: { name: '宣布听证开始', told: 'petitioner', states: ['decided'] },
  noteAttendance: { name: '登记到场、离场', told: 'office', states: ['open', 'deliberating'] },
  addHearingEntries: { name: '记入听证笔录', told: 'office', states: ['open', 'deliberating'] },
  admitFollower: { name: '准许旁听', told: 'office', states: ['decided', 'open', 'deliberating'] },
  dismissFollower: { name: '取消旁听', told: 'office', states: ['decided', 'open', 'deliberating', 'concluded', 'cancelled'] },
  endSitting: { name: '宣布休会评议', told: 'petitioner', states: ['open'] },
  recordDeliberation: { name: '记录评议', told: 'office', states: ['deliberating'] },
  openVote: { name: '开始表决', told: 'office', states: ['deliberating'] },
  castBallot: { name: '投票', told: 'office', states: ['deliberating'] },
  stopVote: { name: '停止表决并计票', told: 'office', states: ['deliberating'] },
  concludeHearing: { name: '作出听证结论', told: 'petitioner', states: ['deliberating'] },
  sealHearingBundle: { name: '制作听证卷', told: 'petitioner', states: ['concluded'] },
  signHearingBundle: { name: '签署听证卷', told: 'office', states: ['concluded'], byPass: true },
  recordPaperSignature: { name: '登记纸质签字', told: 'office', states: ['concluded'] },
  recordRefusedSignature: { name: '登记拒绝签字', told: 'office', states: ['concluded'] },
  openHearingSealed: { name: '启封听证卷封存部分', told: 'office', states: ['concluded'] },
} as const satisfies Record<string, HearingActRule>;
export type ActName = keyof typeof ACTS;

/** `acts.json`: the table as data, for the pages of officers. */
export const printedActs = { acts: ACTS, states: HEARING_STATES };
