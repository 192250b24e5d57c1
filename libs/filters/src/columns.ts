import type { List } from './lists.js';

/** A column of a list, in the export and in saved views. */
export interface ListColumn {
  readonly name: string;
  readonly title: string;
  readonly kind: 'text' | 'day' | 'number';
  /** Names a person in clear: leaves only by right, with a purpose and a second person. */
  readonly identity?: true;
}

const text = (name: string, title: string): ListColumn => ({ name, title, kind: 'text' });
const day = (name: string, title: string): ListColumn => ({ name, title, kind: 'day' });
const identity = (name: string, title: string): ListColumn => ({ name, title, kind: 'text', identity: true });

/** In the order in which lists show them; nothing that is sealed of a report is among them. */
export const LIST_COLUMNS: Readonly<Record<List, readonly ListColumn[]>> = {
  petitions: [
    text('number', '信访编号'),
    text('kind', '类别'),
    text('channel', '渠道'),
    day('registeredOn', '登记日期'),
    day('receivedOn', '收到日期'),
    text('summary', '概况'),
    text('text', '内容'),
    text('stage', '环节'),
    text('exit', '途径'),
    text('outcome', '结果'),
    text('organ', '责任单位'),
    text('officer', '承办人员'),
    text('registeringOrgan', '登记单位'),
    day('closedOn', '办结日期'),
    text('division', '区划'),
    text('contentClass', '内容分类'),
    text('purpose', '信访目的'),
    { name: 'peopleCount', title: '人数', kind: 'number' },
    text('maskedName', '信访人（隐名）'),
    text('maskedPhone', '电话（隐号）'),
    identity('name', '信访人'),
    identity('idNumber', '证件号码'),
    identity('phone', '电话'),
    identity('address', '住址'),
  ],
  supervisionBoard: [
    text('petitionNumber', '信访编号'),
    text('organ', '责任单位'),
    text('term', '期限'),
    text('state', '状态'),
    day('startedOn', '起算日期'),
    day('nominalDue', '原到期日（未顺延）'),
    day('effectiveDue', '到期日'),
    { name: 'extendedBy', title: '延长天数', kind: 'number' },
    day('endedOn', '结束日期'),
    text('source', '依据'),
  ],
};

/** The first is the usual one. Rows without a day of closure or end come last in both directions. */
export const LIST_ORDERS = {
  petitions: ['REGISTERED_DESC', 'REGISTERED_ASC', 'NUMBER', 'RECEIVED_DESC', 'RECEIVED_ASC', 'CLOSED_DESC', 'CLOSED_ASC'],
  supervisionBoard: ['DUE', 'ENDED_DESC', 'ENDED_ASC'],
} as const satisfies Record<List, readonly string[]>;
