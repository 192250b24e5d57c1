import type { Provider } from '@nestjs/common';
import { BlobStore, Signer } from '@sunshine/files';
import { FILE_DOOR } from '@sunshine/platform';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { FileKeys } from '../sealing/file-keys.js';
import { FileDoor } from './file-door.js';
import { FileSweep } from './file-sweep.js';
import { FileActs } from './files.acts.js';
import { PetitionFilesResolver } from './files.resolver.js';
import { PASS_SIGNER, PetitionFiles } from './petition-files.js';
import { FileReading, LINK_SIGNER } from './reading.js';
import { StoredFiles } from './stored-files.js';

const signer = (provide: symbol, purpose: string): Provider => ({
  provide,
  useFactory: (config: IntakeConfig) => new Signer(config.INTAKE_CODE_KEYS, purpose),
  inject: [INTAKE_CONFIG],
});

/** Files: uploads, what of them belongs to petitions, and how they are read. */
export const fileProviders: Provider[] = [
  { provide: BlobStore, useFactory: (config: IntakeConfig) => new BlobStore(config.FILES_DIR), inject: [INTAKE_CONFIG] },
  signer(PASS_SIGNER, 'upload pass'),
  signer(LINK_SIGNER, 'file link'),
  FileKeys,
  StoredFiles,
  PetitionFiles,
  FileReading,
  FileActs,
  FileSweep,
  { provide: FILE_DOOR, useClass: FileDoor },
  PetitionFilesResolver,
];
