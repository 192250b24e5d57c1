import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law, explain } from '@sunshine/clocks';
import { byIds, forIds, loader, sql, type ByIds, type RequestContext, type Statement, type Tracked as Holder } from '@sunshine/platform';
import type { Term } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { CLOCK_JSON, type RegisteredClock } from './clocks.rows.js';

/** `clocks` null: case has not opened the matter, or the law of one of them has not come yet. */
export interface PetitionClocks {
  readonly id: string;
  readonly clocks: readonly RegisteredClock[] | null;
}

const CLOCKS = `case when p.opened then coalesce((select json_agg(${CLOCK_JSON} order by c.started_on, c.clock_id) from clock_register c where c.petition_id = p.id), '[]') end clocks`;
// A reporter sees no clock, and nobody does while the kind is unknown: the name of a duty would reveal who has the matter. Of a merged petition
// those of the lead, which goes on for it: its own have ended.
const ofTracked: Statement = {
  name: 'supervision.tracked-clocks',
  text: `select p.id, case when k.kind <> 'REPORT' then t.clocks end clocks
    from petition own join petition p on p.id = coalesce(own.merged_into, own.id) left join petition_known k on k.id = p.id,
      lateral (select ${CLOCKS}) t where own.id = $1`,
};
const LOADER = Symbol('clocks of petitions');

/** The clocks of a petition as its reader may see them. */
@Injectable()
export class ClockReads {
  private readonly ofPetitions: ByIds;

  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    access: Access,
  ) {
    this.ofPetitions = byIds(
      'supervision.clocks-of',
      `select p.id, ${CLOCKS} from petition p where p.id $IDS and ${access.visible('p', '$2')}`,
    );
  }

  /** Null where the reader may not see the petition, as for an unknown one. One query for all petitions of a request. */
  of(ctx: RequestContext, petitionId: string): Promise<PetitionClocks | null> {
    return loader<string, PetitionClocks>(ctx, LOADER, async (ids) => {
      const [statement, bound] = forIds(this.ofPetitions, ids);
      const rows = await sql<PetitionClocks>(this.db.manager, statement, [bound, ctx.kind === 'person' ? ctx.personId : null]);
      const found = new Map(rows.map((row) => [row.id, complete(row)]));
      return ids.map((id) => found.get(id) ?? null);
    }).load(petitionId);
  }

  /** The clocks that a tracking pass opens; the pass itself is the right. Of a joint or merged matter each sees the own term alone. */
  async tracked({ petitionId, petitionerId }: Holder): Promise<PetitionClocks> {
    const [row] = await sql<PetitionClocks>(this.db.manager, ofTracked, [petitionId]);
    if (!row) return { id: petitionId, clocks: null };
    const { id, clocks } = complete(row);
    return { id, clocks: clocks && ownOf(clocks, { petitionerId, merged: id !== petitionId }) };
  }

  /** The title of the term in the clock's pack. */
  async title({ packHash, term }: RegisteredClock): Promise<string> {
    return (await this.law.pack(this.db.manager, packHash)).terms[term as Term].title;
  }

  /** Why the clock ends on its day. */
  async explain(clock: RegisteredClock) {
    const [pack, calendar] = await Promise.all([
      this.law.pack(this.db.manager, clock.packHash),
      this.law.calendar(this.db.manager, clock.calendarHash),
    ]);
    return explain(clock, pack, calendar);
  }
}

/** A petitioner's own term to ask for review; its subject is the petitioner. */
const RIGHTS: ReadonlySet<string> = new Set(['REVIEW_REQUEST', 'REREVIEW_REQUEST']);
/** The term of who reviews, which says that somebody has asked. */
const REVIEWS: ReadonlySet<string> = new Set(['REVIEW', 'REREVIEW']);

interface Sight {
  /** The member whose pass it is; null: of the petition. */
  readonly petitionerId: string | null;
  readonly merged: boolean;
}

/** Without what tells of another petitioner: when they were served, and that they asked for review. */
function ownOf(clocks: readonly RegisteredClock[], { petitionerId, merged }: Sight): readonly RegisteredClock[] {
  const served = new Set(clocks.flatMap(({ term, subject }) => (RIGHTS.has(term) ? [subject] : [])));
  const isAlone = petitionerId === null && !merged && served.size <= 1;
  return clocks.filter(({ nature, term, subject }) => {
    if (nature === 'own') return false; // what organs owe each other
    if (RIGHTS.has(term)) return isAlone || subject === petitionerId;
    return isAlone || !REVIEWS.has(term);
  });
}

function complete({ id, clocks }: PetitionClocks): PetitionClocks {
  return { id, clocks: clocks?.some(({ nature }) => nature === null) ? null : clocks };
}
