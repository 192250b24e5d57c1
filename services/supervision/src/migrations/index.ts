import type { MigrationClass } from '@sunshine/platform';
import { SupervisionExports1710000000032 } from './1710000000032-exports.js';
import { Supervision1710000000031 } from './1710000000031-supervision.js';
import { SupervisionSealed1710000000132 } from './1710000000132-sealed.js';
import { SupervisionMerged1710000000133 } from './1710000000133-merged.js';
import { Figures1710000000400 } from './1710000000400-figures.js';

export const supervisionMigrations: MigrationClass[] = [
  Supervision1710000000031,
  SupervisionExports1710000000032,
  SupervisionSealed1710000000132,
  SupervisionMerged1710000000133,
  Figures1710000000400,
];
