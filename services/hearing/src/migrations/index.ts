import type { MigrationClass } from '@sunshine/platform';
import { Hearing1710000000300 } from './1710000000300-hearing.js';

export const hearingMigrations: MigrationClass[] = [Hearing1710000000300];
