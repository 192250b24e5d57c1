import { HandBackAnswered, ObjectionAnsweredOutside, type DataOf, type HandBackAsked, type NewEvent } from '@sunshine/events';
import { decided } from '../decision.js';
import { objectionOutside } from '../waiting.js';
import type { Decision, PetitionState } from '../petition.js';
import { recordsOf, withRecord, type CaseRecord } from '../records.js';
import { endedAsReturned } from '../routing/objection-upheld.js';
import { WORDS_ELSEWHERE, type NodeGiven } from './coming-back.js';

const SOURCE = '本系统规则 跨节点办理（信访工作条例 22）';

export type HandBackAsk = Pick<DataOf<typeof HandBackAsked>, 'messageId' | 'node' | 'ask' | 'objectionId' | 'on'>;

/** Whether the matter may still go back: as inside a node before the petitioner is told, and from where it came to. */
function mayGo({ stage, records, heldBy }: PetitionState): boolean {
  return heldBy === null && (stage === 'registered' || stage === 'received') && recordsOf({ records }, 'transfer', 'standing').length === 0;
}

/**
 * The node from which the matter came asks for it, or has decided the objection of the organ here. It ends here where it goes back: by a recall or an
 * upheld objection before the petitioner is told, in any case where that node never gave it away.
 * @returns whether it goes; the decision is null where nothing changes
 * @source 信访工作条例 23 ¶3; own rule, law 4.1
 */
export function handBack(given: NodeGiven, ask: HandBackAsk): { readonly given: boolean; readonly decision: Decision | null } {
  if (ask.ask === 'upheld' || ask.ask === 'rejected') return objectionDecided(given, ask);
  const { state } = given;
  const goes = state.stage !== 'closed' && (ask.ask === 'gone' || mayGo(state));
  if (!goes) return { given: ask.ask === 'gone', decision: null };
  const end = endedAsReturned(given, 'recalled');
  const line = { act: 'giveBack', basis: SOURCE, remark: `对方节点${ask.node}` } as const;
  return { given: true, decision: decided(given, end.change, { ...end, events: [answered(state.id, ask), ...end.events], line }) };
}

const answered = (petitionId: string, { messageId }: HandBackAsk): NewEvent =>
  HandBackAnswered.create({ petitionId, messageId, given: true });

function objectionDecided(given: NodeGiven, ask: HandBackAsk): { readonly given: boolean; readonly decision: Decision | null } {
  const { state, law, act } = given;
  const objection = objectionOutside(state, ask.objectionId);
  const upheld = ask.ask === 'upheld';
  if (!objection || (upheld && !mayGo(state))) return { given: false, decision: null };
  const decision = { upheld, reason: WORDS_ELSEWHERE, newOrganId: null, reportBy: null, byPersonId: null, on: ask.on };
  const judged: CaseRecord<'objection'> = {
    ...objection,
    state: upheld ? 'upheld' : 'rejected',
    data: { ...objection.data, decision },
  };
  const records = withRecord(state.records, judged);
  const told = ObjectionAnsweredOutside.create({ petitionId: state.id, objectionId: objection.id, upheld });
  const remark = `对方节点${ask.node}，${upheld ? '异议成立，退回' : '异议不成立，由本单位继续办理'}`;
  const line = { act: 'recordObjectionAnswer', basis: law.packOn(act.on).terms.OBJECT.source, remark } as const;
  if (!upheld) return { given: false, decision: decided(given, { records }, { events: [told], line }) };
  const end = endedAsReturned({ ...given, state: { ...state, records } }, 'objection_upheld');
  const events = [answered(state.id, ask), told, ...end.events];
  return { given: true, decision: decided(given, end.change, { ...end, events, line }) };
}

/** The objection was sent to that node: it is answered there alone. Null: it has ended meanwhile. */
export function objectionForwarded(given: NodeGiven, objectionId: string, node: string): Decision | null {
  const objection = objectionOutside(given.state, objectionId);
  if (!objection || objection.data.toNode) return null;
  const sent: CaseRecord<'objection'> = { ...objection, data: { ...objection.data, toNode: node } };
  return decided(
    given,
    { records: withRecord(given.state.records, sent) },
    { line: { act: 'forwardObjection', basis: SOURCE, remark: `对方节点${node}` } },
  );
}
