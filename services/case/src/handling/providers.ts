import type { Provider } from '@nestjs/common';
import { HandlingActs } from './handling.acts.js';
import { HandlingResolver } from './handling.resolver.js';
import { RecusalActs } from './recusal.acts.js';
import { RecusalResolver } from './recusal.resolver.js';

export const handlingProviders: Provider[] = [HandlingActs, HandlingResolver, RecusalActs, RecusalResolver];
