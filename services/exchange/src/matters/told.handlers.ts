import { Inject, Injectable } from '@nestjs/common';
import { readBody, type MessageBody, type MessageKind } from '@sunshine/envelope';
import { shanghaiDay, sql, type Statement } from '@sunshine/platform';
import { openUnder, sealUnder } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { Handlers, type Arrived } from '../receiving/handlers.js';
import { keepTold, type ToldRow } from './told.rows.js';

const PURPOSE = 'told by other nodes';
const placeOf = (messageId: string): string => `told|${messageId}`;

interface Facts {
  readonly on?: string | undefined;
  readonly due?: string | undefined;
  readonly ground?: string | undefined;
}

/** Days and codes of what was told, by the kind of the message; without a day of its own it counts as of the day of writing. */
const FACTS: { readonly [K in MessageKind]?: (body: MessageBody<K>) => Facts } = {
  'information-given': ({ informedOn: on }) => ({ on }),
  acceptance: ({ acceptedOn: on, dueOn: due }) => ({ on, due }),
  extension: ({ newDue: due }) => ({ due }),
  opinion: ({ paper }) => ({ on: paper.issuedOn }),
  service: ({ servedOn: on }) => ({ on }),
  'assigned-matter-report': ({ reportedOn: on }) => ({ on }),
  completion: ({ closedOn: on, ground }) => ({ on, ground }),
};

const handedOver: Statement = {
  name: 'exchange.matter-handed-over',
  text: `select petition_id "petitionId" from matter where partner = $1 and conversation = $2 and way = 'sent' and state in ('underway', 'received', 'held')`,
};

/**
 * What the node that has a matter tells of it. The days are kept open; what it wrote is sealed to this node, and opened for who may read the
 * petition.
 */
@Injectable()
export class ToldHandlers {
  constructor(
    handlers: Handlers,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
  ) {
    for (const kind of Object.keys(FACTS) as MessageKind[]) handlers.register(kind, (tx, message) => this.told(tx, kind, message));
  }

  /** @throws MATTER_NOT_HANDED_OVER, KIND_OF_OTHER_SIDE, BODY_VERSION_MALFORMED, BODY_MALFORMED */
  private async told(tx: EntityManager, kind: MessageKind, { head, partner, digest, receivedAt, body }: Arrived): Promise<void> {
    const { id: messageId, conversation, sequence, schemaVersion, createdAt } = head;
    const [matter] = await sql<{ petitionId: string }>(tx, handedOver, [partner.node, conversation]);
    if (!matter) throw exchangeError('MATTER_NOT_HANDED_OVER', { details: { node: partner.node } });
    const { value, unknown, dropped, ignored } = readBody(kind, schemaVersion, body, ['in-charge']);
    const { on, due, ground } = (FACTS[kind] as (body: unknown) => Facts)(value);
    await keepTold(tx, {
      ...{ messageId, petitionId: matter.petitionId, partner: partner.node, conversation, sequence, digest, kind },
      ...{ on: on ?? shanghaiDay(new Date(createdAt)), due: due ?? null, ground: ground ?? null, toldAt: receivedAt },
      body: sealUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(messageId), JSON.stringify(value)),
      ...{ unknown: Object.keys(unknown), dropped, ignored: ignored.map(({ path }) => path) },
    });
  }

  /** What the other node wrote: of an opinion or a report its text, of an extension its reason; null where it wrote nothing. */
  textOf({ messageId, body }: ToldRow): string | null {
    const { text, reason, procedure } = JSON.parse(openUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(messageId), body)) as Record<
      string,
      string | undefined
    >;
    return text ?? reason ?? procedure ?? null;
  }
}
