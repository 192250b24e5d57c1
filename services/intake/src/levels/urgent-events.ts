import { Injectable } from '@nestjs/common';
import { lineOf, writeLine } from '@sunshine/audit';
import type { Act } from '@sunshine/events';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

const reported: Statement = {
  name: 'intake.urgent-for-another-node',
  text: `select e.reason, p.people_count "peopleCount", (select max(r.reported_at) from urgent_report r where r.event_id = e.id) at
    from urgent_event e join petition p on p.id = e.petition_id where e.id = $2 and e.petition_id = $1 and p.kind <> 'REPORT' and e.reason is not null`,
};

interface UrgentEvent {
  readonly reason: string;
  readonly peopleCount: number;
  /** UTC: of the last report. */
  readonly at: string;
}

/** What was reported as urgent of a matter that is at two nodes: what happens, never a person. @source 信访工作条例 25 */
@Injectable()
export class UrgentEvents {
  /** Null of a report, and of an event of another petition; each opening stands in the audit. */
  async of(tx: EntityManager, act: Act, asked: { petitionId: string; about: string; by: string }): Promise<UrgentEvent | null> {
    const { petitionId, about, by } = asked;
    const [event] = await sql<Omit<UrgentEvent, 'at'> & { at: Date }>(tx, reported, [petitionId, about]);
    if (!event) return null;
    const line = { subject: petitionId, part: 'urgentEvent', purpose: 'urgent-report' };
    await writeLine(tx, lineOf({ ...act, actor: { kind: 'service', id: by } }, 'giveMatter', line));
    return { ...event, at: event.at.toISOString() };
  }
}
