import { Field, ID, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { decide, mayRead } from '@sunshine/access';
import { Ctx, OrganStub as Organ, Time, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { offersOf } from '../domain/offers.js';
import { inSupervision } from '../graph.js';
import { readMatter } from '../runner/record.rows.js';
import { Petition } from '../supervision.graph.js';

@ObjectType({ description: 'An act of supervision that the reader may do now; its rule may still ask for more', ...inSupervision })
export class SupervisionOffer {
  @Field({ description: 'Name of the mutation' })
  act: string;

  @Field({ description: 'In words' })
  name: string;

  @Field(() => Organ, { description: 'Whom it concerns' })
  organ: Organ;

  @Field(() => ID, { nullable: true, description: 'The duty: a clock of the petition' })
  clockId: string | null;

  @Field(() => ID, { nullable: true, description: 'The reminder, proposal or handling' })
  recordId: string | null;
}

/** What the matter page offers. */
@Resolver(() => Petition)
export class SupervisionOffersResolver {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
  ) {}

  @ResolveField(() => [SupervisionOffer], { nullable: true, description: 'Null where the reader may not see the petition' })
  async supervisionActs(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<SupervisionOffer[] | null> {
    const { personId } = ctx;
    if (personId === null || !isUuid(id)) return null;
    const row = await readMatter(this.db.manager, id, personId);
    const who = { personId, on: this.time.today() };
    if (!row?.facts || !mayRead(row.facts, who)) return null;
    const { facts, ...state } = row;
    const offers = offersOf(state, (act) => {
      const decision = decide(facts, act, who);
      return decision.refused === null ? decision.grant.organId : null;
    });
    return offers.map(({ organId, ...offer }) => ({ ...offer, organ: { id: organId } }));
  }
}
