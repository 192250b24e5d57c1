import { limitsMigrations } from '@sunshine/limits';
import { messagingMigrations } from '@sunshine/messaging';
import type { ServiceDefinition } from '@sunshine/platform';
import { DirectoryModule } from './directory.module.js';
import { DirectoryGraph } from './graph.js';
import { CalendarEntity, PackEntity } from './law/law.entity.js';
import { LawProposalEntity } from './law/law-proposal.entity.js';
import { directoryMigrations } from './migrations/index.js';
import { OrganEntity } from './organ/organ.entity.js';
import { PersonEntity } from './person/person.entity.js';
import { RoleGrantEntity } from './person/role-grant.entity.js';
import { SessionEntity } from './signin/session.entity.js';

/** Organs, people, roles, sign-in, the published law. Reads nobody's events. */
export const directory: ServiceDefinition = {
  name: 'directory',
  schema: 'directory',
  sources: [],
  module: DirectoryModule,
  graph: DirectoryGraph,
  entities: [OrganEntity, PersonEntity, RoleGrantEntity, SessionEntity, PackEntity, CalendarEntity, LawProposalEntity],
  migrations: [...messagingMigrations, ...limitsMigrations, ...directoryMigrations],
};

export { seedDirectory, type DirectorySeed } from './seed.js';
