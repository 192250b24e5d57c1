import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { TrackedPetition } from '../petition/petition.graph.js';
import type { CaseView } from '../petition/petition.view.js';
import { TrackedAnswer, TrackedReview, TrackedReviewRight } from './review.graph.js';
import { TrackedReviewReads } from './tracked.reads.js';

type Tracked = TrackedPetition & { readonly view: CaseView };

@Resolver(() => TrackedPetition)
export class TrackedReviewResolver {
  constructor(private readonly reads: TrackedReviewReads) {}

  @ResolveField(() => TrackedAnswer, {
    nullable: true,
    description: 'The opinion, once it was served on the holder; null before, while it is redone, and for a report',
  })
  answer(@Parent() { view }: Tracked): Promise<TrackedAnswer | null> {
    return this.reads.answer(view);
  }

  @ResolveField(() => TrackedReviewRight, { nullable: true, description: 'Null where there is nothing to ask for, and for a report' })
  reviewRight(@Parent() { view }: Tracked): Promise<TrackedReviewRight | null> {
    return this.reads.right(view);
  }

  @ResolveField(() => [TrackedReview], {
    nullable: true,
    description: 'Own requests for 复查 and 复核; empty for a report, null while the filing waits to be registered',
  })
  reviews(@Parent() { view }: Tracked): Promise<TrackedReview[]> {
    return this.reads.reviews(view);
  }
}
