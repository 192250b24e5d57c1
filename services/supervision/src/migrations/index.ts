import type { MigrationClass } from '@sunshine/platform';
import { RegisterStep1700000000019 } from './1700000000019-register-step.js';
import { SupervisionExports1710000000032 } from './1710000000032-exports.js';
import { Supervision1710000000031 } from './1710000000031-supervision.js';
import { SupervisionSealed1710000000132 } from './1710000000132-sealed.js';
import { Quality1710000000430 } from './1710000000430-quality.js';
import { FrozenDays1710000000440 } from './1710000000440-frozen-days.js';
import { Contests1710000000441 } from './1710000000441-contests.js';
import { Patrol1710000000451 } from './1710000000451-patrol.js';
import { WeeklyReports1710000000470 } from './1710000000470-weekly-reports.js';
import { Assessment1710000000460 } from './1710000000460-assessment.js';
import { Rounds1710000000450 } from './1710000000450-rounds.js';
import { Records1710000000420 } from './1710000000420-records.js';
import { Handling1710000000421 } from './1710000000421-handling.js';
import { SupervisionMerged1710000000133 } from './1710000000133-merged.js';
import { Figures1710000000400 } from './1710000000400-figures.js';
import { LateEndings1710000000401 } from './1710000000401-late-endings.js';
import { BoardIndexes1710000000402 } from './1710000000402-board-indexes.js';
import { MetLate1710000000403 } from './1710000000403-met-late.js';

export const supervisionMigrations: MigrationClass[] = [
  RegisterStep1700000000019,
  Supervision1710000000031,
  SupervisionExports1710000000032,
  SupervisionSealed1710000000132,
  SupervisionMerged1710000000133,
  Figures1710000000400,
  LateEndings1710000000401,
  BoardIndexes1710000000402,
  MetLate1710000000403,
  Records1710000000420,
  Handling1710000000421,
  Quality1710000000430,
  FrozenDays1710000000440,
  Contests1710000000441,
  Rounds1710000000450,
  Patrol1710000000451,
  Assessment1710000000460,
  WeeklyReports1710000000470,
];
