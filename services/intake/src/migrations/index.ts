import { wordsMigrations } from '@sunshine/acts';
import { accessMigrations } from '@sunshine/access';
import { lawMigrations } from '@sunshine/clocks';
import { limitsMigrations } from '@sunshine/limits';
import { messagingMigrations } from '@sunshine/messaging';
import type { MigrationClass } from '@sunshine/platform';
import { Answers1710000000091 } from './1710000000091-answers.js';
import { Claimed1710000000111 } from './1710000000111-claimed.js';
import { Closure1710000000083 } from './1710000000083-closure.js';
import { CodeSlips1710000000194 } from './1710000000194-code-slips.js';
import { Desk1710000000031 } from './1710000000031-desk.js';
import { Exports1710000000082 } from './1710000000082-exports.js';
import { Files1710000000051 } from './1710000000051-files.js';
import { Groups1710000000071 } from './1710000000071-groups.js';
import { Intake1710000000021 } from './1710000000021-intake.js';
import { Keys1710000000022 } from './1710000000022-keys.js';
import { FileKeys1710000000052 } from './1710000000052-keys.js';
import { TrackingLimits1710000000106 } from './1710000000106-limits.js';
import { UploadLimits1710000000107 } from './1710000000107-limits.js';
import { Lists1710000000081 } from './1710000000081-lists.js';
import { Officer1710000000141 } from './1710000000141-officer.js';
import { StaffConduct1710000000152 } from './1710000000152-staff-conduct.js';
import { RevokedSuccession1710000000200 } from './1710000000200-revoked-succession.js';
import { PartCodes1710000000201 } from './1710000000201-part-codes.js';
import { Publication1710000000215 } from './1710000000215-publication.js';
import { SameMatter1710000000220 } from './1710000000220-same-matter.js';
import { Succession1710000000176 } from './1710000000176-succession.js';
import { Arrived1710000000216 } from './1710000000216-arrived.js';
import { ArrivedFiles1710000000230 } from './1710000000230-arrived-files.js';
import { SupplementsOfNodes1710000000240 } from './1710000000240-supplements-of-nodes.js';
import { TransferIn1710000000161 } from './1710000000161-transfer-in.js';
import { Urgent1710000000193 } from './1710000000193-urgent.js';
import { Pending1710000000112 } from './1710000000112-pending.js';
import { Members1710000000073 } from './1710000000073-members.js';
import { Repeats1710000000041 } from './1710000000041-repeats.js';
import { Sealed1710000000121 } from './1710000000121-sealed.js';
import { Split1710000000072 } from './1710000000072-split.js';
import { Staging1710000000101 } from './1710000000101-staging.js';

export const intakeMigrations: MigrationClass[] = [
  ...messagingMigrations,
  ...accessMigrations,
  ...lawMigrations,
  ...limitsMigrations,
  Intake1710000000021,
  Desk1710000000031,
  Repeats1710000000041,
  Files1710000000051,
  Groups1710000000071,
  Split1710000000072,
  Members1710000000073,
  Lists1710000000081,
  Exports1710000000082,
  Closure1710000000083,
  Answers1710000000091,
  Staging1710000000101,
  TrackingLimits1710000000106,
  UploadLimits1710000000107,
  Claimed1710000000111,
  Pending1710000000112,
  Sealed1710000000121,
  Officer1710000000141,
  StaffConduct1710000000152,
  TransferIn1710000000161,
  Succession1710000000176,
  Urgent1710000000193,
  CodeSlips1710000000194,
  RevokedSuccession1710000000200,
  PartCodes1710000000201,
  Publication1710000000215,
  Arrived1710000000216,
  SameMatter1710000000220,
  ArrivedFiles1710000000230,
  SupplementsOfNodes1710000000240,
  ...wordsMigrations,
];

/** Of the second database. */
export const intakeKeyMigrations: MigrationClass[] = [Keys1710000000022, FileKeys1710000000052];
