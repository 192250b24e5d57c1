import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { CONTEST_STATES } from '../domain/contests/contest.records.js';
import { DEFINITIONS, FIGURES, type FigureId } from '../domain/figures/definitions.js';
import {
  FigureDefinition,
  FigureIdEnum,
  FigureLevelEnum,
  FigureSideEnum,
  PeriodInput,
  Timeliness,
  TimelinessFact,
  TimelinessFactConnection,
} from './figures.graph.js';
import { Timeliness as TimelinessReads, type Side } from './timeliness.reads.js';

type Level = keyof typeof FigureLevelEnum;

@Resolver(() => Timeliness)
export class FiguresResolver {
  constructor(private readonly reads: TimelinessReads) {}

  @Query(() => [FigureDefinition], { description: 'What each figure counts, as it is published' })
  figureDefinitions(@Ctx() ctx: RequestContext): FigureDefinition[] {
    signedIn(ctx);
    return FIGURES.map((id) => DEFINITIONS[id]);
  }

  @Query(() => Timeliness, { description: 'Duties done in time among those due in the period; late ones stay below the line' })
  async timeliness(
    @Ctx() ctx: RequestContext,
    @Args('period', { type: () => PeriodInput }) asked: PeriodInput,
    @Args('organId', { type: () => ID, nullable: true, description: 'Absent: the area the reader supervises, else the own organ' })
    organId: string | null,
    @Args('level', { type: () => FigureLevelEnum, nullable: true, description: 'Absent: the organ and those below it' })
    level: Level | null,
  ): Promise<Timeliness> {
    const { area, period, figures } = await this.reads.figures(ctx, asked, organId ?? null, level !== 'ORGAN');
    return { organ: { id: area.organId }, ...period, figures };
  }

  @Query(() => TimelinessFactConnection, { description: 'The duties behind a number, by last day, as far as the reader may see them' })
  async timelinessList(
    @Ctx() ctx: RequestContext,
    @Args('figure', { type: () => FigureIdEnum }) figure: FigureId,
    @Args('period', { type: () => PeriodInput }) period: PeriodInput,
    @Args('organId', { type: () => ID, nullable: true }) organId: string | null,
    @Args('level', { type: () => FigureLevelEnum, nullable: true }) level: Level | null,
    @Args('side', { type: () => FigureSideEnum, nullable: true, description: 'Absent: all below the line' }) side: Side | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Connection<TimelinessFact>> {
    const asked = { figure, period, organId: organId ?? null, below: level !== 'ORGAN', side: side ?? 'ALL' };
    const page = await this.reads.list(ctx, asked, first, after);
    const edges = page.edges.map(({ cursor, node: { clockId: id, petitionId, number: petitionNumber, organId: whose, ...fact } }) => ({
      cursor,
      node: {
        ...fact,
        id,
        petition: { id: petitionId },
        petitionNumber,
        organ: { id: whose },
        contestStateName: fact.contestState && CONTEST_STATES[fact.contestState],
      },
    }));
    return { ...page, edges };
  }
}
