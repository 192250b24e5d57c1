import { organId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { World } from '../world.js';
import { Courses, type Held } from './course.js';

const WAIT_MS = 60_000;

/** A matter whose notice is late, as supervision has it. */
export class SupervisionCourses extends Courses {
  constructor(private readonly at: World) {
    super(at);
  }

  /** At the housing department, which told nobody in time: the warnings have ended in a proposal. */
  async overdue(summary: string): Promise<Held> {
    try {
      Time.shared.set(new Date('2026-05-06T10:00:00+08:00'));
      const held = await this.register(summary, { receivedOn: '2026-05-06' });
      const reason = '属该单位职责';
      await this.act('dispatcher.city', 'routePetition', {
        petitionId: held.id,
        kind: 'TRANSFER',
        toOrganId: organId('housing.city'),
        reason,
      });
      // Warnings come in office hours, and this is a Wednesday.
      Time.shared.set(new Date('2026-06-10T10:00:00+08:00'));
      await this.proposed(held.id);
      return held;
    } finally {
      Time.shared.set(null);
    }
  }

  /** Waits until supervised handling of a matter is proposed; the clock must stand in office hours, when warnings come. */
  protected async proposed(id: string): Promise<void> {
    for (const until = Date.now() + WAIT_MS; Date.now() < until; await new Promise((again) => setTimeout(again, 300))) {
      const { petition } = await this.at.client.query<{ petition: { supervisionProposals: unknown[] | null } }>(
        'supervisor.city',
        'query ($id: ID!) { petition(id: $id) { supervisionProposals { id } } }',
        { id },
      );
      if ((petition.supervisionProposals ?? []).length > 0) return;
    }
    throw new Error('no proposal came');
  }
}
