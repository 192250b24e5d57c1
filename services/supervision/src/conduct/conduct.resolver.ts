import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import { Ctx, PersonStub as Person, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { isAboveUnit } from '../domain/conduct/conduct.js';
import { SupervisionRecordFilter } from '../reminders/reminders.inputs.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { OrganRecordRunner } from '../runner/organ-record.runner.js';
import { shownPage } from '../runner/record.page.js';
import { ConductComplaint, ConductComplaintConnection, ConductTable, type ConductCode } from './conduct.graph.js';
import { officersOf } from './conduct.rows.js';
import { shownComplaint, type ShownComplaint } from './conduct.view.js';

/** The register of complaints about staff: of who handles and who registered it, and of nobody in the unit complained about. */
@Resolver(() => ConductComplaint)
export class ConductResolver {
  constructor(
    private readonly reads: OrganRecordReads,
    private readonly runner: OrganRecordRunner,
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly law: Law,
  ) {}

  @Query(() => ConductComplaintConnection, { description: 'Newest first' })
  async conductComplaints(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => SupervisionRecordFilter, nullable: true }) filter?: SupervisionRecordFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<ConductComplaint>> {
    return shownPage(await this.reads.page(ctx, 'conduct', filter ?? {}, first, after), shownComplaint);
  }

  @Query(() => ConductComplaint, { nullable: true, description: 'Null where the reader may not see it' })
  async conductComplaint(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<ConductComplaint | null> {
    signedIn(ctx);
    const found = await this.reads.one(ctx, 'conduct', id);
    return found ? shownComplaint(found) : null;
  }

  @Query(() => ConductTable, {
    nullable: true,
    description: 'By the rules in force today where the officer handles complaints; null: they have none',
  })
  async conductTable(@Ctx() ctx: RequestContext): Promise<ConductTable | null> {
    signedIn(ctx);
    const { manager } = this.db;
    const { organId } = await this.access.requireNode(manager, ctx, 'readConductComplaint');
    if (organId === null) throw accessError('ACT_NOT_YOURS');
    const { division } = await this.access.organ(manager, organId);
    const { conduct: table } = await this.law.packFor(manager, division, ctx.on);
    return table ? { conduct: table.codes.map(codeOf), consequences: table.consequences.map(codeOf) } : null;
  }

  @Query(() => [Person], {
    description: 'Who works in a unit or below it, for those who may register a complaint about it; nobody for others',
  })
  async conductOfficers(@Ctx() ctx: RequestContext, @Args('organId', { type: () => ID }) organId: string): Promise<{ id: string }[]> {
    signedIn(ctx);
    const { manager } = this.db;
    const grant = await this.access.requireNode(manager, ctx, 'receiveConductComplaint');
    if (grant.organId === null) throw accessError('ACT_NOT_YOURS');
    const [by, unit] = [await this.runner.known(manager, grant.organId), await this.runner.organ(manager, organId, ctx.on)];
    return isAboveUnit(by, unit) ? officersOf(manager, unit.id) : [];
  }

  @ResolveField(() => [String], { description: 'Mutations that the reader may do about it now; their rules may still ask for more' })
  acts(@Parent() { of }: ShownComplaint, @Ctx() ctx: RequestContext): Promise<string[]> {
    return this.reads.offers(ctx, of);
  }
}

const codeOf = ({ code, title, source }: { readonly code: string; readonly title: string; readonly source: string }): ConductCode => ({
  ...{ code, title },
  article: source,
});
