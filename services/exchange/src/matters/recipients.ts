import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { recipientNamed } from '../domain/recipients.js';
import type { Telling } from './telling.js';
import { ToldHandlers } from './told.handlers.js';
import { toldRecipients, toldWaits, type ToldRow } from './told.rows.js';
import type { WantRow } from './wants.rows.js';

/** What `intake` gives of petitioners. */
const Petitioners = z.object({ petitioners: z.array(z.object({ petitionerId: z.uuid(), name: z.string() })) });
const About = z.object({ messageId: z.uuid() });

/** Whether a want is to find out whom a name of another node means, and not to tell anybody. */
export const asksWho = ({ kind, about }: Pick<WantRow, 'kind' | 'about'>): boolean => kind === 'service' && about === null;

/** Petitioners between nodes: a message names them, ids are each node's own. */
@Injectable()
export class Recipients {
  constructor(private readonly told: ToldHandlers) {}

  /** What has to be asked before this node knows whom the service concerns; null: nothing, or it is known. */
  async question(tx: EntityManager, row: ToldRow): Promise<Telling | null> {
    const { kind, recipients, messageId } = row;
    if (kind !== 'service' || recipients !== null || this.told.bodyOf(row)['servedOn'] === undefined) return null;
    await toldWaits(tx, messageId);
    return { kind, about: null, facts: { messageId } };
  }

  /** `intake` has said who the petitioners are: whom the message means is kept with it. */
  async found(tx: EntityManager, { facts }: Pick<WantRow, 'facts'>, given: unknown): Promise<void> {
    const { messageId } = About.parse(facts);
    const { recipient } = z.object({ recipient: z.string() }).parse(await this.told.bodyOfMessage(tx, messageId));
    const petitionerId = recipientNamed(Petitioners.parse(given).petitioners, recipient);
    await toldRecipients(tx, messageId, petitionerId === null ? [] : [petitionerId]);
  }

  /** The name of the one petitioner of whom is told; null: nobody of this petition. */
  nameOf(given: unknown): string | null {
    return Petitioners.parse(given).petitioners[0]?.name ?? null;
  }
}
