import { Args, ID, Int, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { clockView } from '@sunshine/clocks';
import { CLOCK_STATE_NAMES } from '@sunshine/words';
import { Ctx, Time, Tokens, type Connection, type RequestContext } from '@sunshine/platform';
import { Board, type BoardRow } from './board.reads.js';
import { ClockReads, type PetitionClocks } from './clocks.reads.js';
import { DutyCounts } from './duties.reads.js';
import { CLOCK_STEP_NAMES } from './step-names.js';
import type { RegisteredClock } from './clocks.rows.js';
import {
  BoardConnection,
  BoardDuty,
  BoardOrderEnum,
  BoardStep,
  Clock,
  ClockExplanation,
  DutyCount,
  Petition,
  SupervisionBoardFilter,
  TrackedPetition,
  type BoardOrder,
} from './supervision.graph.js';

/** A `Clock` of the graph that keeps what its explanation needs. */
type ShownClock = Clock & { readonly registered: RegisteredClock };
type Tracked = TrackedPetition & PetitionClocks;

function shown(registered: RegisteredClock, today: string): ShownClock {
  const view = clockView(registered, today);
  return { ...view, nature: registered.nature, endedOn: registered.endedOn, stateName: CLOCK_STATE_NAMES[view.state], registered };
}

@Resolver(() => Petition)
export class PetitionResolver {
  constructor(
    private readonly reads: ClockReads,
    private readonly time: Time,
  ) {}

  /** Null where the reader may not see it, or its registration has not come yet. */
  @ResolveReference()
  async resolve({ id }: { id: string }, ctx: RequestContext): Promise<Petition | null> {
    return (await this.reads.of(ctx, id)) && { id };
  }

  @ResolveField(() => [Clock], { nullable: true, description: 'By start; null until case has opened the matter' })
  async clocks(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<Clock[] | null> {
    const clocks = (await this.reads.of(ctx, id))?.clocks;
    return clocks?.map((clock) => shown(clock, this.time.today())) ?? null;
  }
}

@Resolver(() => TrackedPetition)
export class TrackedPetitionResolver {
  constructor(
    private readonly reads: ClockReads,
    private readonly tokens: Tokens,
    private readonly time: Time,
  ) {}

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID */
  @ResolveReference()
  async resolve({ pass }: { pass: string }): Promise<Tracked> {
    return { pass, ...(await this.reads.tracked(await this.tokens.trackedBy(pass))) };
  }

  @ResolveField(() => [Clock], { nullable: true })
  clocks(@Parent() { clocks }: Tracked): Clock[] | null {
    return clocks?.map((clock) => shown(clock, this.time.today())) ?? null;
  }
}

@Resolver(() => Clock)
export class ClockResolver {
  constructor(private readonly reads: ClockReads) {}

  @ResolveField(() => String, { description: 'The term in words, by the pack it runs under' })
  title(@Parent() { registered }: ShownClock): Promise<string> {
    return this.reads.title(registered);
  }

  @ResolveField(() => [ClockExplanation])
  async explanation(@Parent() { registered }: ShownClock): Promise<ClockExplanation[]> {
    return [...(await this.reads.explain(registered))];
  }
}

@Resolver(() => BoardDuty)
export class BoardResolver {
  constructor(
    private readonly board: Board,
    private readonly counts: DutyCounts,
    private readonly time: Time,
  ) {}

  @Query(() => BoardConnection, { description: 'Duties, by default by effective day, as far as the reader may see the petition' })
  async supervisionBoard(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => SupervisionBoardFilter, nullable: true }) filter?: SupervisionBoardFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
    @Args('orderBy', { type: () => BoardOrderEnum, nullable: true }) orderBy?: BoardOrder | null,
  ): Promise<Connection<BoardDuty>> {
    const page = await this.board.page(ctx, filter ?? {}, orderBy ?? 'DUE', first, after);
    return { ...page, edges: page.edges.map(({ node, cursor }) => ({ cursor, node: this.duty(node) })) };
  }

  @Query(() => DutyCount, { description: 'Counts of all duties that have not ended, as far as the reader may see the petition' })
  dutyCount(
    @Ctx() ctx: RequestContext,
    @Args('organIds', { type: () => [ID], nullable: true, description: 'Organs that have the duty; absent: all' })
    organIds: string[] | null,
    @Args('terms', { type: () => [String], nullable: true, description: 'Absent: all' }) terms: string[] | null,
  ): Promise<DutyCount> {
    return this.counts.of(ctx, organIds ?? null, terms);
  }

  @ResolveField(() => [BoardStep], { description: 'Steps reached, in order' })
  async steps(@Parent() { id }: BoardDuty, @Ctx() ctx: RequestContext): Promise<BoardStep[]> {
    return (await this.board.steps(ctx, id)).map((reached) => ({ ...reached, stepName: CLOCK_STEP_NAMES[reached.step] ?? reached.step }));
  }

  private duty({ petitionId, number, clock, state }: BoardRow): BoardDuty {
    return {
      id: clock.id,
      petition: { id: petitionId },
      petitionNumber: number,
      organ: clock.subject === null ? null : { id: clock.subject },
      clock: { ...shown(clock, this.time.today()), state, stateName: CLOCK_STATE_NAMES[state] },
    };
  }
}
