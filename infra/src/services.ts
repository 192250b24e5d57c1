import { casework } from '@sunshine/case';
import { directory } from '@sunshine/directory';
import { exchange } from '@sunshine/exchange';
import { hearing } from '@sunshine/hearing';
import { intake } from '@sunshine/intake';
import type { ServiceDefinition } from '@sunshine/platform';
import type { SchemaPlan } from '@sunshine/postgres';
import { supervision } from '@sunshine/supervision';

/** Every service of a node, in the order of the course. Nothing needs sources before their readers, and two may read each other (ADR 0081). */
export const services: readonly (ServiceDefinition & SchemaPlan)[] = [directory, intake, casework, supervision, hearing, exchange];

/** The gateway keeps nothing; its role reads the outboxes, from which `/live` hears of changes on the embedded engine. */
const gateway: SchemaPlan = { name: 'gateway', schema: 'gateway', sources: services.map(({ name }) => name), migrations: [] };

/** What the database of a node must hold. */
export const plans: readonly SchemaPlan[] = [...services, gateway];
