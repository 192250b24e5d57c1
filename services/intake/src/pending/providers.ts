import type { Provider } from '@nestjs/common';
import { Limits } from '@sunshine/limits';
import { ENV } from '@sunshine/platform';
import { FilingRate } from './filing-rate.js';
import { PendingActs } from './pending.acts.js';
import { PendingResolver, RegisteredFilingResolver } from './pending.resolver.js';
import { PendingReads } from './pending.reads.js';
import { PendingStore } from './pending.store.js';

export const pendingProviders: Provider[] = [
  { provide: FilingRate, useFactory: (limits: Limits, env: NodeJS.ProcessEnv) => new FilingRate(limits, env), inject: [Limits, ENV] },
  PendingStore,
  PendingReads,
  PendingActs,
  PendingResolver,
  RegisteredFilingResolver,
];
