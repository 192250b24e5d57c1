import type { Provider } from '@nestjs/common';
import { ENV, SERVICE, dataSourceFor, type ServiceDefinition } from '@sunshine/platform';
import { DocumentNumbers, NUMBERS_DATABASE } from './document.numbers.js';
import { PaperActs } from './papers.acts.js';
import { PaperReads } from './papers.reads.js';
import { CaseDocumentResolver, DocumentNumberResolver } from './papers.resolver.js';
import { ServiceActs } from './service.acts.js';

export const paperProviders: Provider[] = [
  {
    provide: NUMBERS_DATABASE,
    inject: [SERVICE, ENV],
    useFactory: (def: ServiceDefinition, env: NodeJS.ProcessEnv) =>
      dataSourceFor({ ...def, name: 'case-numbers', entities: [], migrations: [] }, { ...env, DATABASE_POOL: '4' }).initialize(),
  },
  DocumentNumbers,
  PaperActs,
  PaperReads,
  CaseDocumentResolver,
  DocumentNumberResolver,
  ServiceActs,
];
