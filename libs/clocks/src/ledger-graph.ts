import { Inject, type Provider, type Type } from '@nestjs/common';
import { Args, Directive, Field, ID, ObjectType, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import type { ServiceName } from '@sunshine/events';
import { Ctx, Day, Instant, OrganStub as Organ, PersonStub as Person, type RequestContext } from '@sunshine/platform';
import { TERM_NAMES } from '@sunshine/words';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Recomputations, type ClockMoveRow } from './recomputations.js';

const stub = (id: string | null) => (id === null ? null : { id });

interface Owner {
  readonly service: ServiceName;
  readonly registerIn: () => Type;
  /** One owner answers `clockLedger(petitionId)`. */
  readonly asked?: boolean;
}

/** `ClockLedger { <service> }`: the moves of the clocks of a petition that this service owns. Providers for its module. */
export function ledgerGraph({ service, registerIn, asked = false }: Owner): Provider[] {
  @ObjectType('ClockMove', { registerIn, description: 'A move of a clock, as its owner has kept it' })
  @Directive('@shareable')
  class ClockMove {
    @Field(() => ID)
    id: string;

    @Field(() => ID)
    clockId: string;

    @Field()
    term: string;

    @Field()
    termName: string;

    @Field(() => Organ, { nullable: true, description: 'Whose duty or option it is; null for a right of petitioners' })
    organ: Organ | null;

    @Field({ description: 'started, restarted, extended, paused, unpaused, stopped, cancelled, lapsed or recomputed' })
    move: string;

    @Field(() => Day, { nullable: true, description: 'Day of the fact; null for a recomputation' })
    on: string | null;

    @Field(() => Instant)
    recordedAt: Date;

    @Field(() => Person, { nullable: true, description: 'Null: the system' })
    by: Person | null;

    @Field()
    article: string;

    @Field(() => String, { nullable: true, description: 'Days, reason, or for a recomputation the versions of pack and calendar' })
    detail: string | null;

    @Field(() => Day, { nullable: true })
    nominalBefore: string | null;

    @Field(() => Day)
    nominalAfter: string;

    @Field(() => Day, { nullable: true })
    effectiveBefore: string | null;

    @Field(() => Day)
    effectiveAfter: string;

    @Field(() => String, { nullable: true, description: 'How the clock was judged before, on the day of entry' })
    judgedBefore: string | null;

    @Field()
    judgedAfter: string;

    @Field(() => ID, { nullable: true })
    recomputationId: string | null;

    @Field(() => String, { nullable: true, description: 'Who was told that the date moved: organ or petitioner' })
    told: string | null;
  }

  const shown = ({ organId, person, ...rest }: ClockMoveRow): ClockMove => ({
    ...rest,
    termName: TERM_NAMES[rest.term] ?? rest.term,
    organ: stub(organId),
    by: stub(person),
  });

  @ObjectType('ClockLedger', { registerIn, description: 'Every move of the clocks of a petition, owner by owner' })
  @Directive('@key(fields: "id")')
  class ClockLedger {
    @Field(() => ID)
    id: string;
  }

  @Resolver(() => ClockLedger)
  class ClockLedgerResolver {
    constructor(
      @Inject(DataSource) private readonly db: DataSource,
      @Inject(Access) private readonly access: Access,
      @Inject(Recomputations) private readonly recomputations: Recomputations,
    ) {}

    @ResolveReference()
    reference({ id }: { id: string }): { id: string } {
      return { id };
    }

    @ResolveField(service, () => [ClockMove], {
      nullable: true,
      description: 'Oldest first; null where the reader may not see the petition',
    })
    @Directive('@listSize(assumedSize: 50)')
    async moves(@Parent() { id }: { id: string }, @Ctx() ctx: RequestContext): Promise<ClockMove[]> {
      if (!(await seen(this.access, this.db, ctx, id))) return [];
      return (await this.recomputations.ledger(this.db.manager, id)).map(shown);
    }
  }

  @Resolver()
  class ClockLedgerQuery {
    constructor(
      @Inject(DataSource) private readonly db: DataSource,
      @Inject(Access) private readonly access: Access,
    ) {}

    @Query(() => ClockLedger, { nullable: true, description: 'Null where the reader may not see the petition' })
    async clockLedger(@Args('petitionId', { type: () => ID }) id: string, @Ctx() ctx: RequestContext): Promise<ClockLedger | null> {
      return (await seen(this.access, this.db, ctx, id)) ? { id } : null;
    }
  }
  return asked ? [ClockLedgerResolver, ClockLedgerQuery] : [ClockLedgerResolver];
}

/** Whether the reader may see the petition; an id that is none is nobody's. */
async function seen(access: Access, db: DataSource, ctx: RequestContext, id: string): Promise<boolean> {
  const right = isUuid(id) ? (await access.rights(db, ctx, [id])).get(id) : undefined;
  return Boolean(right?.('readPetition'));
}
