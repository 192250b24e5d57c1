import { newPartKey, openPart } from '@sunshine/envelope';
import { WordsWanted, type DataOf, type WordsArrived, type WordsGiven } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type MigrationClass, type Statement } from '@sunshine/platform';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';

/** What another node wrote to this one, as the service that keeps it is given it. */
export interface NodeWords {
  readonly petitionId: string;
  readonly messageId: string;
  /** Kind of the message. */
  readonly kind: string;
  /** Id of the node, and its name on the list of partners. */
  readonly node: string;
  readonly nodeName: string;
  /** As `WordsArrived` has it. */
  readonly organId: string;
  /** Day of the transport receipt, Asia/Shanghai. */
  readonly receivedOn: string;
  /** Day of the act there, Asia/Shanghai. */
  readonly on: string;
  /** Of an answer: the record here that it answers; null where none is known. */
  readonly about: string | null;
  /** Fields of the message as `libs/envelope` has read them. */
  readonly body: unknown;
}

class WordsOfNodes1710000000490 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What another node wrote and exchange has been asked for. secret: opens the answer, and goes with it; what it opens lies open in this schema afterwards
      create table words_wanted (
        message_id uuid primary key, petition_id uuid not null, organ_id uuid not null, received_on date not null, open text not null, secret text not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table words_wanted');
  }
}

/** Table of a service that keeps what other nodes write. */
export const wordsMigrations: MigrationClass[] = [WordsOfNodes1710000000490];

const want: Statement = {
  name: 'words.want',
  text: `insert into words_wanted (message_id, petition_id, organ_id, received_on, open, secret) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
};
const take: Statement = {
  name: 'words.take',
  text: `delete from words_wanted where message_id = $1 and petition_id = $2 returning organ_id "organId", received_on::text "receivedOn", open, secret`,
};

type Wanted = Pick<NodeWords, 'organId' | 'receivedOn'> & { readonly open: string; readonly secret: string };
const Given = z.object({
  kind: z.string(),
  node: z.string(),
  nodeName: z.string(),
  on: z.string(),
  about: z.string().nullable(),
  body: z.unknown(),
});

/** Asks `exchange` for the words, once. */
export async function wantWords({ tx, emit }: Pick<BusContext, 'tx' | 'emit'>, arrived: DataOf<typeof WordsArrived>): Promise<void> {
  const { petitionId, messageId, organId, receivedOn } = arrived;
  const { open, secret } = await newPartKey();
  const asked = await sql(tx, want, [messageId, petitionId, organId, receivedOn, open, secret]);
  if (asked.length > 0) emit(petitionId, WordsWanted.create({ petitionId, messageId, key: open }));
}

/** Opens what `exchange` gave; null where this service has not asked for it, or has it already. @throws ENVELOPE_NOT_OPENED */
export async function takeWords(tx: EntityManager, given: DataOf<typeof WordsGiven>): Promise<NodeWords | null> {
  const { petitionId, messageId, sealed } = given;
  const [asked] = await sql<Wanted>(tx, take, [messageId, petitionId]);
  if (!asked) return null;
  const { organId, receivedOn, open, secret } = asked;
  return { petitionId, messageId, organId, receivedOn, ...Given.parse(await openPart({ open, secret }, messageId, sealed)) };
}
