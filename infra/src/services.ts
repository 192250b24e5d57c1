import { caseService } from '@sunshine/case';
import { directoryService } from '@sunshine/directory';
import { intakeService } from '@sunshine/intake';
import type { ServiceDefinition } from '@sunshine/platform';
import type { SchemaPlan } from '@sunshine/postgres';
import { supervisionService } from '@sunshine/supervision';

/** Every service of a node, sources before their readers. */
export const services: readonly (ServiceDefinition & SchemaPlan)[] = [directoryService, intakeService, caseService, supervisionService];
