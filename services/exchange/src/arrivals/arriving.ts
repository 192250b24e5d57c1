import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { readBody } from '@sunshine/envelope';
import { ArrivedKind } from '@sunshine/events';
import { Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { accusingWords, reportDayOf } from '../domain/arrived.js';
import { IncomingFiles } from '../files/incoming.js';
import { Handlers, type Arrived } from '../receiving/handlers.js';
import { isHere, keepArrived, organNamed } from './arrivals.rows.js';
import { ArrivedSeal } from './arrived.seal.js';
import type { ArrivedBody } from './body.js';

/** Paths that are told of one message, and signs of one. */
const PATHS = 200;
const PATH = 200;
const told = (paths: readonly string[]): string[] => paths.slice(0, PATHS).map((path) => path.slice(0, PATH));

/**
 * Takes matters of other nodes in: what they say is kept sealed until a registrar of the organ where they arrive has registered or refused
 * them. One that is here already, and a report that nobody here may read, are answered at once.
 */
@Injectable()
export class Arriving {
  constructor(
    handlers: Handlers,
    private readonly access: Access,
    private readonly seal: ArrivedSeal,
    private readonly time: Time,
    private readonly files: IncomingFiles,
  ) {
    for (const kind of ArrivedKind.options) handlers.register(kind, (tx, message) => this.arrive(tx, message));
  }

  private async arrive(tx: EntityManager, { head, partner, digest, receivedAt, body: raw }: Arrived): Promise<void> {
    const { id: messageId, conversation, sequence, kind, schemaVersion, division } = head;
    // Whoever hands over a matter that is not known here speaks for the node that registered it as well.
    const { value, unknown, dropped, ignored } = readBody(kind, schemaVersion, raw, ['sender', 'registering']);
    const body = value as ArrivedBody;
    const now = this.time.now();
    const twice = await isHere(tx, partner.node, body.number);
    const organId = twice ? null : await this.organOf(tx, body, partner.receivedBy, division);
    const refused = twice
      ? ({ answer: 'conflict', code: 'ARRIVED_TWICE' } as const)
      : organId === null
        ? ({ answer: 'refused', code: 'ARRIVED_NO_READER' } as const)
        : null;
    await keepArrived(tx, {
      ...{ messageId, partner: partner.node, conversation, sequence, digest, kind, number: body.number, division, receivedAt },
      organId: organId ?? partner.receivedBy,
      reportBy: reportDayOf(body),
      ...{ told: told(Object.keys(unknown)), dropped: told(dropped), ignored: told(ignored.map(({ path }) => path)) },
      ...(refused
        ? { ...refused, state: 'refused', body: null, endedAt: now }
        : { answer: null, code: null, state: 'waiting', body: this.seal.seal(messageId, body, unknown), endedAt: null }),
    });
    const attachments = body.attachments ?? [];
    if (refused) await this.files.refuse(tx, partner.node, attachments);
    else await this.files.expect(tx, { partner: partner.node, messageId, petitionId: null }, attachments);
  }

  /**
   * The organ that the sender names, where one here has exactly that name and registers, else the one that receives from this partner; of what
   * is kept from those it accuses, one that is none of them. Null where none is left.
   * @source 信访工作条例 30 ¶3
   */
  private async organOf(tx: EntityManager, body: ArrivedBody, receivedBy: string, division: string): Promise<string | null> {
    const on = this.time.today();
    const first = (body.to && (await organNamed(tx, body.to.name, on))) ?? receivedBy;
    const words = accusingWords(body);
    if (words === null) return first;
    const named = await this.access.organsNamedIn(tx, words);
    const accusedIds = named.filter(({ surely }) => surely).map(({ id }) => id);
    return (await this.access.keeper(tx, { organId: first, accusedIds, division, on, readers: true }))?.id ?? null;
  }
}
