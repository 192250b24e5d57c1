import type { Provider } from '@nestjs/common';
import { GroupActs } from './groups.acts.js';
import { GroupResolver } from './groups.resolver.js';
import { RefilingActs } from './refiling.acts.js';
import { RefilingResolver } from './refiling.resolver.js';
import { SplitActs } from './split.acts.js';
import { SplitResolver } from './split.resolver.js';

export const groupProviders: Provider[] = [GroupActs, GroupResolver, SplitActs, SplitResolver, RefilingActs, RefilingResolver];
