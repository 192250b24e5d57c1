import { randomBytes } from 'node:crypto';
import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, shanghaiDay, type RequestContext } from '@sunshine/platform';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { admitFollower, dismissFollower } from '../domain/followers.js';
import { confirmHearing, decideHearing, requestHearing } from '../domain/request.js';
import { cancelHearing, linkHearings, rescheduleHearing, scheduleHearing, type ScheduleHearing } from '../domain/schedule.js';
import { challengeMember, decideChallenge, listPanel, replaceMember } from '../domain/seats.js';
import { addEntries, endSitting, noteAttendance, openHearing, recordDeliberation } from '../domain/sitting.js';
import { castBallot, concludeHearing, openVote, stopVote } from '../domain/vote.js';
import { serveNotice } from '../domain/notices.js';
import type { HearingAct, MatterState } from '../domain/hearing.js';
import { readBallots, readBefore, readFollowers, readPool, readRoom } from '../runner/hearing.rows.js';
import { HearingRunner, type HearingActed } from '../runner/hearing.runner.js';
import { HearingSeal, ballotPlace } from '../sealing/hearing.seal.js';
import { Hearing } from './hearing.graph.js';
import * as inputs from './hearing.inputs.js';
import type { EntityManager } from 'typeorm';

/** Acts on the hearings of a petition, in the order of `ACTS`. */
@Resolver()
export class HearingActs {
  constructor(
    private readonly runner: HearingRunner,
    private readonly seal: HearingSeal,
  ) {}

  @Mutation(() => Hearing, { description: 'By an officer, or by the petitioner with the pass of trackPetition' })
  requestHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.RequestHearingInput): Promise<HearingActed> {
    return this.answered(
      this.runner.byOfficerOrPass(ctx, 'requestHearing', input, {
        decide: (given) => {
          const petitionerId = given.act.personId === null ? given.act.petitionerId : input.petitionerId;
          return requestHearing(given, { ...input, petitionerId, hearingId: uuid() }, 'petitioner');
        },
      }),
    );
  }

  @Mutation(() => Hearing)
  proposeHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.ProposeHearingInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'proposeHearing', input, (given) =>
      requestHearing(given, { ...input, petitionerId: null, hearingId: uuid() }, 'organ'),
    );
  }

  @Mutation(() => Hearing)
  decideHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.DecideHearingInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'decideHearing', input, (given) =>
      decideHearing(given, { ...input, contains: input.contains ?? [] }),
    );
  }

  @Mutation(() => Hearing)
  confirmHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmHearingInput): Promise<HearingActed> {
    const seed = randomBytes(16).toString('hex');
    return this.runner.byOfficer(ctx, 'confirmHearing', input, (given) => confirmHearing(given, { ...input, seed }));
  }

  @Mutation(() => Hearing)
  listPanel(@Ctx() ctx: RequestContext, @Input() input: inputs.ListPanelInput): Promise<HearingActed> {
    const { byLot, presiderId } = input;
    const [memberIds, substituteIds] = [input.memberIds ?? [], input.substituteIds ?? []];
    return this.runner.byOfficer(ctx, 'listPanel', input, {
      prepare: poolOf,
      decide: (given, _ids, pool) =>
        listPanel(given, { hearingId: input.hearingId, byLot, size: input.size ?? 0, presiderId, memberIds, substituteIds, pool }),
    });
  }

  @Mutation(() => Hearing)
  scheduleHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.ScheduleHearingInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'scheduleHearing', input, {
      prepare: (tx, state) => placeOf(tx, state, input),
      decide: (given, _ids, place) => scheduleHearing(given, place),
    });
  }

  @Mutation(() => Hearing)
  rescheduleHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.RescheduleHearingInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'rescheduleHearing', input, {
      prepare: (tx, state) => placeOf(tx, state, input),
      decide: (given, _ids, place) => rescheduleHearing(given, { ...place, reason: input.reason }),
    });
  }

  @Mutation(() => Hearing)
  linkHearings(@Ctx() ctx: RequestContext, @Input() input: inputs.LinkHearingsInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'linkHearings', input, {
      prepare: async (tx, state) => {
        const { organId = '' } = state.hearings.find(({ id }) => id === input.hearingId) ?? {};
        return isUuid(input.afterHearingId) && organId ? readBefore(tx, input.afterHearingId, organId) : null;
      },
      decide: (given, _ids, before) => linkHearings(given, { ...input, before }),
    });
  }

  @Mutation(() => Hearing)
  serveHearingNotice(@Ctx() ctx: RequestContext, @Input() input: inputs.ServeHearingNoticeInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'serveHearingNotice', input, (given) =>
      serveNotice(given, { ...input, proof: { ...input.proof }, noticeId: uuid() }),
    );
  }

  @Mutation(() => Hearing)
  cancelHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.CancelHearingInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'cancelHearing', input, (given) => cancelHearing(given, input));
  }

  @Mutation(() => Hearing, { description: 'By an officer, by a member about himself, or by the petitioner with the pass of trackPetition' })
  challengeMember(@Ctx() ctx: RequestContext, @Input() input: inputs.ChallengeMemberInput): Promise<HearingActed> {
    return this.answered(
      this.runner.byOfficerOrPass(ctx, 'challengeMember', input, {
        decide: (given) => challengeMember(given, { ...input, challengeId: uuid() }),
      }),
    );
  }

  @Mutation(() => Hearing)
  decideChallenge(@Ctx() ctx: RequestContext, @Input() input: inputs.DecideChallengeInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'decideChallenge', input, {
      prepare: poolOf,
      decide: (given, _ids, pool) => decideChallenge(given, { ...input, pool }),
    });
  }

  @Mutation(() => Hearing, { description: 'A member leaves: a vote that runs stops. Or a substitute takes an empty seat' })
  replaceMember(@Ctx() ctx: RequestContext, @Input() input: inputs.ReplaceMemberInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'replaceMember', input, {
      prepare: poolOf,
      decide: (given, _ids, pool) => replaceMember(given, { ...input, pool }),
    });
  }

  @Mutation(() => Hearing)
  openHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.OpenHearingInput): Promise<HearingActed> {
    const attendanceIds = input.presentIds.map(() => uuid());
    return this.runner.byOfficer(ctx, 'openHearing', input, {
      prepare: poolOf,
      decide: (given, _ids, pool) => openHearing(given, { ...input, attendanceIds, pool }),
    });
  }

  @Mutation(() => Hearing)
  noteAttendance(@Ctx() ctx: RequestContext, @Input() input: inputs.NoteAttendanceInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'noteAttendance', input, (given) => noteAttendance(given, { ...input, attendanceId: uuid() }));
  }

  @Mutation(() => Hearing, { description: 'The next entries of the minutes, in one piece and one order for all who write' })
  addHearingEntries(@Ctx() ctx: RequestContext, @Input() input: inputs.AddHearingEntriesInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'addHearingEntries', input, (given) => addEntries(given, input));
  }

  @Mutation(() => Hearing, { description: 'Of a public sitting alone; who has no account gets a code, which `followers` shows' })
  admitFollower(@Ctx() ctx: RequestContext, @Input() input: inputs.AdmitFollowerInput): Promise<HearingActed> {
    const followerId = uuid();
    return this.runner.byOfficer(ctx, 'admitFollower', input, {
      prepare: (tx) => followersOf(tx, input.hearingId),
      decide: (given, _ids, followers) => admitFollower(given, { ...input, followerId, followers }),
    });
  }

  @Mutation(() => Hearing)
  dismissFollower(@Ctx() ctx: RequestContext, @Input() input: inputs.DismissFollowerInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'dismissFollower', input, {
      prepare: (tx) => followersOf(tx, input.hearingId),
      decide: (given, _ids, followers) => dismissFollower(given, { ...input, followers }),
    });
  }

  @Mutation(() => Hearing)
  endSitting(@Ctx() ctx: RequestContext, @Input() input: inputs.EndSittingInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'endSitting', input, (given) => endSitting(given, input));
  }

  @Mutation(() => Hearing, { description: 'What the panel weighed; sealed' })
  recordDeliberation(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordDeliberationInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'recordDeliberation', input, (given) => recordDeliberation(given, { ...input, sealedId: uuid() }));
  }

  @Mutation(() => Hearing)
  openVote(@Ctx() ctx: RequestContext, @Input() input: inputs.OpenVoteInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'openVote', input, {
      prepare: poolOf,
      decide: (given, _ids, pool) => openVote(given, { ...input, pool }),
    });
  }

  @Mutation(() => Hearing, { description: 'Once, by a member who is entitled; sealed' })
  castBallot(@Ctx() ctx: RequestContext, @Input() input: inputs.CastBallotInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'castBallot', input, {
      prepare: async (tx, state) => {
        const cast = await this.cast(tx, state, input.hearingId);
        return { cast: cast.map(({ personId }) => personId), pool: await poolOf(tx, state) };
      },
      decide: (given, _ids, { cast, pool }) => castBallot(given, { ...input, cast, pool }),
    });
  }

  @Mutation(() => Hearing, { description: 'Counts the vote; stopped again, it answers the same result' })
  stopVote(@Ctx() ctx: RequestContext, @Input() input: inputs.StopVoteInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'stopVote', input, {
      prepare: async (tx, state) => {
        const round = openRound(state, input.hearingId);
        return (await this.cast(tx, state, input.hearingId)).map(({ personId, sealed }) => {
          const choice = Number(this.seal.open(ballotPlace(input.hearingId, round, personId), sealed));
          return { round, personId, choice };
        });
      },
      decide: (given, _ids, ballots) => stopVote(given, { ...input, ballots }),
    });
  }

  @Mutation(() => Hearing)
  concludeHearing(@Ctx() ctx: RequestContext, @Input() input: inputs.ConcludeHearingInput): Promise<HearingActed> {
    return this.runner.byOfficer(ctx, 'concludeHearing', input, (given) => concludeHearing(given, { ...input, sealedId: uuid() }));
  }

  private cast(tx: EntityManager, state: MatterState, hearingId: string) {
    const round = openRound(state, hearingId);
    return round > 0 ? readBallots(tx, hearingId, round) : Promise.resolve([]);
  }

  /** `byOfficerOrPass` knows of its answer that it has an id; the runner answers the hearing's too. */
  private answered(acted: Promise<{ readonly id: string }>): Promise<HearingActed> {
    return acted as Promise<HearingActed>;
  }
}

/** The vote that runs; 0 for none. */
const openRound = ({ hearings }: MatterState, hearingId: string): number =>
  hearings.find(({ id }) => id === hearingId)?.votes.find(({ state }) => state === 'open')?.round ?? 0;

const followersOf = (tx: EntityManager, hearingId: string) => (isUuid(hearingId) ? readFollowers(tx, [hearingId]) : Promise.resolve([]));

const poolOf = (tx: EntityManager, { hearings }: MatterState, _act?: HearingAct) =>
  readPool(tx, [...new Set(hearings.map(({ organId }) => organId))]);

/** Room and time of the input, with the days in Shanghai and the hearing that it follows. */
async function placeOf(tx: EntityManager, state: MatterState, input: inputs.ScheduleHearingInput): Promise<ScheduleHearing> {
  const hearing = state.hearings.find(({ id }) => id === input.hearingId);
  return {
    hearingId: input.hearingId,
    room: isUuid(input.roomId) ? await readRoom(tx, input.roomId) : null,
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    startsOn: shanghaiDay(input.startsAt),
    // The end is exclusive: a hearing may end at midnight.
    endsOn: shanghaiDay(new Date(Date.parse(input.endsAt) - 1)),
    public: input.public,
    closedReason: input.closedReason,
    clerkIds: input.clerkIds ?? [],
    before: hearing?.afterId ? await readBefore(tx, hearing.afterId, hearing.organId) : null,
  };
}
