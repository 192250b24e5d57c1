import { GuidanceIssued } from '@sunshine/events';
import type { Calendar, ChannelLimit, Day, RulePack } from '@sunshine/procedure';
import { channelOf, channelTold, checkStarts, NOT_STOPPED, type ChannelTold, type LimitStart } from '../channels.js';
import { performTerm } from '../claim-duties.js';
import { running } from '../decision.js';
import type { Given, PetitionState } from '../petition.js';
import { withRecord, type CaseRecord } from '../records.js';
import { exitDecisionOf } from '../standing.js';
import { optional, required } from '../text.js';
import { exitError } from './exits.errors.js';
import type { ExitDecision } from './exits.records.js';

const SOURCE = '信访工作条例 31';

export interface GuidanceEntered {
  /** The competent body by name; that of the channel where none is given. */
  readonly body: string | null;
  readonly papers: readonly string[];
  /** Starts learnt since the decision, in place of those in it. */
  readonly starts: readonly LimitStart[] | null;
}

/** The channel of a decision with its limits, by the pack in force when it was decided and the newest calendar. */
export function guidanceTold(pack: RulePack, { channelId, starts, body }: ExitDecision, calendar: Calendar): ChannelTold | null {
  if (channelId === null) return null;
  const startOf = ({ name }: ChannelLimit) => starts.find(({ limit }) => limit === name)?.on ?? null;
  const told = channelTold(channelOf(pack, channelId), startOf, calendar);
  return { ...told, body: body ?? told.body };
}

export interface Guidance {
  /** Of 31(5) the organ acts itself: no other way is told, so it is the notice. */
  readonly kind: 'GUIDANCE' | 'NOTICE';
  readonly decision: CaseRecord<'exitDecision'>;
  /** Parts of that paper. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** The earliest last day that the petitioner has to keep. */
  readonly lastDay: Day | null;
}

/**
 * What is told of the decided exit. Of 31(5) by when the organ will have performed or answered; of 31(1) to 31(4) the guidance notice: route, competent body, last day or rule of each limit, that petitioning does
 * not stop it, papers needed, basis. Null where no such exit is decided.
 * @throws GUIDANCE_MISSING, GUIDANCE_NOT_NEEDED, TEXT_MISSING, EXIT_CHANNEL_UNKNOWN, EXIT_LIMIT_UNKNOWN, EXIT_LIMIT_TWICE, EXIT_LIMIT_IN_FUTURE
 * @source 信访工作条例 31; own rule, practice F14
 */
export function guidanceFor(
  state: PetitionState,
  input: GuidanceEntered | null,
  given: Pick<Given, 'law' | 'act' | 'clocks'>,
  documentId: string,
): Guidance | null {
  const { calendar } = given.law;
  const { on } = given.act;
  const pack = given.law.packOn(on);
  const decision = exitDecisionOf(state);
  const { exit } = state;
  if (!decision || exit === null || exit === '31(6)' || decision.data.channelId === null) {
    if (input) throw exitError('GUIDANCE_NOT_NEEDED', { source: SOURCE });
    return null;
  }
  if (!input) throw exitError('GUIDANCE_MISSING', { source: SOURCE, details: { exit } });
  const channel = channelOf(pack, decision.data.channelId);
  const starts = input.starts === null ? decision.data.starts : checkStarts(channel, input.starts, on, 'guidance.starts');
  const body = optional('有权处理的机关', 'guidance.body', input.body, 200);
  const papers = input.papers.map((paper, at) => required('所需材料', `guidance.papers.${at}`, paper, 200));
  const data: ExitDecision = { ...decision.data, starts, body, papers, toldOn: on, documentId };
  const told = guidanceTold(pack, data, calendar);
  if (!told) return null;
  const [rule, theirs] = [true, false].map((own) =>
    told.limits.filter(({ duty }) => (duty === 'petitioner') === own).map(({ text }) => text),
  );
  if (exit === '31(5)') {
    const by = (running(given.clocks, 'PERFORM') ?? performTerm(given, withDecision(state, { ...decision, data })))?.effectiveDue;
    return {
      kind: 'NOTICE',
      decision: { ...decision, data },
      parts: { performBy: by ? `您的申请由本机关依法履行或者答复，至迟${inChinese(by)}` : null, basis: [data.basis, told.source] },
      lastDay: null,
    };
  }
  return {
    kind: 'GUIDANCE',
    decision: { ...decision, data },
    parts: {
      route: told.title,
      competentBody: told.body,
      deadline: rule && rule.length > 0 ? rule : [told.note ?? '该途径没有规定您提出的期限'],
      ...(theirs && theirs.length > 0 && { theirDeadline: theirs }),
      leadIn: exit === '31(3)' || exit === '31(4)' ? 'may' : 'shall',
      notStopped: pack.values[NOT_STOPPED]?.value,
      papers,
      basis: [data.basis, told.source],
    },
    lastDay: told.limits.flatMap(({ duty, lastDay }) => (duty === 'petitioner' && lastDay !== null ? [lastDay] : [])).toSorted()[0] ?? null,
  };
}

const withDecision = (state: PetitionState, decision: CaseRecord<'exitDecision'>): PetitionState => ({
  ...state,
  records: withRecord(state.records, decision),
});
const inChinese = (day: Day): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

export const guidanceIssued = (
  { id: petitionId }: Pick<PetitionState, 'id'>,
  { data: { exit, channelId, documentId } }: CaseRecord<'exitDecision'>,
  lastDay: Day | null,
) => GuidanceIssued.create({ petitionId, exit, channelId: channelId ?? '', documentId: documentId ?? '', lastDay });
