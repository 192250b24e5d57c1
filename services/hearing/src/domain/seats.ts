import { ChallengeDecided, MemberChallenged, PanelListed, PanelMemberReplaced, VoteStopped } from '@sunshine/events';
import { SOURCE, acting, changed, now, people, requireThisOrgan } from './course.js';
import type { Given, Hearing, HearingDecided, PassAct } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import { listed, panelRule, seated, withoutMember, type Challenge, type ListPanel, type Panel } from './panel.js';
import type { PoolMember } from './pool.js';
import { required } from './text.js';
import { withVoteStopped } from './vote.js';

/** On which day the panel sits, as far as is known: of the schedule, else the day of the act. */
const sitsOn = ({ schedule }: Hearing, { act }: Given): string => (schedule && schedule.on > act.on ? schedule.on : act.on);

/**
 * Lists the panel, by name or by the lot of the decision's seed.
 * @throws HEARING_ACT_NOT_NOW, the codes of `listed`
 * @source own rule; law 9
 */
export function listPanel(
  given: Given,
  command: ListPanel & { readonly hearingId: string; readonly pool: readonly PoolMember[] },
): HearingDecided {
  const hearing = now(given, command.hearingId, 'listPanel');
  requireThisOrgan(given, hearing);
  const { act, law } = given;
  const { seed = null, confirmedAt: at = null } = hearing.decision ?? {};
  const panel = listed(
    command,
    people(given, hearing, command.pool, sitsOn(hearing, given)),
    panelRule(law.packOn(act.on)),
    { seed, at },
    act.on,
  );
  const { presiderId, memberIds, substituteIds } = panel;
  const event = { presiderId, memberIds: memberIds.filter((id) => id !== presiderId), substituteIds: [...substituteIds], seed: panel.seed };
  return changed({ ...hearing, panel }, PanelListed.create({ ...acting(given, hearing), ...event }));
}

export interface ChallengeMember {
  readonly challengeId: string;
  readonly hearingId: string;
  readonly memberId: string;
  readonly reason: string;
}

/**
 * A party or an officer asks that a member step back (申请回避). Until it is decided the hearing is not opened and nobody votes.
 * @throws CHALLENGE_NOT_OF_PANEL, CHALLENGE_AGAIN, HEARING_TEXT_MISSING
 * @source 信访工作条例 28 ¶3; law 9
 */
export function challengeMember(given: Given | Given<PassAct>, command: ChallengeMember): HearingDecided {
  const { act } = given;
  const hearing = now(given, command.hearingId, 'challengeMember');
  const { panel, challenges } = hearing;
  const { memberId } = command;
  if (!panel || ![...panel.memberIds, ...panel.substituteIds].includes(memberId))
    throw hearingError('CHALLENGE_NOT_OF_PANEL', { source: SOURCE });
  if (challenges.some((one) => one.memberId === memberId && one.decision === null))
    throw hearingError('CHALLENGE_AGAIN', { source: SOURCE });
  const challenge: Challenge = {
    id: command.challengeId,
    memberId,
    byPersonId: act.personId,
    petitionerId: act.personId === null ? act.petitionerId : null,
    reason: required('回避理由', 'reason', command.reason, 2000),
    on: act.on,
    decision: null,
  };
  return changed(
    { ...hearing, challenges: [...challenges, challenge] },
    MemberChallenged.create({ ...acting(given, hearing), challengeId: challenge.id, memberId }),
  );
}

export interface DecideChallenge {
  readonly hearingId: string;
  readonly challengeId: string;
  readonly upheld: boolean;
  readonly reason: string;
  /** Who takes the seat where it is upheld; null: the first substitute who may. */
  readonly substituteId: string | null;
  readonly pool: readonly PoolMember[];
}

/**
 * The head decides. Upheld: the member is out of this matter, and a vote that runs stops; a substitute takes the seat, else it is empty.
 * @throws CHALLENGE_NOT_FOUND, CHALLENGE_BY_CHALLENGED, PANEL_SUBSTITUTE_UNFIT, HEARING_TEXT_MISSING
 * @source 信访工作条例 28 ¶3
 */
export function decideChallenge(given: Given, command: DecideChallenge): HearingDecided {
  const { act } = given;
  const hearing = now(given, command.hearingId, 'decideChallenge');
  requireThisOrgan(given, hearing);
  const challenge = hearing.challenges.find(({ id, decision }) => id === command.challengeId && decision === null);
  if (!challenge) throw hearingError('CHALLENGE_NOT_FOUND', { source: SOURCE });
  const { memberId } = challenge;
  if (memberId === act.personId) throw hearingError('CHALLENGE_BY_CHALLENGED', { source: SOURCE });
  const { upheld } = command;
  const reason = required('决定理由', 'reason', command.reason, 2000);
  const decided: Challenge = { ...challenge, decision: { upheld, reason, byPersonId: act.personId, on: act.on } };
  const challenges = hearing.challenges.map((one) => (one.id === challenge.id ? decided : one));
  const event = ChallengeDecided.create({ ...acting(given, hearing), challengeId: challenge.id, memberId, upheld });
  const next = { ...hearing, challenges };
  if (!upheld || !hearing.panel) return changed(next, event);
  const gone = leaving(given, { ...next, panel: hearing.panel }, memberId, command.substituteId, '回避', command.pool);
  return { ...gone, events: [event, ...gone.events] };
}

export interface ReplaceMember {
  readonly hearingId: string;
  /** Who leaves; null: the seat is empty already. */
  readonly memberId: string | null;
  readonly substituteId: string | null;
  readonly reason: string | null;
  readonly pool: readonly PoolMember[];
}

/**
 * A member leaves, before or during the sitting: a vote that runs stops at once. A substitute takes the seat, now or later.
 * @throws HEARING_ACT_NOT_NOW, CHALLENGE_NOT_OF_PANEL, PANEL_SUBSTITUTE_UNFIT, HEARING_TEXT_MISSING
 * @source own rule; practice E 7
 */
export function replaceMember(given: Given, command: ReplaceMember): HearingDecided {
  const hearing = now(given, command.hearingId, 'replaceMember');
  requireThisOrgan(given, hearing);
  const { panel } = hearing;
  if (!panel) throw hearingError('PANEL_NOT_LISTED', { source: SOURCE });
  const { memberId, substituteId, pool } = command;
  if (memberId !== null) {
    if (!panel.memberIds.includes(memberId)) throw hearingError('CHALLENGE_NOT_OF_PANEL', { source: SOURCE, field: 'memberId' });
    return leaving(given, { ...hearing, panel }, memberId, substituteId, required('离开的理由', 'reason', command.reason, 500), pool);
  }
  if (substituteId === null || panel.memberIds.length >= panel.size) throw hearingError('PANEL_SUBSTITUTE_UNFIT', { source: SOURCE });
  const presiding = !panel.memberIds.includes(panel.presiderId);
  const next = seated(panel, substituteId, presiding, people(given, hearing, pool, sitsOn(hearing, given)));
  const last = panel.left.at(-1)?.personId ?? substituteId;
  return changed({ ...hearing, panel: next }, PanelMemberReplaced.create({ ...acting(given, hearing), memberId: last, substituteId }));
}

function leaving(
  given: Given,
  hearing: Hearing & { readonly panel: Panel },
  memberId: string,
  substituteId: string | null,
  reason: string,
  pool: readonly PoolMember[],
): HearingDecided {
  const { at } = given.act;
  const { panel } = hearing;
  const seatedNow = panel.memberIds.includes(memberId);
  const people_ = people(given, hearing, pool, sitsOn(hearing, given));
  const next = seatedNow
    ? withoutMember(panel, memberId, substituteId, people_, { at, reason })
    : { ...panel, substituteIds: panel.substituteIds.filter((id) => id !== memberId) };
  const { votes, stopped } = withVoteStopped(hearing, reason);
  const attendance = hearing.attendance.map((one) => (one.personId === memberId && one.to === null ? { ...one, to: at } : one));
  return changed(
    { ...hearing, panel: next, votes: seatedNow ? votes : hearing.votes, attendance },
    ...(seatedNow && stopped ? [VoteStopped.create({ ...acting(given, hearing), round: stopped.round, complete: false })] : []),
    PanelMemberReplaced.create({ ...acting(given, hearing), memberId, substituteId: seatedNow ? substituteId : null }),
  );
}
