import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition.types.js';
import { Register } from '../register.service.js';
import type { PetitionRow } from '../register.sql.js';
import { IssuedQueryCode } from './holders.inputs.js';
import { MemberActs } from './members.acts.js';
import { IssueMemberCodeInput, LeaveGroupInput, LeftGroup, RecordConsentInput } from './members.inputs.js';

@Resolver()
export class MembersResolver {
  constructor(
    private readonly acts: MemberActs,
    private readonly register: Register,
  ) {}

  @Mutation(() => IssuedQueryCode, { description: 'Opens the shared course and the member’s own part of it' })
  issueMemberCode(@Args('input') input: IssueMemberCodeInput, @Ctx() ctx: RequestContext): Promise<IssuedQueryCode> {
    return this.acts.issueMemberCode(ctx, input);
  }

  @Mutation(() => Petition)
  async recordConsent(@Args('input') input: RecordConsentInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.register.get(ctx, await this.acts.recordConsent(ctx, input));
  }

  @Mutation(() => LeftGroup, { description: 'By the member with the own pass, or by a registrar with the signed paper' })
  leaveGroup(@Args('input') input: LeaveGroupInput, @Ctx() ctx: RequestContext): Promise<LeftGroup> {
    return this.acts.leaveGroup(ctx, input);
  }
}
