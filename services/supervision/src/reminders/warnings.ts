import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { DocumentNumbers, freeing } from '@sunshine/acts';
import { Law } from '@sunshine/clocks';
import { ClockStepReached, ClockStepRevoked, type DataOf } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { OrganOfPaper } from '../domain/matter.js';
import { paperNumber } from '../domain/numbering.js';
import {
  PROPOSES,
  REMINDS,
  proposeFor,
  remindOf,
  watcherOf,
  withdrawStep,
  type Standing,
  type StepReached,
} from '../domain/reminders/warnings.js';
import { ByEvents } from '../runner/by-events.js';
import { loadMatter } from '../runner/record.rows.js';

const around: Statement = {
  name: 'supervision.around',
  text: `select o.parent_id above, coalesce((select json_agg(json_build_object('subject', x.subject, 'relation', x.relation) order by x.subject)
      from relation x where x.petition_id = $1), '[]') relations from organ o where o.id = $2`,
};
interface Around {
  readonly above: string | null;
  readonly relations: readonly Standing[];
}

/** What the steps of clocks bring about: reminders and proposals, and their withdrawal where a later fact shows a step not due. */
@Injectable()
export class Warnings {
  constructor(
    private readonly access: Access,
    private readonly law: Law,
    private readonly numbers: DocumentNumbers,
    private readonly byEvents: ByEvents,
  ) {}

  /** To be done behind the rows of a batch, for all steps of it in their order: the register then has each clock as its step left it. */
  readonly follow = async (events: readonly BusContext[]): Promise<void> => {
    for (const bus of events) {
      if (ClockStepReached.is(bus.envelope)) await this.warn(bus, bus.envelope.data);
      if (ClockStepRevoked.is(bus.envelope)) await this.takeBack(bus, bus.envelope.data);
    }
  };

  private async warn(bus: BusContext, reached: StepReached & { readonly petitionId: string }): Promise<void> {
    if (reached.step !== REMINDS && reached.step !== PROPOSES) return;
    const state = await loadMatter(bus.tx, reached.petitionId, null);
    const organId = state?.duties.find(({ clockId }) => clockId === reached.clockId)?.organId ?? null;
    if (!state || organId === null) return;
    const by = await this.watcher(bus, state.id, organId);
    if (!by) return;
    const given = { state, reached, by, id: uuid() };
    if (reached.step === PROPOSES) {
      const proposal = proposeFor(given);
      if (proposal) await this.byEvents.write(bus, state, proposal);
      return;
    }
    await this.remind(bus, given);
  }

  private async takeBack(bus: BusContext, { petitionId, clockId, step, reason }: DataOf<typeof ClockStepRevoked>): Promise<void> {
    if (step !== REMINDS && step !== PROPOSES) return;
    const state = await loadMatter(bus.tx, petitionId, null);
    if (!state) return;
    const taken = withdrawStep(state, { clockId, step }, bus.act.on, reason);
    if (taken.records.length > 0) await this.byEvents.write(bus, state, taken);
  }

  private async remind(bus: BusContext, given: Parameters<typeof remindOf>[0]): Promise<void> {
    const { state, by, id, reached } = given;
    const law = {
      pack: await this.law.packFor(bus.tx, state.division, reached.on),
      calendar: await this.law.calendarFor(bus.tx, state.division),
    };
    if (!remindOf(given, '', law)) return;
    const written = async (): Promise<void> => {
      const number = paperNumber(by, 'REMINDER', reached.on, await this.numbers.take(by.id, 'REMINDER', reached.on, id));
      const reminder = remindOf(given, number, law);
      if (reminder) await this.byEvents.write(bus, state, reminder);
    };
    // The event is read again; its number goes to the reminder that is written then.
    await freeing(this.numbers, id, written());
  }

  private async watcher({ tx }: BusContext, petitionId: string, organId: string): Promise<OrganOfPaper | null> {
    const [found] = await sql<Around>(tx, around, [petitionId, organId]);
    if (!found) return null; // a promise may be owed by a petitioner: nobody reminds of it
    const by = watcherOf(organId, found.relations, found.above);
    return by === null ? null : this.access.organ(tx, by);
  }
}
