import type { Provider } from '@nestjs/common';
import { ENV, SERVICE, dataSourceFor, type ServiceDefinition } from '@sunshine/platform';
import { DocumentNumbers, NUMBERS_DATABASE } from './document-numbers.js';
import { PaperActs } from './papers.acts.js';
import { PaperReads } from './papers.reads.js';
import { CaseDocumentResolver, DocumentNumberResolver } from './papers.resolver.js';
import { DeliveryActs } from './delivery.acts.js';

export const paperProviders: Provider[] = [
  {
    provide: NUMBERS_DATABASE,
    inject: [SERVICE, ENV],
    useFactory: (def: ServiceDefinition, env: NodeJS.ProcessEnv) =>
      dataSourceFor(
        // A number is as durable as the paper that bears it: the paper's commit follows in the same log, and writes the log up to itself.
        { ...def, name: 'case-numbers', entities: [], migrations: [], settings: { synchronous_commit: 'off' } },
        { ...env, DATABASE_POOL: '4' },
      ).initialize(),
  },
  DocumentNumbers,
  PaperActs,
  PaperReads,
  CaseDocumentResolver,
  DocumentNumberResolver,
  DeliveryActs,
];
