import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { ASIDE_NAMES } from '../domain/pending/pending.js';
import { Petition, type Respondent } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { RegistrationService } from '../registration/registration.service.js';
import { PendingFilings } from './pending.service.js';
import type { PendingRow } from './pending.rows.js';
import { FilingAside, PendingContent, PendingCount, PendingFiling, PendingFilingConnection, RegisteredFiling } from './pending.graph.js';
import { ConfirmFilingAsideInput, PendingFilingInput, SetFilingAsideInput } from './pending.inputs.js';

type Shown = Omit<PendingFiling, 'fromOrigin' | 'alike' | 'dueOn' | 'provisional' | 'source'> & { readonly row: PendingRow };

/** 待登记: filings of a flood that a registrar must look at. */
@Resolver(() => PendingFiling)
export class PendingResolver {
  constructor(
    private readonly pending: PendingFilings,
    private readonly registrations: RegistrationService,
  ) {}

  @Query(() => PendingFilingConnection, { description: 'Filings that wait to be registered at the reader’s desk, the oldest first' })
  async pendingFilings(
    @Args('organId', { type: () => ID, nullable: true }) organId: string | null,
    @Args('group', { type: () => String, nullable: true, description: 'Only filings with this origin or likeness' }) group: string | null,
    @Args('setAside', {
      type: () => Boolean,
      nullable: true,
      description: 'True: the filings that were set aside, instead of those that wait',
    })
    setAside: boolean | null,
    @Args('toConfirm', { type: () => Boolean, nullable: true, description: 'True: only filings that another person proposed to set aside' })
    toConfirm: boolean | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Shown>> {
    const { edges, pageInfo } = await this.pending.list(ctx, { organId, group, setAside, toConfirm }, first, after);
    return { edges: edges.map(({ node, cursor }) => ({ node: shown(node), cursor })), pageInfo };
  }

  @Query(() => PendingCount, { description: 'For the page of the day' })
  async pendingCount(@Ctx() ctx: RequestContext): Promise<PendingCount> {
    const { waiting, toConfirm, oldest } = await this.pending.waiting(ctx);
    return { waiting, toConfirm, oldestOn: oldest?.receivedOn ?? null, dueOn: oldest?.dueOn ?? null };
  }

  @Mutation(() => PendingContent, { description: 'Shows what a filing says; recorded in the audit first' })
  async openPendingFiling(@Args('input') input: PendingFilingInput, @Ctx() ctx: RequestContext): Promise<PendingContent> {
    const { id, filing, masked, files, note } = await this.pending.open(ctx, input);
    return {
      id,
      summary: filing.summary,
      text: filing.text,
      requests: filing.requests.map(({ text }) => text),
      petitioners: masked,
      anonymous: filing.anonymous ?? false,
      peopleCount: filing.peopleCount ?? null,
      respondent: (filing.respondent ?? []).map(partyOf),
      accused: (filing.accused ?? []).map(partyOf),
      urgentReason: filing.urgentEvent?.reason ?? null,
      previousNumber: filing.previousNumber ?? null,
      files,
      asideNote: note,
    };
  }

  @Mutation(() => RegisteredFiling, { description: 'Registers the filing unchanged, with its own day of receipt' })
  registerPendingFiling(@Args('input') input: PendingFilingInput, @Ctx() ctx: RequestContext): Promise<RegisteredFiling> {
    return this.registrations.registerPending(ctx, input);
  }

  @Mutation(() => PendingFiling, { description: 'Proposes not to register the filing; another person must confirm' })
  async setFilingAside(@Args('input') input: SetFilingAsideInput, @Ctx() ctx: RequestContext): Promise<Shown> {
    return shown(await this.pending.get(ctx, await this.pending.setAside(ctx, input)));
  }

  @Mutation(() => PendingFiling, { description: 'Confirms or rejects the proposal; by another person than the proposer' })
  async confirmFilingAside(@Args('input') input: ConfirmFilingAsideInput, @Ctx() ctx: RequestContext): Promise<Shown> {
    return shown(await this.pending.get(ctx, await this.pending.confirmAside(ctx, input)));
  }

  @ResolveField(() => Int)
  fromOrigin(@Parent() { row }: Shown, @Ctx() ctx: RequestContext): Promise<number> | number {
    return row.origin === null ? 0 : this.pending.countOf(ctx, row.organId, row.origin);
  }

  @ResolveField(() => Int)
  alike(@Parent() { row }: Shown, @Ctx() ctx: RequestContext): Promise<number> | number {
    return row.likeness === null ? 0 : this.pending.countOf(ctx, row.organId, row.likeness);
  }

  @ResolveField(() => String)
  async dueOn(@Parent() { row }: Shown): Promise<string> {
    return (await this.pending.dueOf(row)).effectiveDue;
  }

  @ResolveField(() => Boolean)
  async provisional(@Parent() { row }: Shown): Promise<boolean> {
    return (await this.pending.dueOf(row)).provisional;
  }

  @ResolveField(() => String)
  async source(@Parent() { row }: Shown): Promise<string> {
    return (await this.pending.dueOf(row)).source;
  }
}

@Resolver(() => RegisteredFiling)
export class RegisteredFilingResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: RegisteredFiling, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}

function shown(row: PendingRow): Shown {
  const { id, kind, receivedOn, receivedAt, urgent, organId, files, origin, likeness } = row;
  return { id, kind, receivedOn, receivedAt, urgent, organ: { id: organId }, files, origin, likeness, aside: asideOf(row), row };
}

function asideOf({ aside }: PendingRow): FilingAside | null {
  if (!aside) return null;
  const { reason, ofNumber, on, by, state } = aside;
  return { reason, reasonName: ASIDE_NAMES[reason], ofNumber, on, proposedBy: { id: by }, confirmed: state === 'confirmed' };
}

const partyOf = ({ organId, text }: { readonly organId?: string | null; readonly text?: string | null }): Respondent => ({
  organ: organId ? { id: organId } : null,
  text: text ?? null,
});
