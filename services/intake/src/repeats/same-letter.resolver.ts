import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { SameLetterActs } from './same-letter.acts.js';
import { RegisteredPetition } from '../registration/registration.graph.js';
import { SameLetterCandidate, SameLetterFinding } from './same-letter.graph.js';

@Resolver(() => SameLetterCandidate)
export class SameLetterResolver {
  constructor(
    private readonly letters: SameLetterActs,
    private readonly register: Register,
  ) {}

  @Query(() => SameLetterFinding, { description: 'Whether another addressee has the same letter; the query is recorded in the audit' })
  sameLetter(@Args('petitionId', { type: () => ID }) petitionId: string, @Ctx() ctx: RequestContext): Promise<SameLetterFinding> {
    return this.letters.find(ctx, petitionId);
  }

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: SameLetterCandidate, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}

/** Searches only when the field is queried. */
@Resolver(() => RegisteredPetition)
export class RegisteredSameLetterResolver {
  constructor(private readonly letters: SameLetterActs) {}

  @ResolveField(() => SameLetterFinding, { description: 'Whether another addressee has the same letter; always empty for a citizen' })
  sameLetter(@Parent() { petitionId }: RegisteredPetition, @Ctx() ctx: RequestContext): Promise<SameLetterFinding> {
    return this.letters.atRegistration(ctx, petitionId);
  }
}

@Resolver(() => Petition)
export class PetitionSameLetterResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true, description: 'The filing that came first, where this is the same letter' })
  sameLetterAs(@Parent() { sameLetterId }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> | null {
    return sameLetterId === null ? null : this.register.find(ctx, sameLetterId);
  }
}
