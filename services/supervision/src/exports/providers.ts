import type { Provider } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { AuditLog } from '@sunshine/audit';
import { Exports } from '@sunshine/exports';
import { Commands } from '@sunshine/messaging';
import { EXPORT_DOOR, Time } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { BoardExportResolver } from './exports.resolver.js';
import { BoardExportSource } from './board-export.source.js';

/** The board as a file. */
export const exportProviders: Provider[] = [
  BoardExportSource,
  {
    provide: Exports,
    inject: [DataSource, Commands, Access, AuditLog, Time, BoardExportSource],
    useFactory: (...parts: ConstructorParameters<typeof Exports>) => new Exports(...parts),
  },
  { provide: EXPORT_DOOR, useExisting: Exports },
  BoardExportResolver,
];
