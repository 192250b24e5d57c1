import { Args, Directive, ID, Int, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Access, RELATION_NAMES, ROLE_NAMES, accessError } from '@sunshine/access';
import { live } from '@sunshine/events';
import { Ctx, LiveKeys, OrganStub, PersonStub, holderOf, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { idOf } from '../domain/desk-text.js';
import { Register } from './register.reads.js';
import type { PetitionOrder, PetitionRow } from './register.rows.js';
import {
  AccessReason,
  Petition,
  PetitionConnection,
  Petitioner,
  PetitionOrderEnum,
  PetitionReader,
  PetitionRequest,
  Respondent,
} from './petition.graph.js';
import { PetitionFilterInput } from './petition.inputs.js';

@Resolver(() => Petition)
export class PetitionResolver {
  constructor(
    private readonly register: Register,
    private readonly access: Access,
    private readonly db: DataSource,
    private readonly liveKeys: LiveKeys,
  ) {}

  @Query(() => Petition, { nullable: true })
  petition(@Args('id', { type: () => ID }) id: string, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.register.get(ctx, id);
  }

  @Query(() => Petition, { nullable: true })
  petitionByNumber(@Args('number') number: string, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.register.getByNumber(ctx, number);
  }

  @Query(() => PetitionConnection)
  petitions(
    @Args('filter', { type: () => PetitionFilterInput, nullable: true }) filter: PetitionFilterInput | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('orderBy', { type: () => PetitionOrderEnum, nullable: true }) orderBy: PetitionOrder | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<PetitionRow>> {
    return this.register.list(ctx, filter ?? {}, first, after, orderBy ?? 'REGISTERED_DESC');
  }

  @Query(() => String, {
    description:
      'Key to /live for petitions that come to the organ, by default the reader’s own; reports are left out. Good for 15 minutes',
  })
  async organLiveKey(
    @Args('organId', { type: () => ID, nullable: true }) organId: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<string> {
    const personId = signedIn(ctx);
    const grant = await this.access.requireNode(this.db, ctx, 'followOrgan', idOf('organId', organId));
    if (grant.organId === null) throw accessError('ACT_NOT_YOURS');
    return this.liveKeys.issue(live.organ(grant.organId), holderOf(personId));
  }

  @ResolveField(() => String, { description: 'Key to /live for every event of this petition, good for 15 minutes' })
  liveKey(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): string {
    return this.liveKeys.issue(live.petition(id), holderOf(signedIn(ctx)));
  }

  @ResolveReference()
  reference({ id }: { id: string }, ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, id);
  }

  @ResolveField(() => [PetitionRequest])
  @Directive('@listSize(assumedSize: 5)')
  requests(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionRequest[]> {
    return this.register.requests(ctx, id);
  }

  @ResolveField(() => [Petitioner])
  async petitioners(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Petitioner[]> {
    return (await this.register.petitioners(ctx, id)).map((row) => ({
      id: row.id,
      representative: row.representative,
      masked: { name: row.maskedName, phone: row.maskedPhone },
      consent: row.consent,
      leftOn: row.leftOn,
      endedOn: row.endedOn,
      succeeds: row.succeeds,
    }));
  }

  @ResolveField(() => [Respondent])
  respondent(@Parent() row: PetitionRow): Respondent[] {
    return row.respondent.map(({ organId, text }) => ({ organ: organId === undefined ? null : { id: organId }, text: text ?? null }));
  }

  @ResolveField(() => OrganStub, { description: 'The organ that received it first' })
  registeringOrgan(@Parent() row: PetitionRow): OrganStub {
    return { id: row.organId };
  }

  @ResolveField(() => PersonStub, {
    nullable: true,
    description: 'The officer to whom the head of the organ in charge assigned it; shown only to readers in that organ',
  })
  async officer(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PersonStub | null> {
    const officerId = await this.register.officer(ctx, id);
    return officerId === null ? null : { id: officerId };
  }

  @ResolveField(() => [OrganStub], { description: 'Further organs to which the same filing was sent' })
  addressedTo(@Parent() row: PetitionRow): OrganStub[] {
    return row.addressedTo.map((id) => ({ id }));
  }

  @ResolveField(() => [AccessReason])
  async accessReasons(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<AccessReason[]> {
    const { role, relation, organId } = await this.access.require(this.db, ctx, 'readPetition', id);
    return [{ role, relation, organ: { id: organId } }];
  }

  @ResolveField(() => [PetitionReader], { description: 'Which organs may see it and why; barred persons and organs are shown to nobody' })
  async readers(@Parent() { id }: PetitionRow): Promise<PetitionReader[]> {
    return (await this.access.readers(this.db, id)).map(({ organId, relation, roles, sources }) => ({
      organ: organId === null ? null : { id: organId },
      relation,
      relationName: RELATION_NAMES[relation],
      roles,
      roleNames: roles.map((role) => ROLE_NAMES[role]),
      source: sources.join('；'),
    }));
  }
}

@Resolver(() => PetitionRequest)
export class PetitionRequestResolver {
  constructor(private readonly register: Register) {}

  @ResolveReference()
  reference({ id }: { id: string }, ctx: RequestContext): Promise<PetitionRequest | null> {
    return this.register.findRequest(ctx, id);
  }
}
