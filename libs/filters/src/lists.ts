import type { Channel, PetitionKind } from '@sunshine/events';
import {
  CHANNEL_NAMES,
  CLOCK_STATE_NAMES,
  EXIT_NAMES,
  KIND_NAMES,
  NATURE_NAMES,
  OUTCOME_NAMES,
  STAGE_NAMES,
  TERM_NAMES,
} from '@sunshine/words';

/** Conditions on the register, all of which hold together; days inclusive, Asia/Shanghai. */
export interface PetitionFilter {
  /** Beginning of the number. */
  readonly number?: string | null;
  /** Words that all stand in summary or text. */
  readonly text?: string | null;
  readonly kinds?: readonly PetitionKind[] | null;
  readonly channels?: readonly Channel[] | null;
  readonly stages?: readonly string[] | null;
  readonly exits?: readonly string[] | null;
  readonly outcomes?: readonly string[] | null;
  /** The organ that has to act now. In the language it is one of `organIds`. */
  readonly organId?: string | null;
  /** Organs that have to act now. */
  readonly organIds?: readonly string[] | null;
  /** Officers of the reader's organs of whom one was given it by the head. */
  readonly officerIds?: readonly string[] | null;
  readonly registeringOrganIds?: readonly string[] | null;
  readonly division?: string | null;
  readonly contentClass?: string | null;
  readonly registeredFrom?: string | null;
  readonly registeredTo?: string | null;
  readonly receivedFrom?: string | null;
  readonly receivedTo?: string | null;
  readonly closedFrom?: string | null;
  readonly closedTo?: string | null;
  readonly openOnly?: boolean | null;
  /** Typed for somebody else (代录), or not. */
  readonly onBehalf?: boolean | null;
}

/** Conditions on duties. Without `states`: what has not ended. */
export interface BoardFilter {
  readonly organIds?: readonly string[] | null;
  readonly terms?: readonly string[] | null;
  readonly states?: readonly string[] | null;
  /** A right is on no list of duties. */
  readonly natures?: readonly string[] | null;
  readonly dueFrom?: string | null;
  readonly dueTo?: string | null;
  readonly petitionNumber?: string | null;
  /** Duties that the overview counts of these organs and those below them: no options, and no matter that is a report. */
  readonly areas?: readonly string[] | null;
}

export interface Filters {
  readonly petitions: PetitionFilter;
  readonly supervisionBoard: BoardFilter;
}
export type List = keyof Filters;

/**
 * A condition of a list. `text`: words of the search; `enum`: one of `values`; `code`: one of `values`, or any code of the shape;
 * `days`: `from..to`; `flag`: `yes`, and `no` where that is a condition too; `number`: a petition number, or its beginning.
 */
export interface FilterField {
  readonly name: string;
  readonly title: string;
  readonly kind: 'text' | 'enum' | 'code' | 'days' | 'flag' | 'id' | 'number';
  /** Fields of the structured form: two of days, else one. */
  readonly keys: readonly string[];
  readonly many?: true;
  /** Whose ids those of kind `id` are. */
  readonly of?: 'organ' | 'person';
  /** Codes with what officers call them. */
  readonly values?: Readonly<Record<string, string>>;
  /** Words of before that a link or a saved view may still hold, with the codes they stand for. */
  readonly former?: Readonly<Record<string, string>>;
  /** The title of before, which a link or a saved view may still hold. */
  readonly formerTitle?: string;
  readonly shape?: RegExp;
  readonly no?: string;
}

const many = (name: string, title: string, values: Readonly<Record<string, string>>): FilterField => ({
  name,
  title,
  kind: 'enum',
  keys: [name],
  many: true,
  values,
});
const days = (name: string, title: string): FilterField => ({ name, title, kind: 'days', keys: [`${name}From`, `${name}To`] });
const ids = (name: string, title: string, of: FilterField['of'] = 'organ'): FilterField => ({
  name,
  title,
  kind: 'id',
  of,
  keys: [name],
  many: true,
  shape: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
});
const code = (name: string, title: string): FilterField => ({ name, title, kind: 'code', keys: [name], shape: /^\d{6}$/ });
const number = (name: string): FilterField => ({ name, title: '编号', kind: 'number', keys: [name], shape: /^[\d-]{1,22}$/ });

/** In the order in which a canonical text names them; what is searched stands last, without a title. */
export const FILTER_FIELDS: Readonly<Record<List, readonly FilterField[]>> = {
  petitions: [
    number('number'),
    { ...many('kinds', '类别', KIND_NAMES), formerTitle: '类型' },
    many('channels', '渠道', CHANNEL_NAMES),
    { ...many('stages', '环节', STAGE_NAMES), formerTitle: '阶段', former: { 已转送交办: 'routed' } },
    many('exits', '途径', EXIT_NAMES),
    many('outcomes', '结果', OUTCOME_NAMES),
    { ...ids('organIds', '责任单位'), formerTitle: '承办单位' },
    ids('officerIds', '承办人员', 'person'),
    ids('registeringOrganIds', '登记单位'),
    code('division', '区划'),
    code('contentClass', '内容分类'),
    days('registered', '登记'),
    days('received', '收到'),
    days('closed', '办结'),
    { name: 'openOnly', title: '未办结', kind: 'flag', keys: ['openOnly'] },
    { name: 'onBehalf', title: '代录', kind: 'flag', keys: ['onBehalf'], no: '非代录' },
    { name: 'text', title: '内容', kind: 'text', keys: ['text'] },
  ],
  supervisionBoard: [
    number('petitionNumber'),
    ids('organIds', '责任单位'),
    {
      name: 'terms',
      title: '期限',
      kind: 'code',
      keys: ['terms'],
      many: true,
      values: TERM_NAMES,
      former: { 直接信访告知: 'NOTIFY_DIRECT', 转送交办事项告知: 'NOTIFY_TRANSFERRED', 转送异议: 'OBJECT' },
      shape: /^[A-Z][A-Z0-9_]{1,59}$/,
    },
    many('states', '状态', CLOCK_STATE_NAMES),
    many('natures', '性质', NATURE_NAMES),
    days('due', '到期'),
    ids('areas', '督查范围'),
  ],
};
