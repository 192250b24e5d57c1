import { Inject, Injectable } from '@nestjs/common';
import { openUnder, sealUnder } from '@sunshine/sealing';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import type { ArrivedBody } from './body.js';

const PURPOSE = 'arrived matters';
const placeOf = (messageId: string): string => `arrived matter|${messageId}`;

/** What arrived matters say, under the node's own keys; each opens for its own message alone. */
@Injectable()
export class ArrivedSeal {
  constructor(@Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig) {}

  /** @param unknown fields of a later release, by their paths */
  seal(messageId: string, body: ArrivedBody, unknown: Readonly<Record<string, unknown>>): string {
    return sealUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(messageId), JSON.stringify({ body, unknown }));
  }

  open(messageId: string, sealed: string): ArrivedBody {
    return (JSON.parse(openUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(messageId), sealed)) as { body: ArrivedBody }).body;
  }
}
