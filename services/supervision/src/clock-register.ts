import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law, datesOf, type ClockInputs } from '@sunshine/clocks';
import {
  ClockStepReached,
  ClockStepRevoked,
  PetitionMerged,
  PetitionRegistered,
  PetitionSplit,
  PetitionUnmerged,
  type Envelope,
} from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, together } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { NIL } from 'uuid';
import { COLUMNS, rowOf, type Derived } from './clocks.rows.js';

/** A clock that changed more than once in a batch of events is written as the last of them left it. */
const upsertClocks = {
  name: 'supervision.clocks',
  text: `insert into clock_register (${COLUMNS.join(', ')}, listed)
    select distinct on (clock_id) ${COLUMNS.join(', ')}, coalesce((select p.listed from petition p where p.id = petition_id), false)
    from json_populate_recordset(null::clock_register, $1::json) order by clock_id, seq desc
    on conflict (clock_id) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')} where clock_register.seq < excluded.seq`,
};
/** Sent before the clocks of a batch, in the order of the ids: batches of two sources wait for each other in one order, and for petitions first. */
const known = {
  name: 'supervision.known-petitions',
  text: 'insert into petition (id) select distinct id from json_to_recordset($1::json) p(id uuid) order by id on conflict do nothing',
};
const held = {
  name: 'supervision.held-petitions',
  text: 'select from petition where id in (select id from json_to_recordset($1::json) p(id uuid)) order by id for update',
};
const numbered = {
  name: 'supervision.numbered',
  text: `insert into petition (id, number, received_on, listed) values ($1, $2, $3, $4) on conflict (id) do update
    set number = excluded.number, received_on = excluded.received_on, listed = excluded.listed and not petition.sealed returning sealed`,
};
const sealed = {
  name: 'supervision.sealed',
  text: 'insert into petition (id, sealed) values ($1, true) on conflict (id) do update set sealed = true, listed = false',
};
/** The clocks of a petition are counted as it is; those that came before its registration too. */
const listed = {
  name: 'supervision.listed',
  text: 'update clock_register c set listed = p.listed from petition p where p.id = $1 and c.petition_id = p.id and c.listed <> p.listed',
};
const partOf = {
  name: 'supervision.part-of',
  text: `insert into petition (id, root_id) select part, coalesce((select root_id from petition where id = $1), $1) from unnest($2::uuid[]) part
    on conflict (id) do update set root_id = excluded.root_id`,
};
const merged = {
  name: 'supervision.merged',
  text: 'insert into petition (id, merged_into) values ($1, $2) on conflict (id) do update set merged_into = excluded.merged_into',
};
const opened = {
  name: 'supervision.opened',
  text: `insert into petition (id, opened) select distinct id, true from json_to_recordset($1::json) p(id uuid) order by id
    on conflict (id) do update set opened = true`,
};
const reached = {
  name: 'supervision.reached',
  text: 'insert into register_step (clock_id, petition_id, step, seq, on_day) values ($1, $2, $3, $4, $5) on conflict do nothing',
};
const revoked = {
  name: 'supervision.revoked',
  text: `update register_step set withdrawn = $4 where (clock_id, step, seq) = (
    select clock_id, step, seq from register_step where clock_id = $1 and step = $2 and seq < $3 and withdrawn is null order by seq desc limit 1)`,
};
const incomplete = {
  name: 'supervision.incomplete',
  text: `select clock_id "clockId", term, pack_hash "packHash", calendar_hash "calendarHash", started_on "startedOn", start_fact "startFact", due_on "dueOn", extended_by "extendedBy", pauses
    from clock_register where nature is null and (pack_hash = $1 or calendar_hash = $1) and clock_id > $2 order by clock_id limit 500`,
};
const complete = {
  name: 'supervision.complete',
  text: `update clock_register c set nature = v.nature, warn_on = v."warnOn", article = v.source
    from json_to_recordset($1::json) v("clockId" uuid, nature text, "warnOn" date, source text) where c.clock_id = v."clockId"`,
};

type Incomplete = ClockInputs & { readonly clockId: string; readonly packHash: string; readonly calendarHash: string };

/**
 * The register of all clocks, written by events alone. Sources have no order between them: a clock whose law has not come is kept
 * without what follows from the law, a petition without its number, and each is completed when the rest comes.
 */
@Injectable()
export class ClockRegister {
  constructor(
    private readonly access: Access,
    private readonly law: Law,
  ) {
    law.onPublished(({ tx }, envelope) => this.completeWaiting(tx, envelope));
  }

  /** Locks the petition of the event before whatever the batch writes of it; an own event may be of a record that has none. */
  hold({ addRow, envelope: { key: id, source } }: BusContext): void {
    if (source === 'case') addRow(known, { id });
    addRow(held, { id });
  }

  /** The clocks an event of their owner carries. */
  async changed({ tx, addRow }: BusContext, { clocks = [], seq }: Envelope): Promise<void> {
    if (clocks.length === 0) return;
    const newest = new Map(clocks.map((change) => [change.clockId, change]));
    const rows = await Promise.all([...newest.values()].map(async (change) => rowOf(change, seq, await this.derived(tx, change))));
    for (const row of rows) addRow(upsertClocks, row);
  }

  async registered(tx: EntityManager, envelope: Envelope): Promise<void> {
    if (!PetitionRegistered.is(envelope)) return;
    const { petitionId, number, receivedOn, kind } = envelope.data;
    // Sent in this order: bars first, so that the petition is never visible to a barred person.
    const followed = this.access.follow(tx, envelope);
    const numbering = sql<{ sealed: boolean }>(tx, numbered, [petitionId, number, receivedOn, kind !== 'REPORT']);
    await together(followed, numbering, sql(tx, listed, [petitionId]));
    const [known] = await numbering;
    if (known?.sealed) await this.access.seal(tx, petitionId);
  }

  /** The petition is sealed as a report where one of its parts is; also where intake tells of the petition only later. */
  async split(tx: EntityManager, envelope: Envelope): Promise<void> {
    if (!PetitionSplit.is(envelope)) return;
    const { petitionId, parts } = envelope.data;
    // The row serves as the lock: whichever of split and registration comes second sees what the first has written.
    if (parts.some(({ kind }) => kind === 'REPORT')) await together(sql(tx, sealed, [petitionId]), sql(tx, listed, [petitionId]));
    await sql(tx, partOf, [petitionId, parts.map((part) => part.petitionId).toSorted()]);
    await this.access.follow(tx, envelope);
  }

  /** A merged petition is told the clocks of its lead until it is taken out again. */
  async merged(tx: EntityManager, envelope: Envelope): Promise<void> {
    const lead = PetitionMerged.is(envelope) ? envelope.data.leadPetitionId : null;
    if (lead === null && !PetitionUnmerged.is(envelope)) return;
    await sql(tx, merged, [envelope.key, lead]);
  }

  async opened(bus: BusContext, envelope: Envelope): Promise<void> {
    bus.addRow(opened, { id: envelope.key });
    await this.changed(bus, envelope);
  }

  /** A step and, where it ended the clock (an option unused, a right lapsed), the clock. */
  async stepReached(bus: BusContext, envelope: Envelope): Promise<void> {
    if (!ClockStepReached.is(envelope)) return;
    const { clockId, petitionId, step, on } = envelope.data;
    bus.last(sql(bus.tx, reached, [clockId, petitionId, step, envelope.seq, on]));
    await this.changed(bus, envelope);
  }

  async stepRevoked(tx: EntityManager, envelope: Envelope): Promise<void> {
    if (!ClockStepRevoked.is(envelope)) return;
    const { clockId, step, reason } = envelope.data;
    await sql(tx, revoked, [clockId, step, envelope.seq, reason]);
  }

  /** Completes the clocks that waited for this pack or calendar. */
  private async completeWaiting(tx: EntityManager, envelope: Envelope): Promise<void> {
    const { hash } = envelope.data as { hash: string };
    for (let last: string = NIL; ;) {
      const rows = await sql<Incomplete>(tx, incomplete, [hash, last]);
      const derived = await Promise.all(rows.map(async (row) => ({ clockId: row.clockId, ...(await this.derived(tx, row)) })));
      const done = derived.filter((row) => 'nature' in row);
      if (done.length > 0) await sql(tx, complete, [JSON.stringify(done)]);
      const end = rows.at(-1);
      if (!end) return;
      last = end.clockId;
    }
  }

  private async derived(tx: EntityManager, clock: ClockInputs & { packHash: string; calendarHash: string }): Promise<Derived | null> {
    const law = await this.law.both(tx, clock.packHash, clock.calendarHash);
    return law && datesOf(clock, law.pack, law.calendar);
  }
}
