import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AuditLog } from '@sunshine/audit';
import { isDomainError } from '@sunshine/errors';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { directoryError } from '../domain/directory.errors.js';
import { People } from '../person/person.service.js';
import { Person } from '../person/person.graph.js';
import { SignIn } from './sign-in.service.js';
import { CurrentSession, Session } from './sign-in.graph.js';
import { ChangePasswordInput, RefreshTokenInput, SignInInput, SignOutInput } from './sign-in.inputs.js';

@Resolver(() => Session)
export class SignInResolver {
  constructor(
    private readonly signing: SignIn,
    private readonly people: People,
    private readonly audit: AuditLog,
  ) {}

  @Query(() => CurrentSession)
  currentSession(@Ctx() ctx: RequestContext): Promise<CurrentSession> {
    return this.signing.current(ctx);
  }

  @Mutation(() => Session)
  async signIn(@Args('input') input: SignInInput, @Ctx() ctx: RequestContext): Promise<Session> {
    const session = await this.noted(ctx, 'signIn', () =>
      this.signing.signIn(input.account, input.password, { address: ctx.address, device: input.device }, input.newPassword),
    );
    await this.audit.note({ ...ctx, actor: { kind: 'person', id: session.personId } }, 'signIn', { subject: session.personId });
    return session;
  }

  @Mutation(() => Session)
  refreshToken(@Args('input') input: RefreshTokenInput, @Ctx() ctx: RequestContext): Promise<Session> {
    return this.noted(ctx, 'refreshToken', () => this.signing.refresh(ctx, input.refreshToken));
  }

  @Mutation(() => Boolean)
  async signOut(@Args('input') _input: SignOutInput, @Ctx() ctx: RequestContext): Promise<boolean> {
    await this.signing.signOut(ctx);
    return true;
  }

  /** Ends all sessions of the person, this one too. */
  @Mutation(() => Boolean)
  async changePassword(@Args('input') input: ChangePasswordInput, @Ctx() ctx: RequestContext): Promise<boolean> {
    await this.noted(ctx, 'changePassword', () => this.signing.changePassword(ctx, input.oldPassword, input.newPassword));
    await this.audit.note(ctx, 'changePassword', { subject: ctx.personId });
    return true;
  }

  @ResolveField(() => Person)
  async person(@Parent() session: Session): Promise<Person> {
    const [person] = await this.people.byIds([session.personId]);
    if (!person) throw directoryError('PERSON_NOT_FOUND');
    return person;
  }

  /** Records a failed attempt under its code, without what was typed; an attempt refused before the check is not recorded. */
  private async noted<T>(ctx: RequestContext, act: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isDomainError(error) && NOTED.has(error.code)) await this.audit.note(ctx, act, { outcome: error.code });
      throw error;
    }
  }
}

const NOTED: ReadonlySet<string> = new Set(['SIGN_IN_FAILED', 'REFRESH_TOKEN_REUSED']);
