import { Limits } from '@sunshine/limits';
import { ENV } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { Callers } from './callers.js';
import { RowCalls } from './row.calls.js';
import { RowGiver } from './row.giver.js';
import { RowTables } from './row.tables.js';
import { RowTaker } from './row.taker.js';
import { RowSystemActs } from './systems.acts.js';

/** Systems that speak in rows. */
export const rowProviders = [
  { provide: Limits, inject: [DataSource, ENV], useFactory: (db: DataSource, env: NodeJS.ProcessEnv) => new Limits(db, env) },
  Callers,
  RowTaker,
  RowGiver,
  RowCalls,
  RowTables,
  RowSystemActs,
];
