import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Time, signedIn, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { stateConditions } from './board-states.js';

/** Days from today that are still soon, and that are still within the week. */
const [SOON, WEEK] = [3, 7];
const TODAY = '$1::date';
const { overdue } = stateConditions(TODAY);

/**
 * How many duties that have not ended stand where on the board; each is counted in one field, and in `all`. Dates that are owed besides the
 * law are counted by themselves.
 */
export interface Counted {
  readonly overdue: number;
  readonly dueToday: number;
  readonly soon: number;
  readonly week: number;
  readonly later: number;
  readonly own: number;
  readonly all: number;
  readonly ownDates: number;
  readonly ownDatesOverdue: number;
}

/** Counts of the whole board, however long it is. */
@Injectable()
export class DutyCounts {
  private readonly ofOrgans: Statement;
  private readonly ofAll: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    access: Access,
  ) {
    const of = (condition: string, ofNature = `c.nature <> 'own'`): string => `count(*) filter (where ${ofNature} and ${condition})::int`;
    const besidesLaw = `c.nature = 'own'`;
    const between = (first: number, last: number): string => `c.effective_due between ${TODAY} + ${first} and ${TODAY} + ${last}`;
    const counts = (name: string, whose: string): Statement => ({
      name,
      text: `select ${of(overdue)} overdue, ${of(`c.effective_due < ${TODAY} and not ${overdue}`)} own, ${of(between(0, 0))} "dueToday",
          ${of(between(1, SOON))} soon, ${of(between(SOON + 1, WEEK))} week, ${of(`c.effective_due > ${TODAY} + ${WEEK}`)} later, ${of('true')} "all",
          ${of('true', besidesLaw)} "ownDates", ${of(overdue, besidesLaw)} "ownDatesOverdue"
        from clock_register c left join organ o on o.id = c.subject
        where c.nature <> 'right' and c.ended is null ${whose} and ($3::text[] is null or c.term = any($3))
          and ${access.visibleInList('c', '$2', 'petition_id')}`,
    });
    this.ofOrgans = counts('supervision.duty-counts', 'and c.subject = any($4::uuid[])');
    this.ofAll = counts('supervision.duty-counts-of-all', '');
  }

  /** Of the duties of these organs and terms, null: of all, as far as the reader may see the petition. @throws SIGN_IN_REQUIRED */
  async of(ctx: RequestContext, organIds: readonly string[] | null, terms: readonly string[] | null): Promise<Counted> {
    const personId = signedIn(ctx);
    // Only persons stand in relations to petitions: a service sees none by its own name.
    const reader = ctx.kind === 'person' ? personId : null;
    const given = [this.time.today(), reader, terms];
    const [counted] = organIds
      ? await sql<Counted>(this.db.manager, this.ofOrgans, [...given, organIds])
      : await sql<Counted>(this.db.manager, this.ofAll, given);
    if (!counted) throw new Error('a count answers one row');
    return counted;
  }
}
