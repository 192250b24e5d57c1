import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { MessagingModule, officeGraph } from '@sunshine/messaging';
import { ENV, EXCHANGE_DOOR } from '@sunshine/platform';
import { ArrivalsConsumer } from './arrivals/arrivals.consumer.js';
import { rowProviders } from './adapter/providers.js';
import { arrivalProviders } from './arrivals/providers.js';
import { EXCHANGE_CONFIG, exchangeConfig } from './config.js';
import { FilesConsumer } from './files/files.consumer.js';
import { fileProviders } from './files/providers.js';
import { ExchangeGraph } from './graph.js';
import { NodeKeys } from './keys/node-keys.js';
import { KeysHandler } from './partners/keys.handler.js';
import { PartnerActs } from './partners/partners.acts.js';
import { PartnerReads } from './partners/partners.reads.js';
import { PartnerResolver } from './partners/partners.resolver.js';
import { MessageActs } from './messages/messages.acts.js';
import { MessageReads } from './messages/messages.reads.js';
import { MessageResolver } from './messages/messages.resolver.js';
import { ProofFiles } from './proof/proof.files.js';
import { ProofLog } from './proof/proof.log.js';
import { ProofRoots } from './proof/proof.roots.js';
import { Applier } from './receiving/applier.js';
import { Upkeep } from './upkeep.js';
import { ExchangeDoor } from './receiving/exchange.door.js';
import { Handlers } from './receiving/handlers.js';
import { LinkHandlers } from './receiving/link.handlers.js';
import { Receiver } from './receiving/receiver.js';
import { Strangers } from './receiving/strangers.js';
import { Puller } from './pulling/puller.js';
import { PullServer } from './pulling/pull.server.js';
import { Night } from './reconciliation/night.js';
import { Reconciler } from './reconciliation/reconciler.js';
import { ReconciliationActs } from './reconciliation/reconciliation.acts.js';
import { ReconciliationReads } from './reconciliation/reconciliation.reads.js';
import { ReconciliationResolver } from './reconciliation/reconciliation.resolver.js';
import { Deliveries } from './sending/deliveries.js';
import { Ferries } from './ferry/ferries.js';
import { FerryActs } from './ferry/ferry.acts.js';
import { Receipts } from './sending/receipts.js';
import { HandBackConsumer } from './hand-back/hand-back.consumer.js';
import { HandBackHandlers } from './hand-back/hand-back.handlers.js';
import { HandBackRounds } from './hand-back/hand-back.rounds.js';
import { LevelsActs } from './matters/levels.acts.js';
import { StatusHandlers } from './matters/status.handlers.js';
import { MatterRounds } from './matters/matter.rounds.js';
import { MatterReads } from './matters/matter.reads.js';
import { DecisionsConsumer } from './matters/decisions.consumer.js';
import { MatterTeller } from './matters/matter.teller.js';
import { MattersConsumer } from './matters/matters.consumer.js';
import { RemindersConsumer } from './matters/reminders.consumer.js';
import { Splits } from './matters/splits.js';
import { SupplementsConsumer } from './matters/supplements.consumer.js';
import { WordsConsumer } from './matters/words.consumer.js';
import { SameMatterActs } from './same-matter/same-matter.acts.js';
import { SameMatterConsumer } from './same-matter/same-matter.consumer.js';
import { SameMatterLink } from './same-matter/link.js';
import { SameMatterNight } from './same-matter/night.js';
import { SameMatterReads } from './same-matter/same-matter.reads.js';
import { SameMatterResolver } from './same-matter/same-matter.resolver.js';
import { PetitionResolver } from './matters/petition.resolver.js';
import { Recipients } from './matters/recipients.js';
import { ToldHandlers } from './matters/told.handlers.js';
import { GivenReceipts } from './receiving/given.receipts.js';
import { Outbox } from './sending/outbox.js';
import { Sender } from './sending/sender.js';
import { Wire } from './sending/wire.js';

/** `exchange`: messages between the nodes of county, city and province, with proof of every hand-over. */
@Module({
  imports: [MessagingModule, AccessModule],
  controllers: [
    MattersConsumer,
    DecisionsConsumer,
    HandBackConsumer,
    RemindersConsumer,
    SupplementsConsumer,
    WordsConsumer,
    ArrivalsConsumer,
    SameMatterConsumer,
    FilesConsumer,
  ],
  providers: [
    { provide: EXCHANGE_CONFIG, inject: [ENV], useFactory: exchangeConfig },
    NodeKeys,
    Handlers,
    Outbox,
    PartnerReads,
    PartnerActs,
    PartnerResolver,
    KeysHandler,
    LinkHandlers,
    ProofLog,
    ProofRoots,
    ProofFiles,
    Upkeep,
    Wire,
    Deliveries,
    Sender,
    Strangers,
    Receiver,
    Receipts,
    PullServer,
    Puller,
    Ferries,
    FerryActs,
    Applier,
    { provide: EXCHANGE_DOOR, useClass: ExchangeDoor },
    Reconciler,
    Night,
    ReconciliationReads,
    ReconciliationActs,
    ReconciliationResolver,
    SameMatterLink,
    SameMatterNight,
    SameMatterReads,
    SameMatterActs,
    SameMatterResolver,
    MessageReads,
    MessageActs,
    MessageResolver,
    GivenReceipts,
    MatterTeller,
    Splits,
    Recipients,
    MatterRounds,
    ToldHandlers,
    HandBackHandlers,
    HandBackRounds,
    StatusHandlers,
    LevelsActs,
    MatterReads,
    PetitionResolver,
    ...fileProviders,
    ...arrivalProviders,
    ...rowProviders,
    ...officeGraph('exchange', ExchangeGraph),
  ],
})
export class ExchangeModule {}
