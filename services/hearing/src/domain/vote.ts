import { BallotCast, HearingConcluded, VoteOpened, VoteStopped } from '@sunshine/events';
import { acting, changed, now, people, peopleThere, requireThisOrgan } from './course.js';
import type { Ballot, Given, Hearing, HearingDecided, Vote } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import { panelRule, requireNoOpenChallenge, requireQuorum, requireStillValid, type Panel } from './panel.js';
import type { PoolMember } from './pool.js';
import { optional, required } from './text.js';

const SOURCE = '本系统规则 听证（评议、表决）';

const voteOpen = ({ votes }: Hearing): Vote | null => votes.find(({ state }) => state === 'open') ?? null;

const withVote = (hearing: Hearing, vote: Vote): readonly Vote[] =>
  hearing.votes.some(({ round }) => round === vote.round)
    ? hearing.votes.map((one) => (one.round === vote.round ? vote : one))
    : [...hearing.votes, vote];

/** The panel as it must be at each step of a vote. @throws PANEL_NOT_LISTED, the codes of `requireValidPanel`, PANEL_CHALLENGE_OPEN, PANEL_NO_QUORUM */
export function requirePanelNow(given: Given, hearing: Hearing, pool: readonly PoolMember[]): Panel {
  const { panel } = hearing;
  if (!panel) throw hearingError('PANEL_NOT_LISTED', { source: SOURCE });
  const rule = panelRule(given.law.packOn(given.act.on));
  requireStillValid(panel, people(given, hearing, pool, given.act.on), rule);
  requireNoOpenChallenge(hearing.challenges, panel);
  requireQuorum(panel, peopleThere(hearing, given.act.at), rule);
  return panel;
}

export interface OpenVote {
  readonly hearingId: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly pool: readonly PoolMember[];
}

/**
 * The panel votes in closed session; who is entitled is written down now, and never changes for this vote.
 * @throws HEARING_NOT_FOUND, HEARING_ACT_NOT_NOW, HEARING_UNDER_WAY where a vote runs, VOTE_OPTIONS_WRONG, the codes of `requirePanelNow`
 */
export function openVote(given: Given, command: OpenVote): HearingDecided {
  const hearing = now(given, command.hearingId, 'openVote');
  requireThisOrgan(given, hearing);
  if (voteOpen(hearing)) throw hearingError('HEARING_UNDER_WAY', { source: SOURCE });
  const panel = requirePanelNow(given, hearing, command.pool);
  const options = command.options.map((option, at) => required('选项', `options.${at}`, option, 200));
  if (options.length < 2 || options.length > 10 || new Set(options).size !== options.length)
    throw hearingError('VOTE_OPTIONS_WRONG', { source: SOURCE });
  const round = hearing.votes.length + 1;
  const vote: Vote = {
    round,
    question: required('表决事项', 'question', command.question, 500),
    options,
    entitled: panel.memberIds,
    state: 'open',
    counts: null,
    why: null,
  };
  return changed({ ...hearing, votes: withVote(hearing, vote) }, VoteOpened.create({ ...acting(given, hearing), round }));
}

export interface CastBallot {
  readonly hearingId: string;
  readonly choice: string;
  readonly pool: readonly PoolMember[];
  /** Who has voted in the round already. */
  readonly cast: readonly string[];
}

/**
 * One ballot of one member, once. Composition, terms, bars and quorum must hold at this very moment.
 * @throws VOTE_NONE_OPEN, VOTE_NOT_ENTITLED, VOTE_ALREADY_CAST, VOTE_CHOICE_UNKNOWN, the codes of `requirePanelNow`
 */
export function castBallot(given: Given, command: CastBallot): HearingDecided {
  const hearing = now(given, command.hearingId, 'castBallot');
  const vote = voteOpen(hearing);
  if (!vote) throw hearingError('VOTE_NONE_OPEN', { source: SOURCE });
  const { personId } = given.act;
  if (!vote.entitled.includes(personId)) throw hearingError('VOTE_NOT_ENTITLED', { source: SOURCE });
  if (command.cast.includes(personId)) throw hearingError('VOTE_ALREADY_CAST', { source: SOURCE });
  requirePanelNow(given, hearing, command.pool);
  const choice = vote.options.indexOf(command.choice);
  if (choice < 0) throw hearingError('VOTE_CHOICE_UNKNOWN', { source: SOURCE, details: { choice: command.choice } });
  const event = BallotCast.create({ ...acting(given, hearing), round: vote.round, cast: command.cast.length + 1 });
  return { ...changed(hearing, event), ballot: { round: vote.round, personId, choice } };
}

export interface StopVote {
  readonly hearingId: string;
  /** The ballots of the vote that runs, opened. */
  readonly ballots: readonly Ballot[];
}

/**
 * Ends the vote and counts it, once everybody has voted. Stopped again, it answers the same result and does nothing.
 * @throws VOTE_NONE_OPEN, VOTE_BALLOTS_MISSING
 */
export function stopVote(given: Given, { hearingId, ballots }: StopVote): HearingDecided {
  const hearing = now(given, hearingId, 'stopVote');
  requireThisOrgan(given, hearing);
  const vote = voteOpen(hearing);
  const last = hearing.votes.at(-1);
  if (!vote) {
    if (last?.state === 'counted') return { events: [], hearing };
    throw hearingError('VOTE_NONE_OPEN', { source: SOURCE });
  }
  const missing = vote.entitled.filter((id) => !ballots.some(({ personId }) => personId === id)).length;
  if (missing > 0) throw hearingError('VOTE_BALLOTS_MISSING', { source: SOURCE, details: { count: missing } });
  const counts = vote.options.map((_, at) => ballots.filter(({ choice }) => choice === at).length);
  const counted: Vote = { ...vote, state: 'counted', counts };
  return changed(
    { ...hearing, votes: withVote(hearing, counted) },
    VoteStopped.create({ ...acting(given, hearing), round: vote.round, complete: true }),
  );
}

/** The option that more than half of the entitled chose; null where there is none. */
export function majorityOf({ options, counts, entitled }: Vote): string | null {
  const most = counts?.findIndex((count) => count * 2 > entitled.length) ?? -1;
  return options[most] ?? null;
}

/** A vote that a member left: it counts for nothing. */
export const withVoteStopped = (hearing: Hearing, why: string): { readonly votes: readonly Vote[]; readonly stopped: Vote | null } => {
  const vote = voteOpen(hearing);
  return vote ? { votes: withVote(hearing, { ...vote, state: 'stopped', why }), stopped: vote } : { votes: hearing.votes, stopped: null };
};

export interface ConcludeHearing {
  readonly hearingId: string;
  readonly text: string;
  /** What those who were outvoted held, in words that are sealed. */
  readonly minority: string | null;
  readonly sealedId: string;
}

/**
 * The conclusion of the panel, on the majority's choice; the pause of a re-review ends with this day.
 * @throws HEARING_ACT_NOT_NOW, VOTE_NONE_OPEN, VOTE_NO_RESULT, HEARING_TEXT_MISSING
 * @source own rule; law 9 (majority decides), 2.4
 */
export function concludeHearing(given: Given, command: ConcludeHearing): HearingDecided {
  const hearing = now(given, command.hearingId, 'concludeHearing');
  requireThisOrgan(given, hearing);
  const vote = hearing.votes.at(-1);
  if (vote?.state !== 'counted') throw hearingError('VOTE_NONE_OPEN', { source: SOURCE });
  const result = majorityOf(vote);
  if (result === null) throw hearingError('VOTE_NO_RESULT', { source: SOURCE });
  const { act } = given;
  const minority = optional('少数意见', 'minority', command.minority, 5000);
  const conclusion = {
    text: required('听证结论', 'text', command.text, 10_000),
    on: act.on,
    byPersonId: act.personId,
    round: vote.round,
    result,
  };
  const { stage, organId, serviceOn } = hearing;
  return {
    ...changed(
      { ...hearing, state: 'concluded', conclusion },
      HearingConcluded.create({ ...acting(given, hearing), stage, organId, concludedOn: act.on, serviceOn }),
    ),
    ...(minority !== null && {
      sealed: { id: command.sealedId, kind: 'minority' as const, byPersonId: act.personId, text: minority },
    }),
  };
}
