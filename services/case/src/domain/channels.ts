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
import { channelError } from './channels.errors.js';

const SOURCE = '信访工作条例 31';

/** A limit of the channel whose start is known. */
export interface LimitStart {
  /** Name of the limit in the pack's channel. */
  readonly limit: string;
  readonly on: Day;
}

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
  if (!channel) throw channelError('EXIT_CHANNEL_UNKNOWN', { source: SOURCE, details: { channel: id } });
  return channel;
}

/** @param at where the input has them @throws EXIT_LIMIT_UNKNOWN, EXIT_LIMIT_TWICE, EXIT_LIMIT_IN_FUTURE */
export function checkStarts({ title, limits }: Channel, starts: readonly LimitStart[], today: Day, at = 'starts'): readonly LimitStart[] {
  for (const [index, { limit, on }] of starts.entries()) {
    const field = `${at}.${index}.limit`;
    if (!limits.some(({ name }) => name === limit))
      throw channelError('EXIT_LIMIT_UNKNOWN', { source: SOURCE, details: { title, limit }, field });
    if (starts.findIndex((one) => one.limit === limit) !== index)
      throw channelError('EXIT_LIMIT_TWICE', { source: SOURCE, details: { limit }, field });
    if (on > today) throw channelError('EXIT_LIMIT_IN_FUTURE', { source: SOURCE, details: { limit, day: on }, field: `${at}.${index}.on` });
  }
  return starts;
}

export const NOT_STOPPED = 'petitionStopsNoTerm';
