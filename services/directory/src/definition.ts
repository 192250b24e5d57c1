import { limitsMigrations } from '@sunshine/limits';
import { messagingMigrations } from '@sunshine/messaging';
import type { ServiceDefinition } from '@sunshine/platform';
import { DirectoryModule } from './directory.module.js';
import { DirectoryGraph } from './graph.js';
import { CalendarEntity, PackEntity } from './law/law.entity.js';
import { LawProposalEntity } from './law/law-proposal.entity.js';
import { Directory1710000000101 } from './migrations/directory.js';
import { DirectoryGivenPasswords1710000000102 } from './migrations/given-passwords.js';
import { DirectorySavedViews1710000000103 } from './migrations/saved-views.js';
import { DirectoryEndedSessions1710000000121 } from './migrations/ended-sessions.js';
import { DirectoryLawProposals1710000000105 } from './migrations/law-proposals.js';
import { DirectorySignInLimits1710000000106 } from './migrations/sign-in-limits.js';
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
  migrations: [
    ...messagingMigrations,
    ...limitsMigrations,
    Directory1710000000101,
    DirectoryGivenPasswords1710000000102,
    DirectorySavedViews1710000000103,
    DirectoryLawProposals1710000000105,
    DirectorySignInLimits1710000000106,
    DirectoryEndedSessions1710000000121,
  ],
};
