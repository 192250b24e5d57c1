import type { Provider } from '@nestjs/common';
import { OpinionDrafts } from './draft.js';
import { OpinionActs } from './opinion.acts.js';
import { OpinionReads } from './opinion.reads.js';
import { OpinionResolver, CaseOpinionResolver } from './opinion.resolver.js';

export const opinionProviders: Provider[] = [OpinionActs, OpinionDrafts, OpinionReads, OpinionResolver, CaseOpinionResolver];
