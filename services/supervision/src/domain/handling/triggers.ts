import type { Day, Nature, RulePack } from '@sunshine/procedure';
import { TERM_NAMES } from '@sunshine/words';

interface TriggerRule {
  readonly name: string;
  /** The article by pack id; a local pack without its own has that of its base. Left out: not a ground there. */
  readonly articles: Readonly<Record<string, string>>;
}

const [IN_2022, IN_2005, BEIJING] = ['信访工作条例 40', '信访条例 36', '北京市信访条例 52'];
const everywhere = { 'CN-2022': IN_2022, 'CN-2005': IN_2005, 'CN-11-2006': BEIJING };

/** On what supervised handling is opened. @source law 7, table of triggers */
export const TRIGGERS = {
  late: { name: '无正当理由未按规定期限办结', articles: everywhere },
  no_feedback: { name: '未按规定反馈办理结果', articles: everywhere },
  procedure: { name: '未按规定程序受理、办理', articles: everywhere },
  shirking: { name: '推诿、敷衍、拖延', articles: everywhere },
  false_handling: { name: '弄虚作假', articles: { 'CN-2022': IN_2022, 'CN-11-2006': BEIJING } },
  not_carried_out: { name: '不执行信访处理意见', articles: everywhere },
  plainly_wrong: { name: '认定事实或者适用依据明显错误', articles: { 'CN-11-2006': BEIJING } },
  other: { name: '其他需要督办的情形', articles: everywhere },
} as const satisfies Record<string, TriggerRule>;
export type TriggerCode = keyof typeof TRIGGERS;
export const TRIGGER_CODES = Object.keys(TRIGGERS) as TriggerCode[];

/** The article of the trigger in that pack; null where it is no ground there. */
export function articleOf(code: TriggerCode, { id, base }: Pick<RulePack, 'id' | 'base'>): string | null {
  const articles: Readonly<Record<string, string>> = TRIGGERS[code].articles;
  return articles[id] ?? (base === null ? null : (articles[base] ?? null));
}

/** A term of the petition with the days that are left out of its count, inclusive. */
export interface WatchedDuty {
  readonly clockId: string;
  readonly term: string;
  readonly nature: Nature;
  readonly organId: string | null;
  /** Last day, inclusive, Asia/Shanghai. */
  readonly effectiveDue: Day;
  readonly endedOn: Day | null;
  readonly pauses: readonly { readonly from: Day; readonly to: Day }[];
}

/** What case tells of a matter besides its terms, one row a fact. */
export interface Sign {
  readonly kind: 'report_returned' | 'not_carried_out' | 'objection_rejected';
  readonly on: Day;
  /** Null: that of the term whose fact it is. */
  readonly organId: string | null;
}

/** A trigger that the facts bear, offered to a person; nothing is opened by it. */
export interface OfferedTrigger {
  readonly code: TriggerCode;
  readonly article: string;
  readonly organId: string;
  /** Null: no single term. */
  readonly clockId: string | null;
  readonly facts: string;
  /** False: no finding, a person has to look whether it is one. */
  readonly found: boolean;
}

const OF_TERM: Readonly<Record<string, TriggerCode>> = {
  NOTIFY_DIRECT: 'procedure',
  NOTIFY_TRANSFERRED: 'procedure',
  ROUTE: 'procedure',
  ASSIGNMENT_REPORT: 'no_feedback',
  EXECUTE: 'not_carried_out',
};
/** Objections that were rejected, from which on a person has to look. @source own rule: law 7 */
const REJECTED_TO_LOOK = 2;

type Found = Omit<OfferedTrigger, 'article'>;

function ofDuty({ clockId, term, nature, organId, effectiveDue, endedOn, pauses }: WatchedDuty, today: Day): Found[] {
  if (nature !== 'duty' || organId === null || (endedOn ?? today) <= effectiveDue) return [];
  if (endedOn === null && pauses.some(({ from, to }) => from <= today && today <= to)) return [];
  const due = `“${TERM_NAMES[term] ?? term}”期限${effectiveDue}届满`;
  return endedOn === null
    ? [{ code: OF_TERM[term] ?? 'late', organId, clockId, facts: `${due}，至${today}尚未了结`, found: true }]
    : [{ code: 'procedure', organId, clockId, facts: `${due}，${endedOn}才了结`, found: true }];
}

function ofSigns(signs: readonly Sign[], duties: readonly WatchedDuty[]): Found[] {
  const last = (kind: Sign['kind']) => signs.findLast((sign) => sign.kind === kind);
  const dutyOf = (term: string) => duties.findLast((duty) => duty.term === term);
  const one = (sign: Sign | undefined, code: TriggerCode, term: string, facts: string): Found[] => {
    const duty = dutyOf(term);
    const organId = sign?.organId ?? duty?.organId ?? null;
    if (!sign || organId === null) return [];
    return [{ code, organId, clockId: duty?.clockId ?? null, facts: `${sign.on}${facts}`, found: true }];
  };
  return [
    ...one(last('report_returned'), 'no_feedback', 'ASSIGNMENT_REPORT', '报送的办理结果不合要求，被退回'),
    ...one(last('not_carried_out'), 'not_carried_out', 'EXECUTE', '核查处理意见的执行，尚未执行到位'),
  ];
}

/** An objection in time and with reasons is a right and no finding; from the second rejected one on a person is asked to look. */
function ofObjections(signs: readonly Sign[]): Found[] {
  const rejected = signs.filter(({ kind }) => kind === 'objection_rejected');
  return [...new Set(rejected.flatMap(({ organId }) => organId ?? []))].flatMap((organId) => {
    const days = rejected.filter((one) => one.organId === organId).map(({ on }) => on);
    if (days.length < REJECTED_TO_LOOK) return [];
    const facts = `提出的异议${days.length}次未被采纳（${days.join('、')}），是否推诿请人工核实`;
    return [{ code: 'shirking', organId, clockId: null, facts, found: false } as const];
  });
}

/**
 * The triggers that what supervision knows bears on a day, each with its article and facts. A duty that is paused is not late.
 * @source law 7, machine tests
 */
export function triggersOf(
  { duties, signs }: { readonly duties: readonly WatchedDuty[]; readonly signs: readonly Sign[] },
  pack: Pick<RulePack, 'id' | 'base'>,
  today: Day,
): OfferedTrigger[] {
  const found = [...duties.flatMap((duty) => ofDuty(duty, today)), ...ofSigns(signs, duties), ...ofObjections(signs)];
  return found.flatMap((one) => {
    const article = articleOf(one.code, pack);
    return article === null ? [] : [{ ...one, article }];
  });
}
