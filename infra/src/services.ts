import { casework } from '@sunshine/case';
import { directory } from '@sunshine/directory';
import { intake } from '@sunshine/intake';
import type { ServiceDefinition } from '@sunshine/platform';
import type { SchemaPlan } from '@sunshine/postgres';
import { supervision } from '@sunshine/supervision';

/** Every service of a node, sources before their readers. */
export const services: readonly (ServiceDefinition & SchemaPlan)[] = [directory, intake, casework, supervision];
