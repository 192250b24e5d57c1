import type { MigrationClass } from '@sunshine/platform';
import { SupervisionExports1710000000032 } from './1710000000032-exports.js';
import { Supervision1710000000031 } from './1710000000031-supervision.js';

export const supervisionMigrations: MigrationClass[] = [Supervision1710000000031, SupervisionExports1710000000032];
