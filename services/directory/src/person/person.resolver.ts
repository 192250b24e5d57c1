import { Args, ID, Int, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import type { Role } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Ctx, clampFirst, loader, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Admins, type AdminAct } from '../admin/admins.js';
import { directoryError } from '../domain/directory.errors.js';
import { OrganEntity } from '../organ/organ.entity.js';
import { ORGAN_BY_ID, Organs } from '../organ/organ.service.js';
import { Organ } from '../organ/organ.graph.js';
import { Passwords } from '../signin/passwords.js';
import { SignIn } from '../signin/sign-in.service.js';
import { Colleagues, type Listed, type PeopleFilter } from './colleagues.js';
import { PersonEntity } from './person.entity.js';
import { People } from './person.service.js';
import { RoleGrantEntity } from './role-grant.entity.js';
import { HeldRole, Person, PersonConnection } from './person.graph.js';
import { EndRoleInput, GrantRoleInput, PeopleFilterInput, SavePersonInput } from './person.inputs.js';

const PERSON = Symbol('person by id');
const ROLES = Symbol('roles of a person');

/** People are shown to signed-in people only. */
@Resolver(() => Person)
export class PersonResolver {
  constructor(
    private readonly people: People,
    private readonly colleagues: Colleagues,
    private readonly passwords: Passwords,
    private readonly signIn: SignIn,
    private readonly admins: Admins,
    private readonly commands: Commands,
  ) {}

  @Query(() => Person)
  me(@Ctx() ctx: RequestContext): Promise<Person> {
    return this.existing(ctx, signedIn(ctx));
  }

  @Query(() => PersonConnection, {
    name: 'people',
    description:
      'In pinyin order: all people for administrators; for heads, dispatchers, registrars and supervisors those of their own organ and the organs below',
  })
  list(
    @Args('filter', { type: () => PeopleFilterInput, nullable: true }) filter: PeopleFilterInput | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Listed>> {
    return this.colleagues.page(ctx, (filter ?? {}) as PeopleFilter, clampFirst(first), after);
  }

  @Query(() => Person, { name: 'person' })
  one(@Args('id', { type: () => ID }) id: string, @Ctx() ctx: RequestContext): Promise<Listed> {
    return this.colleagues.one(ctx, id);
  }

  @Query(() => Person, {
    name: 'personByAccount',
    description:
      'Somebody who told the whole account, without roles: for clerks, heads and reviewers, who name people of any organ in hearings',
  })
  byAccount(@Args('account') account: string, @Ctx() ctx: RequestContext): Promise<Listed> {
    return this.colleagues.byAccount(ctx, account);
  }

  @ResolveReference()
  async reference(stub: { id: string }, ctx: RequestContext): Promise<Person | null> {
    return ctx.personId === null ? null : this.byId(ctx, stub.id);
  }

  @ResolveField(() => [HeldRole])
  async roles(@Parent() person: Person & Partial<Pick<Listed, 'within'>>, @Ctx() ctx: RequestContext): Promise<HeldRole[]> {
    const held = (await loader<string, RoleGrantEntity[]>(ctx, ROLES, (ids) => this.people.rolesOf(ids)).load(person.id)) ?? [];
    const { within } = person;
    return within ? held.filter(({ organId }) => organId !== null && within.has(organId)) : held;
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Whether an administrator chose the password; only for administrators in `people` and `person`, otherwise null',
  })
  passwordGiven(@Parent() person: Partial<Listed>): boolean | null {
    return person.within === null ? (person.passwordGiven ?? null) : null;
  }

  @Mutation(() => Person)
  async savePerson(@Args('input') input: SavePersonInput, @Ctx() ctx: RequestContext): Promise<Person> {
    const { password, ...facts } = input;
    const hash = password == null ? undefined : await this.passwords.hash(password);
    const saved = await this.commands.run(ctx, 'savePerson', facts, async (tx, emit, note) => {
      await this.admins.require(tx, ctx, 'savePerson');
      const id = input.id ?? uuid();
      note({ subject: id, part: hash === undefined ? null : 'password' });
      const disabledOn = input.disabledOn ?? null;
      const { wasDisabled } = await this.people.save(
        tx,
        { id, account: input.account, name: input.name, disabledOn },
        hash === undefined ? undefined : { hash, given: true },
      );
      if (disabledOn !== null && !wasDisabled) await this.signIn.disable(tx, emit, id);
      if (disabledOn === null && wasDisabled) this.signIn.enable(emit, id);
      return { id };
    });
    if (input.disabledOn != null) await this.signIn.noticed();
    return this.existing(ctx, saved.id);
  }

  @Mutation(() => Person)
  async grantRole(@Args('input') input: GrantRoleInput, @Ctx() ctx: RequestContext): Promise<Person> {
    await this.commands.run(ctx, 'grantRole', input, async (tx, emit, note) => {
      await this.overAnother(tx, ctx, 'grantRole', input.personId);
      note({ subject: input.personId, part: input.role });
      const grant = { personId: input.personId, organId: input.organId ?? null, role: input.role as Role, notices: input.notices ?? false };
      await this.people.grant(tx, emit, ctx, grant);
      return null;
    });
    return this.existing(ctx, input.personId);
  }

  @Mutation(() => Person)
  async endRole(@Args('input') input: EndRoleInput, @Ctx() ctx: RequestContext): Promise<Person> {
    await this.commands.run(ctx, 'endRole', input, async (tx, emit, note) => {
      await this.overAnother(tx, ctx, 'endRole', input.personId);
      note({ subject: input.personId, part: input.role });
      await this.people.end(tx, emit, ctx, { personId: input.personId, organId: input.organId ?? null, role: input.role as Role });
      return null;
    });
    return this.existing(ctx, input.personId);
  }

  private async overAnother(tx: EntityManager, ctx: RequestContext, act: AdminAct, personId: string): Promise<void> {
    const admin = await this.admins.require(tx, ctx, act);
    if (admin === personId) throw directoryError('ROLE_NOT_FOR_ONESELF');
  }

  private async existing(ctx: RequestContext, id: string): Promise<PersonEntity> {
    const person = await this.byId(ctx, id);
    if (!person) throw directoryError('PERSON_NOT_FOUND');
    return person;
  }

  private byId(ctx: RequestContext, id: string): Promise<PersonEntity | null> {
    return loader<string, PersonEntity>(ctx, PERSON, (ids) => this.people.byIds(ids)).load(id);
  }
}

@Resolver(() => HeldRole)
export class HeldRoleResolver {
  constructor(private readonly organs: Organs) {}

  @ResolveField(() => Organ, { nullable: true, description: 'Null for a role of the whole node' })
  organ(@Parent() held: HeldRole, @Ctx() ctx: RequestContext): Promise<Organ | null> | null {
    return held.organId === null ? null : loader<string, OrganEntity>(ctx, ORGAN_BY_ID, (ids) => this.organs.byIds(ids)).load(held.organId);
  }
}
