import type { MigrationClass } from '@sunshine/platform';
import { Supervision1710000000031 } from './1710000000031-supervision.js';

export const supervisionMigrations: MigrationClass[] = [Supervision1710000000031];
