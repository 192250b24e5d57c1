import { Args, Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Ctx, Time, type RequestContext } from '@sunshine/platform';
import { pauseDaysOf } from '../domain/course.js';
import { STAGE_NAMES, type Entry } from '../domain/hearing.js';
import { PAPERS, paperBody, papersOf, type PaperKind } from '../domain/papers.js';
import { Hearing } from './hearing.graph.js';
import { HearingReads } from './hearing.reads.js';
import { HearingPaper } from './papers.graph.js';

const TIME = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });

/** Entries of the minutes that one statement reads. */
const ENTRIES_AT_ONCE = 500;

const idOf = (hearingId: string, kind: PaperKind): string => `${hearingId}.${kind}`;
const hearingIdOf = (id: string): string => id.slice(0, id.indexOf('.'));

/** Papers of a hearing, for those inside alone. */
@Resolver(() => Hearing)
export class HearingPapersResolver {
  constructor(private readonly reads: HearingReads) {}

  @ResolveField(() => [HearingPaper], { nullable: true, description: 'Those that can be printed now; seen by those inside alone' })
  async papers(
    @Ctx() ctx: RequestContext,
    @Parent() ref: { readonly id: string; readonly hearingId?: string },
    @Args('kinds', { type: () => [String], nullable: true }) kinds?: string[] | null,
  ): Promise<HearingPaper[] | null> {
    const view = await this.reads.view(ctx, ref.hearingId ?? ref.id);
    if (!view?.inside) return null;
    const { petitionId, hearing } = view;
    return papersOf(hearing)
      .filter((kind) => kinds?.includes(kind) ?? true)
      .map((kind) => ({ id: idOf(hearing.id, kind), kind, title: PAPERS[kind], petitionId }));
  }
}

@Resolver(() => HearingPaper)
export class HearingPaperResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly time: Time,
  ) {}

  /** Null where the reader is not inside, or it cannot be printed. */
  @ResolveReference()
  async resolve(@Parent() { id }: { id: string }, @Ctx() ctx: RequestContext): Promise<HearingPaper | null> {
    const view = await this.reads.view(ctx, hearingIdOf(id));
    const kind = view?.inside ? papersOf(view.hearing).find((one) => idOf(view.id, one) === id) : undefined;
    return view && kind ? { id, kind, title: PAPERS[kind], petitionId: view.petitionId } : null;
  }

  @ResolveField(() => String, { description: 'Canonical JSON of the paper; it names petitioners and organs by id alone' })
  async body(@Ctx() ctx: RequestContext, @Parent() { id, kind }: HearingPaper): Promise<string> {
    const view = await this.reads.view(ctx, hearingIdOf(id));
    if (!view?.inside) throw new Error('a paper without its hearing');
    const { hearing, matter } = view;
    const [pool, law, room, entries] = await Promise.all([
      this.reads.pool(ctx, hearing.organId),
      this.reads.lawOf(matter),
      hearing.schedule && this.reads.room(ctx, hearing.schedule.roomId),
      kind === 'HEARING_MINUTES' ? this.entries(hearing.id) : [],
    ]);
    return JSON.stringify(
      paperBody(kind as PaperKind, matter, hearing, {
        stageName: STAGE_NAMES[hearing.stage],
        room,
        nameOf: (personId) => pool.findLast((member) => member.personId === personId)?.name ?? '',
        timeOf: (instant) => TIME.format(new Date(instant)),
        pauseDays: pauseDaysOf(law.packOn(this.time.today()), hearing.stage),
        due: matter.rereview,
        entries,
      }),
    );
  }

  private async entries(id: string): Promise<Entry[]> {
    const found: Entry[] = [];
    for (;;) {
      const more = await this.reads.entries(id, found.at(-1)?.number ?? 0, ENTRIES_AT_ONCE);
      found.push(...more);
      if (more.length < ENTRIES_AT_ONCE) return found;
    }
  }
}
