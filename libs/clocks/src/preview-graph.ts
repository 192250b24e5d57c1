import { Inject, type Provider, type Type } from '@nestjs/common';
import {
  Args,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import type { ServiceName } from '@sunshine/events';
import { Ctx, Day, OrganStub as Organ, type RequestContext } from '@sunshine/platform';
import { TERM_NAMES } from '@sunshine/words';
import { DataSource } from 'typeorm';
import { Recomputations, type MovedDate as Moved } from './recomputations.js';

const FEW = 50;
const MOST = 100;

interface Owner {
  readonly service: ServiceName;
  readonly registerIn: () => Type;
  /** One owner answers `previewRecomputation`. */
  readonly asked?: boolean;
}

/**
 * `RecomputationPreview { <service> }`: what a proposal would do to the running clocks that this service owns; nothing is written. Providers for
 * its module.
 */
export function previewGraph({ service, registerIn, asked = false }: Owner): Provider[] {
  @ObjectType('MovedDate', { registerIn, description: 'A date that law in preparation would move' })
  @Directive('@shareable')
  class MovedDate {
    @Field(() => ID)
    clockId: string;

    @Field(() => ID, { description: 'The petition, or the record between organs' })
    petitionId: string;

    @Field()
    term: string;

    @Field()
    termName: string;

    @Field(() => Organ, { nullable: true, description: 'Whose duty or option it is; null for a right of petitioners' })
    organ: Organ | null;

    @Field(() => String, { nullable: true, description: 'Who would be told: organ or petitioner; null where no date moves' })
    told: string | null;

    @Field(() => Day)
    nominalBefore: string;

    @Field(() => Day)
    nominalAfter: string;

    @Field(() => Day)
    effectiveBefore: string;

    @Field(() => Day)
    effectiveAfter: string;

    @Field({ description: 'Of the new date' })
    provisional: boolean;
  }

  @ObjectType('PreviewedClocks', { registerIn, description: 'What a proposal would do to the running clocks of one owner' })
  @Directive('@shareable')
  class PreviewedClocks {
    @Field(() => Int, { description: 'Clocks that would be recomputed' })
    clocks: number;

    @Field(() => Int, { description: 'Of them, those of which something would change that readers see' })
    moved: number;

    @Field(() => Int, { description: 'Dates that would move, each with somebody to tell' })
    notices: number;

    @Field(() => Int, { description: 'Clocks that hold what the law would no longer know: they would keep their dates' })
    refused: number;

    @Field(() => [MovedDate])
    @Directive('@listSize(assumedSize: 50)')
    dates: MovedDate[];
  }

  const shown = ({ organId, ...rest }: Moved): MovedDate => ({
    ...rest,
    termName: TERM_NAMES[rest.term] ?? rest.term,
    organ: organId === null ? null : { id: organId },
  });

  @ObjectType('RecomputationPreview', { registerIn, description: 'What a proposal would do to the running clocks, owner by owner' })
  @Directive('@key(fields: "id")')
  class RecomputationPreview {
    @Field(() => ID, { description: 'The proposal' })
    id: string;
  }

  @InputType('PreviewRecomputationInput', { registerIn })
  class PreviewRecomputationInput {
    @Field(() => String, { nullable: true })
    requestId?: string | null;

    @Field(() => ID, { description: 'The proposal of directory, not yet decided' })
    proposalId: string;
  }

  @Resolver(() => RecomputationPreview)
  class RecomputationPreviewResolver {
    constructor(
      @Inject(DataSource) private readonly db: DataSource,
      @Inject(Access) private readonly access: Access,
      @Inject(Recomputations) private readonly recomputations: Recomputations,
    ) {}

    @ResolveReference()
    reference({ id }: { id: string }): { id: string } {
      return { id };
    }

    /** @throws ACT_NOT_YOURS, PROPOSED_LAW_NOT_HELD */
    @ResolveField(service, () => PreviewedClocks, { nullable: true, description: 'Null with an error while this owner does not answer' })
    async previewed(
      @Parent() { id }: { id: string },
      @Ctx() ctx: RequestContext,
      @Args('first', {
        type: () => Int,
        nullable: true,
        description: 'How many dates are listed, 50 by default, 100 at most; the counts are of all',
      })
      first: number | null,
      @Args('after', { type: () => ID, nullable: true, description: 'The clock of the last date of the page before' }) after: string | null,
    ): Promise<PreviewedClocks> {
      await this.access.requireNode(this.db, ctx, 'previewRecomputation');
      const many = Math.min(Math.max(first ?? FEW, 1), MOST);
      const preview = await this.recomputations.preview(this.db.manager, id, many, after ?? null);
      return { ...preview, dates: preview.dates.map(shown) };
    }
  }

  @Resolver()
  class PreviewMutation {
    constructor(
      @Inject(DataSource) private readonly db: DataSource,
      @Inject(Access) private readonly access: Access,
      @Inject(Recomputations) private readonly recomputations: Recomputations,
    ) {}

    /** A dry run. @throws ACT_NOT_YOURS, PROPOSED_LAW_NOT_HELD */
    @Mutation(() => RecomputationPreview)
    async previewRecomputation(
      @Args('input', { type: () => PreviewRecomputationInput }) { proposalId }: PreviewRecomputationInput,
      @Ctx() ctx: RequestContext,
    ): Promise<RecomputationPreview> {
      await this.access.requireNode(this.db, ctx, 'previewRecomputation');
      await this.recomputations.requireProposed(this.db.manager, proposalId);
      return { id: proposalId };
    }
  }
  return asked ? [RecomputationPreviewResolver, PreviewMutation] : [RecomputationPreviewResolver];
}
