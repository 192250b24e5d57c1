import type { Provider } from '@nestjs/common';
import { ExitActs } from './exits.acts.js';
import { ExitReads } from './exits.reads.js';
import { ExitResolver, TrackedGuidanceResolver } from './exits.resolver.js';
import { FastTrackActs } from './fast-track.acts.js';
import { FastTrackResolver } from './fast-track.resolver.js';
import { RefusalActs } from './refusal.acts.js';
import { RefusalResolver } from './refusal.resolver.js';
import { SuggestionActs } from './suggestion.acts.js';
import { SuggestionResolver } from './suggestion.resolver.js';

export const exitProviders: Provider[] = [
  ExitActs,
  ExitReads,
  ExitResolver,
  TrackedGuidanceResolver,
  RefusalActs,
  RefusalResolver,
  SuggestionActs,
  SuggestionResolver,
  FastTrackActs,
  FastTrackResolver,
];
