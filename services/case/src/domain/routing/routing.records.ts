import type { AssistanceForm, Crossing, DesignatedBy, KeepingGround, Stage } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { Elsewhere } from '../elsewhere.js';
import { recordKind } from '../record-kind.js';

/**
 * A matter went from one organ to another, with what it took the place of, so that it can be taken back. State: `standing`, `recalled`,
 * `returned` (an upheld objection, or another node that would not have it), `superseded` (a designation). Confirmed where a head routed.
 */
export interface Transfer {
  readonly kind: 'TRANSFER' | 'ASSIGNMENT' | 'HAND_DOWN' | 'DESIGNATION' | 'LETTER' | 'HAND_OVER' | 'AVOIDANCE';
  readonly fromOrganId: string;
  readonly toOrganId: string;
  readonly reason: string;
  readonly reportBy: Day | null;
  readonly points: readonly string[];
  /** Of its paper. */
  readonly number: string;
  /** The objection it came from. */
  readonly afterObjection?: string;
  /** Where its organ is one of another node: what that node has said since. */
  readonly elsewhere?: Elsewhere;
  /** The sender has asked that node for it; `declinedOn`: that node has kept it. */
  readonly recall?: {
    readonly on: Day;
    readonly reason: string;
    readonly documentId: string;
    readonly number: string;
    readonly declinedOn?: Day;
  };
  readonly former: {
    readonly organId: string;
    readonly organKind: string;
    readonly organReceivedOn: Day;
    readonly senderId: string | null;
    readonly assignerId: string | null;
    readonly reportBy: Day | null;
    readonly stage: 'registered' | 'received';
  };
}

/**
 * 异议. State: `proposed` by the handler, `raised` by the head, then `upheld` or `rejected` by the sender; `dropped` where the organ told
 * the petitioner before, `replaced` where the matter left it. `until`: the sender's last day. Of an organ of another node it has the id of the
 * message, and that node's words stay in `exchange`.
 */
export interface Objection {
  readonly transferId: string;
  /** The body outside to which it goes, by its name; left out where the sender is an organ of the directory. */
  readonly sender?: string;
  /** The node to which it was sent, and that answers it. */
  readonly toNode?: string;
  readonly reason: string;
  readonly basis: string;
  /** Null where another node proposed it in its own words. */
  readonly proposedOrganId: string | null;
  /** Of its paper, once the head has confirmed it. */
  readonly number: string | null;
  /** The sender's, proposed or made. */
  readonly decision: {
    readonly upheld: boolean;
    readonly reason: string;
    readonly newOrganId: string | null;
    readonly reportBy: Day | null;
    /** Null: another node decided it. */
    readonly byPersonId: string | null;
    readonly on: Day;
    /** Its paper, where another node has the matter: it is carried out once that node has given the matter back. */
    readonly paper?: { readonly documentId: string; readonly number: string; readonly confirmedBy: string | null };
  } | null;
  /** Where it changed the 首办责任单位. */
  readonly firstHandling: Changed | null;
}

interface Changed {
  readonly from: string;
  readonly to: string;
}

/** Art 24. State: `decided`. */
export interface Designation {
  readonly by: DesignatedBy;
  readonly decidedById: string | null;
  /** Number of the decision, or of the minutes. */
  readonly reference: string;
  /** A scan of the decision; left out by designations from before it was kept. */
  readonly decisionFileId?: string | null;
  readonly reason: string;
  readonly reorganisation: string | null;
  readonly heard: readonly { readonly organId: string; readonly on: Day; readonly position: string }[];
  readonly formerOrganId: string;
  readonly firstHandling: Changed | null;
}

/** 协办, 联合办理. State: `asked`, `answered`, `ended`. `organId`: the assistant; `until`: its own day. */
export interface Assistance {
  readonly form: AssistanceForm;
  readonly organName: string;
  readonly points: readonly string[];
  readonly documentId: string;
  /** How the lead was agreed, or who set it; null for assisting. */
  readonly agreement: string | null;
  readonly answer: string | null;
  readonly answeredOn: Day | null;
  readonly endReason: string | null;
}

/** 存. State: `proposed`, `kept`, `reopened`. */
export interface Keeping {
  readonly ground: KeepingGround;
  readonly reason: string;
  /** The attempt to ask, where nothing could be read or was requested. */
  readonly asked: { readonly on: Day; readonly how: string } | null;
  readonly duplicate: { readonly petitionId: string; readonly number: string } | null;
  readonly documentId: string | null;
  readonly objection: { readonly on: Day; readonly reason: string } | null;
}

/** Not ours: who has the authority (Art 23 ¶1). State: `proposed`, `told`, `set_aside` where the matter was reopened. `organId`: who tells. */
export interface Pointing {
  /** Null where the organ is not in the directory. */
  readonly toOrganId: string | null;
  readonly organ: string;
  readonly basis: string;
  readonly place: string;
  readonly reason: string;
  readonly documentId: string | null;
}

/**
 * 报请本级党委、政府决定. State: `submitted`, `decided`, `ended` where the matter was taken away meanwhile. `organId`: whom it was submitted to; `until`:
 * the day by which the bureau asked for the decision.
 */
export interface Submission {
  /** The step at which the bureau had the matter. */
  readonly from: 'registered' | 'received';
  readonly reason: string;
  readonly proposal: string;
  readonly reference: string;
  readonly decision: {
    readonly reference: string;
    /** The post of whoever decided, never a name. */
    readonly post: string;
    readonly text: string;
    readonly on: Day;
    readonly byPersonId: string;
  } | null;
}

/** A 涉诉 visitor was guided. State: `given`. `organId`: the political-legal organ. */
export interface VisitorGuidance {
  readonly reason: string;
  readonly channelId: string;
  readonly limits: readonly string[];
}

/**
 * Whom the report accuses, looked up in the directory. State: `proposed`, `replaced`, `confirmed` by a second reader. `organId`: who looked.
 */
export interface Identification {
  /** One of both ids; who it is in words, for the second reader. */
  readonly accused: readonly { readonly organId: string | null; readonly personId: string | null; readonly who: string }[];
  /** Why one, or none, can be named. */
  readonly unnamedReason: string | null;
  /** Organs whose name stands in the words, and that are not meant. */
  readonly denied: readonly { readonly organId: string; readonly name: string; readonly reason: string }[];
}

/** Art 30. State: `proposed`, `sent`, `received`. `organId`: the body. */
export interface HandOver {
  /** Why this body has the authority over the cadre. */
  readonly authority: string;
  /** Why it may be a body that the router keeps out. */
  readonly despiteAccused: string | null;
  /** Day of a withdrawal of before, which travels with it. */
  readonly withdrawnOn?: Day | null;
  readonly cadreMatter: boolean;
  readonly grave: boolean;
  readonly organisationNotifiedOn: Day | null;
  readonly leadersNotifiedOn: Day | null;
  readonly receiptNumber: string | null;
  readonly receivedOn: Day | null;
}

/** What the body told under its own rules. State: `noted`. `organId`: the body. */
export interface Feedback {
  /** The step at which the body had the report; left out by feedback from before it was kept. */
  readonly from?: Stage;
  readonly reference: string;
  readonly text: string;
  readonly reporterTold: boolean;
}

/** 三跨三分离. State: `standing`, `superseded`. */
export interface CrossingMark {
  readonly kinds: readonly Crossing[];
  readonly reason: string;
}

export const CROSSING_NAMES: Record<Crossing, string> = {
  CROSS_REGION: '跨地区',
  CROSS_DEPARTMENT: '跨部门',
  CROSS_INDUSTRY: '跨行业',
  PERSON_MATTER_APART: '人事分离',
  PERSON_HOUSEHOLD_APART: '人户分离',
  PERSON_MATTER_HOUSEHOLD_APART: '人事户分离',
};

export const KEEPING_NAMES: Record<KeepingGround, string> = {
  DUPLICATE: '与在办的信访事项重复',
  NO_REQUEST: '没有信访请求',
  UNREADABLE: '无法辨认',
  THANKS: '表示感谢',
};

export const DESIGNATION_NAMES: Record<DesignatedBy, string> = {
  COMMON_SUPERIOR: '共同的上一级机关、单位决定',
  JOINT_CONFERENCE: '信访工作联席会议协调',
  PARTY_AND_GOVERNMENT: '本级党委和政府指定',
};

const TRANSFER_NAMES: Record<Transfer['kind'], string> = {
  TRANSFER: '转送',
  ASSIGNMENT: '交办',
  HAND_DOWN: '系统内转送',
  DESIGNATION: '指定',
  LETTER: '转送政法机关',
  HAND_OVER: '移送',
  AVOIDANCE: '依法回避转交',
};

export const routingRecords = {
  transfer: recordKind(
    '转送交办',
    'course',
    { standing: '有效', recalled: '已撤回', returned: '已退回', superseded: '已变更' },
    ({ kind, number, reason, reportBy, points, elsewhere, recall }: Transfer) => [
      ['方式', TRANSFER_NAMES[kind]],
      ['对方节点', elsewhere?.node],
      ['对方节点收到日期', elsewhere?.receivedOn],
      ['请求撤回日期', recall?.on],
      ['对方节点不同意撤回日期', recall?.declinedOn],
      ['文号', number],
      ['理由', reason],
      ['报告期限', reportBy],
      ['需要答复的问题', points.join('；')],
    ],
  ),
  objection: recordKind(
    '异议',
    'course',
    { proposed: '待确认', replaced: '已由新的代替', raised: '待核实', upheld: '成立', rejected: '不成立', dropped: '已失效' },
    ({ number, sender, toNode, reason, basis, decision }: Objection) => [
      ['来文单位', sender],
      ['已送对方节点', toNode],
      ['文号', number],
      ['理由', reason],
      ['依据', basis],
      ['核实结论', decision && (decision.upheld ? '异议成立' : '异议不成立')],
      ['核实理由', decision?.reason],
      ['核实日期', decision?.on],
    ],
  ),
  designation: recordKind('指定办理', 'course', { decided: '已决定' }, (data: Designation) => [
    ['方式', DESIGNATION_NAMES[data.by]],
    ['文号', data.reference],
    ['决定文书', data.decisionFileId ? '已附扫描件' : null],
    ['理由', data.reason],
    ['机构变动', data.reorganisation],
    ['听取意见', data.heard.map(({ on, position }) => `${on} ${position}`).join('；')],
  ]),
  // An assistant's answer becomes part of the single reply of the organ in charge.
  assistance: recordKind(
    '协办',
    'named',
    { asked: '待答复', answered: '已答复', ended: '已结束' },
    (data: Assistance) => [
      ['方式', data.form === 'JOINT' ? '联合办理' : '协办'],
      ['单位', data.organName],
      ['事项', data.points.join('；')],
      ['商定情况', data.agreement],
      ['答复', data.answer],
      ['答复日期', data.answeredOn],
      ['结束原因', data.endReason],
    ],
    ['asked'],
  ),
  keeping: recordKind(
    '存',
    'course',
    { proposed: '待确认', replaced: '已由新的代替', kept: '已存', reopened: '已恢复办理' },
    (data: Keeping) => [
      ['情形', KEEPING_NAMES[data.ground]],
      ['理由', data.reason],
      ['询问', data.asked && `${data.asked.on} ${data.asked.how}`],
      ['在办件', data.duplicate?.number],
      ['异议', data.objection && `${data.objection.on} ${data.objection.reason}`],
    ],
  ),
  pointing: recordKind(
    '不属本单位告知',
    'course',
    { proposed: '待确认', replaced: '已由新的代替', told: '已告知', set_aside: '不再有效' },
    ({ organ, basis, place, reason }: Pointing) => [
      ['有权处理的机关、单位', organ],
      ['职责依据', basis],
      ['接待场所', place],
      ['理由', reason],
    ],
  ),
  submission: recordKind(
    '报请本级党委、政府决定',
    'course',
    { submitted: '等待批示', decided: '已批示', ended: '不再等待' },
    ({ reason, proposal, reference, decision }: Submission) => [
      ['报请文号', reference],
      ['重大、紧急的情况', reason],
      ['建议', proposal],
      ['批示人职务', decision?.post],
      ['批示文号', decision?.reference],
      ['批示内容', decision?.text],
      ['批示日期', decision?.on],
    ],
    ['submitted'],
    { state: 'ended' },
  ),
  visitorGuidance: recordKind('来访引导', 'course', { given: '已引导' }, (data: VisitorGuidance, words) => [
    ['理由', data.reason],
    ['法定途径', words.channel(data.channelId)],
    ['期限', data.limits.join('；')],
  ]),
  handOver: recordKind(
    '移送检举控告',
    'course',
    { proposed: '待确认', replaced: '已由新的代替', sent: '已送出', received: '已收到' },
    (data: HandOver) => [
      ['干部管理权限', data.authority],
      ['例外理由', data.despiteAccused],
      ['随同移送的撤回', data.withdrawnOn],
      ['通报组织（人事）部门', data.organisationNotifiedOn],
      ['通报负责人', data.leadersNotifiedOn],
      ['回执编号', data.receiptNumber],
      ['回执日期', data.receivedOn],
    ],
    ['sent'],
  ),
  identification: recordKind(
    '被检举控告人核对',
    'course',
    { proposed: '待第二人核对', replaced: '已由新的代替', confirmed: '已核对' },
    ({ accused, unnamedReason, denied }: Identification) => [
      ['被检举控告的单位、人员', accused.map(({ who }) => who).join('；')],
      ['无法查明的理由', unnamedReason],
      ['不是所指的单位', denied.map(({ name, reason }) => `${name}（${reason}）`).join('；')],
    ],
  ),
  feedback: recordKind('反馈', 'course', { noted: '已登记' }, (data: Feedback) => [
    ['文号', data.reference],
    ['内容', data.text],
    ['已告知检举控告人', data.reporterTold ? '是' : '否'],
  ]),
  crossing: recordKind('三跨三分离', 'course', { standing: '有效', superseded: '已变更' }, ({ kinds, reason }: CrossingMark) => [
    ['情形', kinds.map((kind) => CROSSING_NAMES[kind]).join('、')],
    ['说明', reason],
  ]),
};
