import { Inject, type Provider, type Type } from '@nestjs/common';
import { Args, Directive, Field, ID, InputType, Int, ObjectType, Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import type { ServiceName } from '@sunshine/events';
import { Ctx, Day, Instant, OrganStub, PersonStub, connectionOf, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { AuditReads, type AuditEntry, type AuditFilter } from './reads.js';

/** Whether the caller may read the audit. @throws ACT_NOT_YOURS, or what the service refuses with */
export type AuditRight = (ctx: RequestContext) => Promise<unknown>;

/** What answers references of a line in a service that owns people and organs; others answer stubs. */
export interface AuditNames {
  person(ctx: RequestContext, id: string): Promise<object | null>;
  organ(ctx: RequestContext, id: string): Promise<object | null>;
}

export interface AuditGraph {
  readonly service: ServiceName;
  readonly registerIn: () => Type;
  /** The service's own types of these names, where it has more than stubs of them. */
  readonly organ?: () => Type;
  readonly person?: () => Type;
  readonly right?: Provider;
  readonly names?: Provider;
}

export const AUDIT_RIGHT = Symbol('right to read the audit');
export const AUDIT_NAMES = Symbol('names in the audit');

/** The entity that gathers the audits of all services; each adds the field of its own name. */
export interface AuditTrailStub {
  readonly id: string;
}

@InputType({ description: 'All given conditions hold together; instants inclusive' })
export class AuditFilterInput implements AuditFilter {
  @Field(() => [String], { nullable: true })
  acts?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Petition, organ, person, pack or calendar' })
  subject?: string | null;

  @Field(() => ID, { nullable: true })
  actorId?: string | null;

  @Field(() => ID, { nullable: true })
  organId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: refusals alone; false: what was done alone' })
  refused?: boolean | null;

  @Field(() => Instant, { nullable: true })
  from?: string | null;

  @Field(() => Instant, { nullable: true })
  to?: string | null;
}

/** The audit of a service in the graph: providers for its module. */
export function auditGraph({ service, registerIn, organ = () => OrganStub, person = () => PersonStub, right, names }: AuditGraph): {
  AuditTrail: Type;
  providers: Provider[];
} {
  @ObjectType('AuditLine', { registerIn, description: 'Who did or was refused what, on what, by which right; ids and words of the office' })
  @Directive('@shareable')
  class AuditLine {
    @Field(() => ID)
    id: string;

    @Field(() => Instant)
    at: Date;

    @Field(() => Day, { description: 'Legal day of the act' })
    on: string;

    @Field()
    act: string;

    @Field({ description: 'done, or the code of the refusal' })
    outcome: string;

    @Field({ description: 'person, service, tracker or anonymous' })
    actorKind: string;

    @Field(() => String, { nullable: true })
    role: string | null;

    @Field(() => ID, { nullable: true, description: 'Petition, organ or person' })
    subject: string | null;

    @Field(() => String, { nullable: true, description: 'Field, file or role' })
    part: string | null;

    @Field(() => String, { nullable: true, description: 'As the officer gave it' })
    purpose: string | null;

    @Field()
    correlationId: string;
  }

  const AuditLineConnection = connectionOf(AuditLine, { shareable: true });

  @ObjectType('AuditTrail', { registerIn, description: 'The audit, service by service' })
  @Directive('@key(fields: "id")')
  class AuditTrail {
    @Field(() => ID)
    id: string;
  }

  @Resolver(() => AuditTrail)
  class AuditTrailResolver {
    constructor(
      @Inject(AuditReads) private readonly reads: AuditReads,
      @Inject(AUDIT_RIGHT) private readonly right: AuditRight,
    ) {}

    @ResolveReference()
    reference({ id }: AuditTrailStub): AuditTrailStub {
      return { id };
    }

    @ResolveField(service, () => AuditLineConnection, { description: 'Newest first' })
    async lines(
      @Ctx() ctx: RequestContext,
      @Args('filter', { type: () => AuditFilterInput, nullable: true }) filter: AuditFilterInput | null,
      @Args('first', { type: () => Int, nullable: true }) first: number | null,
      @Args('after', { type: () => String, nullable: true }) after: string | null,
    ): Promise<Connection<AuditEntry>> {
      await this.right(ctx);
      return this.reads.page(ctx, filter ?? {}, first, after);
    }

    @ResolveField(`${service}Acts`, () => [String], { description: 'Names of the acts that stand in it, to choose from' })
    async acts(@Ctx() ctx: RequestContext): Promise<string[]> {
      await this.right(ctx);
      return this.reads.acts();
    }
  }

  @Resolver(() => AuditLine)
  class AuditLineResolver {
    constructor(@Inject(AUDIT_NAMES) private readonly names: AuditNames) {}

    @ResolveField(person, { nullable: true })
    actor(@Parent() { actorKind, actorId }: AuditEntry, @Ctx() ctx: RequestContext): Promise<object | null> | null {
      return actorKind === 'person' && actorId !== null ? this.names.person(ctx, actorId) : null;
    }

    @ResolveField(organ, { nullable: true, description: 'For which the actor acted' })
    organ(@Parent() { organId }: AuditEntry, @Ctx() ctx: RequestContext): Promise<object | null> | null {
      return organId === null ? null : this.names.organ(ctx, organId);
    }
  }

  return {
    AuditTrail,
    providers: [
      AuditReads,
      AuditTrailResolver,
      AuditLineResolver,
      right ?? {
        provide: AUDIT_RIGHT,
        inject: [DataSource, Access],
        useFactory:
          (db: DataSource, access: Access): AuditRight =>
          (ctx) =>
            access.requireNode(db, ctx, 'readAudit'),
      },
      names ?? { provide: AUDIT_NAMES, useValue: stubs },
    ],
  };
}

const stubs: AuditNames = {
  person: (_ctx, id) => Promise.resolve({ id }),
  organ: (_ctx, id) => Promise.resolve({ id }),
};
