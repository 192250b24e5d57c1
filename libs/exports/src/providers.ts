import type { Provider, Type } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { AuditLog } from '@sunshine/audit';
import { Commands } from '@sunshine/messaging';
import { EXPORT_DOOR, Time } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { Exports, type ExportSource } from './exports.js';

/** A list of a service as a file: its source, and the door by which the file is fetched. Providers of the service's own module. */
export const exportProviders = (source: Type<ExportSource>): Provider[] => [
  source,
  {
    provide: Exports,
    inject: [DataSource, Commands, Access, AuditLog, Time, source],
    useFactory: (...parts: ConstructorParameters<typeof Exports>) => new Exports(...parts),
  },
  { provide: EXPORT_DOOR, useExisting: Exports },
];
