import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  MatterFollowed,
  PetitionAccepted,
  PetitionMerged,
  PetitionRefused,
  PetitionRegistered,
  PetitionSplit,
  PetitionUnmerged,
  type Envelope,
} from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { Health, logOf, sql, together, transaction } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { follow, type CourseStep, type MatterCourse } from '../domain/figures/course.js';
import { DEFINITIONS } from '../domain/figures/definitions.js';
import { factsOf, type FigureFact, type Matter, type MatterClock } from '../domain/figures/facts.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const TERMS = [...new Set(Object.values(DEFINITIONS).flatMap(({ terms }) => terms))];

const locked = {
  name: 'supervision.courses',
  text: `select id, organ_id "organId", closed_on "closedOn", course from petition where id = any($1::uuid[]) order by id for update`,
};
const followed = {
  name: 'supervision.followed-courses',
  text: `update petition p set organ_id = v."organId", closed_on = v."closedOn", course = v.course
    from json_to_recordset($1::json) v(id uuid, "organId" uuid, "closedOn" date, course jsonb) where p.id = v.id`,
};
/**
 * One writer of a family at a time, behind the rows of the petitions that its batch has locked: what the next one reads has what this one wrote.
 * In one order, and nothing but facts is locked behind it.
 */
const oneWriter = {
  name: 'supervision.family-writer',
  text: `select pg_advisory_xact_lock(hashtextextended('facts of ' || root, 0)) from (
    select distinct coalesce(root_id, id)::text root from petition where id = any($1::uuid[]) or merged_into = any($1::uuid[]) order by 1 offset 0) r`,
};
/** The families of these petitions and of those that go on in them, with every lead. */
const families = {
  name: 'supervision.families',
  text: `with recursive family as (
      select id, merged_into from petition where coalesce(root_id, id) in (
        select coalesce(root_id, id) from petition where id = any($1::uuid[]) union select coalesce(root_id, id) from petition where merged_into = any($1::uuid[]))
    ), whole as (select id, merged_into, true own from family union select p.id, p.merged_into, false from petition p join whole w on p.id = w.merged_into)
    select p.id, coalesce(p.root_id, p.id) "rootId", p.merged_into "mergedInto", p.listed, p.course, k.kind, bool_or(w.own) own,
      coalesce((select json_agg(json_build_object('figure', r.figure, 'organId', r.organ_id, 'startedOn', r.started_on, 'ruling', r.ruling))
        from fact_ruling r where r.petition_id = p.id), '[]') rulings,
      coalesce((select json_agg(json_build_object('id', c.clock_id, 'term', c.term, 'organId', c.subject, 'startedOn', c.started_on,
          'effectiveDue', c.effective_due, 'ended', c.ended, 'endedOn', c.ended_on, 'endReason', c.end_reason) order by c.clock_id)
        from clock_register c where c.petition_id = p.id and c.term = any($2) and c.subject is not null), '[]') clocks
    from whole w join petition p on p.id = w.id left join petition_known k on k.id = p.id group by p.id, k.kind`,
};
const gone = {
  name: 'supervision.facts-gone',
  text: `with gone as (delete from figure_fact f where f.root_id = any($1::uuid[])
      and not exists (select 1 from json_to_recordset($2::json) v(figure text, "clockId" uuid) where v.figure = f.figure and v."clockId" = f.clock_id)
      returning f.figure, f.clock_id, f.to_freeze)
    insert into frozen_fact_gone (figure, clock_id) select figure, clock_id from gone where to_freeze is null or to_freeze = '-infinity'
    order by figure, clock_id on conflict do nothing`,
};
const written = {
  name: 'supervision.facts',
  text: `insert into figure_fact as f (figure, clock_id, root_id, petition_id, organ_id, started_on, due_on, answered_on, finding, found, to_freeze)
    select figure, "clockId", "rootId", "petitionId", "organId", "startedOn", "dueOn", "answeredOn", finding, nullif(found, finding), "dueOn"
    from json_to_recordset($1::json) v(figure text, "clockId" uuid, "rootId" uuid, "petitionId" uuid, "organId" uuid, "startedOn" date, "dueOn" date, "answeredOn" date, finding text, found text)
    order by figure, "clockId"
    on conflict (figure, clock_id) do update set root_id = excluded.root_id, petition_id = excluded.petition_id, organ_id = excluded.organ_id,
      started_on = excluded.started_on, due_on = excluded.due_on, answered_on = excluded.answered_on, finding = excluded.finding, found = excluded.found,
      to_freeze = case when f.to_freeze is null then '-infinity' else least(f.to_freeze, excluded.to_freeze) end
    where (f.organ_id, f.due_on, f.answered_on, f.finding, f.found, f.root_id) is distinct from
      (excluded.organ_id, excluded.due_on, excluded.answered_on, excluded.finding, excluded.found, excluded.root_id)`,
};
const unfigured = {
  name: 'supervision.unfigured',
  text: 'select id from petition where not figured order by id limit 500 for update skip locked',
};
const figured = { name: 'supervision.figured', text: 'update petition set figured = true where id = any($1::uuid[])' };

interface Followed {
  readonly id: string;
  readonly organId: string | null;
  readonly closedOn: string | null;
  readonly course: MatterCourse;
}

interface Member extends Omit<Matter, 'lead'> {
  readonly rootId: string;
  readonly mergedInto: string | null;
  /** Of a family whose facts are written; false: only a lead of one. */
  readonly own: boolean;
}

/** What an event tells of the course of its petition. */
function stepOf(envelope: Envelope): CourseStep {
  const { on, course } = envelope;
  return {
    on,
    ...(course && { course: { exit: course.exit ?? null, closedOn: course.closedOn ?? null } }),
    // An acceptance at another node too: that node tells it.
    ...(MatterFollowed.is(envelope) &&
      envelope.data.told === 'acceptance' && { accepted: { organId: envelope.data.organId, on: envelope.data.on } }),
    ...(PetitionAccepted.is(envelope) && { accepted: { organId: envelope.data.organId, on: envelope.data.acceptedOn } }),
    ...(PetitionRefused.is(envelope) && { refused: true }),
  };
}

const concerns = (envelope: Envelope): boolean =>
  [PetitionRegistered, PetitionMerged, PetitionUnmerged, PetitionSplit].some((event) => event.is(envelope)) ||
  (envelope.clocks ?? []).some(({ term }) => TERMS.includes(term));

/** The facts behind the figures, written again for a matter in the transaction of whatever moved it. */
@Injectable()
export class FigureFacts implements OnApplicationBootstrap, OnApplicationShutdown {
  private round: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private failed = false;

  constructor(
    private readonly db: DataSource,
    health: Health,
  ) {
    health.warn('figures', () => Promise.resolve(this.failed ? 'facts of older petitions could not be written; tried again' : null));
  }

  /** Petitions of before this release get their facts once. */
  onApplicationBootstrap(): void {
    this.catchUpFrom(FIRST_PAUSE_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private catchUpFrom(pauseMs: number): void {
    this.round = this.catchUp().then(
      () => void (this.failed = false),
      (error: unknown) => {
        this.failed = true;
        logOf('supervision').error({ err: error }, 'facts of older petitions failed; will retry');
        if (!this.stopped) this.timer = setTimeout(() => this.catchUpFrom(Math.min(2 * pauseMs, LONGEST_PAUSE_MS)), pauseMs);
      },
    );
  }

  /** Call it for each event that may move a matter; the work is done once for a batch, behind its rows. */
  follow(bus: BusContext): void {
    const { envelope } = bus;
    if (envelope.course || concerns(envelope)) bus.behind(this.write);
  }

  /** Writes the facts of these petitions, and of all that depend on them, anew. */
  async rewrite(tx: EntityManager, petitionIds: readonly string[]): Promise<void> {
    if (petitionIds.length === 0) return;
    const alone = sql(tx, oneWriter, [petitionIds]);
    const reading = sql<Member>(tx, families, [petitionIds, TERMS]);
    await together(alone, reading);
    const members = await reading;
    const byId = new Map(members.map((member) => [member.id, member]));
    const matterOf = ({ id, kind, listed, course, clocks, mergedInto, rulings }: Member, depth = 0): Matter => {
      const lead = mergedInto === null || depth > 9 ? undefined : byId.get(mergedInto);
      return { id, kind, listed, course, rulings, clocks: clocks as MatterClock[], lead: lead ? matterOf(lead, depth + 1) : null };
    };
    const roots = new Map<string, Member[]>();
    for (const member of members) if (member.own) roots.set(member.rootId, [...(roots.get(member.rootId) ?? []), member]);
    const facts = [...roots].flatMap(([rootId, family]) =>
      factsOf(family.map((member) => matterOf(member))).map((fact): FigureFact & { rootId: string } => ({ ...fact, rootId })),
    );
    const rows = JSON.stringify(facts);
    const going = sql(tx, gone, [[...roots.keys()], rows]);
    await together(going, ...(facts.length > 0 ? [sql(tx, written, [rows])] : []));
  }

  private readonly write = async (events: readonly BusContext[]): Promise<void> => {
    const [first] = events;
    if (!first) return;
    const { tx } = first;
    const of = (id: string): readonly BusContext[] => events.filter(({ envelope }) => envelope.key === id);
    const ids = [...new Set(events.map(({ envelope }) => envelope.key))].toSorted();
    // The register has the row of each: a registration and every event of case write it.
    const before = await sql<Followed>(tx, locked, [ids]);
    const after = before.map((row) => moved(row, of(row.id)));
    const changed = after.filter((row, at) => row !== before[at]);
    const courses = new Set(after.flatMap((row, at) => (row.course === before[at]?.course ? [] : [row.id])));
    const touched = ids.filter((id) => courses.has(id) || of(id).some(({ envelope }) => concerns(envelope)));
    const leads = events.flatMap(({ envelope }) => (PetitionUnmerged.is(envelope) ? [envelope.data.leadPetitionId] : []));
    // Sent before what reads the courses, and not waited for.
    const following = changed.length > 0 ? [sql(tx, followed, [JSON.stringify(changed)])] : [];
    await together(...following, this.rewrite(tx, [...new Set([...touched, ...leads])]));
  };

  private async catchUp(): Promise<void> {
    for (let more = true; more && !this.stopped;) {
      more = await transaction(this.db, async (tx) => {
        const ids = (await sql<{ id: string }>(tx, unfigured, [])).map(({ id }) => id);
        await this.rewrite(tx, ids);
        if (ids.length > 0) await sql(tx, figured, [ids]);
        return ids.length > 0;
      });
    }
  }
}

/** The row after its events; the same object where they tell nothing new. */
function moved(row: Followed, events: readonly BusContext[]): Followed {
  let next = row;
  for (const { envelope } of events) {
    const course = follow(next.course, stepOf(envelope));
    const at = envelope.course;
    const closedOn = at ? (at.closedOn ?? null) : next.closedOn;
    const organId = at?.organId ?? next.organId;
    if (course !== next.course || closedOn !== next.closedOn || organId !== next.organId) next = { ...next, course, closedOn, organId };
  }
  return next;
}
