import { Injectable } from '@nestjs/common';
import { Access, accessError } from '@sunshine/access';
import type { Channel } from '@sunshine/events';
import { sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { checkRegister, missingNumbers, type RegisterCheck } from '../domain/visits/desk-day.js';
import { idOf } from '../domain/desk-text.js';
import type { VisitEvent } from '../domain/visits/visit.js';
import { visitsOfDay } from './visit.rows.js';

/** The desk and day to compare, and the last numbers of its paper registers. */
export interface DeskDayOf {
  readonly organId?: string | null;
  readonly on: string;
  readonly lastStamp?: number | null;
  readonly lastTicket?: number | null;
}

export interface DeskDay {
  readonly organId: string;
  readonly on: string;
  readonly channels: readonly { readonly channel: Channel; readonly registered: number; readonly onBehalf: number }[];
  readonly stamps: RegisterCheck;
  readonly tickets: RegisterCheck;
  readonly visits: readonly VisitEvent[];
  readonly heads: number;
  /** Visits without a registered petition. */
  readonly visitsWithoutPetition: readonly VisitEvent[];
  readonly visitsWithoutEnd: readonly VisitEvent[];
  readonly missingNumbers: readonly string[];
}

interface DayRow {
  readonly channel: Channel;
  readonly onBehalf: boolean;
  readonly stampNumber: number | null;
  readonly visitId: string | null;
}

const registrations: Statement = {
  name: 'intake.desk-day',
  text: `select channel, entry is not null as "onBehalf", stamp_number as "stampNumber", visit_id as "visitId"
    from petition where organ_id = $1 and registered_on = $2`,
};
const stamps: Statement = {
  name: 'intake.desk-stamps',
  text: 'select stamp_number as "stampNumber" from petition where organ_id = $1 and received_on = $2 and stamp_number is not null',
};
const hanging: Statement = {
  name: 'intake.desk-hanging',
  text: 'select distinct visit_id as "visitId" from petition where visit_id = any($1::uuid[])',
};
const numbers: Statement = {
  name: 'intake.desk-numbers',
  text: 'select number from petition where number between $1 and $2 order by number',
};

/** For the end of the day: compares stamp register and visit book with the system. */
@Injectable()
export class DeskDays {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws ACT_NOT_YOURS */
  async of(ctx: RequestContext, { organId: asked, on, lastStamp, lastTicket }: DeskDayOf): Promise<DeskDay> {
    const { organId } = await this.access.requireNode(this.db, ctx, 'readDesk', idOf('organId', asked));
    if (organId === null) throw accessError('ACT_NOT_YOURS');
    const db = this.db.manager;
    const { division } = await this.access.organ(db, organId);
    const prefix = `${division}-${on.replaceAll('-', '')}-`;
    const [rows, stamped, visits, given] = await Promise.all([
      sql<DayRow>(db, registrations, [organId, on]),
      sql<{ stampNumber: number }>(db, stamps, [organId, on]),
      visitsOfDay(db, organId, on),
      sql<{ number: string }>(db, numbers, [`${prefix}000000`, `${prefix}999999`]),
    ]);
    const registered = new Set((await sql<{ visitId: string }>(db, hanging, [visits.map(({ id }) => id)])).map(({ visitId }) => visitId));
    const channels = [...new Set(rows.map(({ channel }) => channel))].toSorted();
    return {
      organId,
      on,
      channels: channels.map((channel) => {
        const own = rows.filter((row) => row.channel === channel);
        return { channel, registered: own.length, onBehalf: own.filter(({ onBehalf }) => onBehalf).length };
      }),
      stamps: checkRegister(
        stamped.map(({ stampNumber }) => stampNumber),
        lastStamp ?? null,
      ),
      tickets: checkRegister(
        visits.flatMap(({ ticketNumber }) => ticketNumber ?? []),
        lastTicket ?? null,
      ),
      visits,
      heads: visits.reduce((sum, { headCount }) => sum + headCount, 0),
      visitsWithoutPetition: visits.filter(({ id }) => !registered.has(id)),
      visitsWithoutEnd: visits.filter(({ timeOut }) => timeOut === null),
      missingNumbers: missingNumbers(given.map(({ number }) => number)),
    };
  }
}
