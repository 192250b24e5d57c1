import type { LinkedNode } from './link.js';

export interface PlantedRow {
  readonly id: string;
  readonly conversation: string;
  readonly sequence: number;
  readonly digest: string;
  readonly at: string;
}

/** Messages as they lie on both sides after a quiet month. */
export async function planted(from: LinkedNode, to: LinkedNode, rows: readonly PlantedRow[]): Promise<void> {
  const json = JSON.stringify(rows);
  const columns = 'id uuid, conversation text, sequence int, digest text, at timestamptz';
  await from.db.query(
    `insert into message_out (id, partner, conversation, sequence, kind, schema_version, division, created_at, wire, digest, bytes, state, receipt, received_at, next_at, ended_at)
      select id, $1, conversation, sequence, 'word', 1, '990100', at, 'w', digest, 1, 'sent', 'r', at, at, at from json_to_recordset($2::json) r(${columns})`,
    [to.node, json],
  );
  await to.db.query(
    `insert into message_in (id, partner, conversation, sequence, kind, schema_version, division, created_at, digest, wire, bytes, told, received_at, receipt, state, ended_at)
      select id, $1, conversation, sequence, 'word', 1, '990100', at, digest, 'w', 1, '{}', at, 'r', 'applied', at from json_to_recordset($2::json) r(${columns})`,
    [from.node, json],
  );
  await to.db.query(
    `insert into proof_leaf (at, message_id, message, receipt) select at, id, digest, 'r' from json_to_recordset($1::json) r(${columns})`,
    [json],
  );
}

/** Lines of direction, kind and message, in their order. */
export const differences = async (node: LinkedNode, states = "'open'") =>
  (
    (await node.db.query(
      `select direction || ' ' || kind || ' ' || message_id line from difference where state in (${states}) order by 1`,
    )) as { line: string }[]
  ).map(({ line }) => line);
