import { GuidanceIssued } from '@sunshine/events';
import {
  channelLastDay,
  channelRule,
  type Calendar,
  type Channel,
  type ChannelLimit,
  type Day,
  type Exit,
  type RulePack,
} from '@sunshine/procedure';
import { exitError } from './exits.errors.js';
import type { ExitDecision, LimitStart } from './exits.records.js';
import type { PetitionState } from '../petition.js';
import { latestRecord, type CaseRecord } from '../records.js';
import { optional, required } from '../text.js';

const SOURCE = '信访工作条例 31';

/** A limit of a channel as it is told: the rule, and the last day where its start is known. */
export interface LimitTold {
  readonly name: string;
  readonly duty: ChannelLimit['duty'];
  readonly startedOn: Day | null;
  /** The last day before it moves on from a rest day. */
  readonly nominalDay: Day | null;
  readonly lastDay: Day | null;
  readonly provisional: boolean;
  readonly rule: string;
  readonly text: string;
  readonly source: string;
}

/** A statutory channel with its limits; filing a petition stops none of them. */
export interface ChannelTold {
  readonly id: string;
  readonly title: string;
  readonly exit: Exit | null;
  readonly body: string;
  readonly note: string | null;
  readonly source: string;
  readonly limits: readonly LimitTold[];
}

function limitTold(limit: ChannelLimit, startedOn: Day | null, calendar: Calendar): LimitTold {
  const { name, duty, source } = limit;
  const rule = channelRule(limit);
  if (startedOn === null) return { name, duty, startedOn, nominalDay: null, lastDay: null, provisional: false, rule, text: rule, source };
  const { nominal: nominalDay, lastDay, provisional, text } = channelLastDay(limit, startedOn, calendar);
  return { name, duty, startedOn, nominalDay, lastDay, provisional, rule, text, source };
}

/** @param startOf the day on which a limit has started, null where it is not known */
export function channelTold(channel: Channel, startOf: (limit: ChannelLimit) => Day | null, calendar: Calendar): ChannelTold {
  const { id, title, exit, body, note = null, source, limits } = channel;
  return { id, title, exit, body, note, source, limits: limits.map((limit) => limitTold(limit, startOf(limit), calendar)) };
}

/**
 * Channels of an exit, all of them without one. With a start each term that the petitioner has to keep is told as if it had started on
 * that day, so that a registrar can say what is left.
 */
export function statutoryChannels(pack: RulePack, calendar: Calendar, exit: string | null, startedOn: Day | null): ChannelTold[] {
  const startOf = ({ duty }: ChannelLimit) => (duty === 'petitioner' ? startedOn : null);
  return pack.channels
    .filter((channel) => exit === null || channel.exit === exit)
    .map((channel) => channelTold(channel, startOf, calendar));
}

/** @throws EXIT_CHANNEL_UNKNOWN */
export function channelOf(pack: RulePack, id: string): Channel {
  const channel = pack.channels.find((one) => one.id === id);
  if (!channel) throw exitError('EXIT_CHANNEL_UNKNOWN', { source: SOURCE, details: { channel: id } });
  return channel;
}

/** @throws EXIT_LIMIT_UNKNOWN, EXIT_LIMIT_TWICE, EXIT_LIMIT_IN_FUTURE */
export function checkStarts({ title, limits }: Channel, starts: readonly LimitStart[], today: Day): readonly LimitStart[] {
  for (const [index, { limit, on }] of starts.entries()) {
    if (!limits.some(({ name }) => name === limit)) throw exitError('EXIT_LIMIT_UNKNOWN', { source: SOURCE, details: { title, limit } });
    if (starts.findIndex((one) => one.limit === limit) !== index)
      throw exitError('EXIT_LIMIT_TWICE', { source: SOURCE, details: { limit } });
    if (on > today) throw exitError('EXIT_LIMIT_IN_FUTURE', { source: SOURCE, details: { limit, day: on } });
  }
  return starts;
}

/** The decision in force; null while the organ has decided none (a bare acceptance decides 31(6) by itself). */
export const exitDecisionOf = (state: Pick<PetitionState, 'records'>): CaseRecord<'exitDecision'> | null =>
  latestRecord(state, 'exitDecision', 'decided');

/** Part of the transfer slip (`exitProposed`); null where the bureau has proposed none. */
export function proposedExitPart(state: Pick<PetitionState, 'records'>): { exit: Exit; reason: string } | null {
  return latestRecord(state, 'exitProposal', 'proposed')?.data ?? null;
}

export interface GuidanceInput {
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

export const NOT_STOPPED = 'petitionStopsNoTerm';

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
  input: GuidanceInput | null,
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
  const starts = input.starts === null ? decision.data.starts : checkStarts(channel, input.starts, on);
  const body = optional('有权处理的机关', input.body, 200);
  const papers = input.papers.map((paper) => required('所需材料', paper, 200));
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

/** A matter that was refused goes on by no exit. @throws MATTER_REFUSED */
export function requireNotRefused({ outcome }: Pick<PetitionState, 'outcome'>, source: string): void {
  if (outcome === 'refused_acceptance' || outcome === 'refused_refiling') throw exitError('MATTER_REFUSED', { source });
}
