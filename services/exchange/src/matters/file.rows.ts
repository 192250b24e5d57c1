import { digestOf, readReceipt, type Suite } from '@sunshine/envelope';
import type { DataOf, MatterFileListed } from '@sunshine/events';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

type Listed = DataOf<typeof MatterFileListed>['messages'][number];

interface Row extends Omit<Listed, 'at' | 'stored' | 'answered'> {
  readonly at: Date;
  readonly storedAt: Date | null;
  readonly receipt: string | null;
  readonly answeredAt: Date | null;
  readonly answer: string | null;
  readonly businessReceipt: string | null;
  /** Of a partner that signs no receipts, by which their digest is taken; null: the receipt says it. */
  readonly unsigned: Suite | null;
}

const closedThere: Statement = {
  name: 'exchange.matter-closed-there',
  text: `select from told where petition_id = $1 and way = 'sent' and kind = 'completion' limit 1`,
};
const businessReceipt = (of: string, given: boolean): string =>
  `left join lateral (select b.at, b.answer, b.receipt from business_receipt b where b.message_id = ${of}.id and b.given = ${given} order by b.at desc limit 1) b on true`;
const messages: Statement = {
  name: 'exchange.file-of-matter',
  text: `with shared as (
      select distinct m.partner, m.conversation, p.way, p.suite from matter m join partner p on p.node = m.partner
      where m.petition_id = $1 and m.conversation is not null)
    select o.id "messageId", o.partner node, true sent, o.kind "messageKind", o.created_at at, null::text "on", o.digest,
        o.received_at "storedAt", o.receipt, b.at "answeredAt", b.answer, b.receipt "businessReceipt",
        case when s.way = 'rows' then s.suite end unsigned
      from shared s join message_out o on o.partner = s.partner and o.conversation = s.conversation and o.state <> 'dropped' ${businessReceipt('o', false)}
    union all
    select i.id, i.partner, false, i.kind, i.created_at, t.on_day::text, i.digest, i.received_at, i.receipt, b.at, b.answer, b.receipt,
        case when s.way = 'rows' then s.suite end
      from shared s join message_in i on i.partner = s.partner and i.conversation = s.conversation and i.state = 'applied'
        left join told t on t.message_id = i.id ${businessReceipt('i', true)}
    order by at, "messageId"`,
};

function proof<T extends object>(
  { unsigned }: Pick<Row, 'unsigned'>,
  at: Date | null,
  receipt: string | null,
  more: T,
): ({ at: string; digest: string } & T) | null {
  if (at === null || receipt === null) return null;
  return { at: at.toISOString(), digest: digestOf(unsigned ?? readReceipt(receipt).read.suite, receipt), ...more };
}

/** Messages of the matter with their receipts, oldest first; null: no other node has told that it closed it. */
export async function fileOfMatter(tx: EntityManager, petitionId: string): Promise<Listed[] | null> {
  if ((await sql(tx, closedThere, [petitionId])).length === 0) return null;
  const rows = await sql<Row>(tx, messages, [petitionId]);
  return rows.map(({ at, storedAt, receipt, answeredAt, answer, businessReceipt: answered, unsigned, ...row }) => ({
    ...row,
    at: at.toISOString(),
    stored: proof({ unsigned }, storedAt, receipt, {}),
    answered: proof({ unsigned }, answeredAt, answered, { answer: answer ?? '' }),
  }));
}
