import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { MessagingModule, officeGraph } from '@sunshine/messaging';
import { ENV } from '@sunshine/platform';
import { EXCHANGE_CONFIG, exchangeConfig } from './config.js';
import { ExchangeGraph } from './graph.js';
import { NodeKeys } from './keys/node-keys.js';
import { KeysHandler } from './partners/keys.handler.js';
import { PartnerActs } from './partners/partners.acts.js';
import { PartnerReads } from './partners/partners.reads.js';
import { PartnerResolver } from './partners/partners.resolver.js';
import { Handlers } from './receiving/handlers.js';
import { Outbox } from './sending/outbox.js';

/** `exchange`: messages between the nodes of county, city and province, with proof of every hand-over. */
@Module({
  imports: [MessagingModule, AccessModule],
  providers: [
    { provide: EXCHANGE_CONFIG, inject: [ENV], useFactory: exchangeConfig },
    NodeKeys,
    Handlers,
    Outbox,
    PartnerReads,
    PartnerActs,
    PartnerResolver,
    KeysHandler,
    ...officeGraph('exchange', ExchangeGraph),
  ],
})
export class ExchangeModule {}
