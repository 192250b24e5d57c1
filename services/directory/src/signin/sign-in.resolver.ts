import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { directoryError } from '../domain/directory.errors.js';
import { People } from '../person/person.service.js';
import { Person } from '../person/person.types.js';
import { SignIn } from './sign-in.service.js';
import { ChangePasswordInput, RefreshTokenInput, Session, SignInInput, SignOutInput } from './sign-in.types.js';

@Resolver(() => Session)
export class SignInResolver {
  constructor(
    private readonly signing: SignIn,
    private readonly people: People,
  ) {}

  @Mutation(() => Session)
  signIn(@Args('input') input: SignInInput, @Ctx() ctx: RequestContext): Promise<Session> {
    return this.signing.signIn(input.account, input.password, ctx.address);
  }

  @Mutation(() => Session)
  refreshToken(@Args('input') input: RefreshTokenInput): Promise<Session> {
    return this.signing.refresh(input.refreshToken);
  }

  @Mutation(() => Boolean)
  async signOut(@Args('input') _input: SignOutInput, @Ctx() ctx: RequestContext): Promise<boolean> {
    await this.signing.signOut(ctx);
    return true;
  }

  /** Ends all sessions of the person, this one too. */
  @Mutation(() => Boolean)
  async changePassword(@Args('input') input: ChangePasswordInput, @Ctx() ctx: RequestContext): Promise<boolean> {
    await this.signing.changePassword(ctx, input.oldPassword, input.newPassword);
    return true;
  }

  @ResolveField(() => Person)
  async person(@Parent() session: Session): Promise<Person> {
    const [person] = await this.people.byIds([session.personId]);
    if (!person) throw directoryError('PERSON_NOT_FOUND');
    return person;
  }
}
