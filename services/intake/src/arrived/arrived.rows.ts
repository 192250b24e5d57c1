import { ArrivedMatterRefused, MatterArrived, type Envelope } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { ArrivedMatter } from '../domain/registration/arrived.js';

const came: Statement = {
  name: 'intake.arrived-came',
  text: `insert into arrived_matter (message_id, organ_id, received_on, state) values ($1, $2, $3, 'waiting') on conflict do nothing`,
};
/** What a registrar has registered meanwhile stays registered. */
const refused: Statement = {
  name: 'intake.arrived-refused',
  text: `update arrived_matter set state = 'refused' where message_id = $1 and state = 'waiting'`,
};
const locked: Statement = {
  name: 'intake.arrived-locked',
  text: `select organ_id "organId", received_on::text "receivedOn", state from arrived_matter where message_id = $1 for update`,
};
const taken: Statement = {
  name: 'intake.arrived-taken',
  text: `update arrived_matter set state = 'registered', petition_id = $2 where message_id = $1`,
};

/** Keeps which matters of other nodes wait here. */
export async function followArrivals({ tx }: BusContext, event: Envelope): Promise<void> {
  if (MatterArrived.is(event)) {
    const { messageId, organId, receivedOn } = event.data;
    await sql(tx, came, [messageId, organId, receivedOn]);
  } else if (ArrivedMatterRefused.is(event)) await sql(tx, refused, [event.data.messageId]);
}

/** Under its lock; null for one of which exchange has told nothing. */
export async function lockArrived(tx: EntityManager, messageId: string): Promise<ArrivedMatter | null> {
  return (await sql<ArrivedMatter>(tx, locked, [messageId]))[0] ?? null;
}

export async function takeArrived(tx: EntityManager, messageId: string, petitionId: string): Promise<void> {
  await sql(tx, taken, [messageId, petitionId]);
}
