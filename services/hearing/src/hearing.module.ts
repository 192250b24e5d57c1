import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { ActsModule } from '@sunshine/acts';
import { LawModule } from '@sunshine/clocks';
import { MessagingModule, officeGraph } from '@sunshine/messaging';
import { ENV, EXPORT_DOOR } from '@sunshine/platform';
import { BundleActs } from './bundle/bundle.acts.js';
import { BundleDoor } from './bundle/bundle.door.js';
import { BundleFile } from './bundle/bundle.file.js';
import { BundleLinks } from './bundle/bundle.links.js';
import { HearingBundleResolver, SigningKeyResolver, TrackedBundleResolver } from './bundle/bundle.resolver.js';
import { NodeKey } from './bundle/node-key.js';
import { HEARING_CONFIG, hearingConfig } from './config.js';
import { HearingGraph } from './graph.js';
import { EvidenceResolver } from './hearing/evidence.resolver.js';
import { HearingActs } from './hearing/hearing.acts.js';
import { HearingReads } from './hearing/hearing.reads.js';
import { HearingResolver, PetitionResolver } from './hearing/hearing.resolver.js';
import { HearingOffersResolver, PetitionOffersResolver, TrackedOffersResolver } from './hearing/offers.resolver.js';
import { FollowedHearingResolver, TrackedPetitionResolver } from './hearing/outside.resolver.js';
import { HearingPaperResolver, HearingPapersResolver } from './hearing/papers.resolver.js';
import { HearingConsumer } from './inbox/hearing.consumer.js';
import { MatterFacts } from './inbox/matter.facts.js';
import { PoolActs } from './pool/pool.acts.js';
import { PoolResolver } from './pool/pool.resolver.js';
import { HearingRunner } from './runner/hearing.runner.js';
import { HearingSeal } from './sealing/hearing.seal.js';

/** `hearing`: from the request to the conclusion, with a panel that is always valid. */
@Module({
  imports: [MessagingModule, AccessModule, LawModule, ActsModule],
  controllers: [HearingConsumer],
  providers: [
    { provide: HEARING_CONFIG, inject: [ENV], useFactory: hearingConfig },
    HearingSeal,
    HearingRunner,
    MatterFacts,
    HearingReads,
    HearingActs,
    HearingResolver,
    PetitionResolver,
    EvidenceResolver,
    HearingOffersResolver,
    PetitionOffersResolver,
    HearingPapersResolver,
    HearingPaperResolver,
    TrackedOffersResolver,
    TrackedPetitionResolver,
    FollowedHearingResolver,
    PoolActs,
    PoolResolver,
    NodeKey,
    BundleFile,
    BundleLinks,
    BundleActs,
    HearingBundleResolver,
    TrackedBundleResolver,
    SigningKeyResolver,
    { provide: EXPORT_DOOR, useClass: BundleDoor },
    ...officeGraph('hearing', HearingGraph),
  ],
})
export class HearingModule {}
