import type { Provider } from '@nestjs/common';
import { MatterActs } from './matters.acts.js';
import { RoutingActs } from './routing.acts.js';
import { RoutingReads } from './routing.reads.js';
import { RoutingResolver, TrackedRoutingResolver } from './routing.resolver.js';

export const routingProviders: Provider[] = [RoutingActs, MatterActs, RoutingReads, RoutingResolver, TrackedRoutingResolver];
