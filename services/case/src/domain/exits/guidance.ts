import { GuidanceIssued } from '@sunshine/events';
import type { Calendar, ChannelLimit, Day, RulePack } from '@sunshine/procedure';
import { channelOf, channelTold, checkStarts, NOT_STOPPED, type ChannelTold, type LimitStart } from '../channels.js';
import type { PetitionState } from '../petition.js';
import type { CaseRecord } from '../records.js';
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
  readonly decision: CaseRecord<'exitDecision'>;
  /** Parts of the guidance notice. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** The earliest last day that the petitioner has to keep. */
  readonly lastDay: Day | null;
}

/**
 * The guidance notice to the decided exit 31(1) to 31(5): route, competent body, last day or rule of each limit, that petitioning does
 * not stop it, papers needed, basis. Null where no such exit is decided.
 * @throws GUIDANCE_MISSING, GUIDANCE_NOT_NEEDED, TEXT_MISSING, EXIT_CHANNEL_UNKNOWN, EXIT_LIMIT_UNKNOWN, EXIT_LIMIT_TWICE, EXIT_LIMIT_IN_FUTURE
 * @source 信访工作条例 31; own rule, practice F14
 */
export function guidanceFor(
  state: PetitionState,
  input: GuidanceEntered | null,
  at: { pack: RulePack; calendar: Calendar; on: Day; documentId: string },
): Guidance | null {
  const { pack, calendar, on, documentId } = at;
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
  const rule = told.limits.map(({ text }) => text);
  return {
    decision: { ...decision, data },
    parts: {
      route: told.title,
      competentBody: told.body,
      deadline: rule.length > 0 ? rule : [told.note ?? '该途径没有规定期限'],
      notStopped: pack.values[NOT_STOPPED]?.value,
      papers,
      basis: [data.basis, told.source],
    },
    lastDay: told.limits.flatMap(({ duty, lastDay }) => (duty === 'petitioner' && lastDay !== null ? [lastDay] : [])).toSorted()[0] ?? null,
  };
}

export const guidanceIssued = (
  { id: petitionId }: Pick<PetitionState, 'id'>,
  { data: { exit, channelId, documentId } }: CaseRecord<'exitDecision'>,
  lastDay: Day | null,
) => GuidanceIssued.create({ petitionId, exit, channelId: channelId ?? '', documentId: documentId ?? '', lastDay });
