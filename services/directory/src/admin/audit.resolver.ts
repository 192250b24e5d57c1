import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { AUDIT_NAMES, AUDIT_RIGHT, auditGraph, type AuditNames, type AuditRight } from '@sunshine/audit';
import { Ctx, loader, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { Admins } from './admins.js';
import { DirectoryGraph } from '../graph.js';
import { ORGAN_BY_ID, Organs } from '../organ/organ.service.js';
import { Organ } from '../organ/organ.graph.js';
import { People } from '../person/person.service.js';
import { Person } from '../person/person.graph.js';

const ACTOR = Symbol('person in the audit');

const { AuditTrail, providers } = auditGraph({
  service: 'directory',
  registerIn: () => DirectoryGraph,
  organ: () => Organ,
  person: () => Person,
  right: {
    provide: AUDIT_RIGHT,
    inject: [DataSource, Admins],
    useFactory:
      (db: DataSource, admins: Admins): AuditRight =>
      (ctx) =>
        admins.require(db.manager, ctx, 'readAudit'),
  },
  names: {
    provide: AUDIT_NAMES,
    inject: [People, Organs],
    useFactory: (people: People, organs: Organs): AuditNames => ({
      person: (ctx, id) => loader<string, object>(ctx, ACTOR, (ids) => people.byIds(ids)).load(id),
      organ: (ctx, id) => loader<string, object>(ctx, ORGAN_BY_ID, (ids) => organs.byIds(ids)).load(id),
    }),
  },
});

/** The entry to the audits of all services; each service checks the right again. */
@Resolver()
export class AuditResolver {
  constructor(@Inject(AUDIT_RIGHT) private readonly right: AuditRight) {}

  /** @throws SIGN_IN_REQUIRED, SESSION_ENDED, ADMIN_ROLE_NEEDED */
  @Query(() => AuditTrail, { description: 'For the audit administrator only' })
  async auditTrail(@Ctx() ctx: RequestContext): Promise<{ id: string }> {
    await this.right(ctx);
    return { id: 'node' };
  }
}

export const auditProviders = [...providers, AuditResolver];
