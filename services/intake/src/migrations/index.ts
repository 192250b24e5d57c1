import { accessMigrations } from '@sunshine/access';
import { lawMigrations } from '@sunshine/clocks';
import { limitsMigrations } from '@sunshine/limits';
import { messagingMigrations } from '@sunshine/messaging';
import type { MigrationClass } from '@sunshine/platform';
import { Answers1710000000091 } from './answers-1710000000091.js';
import { Claimed1710000000111 } from './claimed-1710000000111.js';
import { Closure1710000000083 } from './closure-1710000000083.js';
import { Desk1710000000031 } from './desk-1710000000031.js';
import { Exports1710000000082 } from './exports-1710000000082.js';
import { Files1710000000051 } from './files-1710000000051.js';
import { Groups1710000000071 } from './groups-1710000000071.js';
import { Intake1710000000021 } from './intake-1710000000021.js';
import { Keys1710000000022 } from './keys-1710000000022.js';
import { FileKeys1710000000052 } from './keys-1710000000052.js';
import { TrackingLimits1710000000106 } from './limits-1710000000106.js';
import { UploadLimits1710000000107 } from './limits-1710000000107.js';
import { Lists1710000000081 } from './lists-1710000000081.js';
import { Officer1710000000141 } from './officer-1710000000141.js';
import { Pending1710000000112 } from './pending-1710000000112.js';
import { Members1710000000073 } from './members-1710000000073.js';
import { Repeats1710000000041 } from './repeats-1710000000041.js';
import { Sealed1710000000121 } from './sealed-1710000000121.js';
import { Split1710000000072 } from './split-1710000000072.js';
import { Staging1710000000101 } from './staging-1710000000101.js';

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
];

/** Of the second database. */
export const intakeKeyMigrations: MigrationClass[] = [Keys1710000000022, FileKeys1710000000052];
