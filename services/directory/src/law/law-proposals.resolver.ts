import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { isDomainError } from '@sunshine/errors';
import { Commands } from '@sunshine/messaging';
import { Ctx, clampFirst, loader, type Connection, type RequestContext } from '@sunshine/platform';
import { lineOfPath, refusedPath } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { Admins } from '../admin/admins.js';
import type { PersonEntity } from '../person/person.entity.js';
import { People } from '../person/person.service.js';
import { Person } from '../person/person.graph.js';
import type { LawProposalEntity } from './law-proposal.entity.js';
import { LawProposals, type Confirming, type LawDraft } from './law-proposals.js';
import { packOf } from './law.resolver.js';
import { LawAnswer, LawProposal, LawProposalConnection, LawRefusal, ProposedLaw } from './law-proposal.graph.js';
import { ConfirmLawProposalInput, DeclineLawProposalInput, ProposeCalendarYearInput, ProposePackInput } from './law-proposal.inputs.js';

const PROPOSERS = Symbol('people of proposals');

interface Proposing {
  readonly name: 'proposeCalendarYear' | 'proposePack';
  readonly draft: () => Promise<LawDraft>;
  readonly yaml: string | null;
}

/** A system administrator proposes law and a security administrator puts it into force. */
@Resolver(() => LawProposal)
export class LawProposalsResolver {
  constructor(
    private readonly proposals: LawProposals,
    private readonly people: People,
    private readonly admins: Admins,
    private readonly commands: Commands,
    private readonly db: DataSource,
  ) {}

  @Query(() => LawProposalConnection, { description: 'Newest first; for system and security administrators' })
  async lawProposals(
    @Args('state', { type: () => String, nullable: true, description: 'open, published or declined' }) state: string | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<LawProposal>> {
    await this.admins.require(this.db.manager, ctx, 'readLawProposals');
    const { edges, pageInfo } = await this.proposals.page(state ?? null, clampFirst(first), after);
    return { edges: edges.map(({ node, cursor }) => ({ node: proposalOf(node), cursor })), pageInfo };
  }

  @Query(() => LawProposal)
  async lawProposal(@Args('id', { type: () => ID }) id: string, @Ctx() ctx: RequestContext): Promise<LawProposal> {
    await this.admins.require(this.db.manager, ctx, 'readLawProposals');
    return proposalOf(await this.proposals.one(id));
  }

  @ResolveField(() => Person, { nullable: true })
  proposedBy(@Parent() { proposer }: LawProposal, @Ctx() ctx: RequestContext): Promise<Person | null> {
    return this.person(ctx, proposer);
  }

  @ResolveField(() => Person, { nullable: true })
  decidedBy(@Parent() { decider }: LawProposal, @Ctx() ctx: RequestContext): Promise<Person | null> | null {
    return decider === null ? null : this.person(ctx, decider);
  }

  /** Corrects or adds a year; running clocks are recomputed once it is in force. */
  @Mutation(() => LawAnswer)
  proposeCalendarYear(@Args('input') input: ProposeCalendarYearInput, @Ctx() ctx: RequestContext): Promise<LawAnswer> {
    const { requestId: _requestId, dryRun: _dryRun, ...notice } = input;
    return this.propose(ctx, input, {
      name: 'proposeCalendarYear',
      draft: () => this.proposals.calendarYear({ ...notice, days: notice.days.map((day) => ({ ...day })) }),
      yaml: null,
    });
  }

  /** A new pack applies to terms that start under it; a correction (same id, higher revision) also moves running clocks. */
  @Mutation(() => LawAnswer)
  proposePack(@Args('input') input: ProposePackInput, @Ctx() ctx: RequestContext): Promise<LawAnswer> {
    return this.propose(ctx, input, { name: 'proposePack', draft: () => this.proposals.pack(input.yaml), yaml: input.yaml });
  }

  /** Running clocks that count by the calendar are recomputed by their owners. */
  @Mutation(() => LawProposal, { description: 'Puts a proposed calendar year into force' })
  publishCalendar(@Args('input') input: ConfirmLawProposalInput, @Ctx() ctx: RequestContext): Promise<LawProposal> {
    return this.confirm('publishCalendar', input, ctx);
  }

  /** It applies to terms that start under it; no running clock moves. */
  @Mutation(() => LawProposal, { description: 'Puts a proposed pack of a new id into force' })
  activateRulePack(@Args('input') input: ConfirmLawProposalInput, @Ctx() ctx: RequestContext): Promise<LawProposal> {
    return this.confirm('activateRulePack', input, ctx);
  }

  /** Running clocks under the pack are recomputed by their owners. */
  @Mutation(() => LawProposal, { description: 'Puts a proposed correction of a pack into force: the same id, a higher revision' })
  correctRulePack(@Args('input') input: ConfirmLawProposalInput, @Ctx() ctx: RequestContext): Promise<LawProposal> {
    return this.confirm('correctRulePack', input, ctx);
  }

  @Mutation(() => LawProposal, { description: 'Any of publishCalendar, activateRulePack, correctRulePack' })
  confirmLawProposal(@Args('input') input: ConfirmLawProposalInput, @Ctx() ctx: RequestContext): Promise<LawProposal> {
    return this.confirm('confirmLawProposal', input, ctx);
  }

  @Mutation(() => LawProposal)
  async declineLawProposal(@Args('input') input: DeclineLawProposalInput, @Ctx() ctx: RequestContext): Promise<LawProposal> {
    await this.commands.run(ctx, 'declineLawProposal', input, async (tx, _emit, note) => {
      const person = await this.admins.require(tx, ctx, 'decideLaw', 'declineLawProposal');
      const { lawId, revision } = await this.proposals.decline(tx, ctx, person, input.id, input.reason);
      note({ subject: input.id, part: `${lawId}@${revision}`, purpose: input.reason.trim() });
      return null;
    });
    return proposalOf(await this.proposals.one(input.id));
  }

  private async confirm(name: Confirming, input: ConfirmLawProposalInput, ctx: RequestContext): Promise<LawProposal> {
    await this.commands.run(ctx, name, input, async (tx, emit, note) => {
      const person = await this.admins.require(tx, ctx, 'decideLaw', name);
      const { lawId, revision } = await this.proposals.confirm(tx, emit, ctx, person, input.id, name);
      note({ subject: input.id, part: `${lawId}@${revision}` });
      return null;
    });
    return proposalOf(await this.proposals.one(input.id));
  }

  private async propose(
    ctx: RequestContext,
    input: { requestId?: string | null; dryRun?: boolean | null },
    { name, draft, yaml }: Proposing,
  ): Promise<LawAnswer> {
    if (input.dryRun) {
      await this.admins.require(this.db.manager, ctx, 'proposeLaw', name);
      return dryRun(draft, yaml);
    }
    const id = await this.commands.run(ctx, name, input, async (tx, emit, note) => {
      const person = await this.admins.require(tx, ctx, 'proposeLaw', name);
      const proposed = await draft();
      const proposal = await this.proposals.propose(tx, emit, ctx, person, proposed);
      note({ subject: proposal, part: `${proposed.lawId}@${proposed.revision}` });
      return proposal;
    });
    const proposal = proposalOf(await this.proposals.one(id));
    return { refusal: null, law: proposal.law, proposal };
  }

  private person(ctx: RequestContext, id: string): Promise<PersonEntity | null> {
    return loader<string, PersonEntity>(ctx, PROPOSERS, (ids) => this.people.byIds(ids)).load(id);
  }
}

async function dryRun(draft: () => Promise<LawDraft>, yaml: string | null): Promise<LawAnswer> {
  try {
    return { refusal: null, law: lawOf(await draft()), proposal: null };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const path = String(error.details['field'] ?? refusedPath(error));
    const refusal: LawRefusal = { code: error.code, path, line: yaml === null ? null : lineOfPath(yaml, path), reason: error.message };
    return { refusal, law: null, proposal: null };
  }
}

function proposalOf(row: LawProposalEntity): LawProposal {
  const { id, state, proposedAt, decidedAt, reason, proposedBy, decidedBy } = row;
  return { id, law: lawOf(row), state, proposedAt, decidedAt, reason, proposer: proposedBy, decider: decidedBy };
}

function lawOf({ kind, lawId, revision, year, written, content }: LawDraft): ProposedLaw {
  const [pack = null] = content.packs;
  const [calendar, ...taken] = content.calendars;
  const { title = '', source = '' } = pack ?? calendar ?? {};
  return {
    kind,
    lawId,
    revision,
    title,
    source,
    year,
    newYear: content.newYear,
    dayChanges: content.dayChanges.map(({ calendarId, day, former, now }) => ({
      calendarId,
      day,
      formerKind: former?.kind ?? null,
      formerFestival: former?.festival ?? null,
      kind: now?.kind ?? null,
      festival: now?.festival ?? null,
    })),
    takenOverBy: taken.map(({ id }) => id),
    yaml: written,
    pack: pack && packOf(pack),
    changedPaths: [...content.changedPaths],
  };
}
