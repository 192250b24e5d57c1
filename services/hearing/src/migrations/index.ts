import type { MigrationClass } from '@sunshine/platform';
import { Hearing1710000000300 } from './1710000000300-hearing.js';
import { InHand1710000000301 } from './1710000000301-in-hand.js';
import { Bundle1710000000302 } from './1710000000302-bundle.js';
import { Followers1710000000304 } from './1710000000304-followers.js';
import { RereviewDue1710000000305 } from './1710000000305-rereview-due.js';
import { Joined1710000000306 } from './1710000000306-joined.js';

export const hearingMigrations: MigrationClass[] = [
  Hearing1710000000300,
  InHand1710000000301,
  Bundle1710000000302,
  Followers1710000000304,
  RereviewDue1710000000305,
  Joined1710000000306,
];
