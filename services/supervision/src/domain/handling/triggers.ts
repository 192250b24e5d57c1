import type { Day, Nature, RulePack, SupervisionTrigger } from '@sunshine/procedure';
import { TERM_NAMES } from '@sunshine/words';

/** What a machine finds, as grounds of the packs; a person may choose any of the pack. */
type Found = 'late' | 'no_feedback' | 'procedure' | 'shirking' | 'not_carried_out';

/** The ground of that code in the pack; undefined where it is none there. @source law 7, table of triggers */
export const triggerOf = (
  { supervisionTriggers = [] }: Pick<RulePack, 'supervisionTriggers'>,
  code: string,
): SupervisionTrigger | undefined => supervisionTriggers.find((one) => one.code === code);

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
  readonly code: string;
  readonly title: string;
  readonly article: string;
  readonly organId: string;
  /** Null: no single term. */
  readonly clockId: string | null;
  readonly facts: string;
  /** False: no finding, a person has to look whether it is one. */
  readonly found: boolean;
}

const OF_TERM: Readonly<Record<string, Found>> = {
  NOTIFY_DIRECT: 'procedure',
  NOTIFY_TRANSFERRED: 'procedure',
  ROUTE: 'procedure',
  ASSIGNMENT_REPORT: 'no_feedback',
  EXECUTE: 'not_carried_out',
};
/** Objections that were rejected, from which on a person has to look. @source own rule: law 7 */
const REJECTED_TO_LOOK = 2;

interface Fact extends Omit<OfferedTrigger, 'title' | 'article'> {
  readonly code: Found;
}

function ofDuty({ clockId, term, nature, organId, effectiveDue, endedOn, pauses }: WatchedDuty, today: Day): Fact[] {
  if (nature !== 'duty' || organId === null || (endedOn ?? today) <= effectiveDue) return [];
  if (endedOn === null && pauses.some(({ from, to }) => from <= today && today <= to)) return [];
  const due = `“${TERM_NAMES[term] ?? term}”期限${effectiveDue}届满`;
  return endedOn === null
    ? [{ code: OF_TERM[term] ?? 'late', organId, clockId, facts: `${due}，至${today}尚未了结`, found: true }]
    : [{ code: 'procedure', organId, clockId, facts: `${due}，${endedOn}才了结`, found: true }];
}

function ofSigns(signs: readonly Sign[], duties: readonly WatchedDuty[]): Fact[] {
  const last = (kind: Sign['kind']) => signs.findLast((sign) => sign.kind === kind);
  const dutyOf = (term: string) => duties.findLast((duty) => duty.term === term);
  const one = (sign: Sign | undefined, code: Found, term: string, facts: string): Fact[] => {
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
function ofObjections(signs: readonly Sign[]): Fact[] {
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
  pack: Pick<RulePack, 'supervisionTriggers'>,
  today: Day,
): OfferedTrigger[] {
  const found = [...duties.flatMap((duty) => ofDuty(duty, today)), ...ofSigns(signs, duties), ...ofObjections(signs)];
  return found.flatMap((one) => {
    const trigger = triggerOf(pack, one.code);
    return trigger ? [{ ...one, title: trigger.title, article: trigger.source }] : [];
  });
}
