import type { MigrationClass } from '@sunshine/platform';
import { Exchange1710000000600 } from './1710000000600-exchange.js';

export const exchangeMigrations: MigrationClass[] = [Exchange1710000000600];
