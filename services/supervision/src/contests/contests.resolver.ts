import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input } from '@sunshine/acts';
import { Ctx, signedIn, sql, type Connection, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { contestError } from '../domain/contests/contest.errors.js';
import { CONTEST_STATES } from '../domain/contests/contest.records.js';
import { contestFact, decideContest } from '../domain/contests/contest.js';
import { DEFINITIONS } from '../domain/figures/definitions.js';
import type { FigureFact } from '../domain/figures/facts.js';
import { FigureFacts } from '../figures/figure-facts.js';
import { OrganRecordReads, type OrganRecordView } from '../runner/organ-record.reads.js';
import { OrganRecordRunner } from '../runner/organ-record.runner.js';
import { shownPage } from '../runner/record.page.js';
import { FactContest, FactContestConnection } from './contests.graph.js';
import { ContestFactInput, DecideContestInput, FactContestFilter } from './contests.inputs.js';
import { contestsOf, keepRuling, lockMatter, lockedFact, officeFor, ownFact } from './contests.rows.js';

type Shown = Omit<FactContest, 'mayDecide'>;

const shown = ({ petitionId, decision, ...contest }: OrganRecordView<'contest'>): Shown => ({
  ...contest,
  stateName: CONTEST_STATES[contest.state],
  figureTitle: DEFINITIONS[contest.figure].title,
  byOrgan: { id: contest.byOrganId },
  byPerson: { id: contest.byPersonId },
  organ: { id: contest.organId },
  petition: petitionId === null ? null : { id: petitionId },
  decision: decision && { on: decision.on, byPerson: { id: decision.byPersonId }, reasons: decision.reasons },
});

/** Contests of single facts behind the figures. */
@Resolver(() => FactContest)
export class ContestsResolver {
  private readonly own: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly runner: OrganRecordRunner,
    private readonly reads: OrganRecordReads,
    private readonly facts: FigureFacts,
  ) {
    this.own = ownFact(access.free('f', '$1', 'petition_id'));
  }

  @Query(() => FactContestConnection, { description: 'Newest first, of the organs concerned and the supervisors of their tree' })
  async factContests(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => FactContestFilter, nullable: true }) filter?: FactContestFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<Shown>> {
    return shownPage(await this.reads.page(ctx, 'contest', filter ?? {}, first, after), shown);
  }

  @Query(() => FactContest, { nullable: true, description: 'Null where the reader may not see it' })
  async factContest(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<Shown | null> {
    signedIn(ctx);
    const found = await this.reads.one(ctx, 'contest', id);
    return found && shown(found);
  }

  @ResolveField(() => Boolean)
  async mayDecide(@Ctx() ctx: RequestContext, @Parent() { state, organ }: Shown): Promise<boolean> {
    const personId = ctx.kind === 'person' ? ctx.personId : null;
    return state === 'open' && (await this.access.mayNode(this.db, { personId, on: ctx.on }, 'decideContest', organ.id));
  }

  @Mutation(() => FactContest, { description: 'A single fact of the own organ, with reasons' })
  async contestFact(@Ctx() ctx: RequestContext, @Input() input: ContestFactInput): Promise<Shown> {
    const personId = signedIn(ctx);
    const [fact] = isUuid(input.clockId) ? await sql<FigureFact>(this.db.manager, this.own, [personId, input.figure, input.clockId]) : [];
    if (!fact) throw contestError('CONTEST_FACT_UNKNOWN');
    const acting = this.runner.open(ctx, 'contestFact', input, {
      series: 'CONTEST',
      byOrganId: fact.organId,
      petitionId: null,
      prepare: async (tx, act) => {
        const now = await lockedFact(tx, fact);
        if (!now) throw contestError('CONTEST_FACT_UNKNOWN');
        return { fact: now, former: await contestsOf(tx, now), officeId: await officeFor(tx, act.organ.id) };
      },
      petitionOf: (concerns) => concerns.fact.petitionId,
      decide: (given, { documentId, number }, concerns) =>
        contestFact(given, concerns, number, { contestId: documentId, reasons: input.reasons }),
    });
    return shown(await this.reads.acted(ctx, 'contest', acting));
  }

  @Mutation(() => FactContest, { description: 'By the office of supervision, with reasons; the figures follow from then on' })
  async decideContest(@Ctx() ctx: RequestContext, @Input() input: DecideContestInput): Promise<Shown> {
    const acting = this.runner.on(ctx, 'decideContest', input, {
      kind: 'contest',
      id: input.contestId,
      as: 'organId',
      unknown: () => contestError('CONTEST_UNKNOWN'),
      prepare: async (tx, { personId }) => (await this.runner.pathsOf(tx, [personId])).flatMap(({ paths }) => paths),
      decide: (given, contest, paths) => decideContest(given, contest, paths, input),
      follow: async (tx, contest, petitionId) => {
        if (petitionId === null || contest.state === 'open' || contest.state === 'dismissed') return;
        await lockMatter(tx, petitionId);
        await keepRuling(tx, petitionId, contest, contest.state);
        await this.facts.rewrite(tx, [petitionId]);
      },
    });
    return shown(await this.reads.acted(ctx, 'contest', acting));
  }
}
