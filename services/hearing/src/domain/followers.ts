import { FollowerAdmitted, FollowerDismissed } from '@sunshine/events';
import { MASK, cut, findAll, type Stretch } from '@sunshine/redaction';
import { ATTENDEE_NAMES } from '@sunshine/words';
import { acting, changed, hearingOf, now, requireThisOrgan } from './course.js';
import type { Entry, Follower, Given, Hearing, HearingDecided } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import type { EntryKind } from './sitting.js';
import { optional, required } from './text.js';

const SOURCE = '本系统规则 听证（旁听：仅限准许的人员，不公开听证和村级听证不得旁听）';

export const MOST_FOLLOWERS = 200;

/** Public, and not in the village, which is never streamed. @source law 9 (stream only to persons admitted; closed and village never) */
export const mayBeFollowed = ({ schedule, form }: Hearing): boolean => schedule?.public === true && form !== 'village';

/** What is said is shown from the opening to the conclusion. */
export const isFollowedNow = (hearing: Hearing): boolean =>
  mayBeFollowed(hearing) && (hearing.state === 'open' || hearing.state === 'deliberating');

export interface AdmitFollower {
  readonly followerId: string;
  readonly hearingId: string;
  readonly personId: string | null;
  readonly name: string | null;
  /** Everybody who was admitted to this hearing before. */
  readonly followers: readonly Follower[];
}

/**
 * Admits somebody to follow a public sitting.
 * @throws HEARING_NOT_FOUND, HEARING_ACT_NOT_NOW, HEARING_OF_OTHER_ORGAN, FOLLOWER_NOT_SCHEDULED, FOLLOWER_CLOSED, FOLLOWERS_TOO_MANY,
 * FOLLOWER_BARRED, FOLLOWER_ALREADY, HEARING_TEXT_MISSING, HEARING_TEXT_TOO_LONG
 * @source law 9
 */
export function admitFollower(given: Given, command: AdmitFollower): HearingDecided {
  const { act, state } = given;
  const hearing = now(given, command.hearingId, 'admitFollower');
  requireThisOrgan(given, hearing);
  if (!hearing.schedule) throw hearingError('FOLLOWER_NOT_SCHEDULED', { source: SOURCE });
  if (!mayBeFollowed(hearing)) throw hearingError('FOLLOWER_CLOSED', { source: SOURCE });
  const { personId } = command;
  const name = personId === null ? required('姓名', 'name', command.name, 50) : null;
  const standing = command.followers.filter(({ endedAt }) => endedAt === null);
  if (standing.length >= MOST_FOLLOWERS) throw hearingError('FOLLOWERS_TOO_MANY', { source: SOURCE, details: { most: MOST_FOLLOWERS } });
  const parts = personId === null ? [] : (state.involved[personId] ?? []);
  if (parts.includes('recused') || parts.includes('accused')) throw hearingError('FOLLOWER_BARRED', { source: SOURCE });
  if (standing.some((one) => one.personId === personId && one.name === name)) throw hearingError('FOLLOWER_ALREADY', { source: SOURCE });
  const follower: Follower = {
    id: command.followerId,
    personId,
    name,
    byPersonId: act.personId,
    admittedAt: act.at,
    endedAt: null,
    reason: null,
  };
  return { ...changed(hearing, FollowerAdmitted.create({ ...acting(given, hearing), followerId: follower.id })), follower };
}

export interface DismissFollower {
  readonly hearingId: string;
  readonly followerId: string;
  readonly reason: string | null;
  readonly followers: readonly Follower[];
}

/**
 * Takes an admission back, in any state of the hearing: account and code open nothing any more.
 * @throws HEARING_NOT_FOUND, HEARING_OF_OTHER_ORGAN, FOLLOWER_UNKNOWN, HEARING_TEXT_TOO_LONG
 */
export function dismissFollower(given: Given, command: DismissFollower): HearingDecided {
  const hearing = hearingOf(given, command.hearingId);
  requireThisOrgan(given, hearing);
  const follower = command.followers.find(({ id, endedAt }) => id === command.followerId && endedAt === null);
  if (!follower) throw hearingError('FOLLOWER_UNKNOWN', { source: SOURCE });
  const reason = optional('理由', 'reason', command.reason, 500);
  return {
    ...changed(hearing, FollowerDismissed.create({ ...acting(given, hearing), followerId: follower.id })),
    follower: { ...follower, endedAt: given.act.at, reason },
  };
}

/** An entry as followers read it. */
export interface FollowedEntry {
  readonly number: number;
  readonly kind: string;
  readonly speaker: string | null;
  /** Null where it is withheld. */
  readonly text: string | null;
  readonly hash: string | null;
  readonly corrects: number | null;
  readonly at: string;
}

/** Whose names are in the minutes, as far as they are known. */
export interface Named {
  /** Members of the panel: they act in office. */
  readonly officials: readonly string[];
  /** Everybody else who came or spoke. */
  readonly others: readonly string[];
}

/** Roles that a clerk writes in place of a name. */
const ROLES: readonly string[] = [...Object.values(ATTENDEE_NAMES), '主持人', '听证员', '书记员', '办理单位', '调查人员', '承办人员'];
const ROLE_OF: Partial<Record<EntryKind, string>> = {
  petitioner_statement: '信访人',
  organ_statement: '办理单位',
  rules: '主持人',
  challenge: '主持人',
  opening: '主持人',
};

/**
 * What followers read of an entry: no third person's data. Names of people who are not in office become 王某, whatever else tells who somebody
 * is (`libs/redaction`) is named by its kind, the check of identities and what the clerk withheld (or withheld by a correction) is not shown at all.
 * @source law 9; practice E 8
 */
export function toldToFollowers(entry: Entry & { readonly withheldLater: boolean }, { officials, others }: Named): FollowedEntry {
  const { number, kind, hash, corrects, at } = entry;
  const hidden = entry.withheld === true || entry.withheldLater || kind === 'identity';
  const open = (speaker: string) => officials.includes(speaker) || ROLES.includes(speaker);
  const speaker = entry.speaker !== null && open(entry.speaker) ? entry.speaker : (ROLE_OF[kind as EntryKind] ?? null);
  const found = findAll(entry.text, { names: others.filter((name) => !open(name)), values: [] });
  const shown = ({ text, kind: what }: Stretch) => (what === null ? text : what === 'person' ? `${[...text][0] ?? ''}某` : MASK[what]);
  const text = cut(entry.text, found).map(shown).join('');
  return { number, kind, speaker, text: hidden ? null : text, hash: hidden ? null : hash, corrects, at };
}
