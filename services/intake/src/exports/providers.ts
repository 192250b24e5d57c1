import type { Provider } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { AuditLog } from '@sunshine/audit';
import { Exports } from '@sunshine/exports';
import { Commands } from '@sunshine/messaging';
import { EXPORT_DOOR, Time } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { PetitionExportResolver } from './exports.resolver.js';
import { PetitionExportSource } from './petition-export.source.js';

/** The register as a file. */
export const exportProviders: Provider[] = [
  PetitionExportSource,
  {
    provide: Exports,
    inject: [DataSource, Commands, Access, AuditLog, Time, PetitionExportSource],
    useFactory: (...parts: ConstructorParameters<typeof Exports>) => new Exports(...parts),
  },
  { provide: EXPORT_DOOR, useExisting: Exports },
  PetitionExportResolver,
];
