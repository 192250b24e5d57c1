import type { MigrationClass } from '@sunshine/platform';
import { Exchange1710000000600 } from './1710000000600-exchange.js';
import { PullAndFerry1710000000602 } from './1710000000602-pull-and-ferry.js';
import { SameMatter1710000000605 } from './1710000000605-same-matter.js';
import { Arrivals1710000000610 } from './1710000000610-arrivals.js';
import { Matters1710000000611 } from './1710000000611-matters.js';
import { Told1710000000612 } from './1710000000612-told.js';
import { HandBack1710000000620 } from './1710000000620-hand-back.js';
import { Files1710000000630 } from './1710000000630-files.js';
import { RowSystems1710000000640 } from './1710000000640-row-systems.js';
import { Said1710000000650 } from './1710000000650-said.js';
import { Served1710000000660 } from './1710000000660-served.js';
import { WantWay1710000000661 } from './1710000000661-want-way.js';
import { Splits1710000000680 } from './1710000000680-splits.js';

export const exchangeMigrations: MigrationClass[] = [
  Exchange1710000000600,
  PullAndFerry1710000000602,
  SameMatter1710000000605,
  Arrivals1710000000610,
  Matters1710000000611,
  Told1710000000612,
  HandBack1710000000620,
  Files1710000000630,
  RowSystems1710000000640,
  Said1710000000650,
  Served1710000000660,
  WantWay1710000000661,
  Splits1710000000680,
];
