import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Exchange1710000000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- sealed: the private halves, under a key of the configuration. valid_to is exclusive; a key whose validity is over still opens
      create table node_key (
        key_id text primary key, suite text not null, signing text not null, encryption text not null, sealed text not null,
        valid_from timestamptz not null, valid_to timestamptz, made_at timestamptz not null
      );

      -- sends, receives: {kinds, divisions} that may pass, seen from here. failures, try_from: the breaker
      create table partner (
        node text primary key, name text not null, endpoint text, suite text not null, organ_id uuid not null,
        state text not null check (state in ('active', 'suspended')), sends jsonb not null, receives jsonb not null,
        failures int not null default 0, try_from timestamptz, last_failure text, last_seen_at timestamptz,
        registered_at timestamptz not null, changed_at timestamptz not null
      );
      -- A key is one node's for ever
      create table partner_key (
        key_id text primary key, node text not null references partner, suite text not null, signing text not null, encryption text not null,
        valid_from timestamptz not null, valid_to timestamptz, revoked_at timestamptz
      );
      create index partner_key_node on partner_key (node);

      -- last: the sequence given last
      create table conversation_out (partner text not null references partner, conversation text not null, last int not null, primary key (partner, conversation));
      -- body: sealed to this node until the first attempt, from then on the message stands on the wire as it is. lease: a worker has it till then
      create table message_out (
        id uuid primary key, partner text not null references partner, conversation text not null, sequence int not null,
        kind text not null, schema_version int not null, division text not null, created_at timestamptz not null,
        body text, wire text, digest text, bytes int,
        state text not null check (state in ('waiting', 'sent', 'refused', 'failed', 'dropped')), code text,
        attempts int not null default 0, first_at timestamptz, next_at timestamptz not null, lease timestamptz, last_failure text,
        receipt text, received_at timestamptz, ended_at timestamptz,
        unique (partner, conversation, sequence)
      );
      create index message_out_due on message_out (partner, next_at) where state = 'waiting';
      -- Those before which nothing of their conversation leaves
      create index message_out_open on message_out (partner, conversation, sequence) where state in ('waiting', 'refused', 'failed');
      create index message_out_kept on message_out (ended_at) where wire is not null;
      create index message_out_list on message_out (created_at desc, id desc);

      create table conversation_in (
        partner text not null references partner, conversation text not null, next int not null, held int[] not null, given_up int[] not null, parked_at int,
        due_at timestamptz, gap_at timestamptz, primary key (partner, conversation)
      );
      -- Conversations with something that may be applied, and when it is tried
      create index conversation_in_due on conversation_in (due_at) where due_at is not null;
      -- Conversations in which something is missing, and when it is asked for
      create index conversation_in_gap on conversation_in (gap_at) where gap_at is not null;
      -- wire: until it is pruned. told: fields of a later release, by path
      create table message_in (
        id uuid primary key, partner text not null references partner, conversation text not null, sequence int not null,
        kind text not null, schema_version int not null, division text not null, created_at timestamptz not null,
        digest text not null, wire text, bytes int not null, told text[] not null,
        received_at timestamptz not null, receipt text not null,
        state text not null check (state in ('held', 'applied', 'parked', 'dropped')), code text, last_failure text, attempts int not null default 0, ended_at timestamptz,
        unique (partner, conversation, sequence)
      );
      create index message_in_list on message_in (received_at desc, id desc);
      create index message_in_kept on message_in (ended_at) where wire is not null;
      create index message_in_parked on message_in (partner) where state = 'parked';

      -- Receipts of the business: what the receiving organ says. given: by this node, of a message that came; else to this node, of one that it sent
      create table business_receipt (
        message_id uuid not null, given boolean not null, at timestamptz not null, answer text not null, items jsonb not null, receipt text not null,
        primary key (message_id, given, at)
      );

      -- What came and was not stored; sender as it calls itself
      create table refused_message (
        id bigint generated always as identity primary key, at timestamptz not null, sender text, message_id uuid, conversation text, kind text,
        digest text, code text not null, address text
      );
      create index refused_message_at on refused_message (at);

      create table proof_root (number int primary key, from_at timestamptz not null, to_at timestamptz not null, size int not null, root text not null, signed text not null);
      -- The proof log: digests alone. root: of the tree that it stands under
      create table proof_leaf (
        id bigint generated always as identity, at timestamptz not null, message_id uuid not null, message text not null, receipt text not null,
        root int, place int, primary key (at, id)
      ) partition by range (at);
      create table proof_leaf_rest partition of proof_leaf default;
      create index proof_leaf_message on proof_leaf (message_id);
      create index proof_leaf_open on proof_leaf (at, id) where root is null;

      -- parts: of the question; answered: of those. conversations, messages: of this node, both directions
      create table reconciliation (
        id uuid primary key, partner text not null references partner, from_day date not null, to_day date not null, asked_here boolean not null, begun_at timestamptz not null,
        state text not null check (state in ('asked', 'compared', 'failed')), ended_at timestamptz, parts int not null, answered int not null default 0,
        conversations int not null default 0, messages int not null default 0, differences int not null default 0
      );
      create index reconciliation_list on reconciliation (begun_at desc, id desc);
      create index reconciliation_partner on reconciliation (partner, to_day);
      -- direction: of the message, seen from here. day: on which it was written, Asia/Shanghai. reconciliation_id: that found it last
      create table difference (
        id uuid primary key, reconciliation_id uuid not null references reconciliation, partner text not null references partner,
        direction text not null check (direction in ('out', 'in')), kind text not null, message_id uuid not null, conversation text not null, sequence int not null,
        day date not null, organ_id uuid not null, found_at timestamptz not null, due_on date not null,
        state text not null check (state in ('open', 'repairing', 'repaired', 'settled')), ended_at timestamptz, reason text
      );
      create unique index difference_open on difference (partner, direction, message_id, kind) where state in ('open', 'repairing');
      create index difference_message on difference (message_id);
      create index difference_list on difference (found_at desc, id desc);
      -- Days are compared by the day of writing
      create index message_out_day on message_out (partner, created_at);
      create index message_in_day on message_in (partner, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table difference, reconciliation, proof_leaf, proof_root, refused_message, business_receipt, message_in, conversation_in, message_out, conversation_out,
        partner_key, partner, node_key`,
    );
  }
}
